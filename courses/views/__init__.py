"""HTTP of the courses app: the public catalogue and the release page of authors."""
