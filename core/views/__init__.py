"""Views of the core: what replaces single pages of Wagtail's administration."""
