"""Composition root: settings, URLs, server entry point and the commands that need every app."""
