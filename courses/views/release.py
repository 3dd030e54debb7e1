"""The page that says what a release means, and releases on confirmation."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import GenericPageBreadcrumbsMixin

from courses.enums import ReleaseKind
from courses.forms import KIND_EXPLANATIONS, ReleaseForm
from courses.models import CoursePage
from courses.models.editions import RELEASE_KIND_LABELS
from courses.selectors import editions_of
from courses.selectors.authoring import open_drafts
from courses.services import check_release, release


@dataclass(frozen=True)
class KindChoice:
    """One way to release, with what it means in general and for the people counted."""

    value: str
    label: str
    explanation: str
    effects: tuple[tuple[str, int, str], ...]
    allowed: bool
    chosen: bool


class ReleaseView(GenericPageBreadcrumbsMixin, WagtailAdminTemplateMixin, FormView):
    """GET shows and writes nothing; POST releases. Only for those who may publish the page."""

    template_name = "courses/admin/release.html"
    form_class = ReleaseForm
    page_title = gettext_lazy("Release")
    header_icon = "upload"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(CoursePage, pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not self.object.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def preview(self):
        return check_release(actor=self.request.user, course=self.object)

    def get_page_subtitle(self):
        return self.object.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "allowed_kinds": self.preview.allowed_kinds,
            "state": self.preview.fingerprint,
        }

    def form_valid(self, form):
        kind = ReleaseKind(form.cleaned_data["kind"])
        try:
            edition = release(
                actor=self.request.user,
                course=self.object,
                kind=kind,
                note=form.cleaned_data["note"],
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Edition %(number)d of “%(title)s” has been released.")
            % {"number": edition.number, "title": edition.title},
            buttons=[messages.button(self.object.url, _("View the course"))],
        )
        return redirect(reverse("courses_release", args=[self.object.pk]))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        course = self.object
        return {
            **context,
            "course": course,
            "preview": self.preview,
            "drafts": open_drafts(course),
            "kinds": self._kinds(context["form"]),
            "editions": editions_of(course.translation_key, course.locale.language_code).defer(
                "outline_data"
            ),
        }

    def _kinds(self, form) -> list[KindChoice]:
        return [
            KindChoice(
                value=str(kind),
                label=RELEASE_KIND_LABELS[kind],
                explanation=KIND_EXPLANATIONS[kind],
                effects=tuple(
                    (effect.label, effect.count, effect.explanations[kind])
                    for effect in self.preview.effects
                    if effect.count and effect.explanations.get(kind)
                ),
                allowed=kind in self.preview.allowed_kinds,
                chosen=form["kind"].value() == kind,
            )
            for kind in ReleaseKind
        ]
