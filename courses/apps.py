from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("Courses")

    def ready(self):
        from core.media_guard import register
        from courses.selectors.authoring import editions_showing

        register(editions_showing)
