"""The peer: wagtail-lms from PyPI, in an environment of its own."""
