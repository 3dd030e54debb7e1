"""Writing courses: authoring, release and the set-up of an empty site."""

from courses.services.release import ReleasePreview, check_release, release

__all__ = ["ReleasePreview", "check_release", "release"]
