from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = _("Learning")

    def ready(self):
        from courses import previews
        from learning import receivers  # noqa: F401  connects on import
        from learning.views.preview import course_preview, lesson_preview

        previews.register("course", course_preview)
        previews.register("lesson", lesson_preview)
