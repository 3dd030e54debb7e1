"""The pages authors write. Nobody learns from them: learners read released editions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.models import Orderable

from core.blocks import TEXT_FEATURES
from core.fields import MigrationFreeStreamField, SafeRichTextField
from core.models import BasePage
from courses import previews
from courses.blocks import LESSON_BLOCKS
from courses.enums import TargetGroup


class CoursePartPage(BasePage):
    """A page below the course index; a visitor who finds its address is led to the course.

    Authors preview it in the learner's own template.
    """

    preview_kind = ""

    class Meta:
        abstract = True

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, **previews.context_of(self.preview_kind, self, request.user)}

    def serve(self, request, *args, **kwargs):
        course = CoursePage.objects.ancestor_of(self, inclusive=True).first()
        return redirect("learning:course", course_slug=course.slug)


class CourseIndexPage(BasePage):
    """Where the courses stand in the page tree. Its address shows the catalogue."""

    parent_page_types = ["core.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count = 1
    preview_modes = []

    class Meta:
        verbose_name = _("course index")

    def serve(self, request, *args, **kwargs):
        return redirect("courses:catalogue")


class CoursePage(CoursePartPage):
    """A course as it is being written."""

    summary = models.TextField(
        _("summary"), max_length=300, help_text=_("One or two sentences for the catalogue.")
    )
    introduction = SafeRichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)
    evidence = SafeRichTextField(
        _("evidence"),
        features=TEXT_FEATURES,
        blank=True,
        help_text=_(
            "What the way of teaching rests on, with sources. For HR, the staff council and "
            "data protection: it stands on the course's information sheet."
        ),
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in percent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_(
            "Leave it empty: then taking part is enough. A pass mark must be agreed with the "
            "staff council."
        ),
    )
    valid_months = models.PositiveSmallIntegerField(
        _("certificate valid for, in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_(
            "Leave it empty: then certificates stay valid for ever. Otherwise people are "
            "reminded in time and take the course again. Holds for certificates issued after "
            "the next release."
        ),
    )
    for_staff = models.BooleanField(_("Staff"), default=False)
    for_managers = models.BooleanField(_("Managers"), default=False)
    for_trainers = models.BooleanField(_("Trainers"), default=False)
    certificate_contents = models.TextField(
        _("contents on the certificate"),
        max_length=1500,
        help_text=_("Five to eight points, one per line."),
    )

    content_panels = [
        HelpPanel(template="courses/admin/edition_panel.html"),
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        InlinePanel("objectives", label=_("Objective"), heading=_("Objectives"), min_num=1),
        InlinePanel("audiences", label=_("Audience"), heading=_("For whom"), min_num=1),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(f"for_{group}") for group in TargetGroup])],
            heading=_("Target groups in the catalogue"),
            help_text=_("People filter by these. None ticked: for all."),
        ),
        InlinePanel("content_notes", label=_("Content note"), heading=_("Content notes")),
        InlinePanel("contributors", label=_("Contributor"), heading=_("Contributors")),
        MultiFieldPanel(
            [
                FieldPanel("certificate_contents"),
                FieldPanel("pass_mark"),
                FieldPanel("valid_months"),
            ],
            heading=_("Completion and certificate"),
        ),
        FieldPanel("evidence"),
    ]
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]
    preview_modes = [("", _("Course page"))]
    preview_kind = "course"
    template = "learning/course.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def target_groups(self) -> list[TargetGroup]:
        """The groups ticked; none means all."""
        return [group for group in TargetGroup if getattr(self, f"for_{group}")]


class ModulePage(CoursePartPage):
    """A larger section of a course. Its minutes are the sum of its lessons'."""

    summary = models.TextField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    preview_modes = []

    class Meta:
        verbose_name = _("module")


class LessonPage(CoursePartPage):
    """The smallest unit one works through, of five to eight minutes."""

    summary = models.CharField(_("summary"), max_length=250, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Reading at 180 words a minute, plus time for questions."),
    )
    required = models.BooleanField(
        _("required"), default=True, help_text=_("Counts towards completing the course.")
    )
    body = MigrationFreeStreamField(LESSON_BLOCKS, verbose_name=_("content"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("minutes"), FieldPanel("required")], heading=_("Extent")),
        HelpPanel(
            content=_(
                "Learners see changes only after the course has been released as a new edition."
            )
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    preview_kind = "lesson"
    template = "learning/lesson.html"

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class CourseObjective(Orderable):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="objectives")
    text = models.CharField(
        _("objective"), max_length=250, help_text=_("Completes “After the course you can …”")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("objective")


class CourseAudience(Orderable):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="audiences")
    text = models.CharField(_("audience"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("audience")


class CourseContentNote(Orderable):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="content_notes")
    text = models.CharField(_("content note"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("content note")


class CourseContributor(Orderable):
    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="contributors")
    name = models.CharField(_("name"), max_length=200)
    task = models.CharField(_("task"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contributor")
