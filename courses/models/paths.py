"""Learning paths: for each target group, the courses in an order that authors recommend."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from courses.enums import TargetGroup
from courses.models.pages import CoursePage

TARGET_GROUP_LABELS = {
    TargetGroup.STAFF: _("Staff"),
    TargetGroup.MANAGERS: _("Managers"),
    TargetGroup.TRAINERS: _("Trainers"),
}


class LearningPath(ClusterableModel):
    """A path for one target group in one language. Nobody has to follow it."""

    target_group = models.CharField(
        _("target group"), max_length=20, choices=list(TARGET_GROUP_LABELS.items())
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(
        _("introduction"), max_length=600, help_text=_("One or two sentences below the title.")
    )

    panels = [
        FieldPanel("target_group"),
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("introduction"),
        InlinePanel("steps", label=_("Course"), heading=_("Courses in this order"), min_num=1),
    ]

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")
        ordering = ["language", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target_group", "language"],
                name="one_path_per_group",
                violation_error_message=_("This target group has a path in this language already."),
            )
        ]

    def __str__(self):
        return self.title


class LearningPathStep(Orderable):
    """One course on a path. Whoever deletes the course's page takes the step away, too."""

    path = ParentalKey(LearningPath, on_delete=models.CASCADE, related_name="steps")
    course = models.ForeignKey(
        CoursePage, verbose_name=_("course"), on_delete=models.CASCADE, related_name="+"
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Why this course, and why here.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("step")

    def __str__(self):
        return str(self.course)
