"""The design of certificates in the administration: each municipality's own, and no other."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import (
    PreviewOnCreateView,
    PreviewOnEditView,
    PreviewRevisionView,
    SnippetViewSet,
)
from wagtail.utils.urlpatterns import decorate_urlpatterns

from certificates.design_forms import DesignForm
from certificates.models import CertificateDesign
from certificates.permissions import may_shape
from certificates.services.samples import print_sample


def own_only(view):
    """Wrap a view: the design of another municipality does not exist, whatever the action."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.user.is_authenticated:
            designs = CertificateDesign.objects.select_related("organisation")
            design = designs.filter(pk=kwargs["pk"]).first() if "pk" in kwargs else None
            if "pk" in kwargs and design is None:
                raise Http404
            if not may_shape(request.user, design and design.organisation):
                raise Http404
        return view(request, *args, **kwargs)

    return wrapped


class PrintsSamples:
    """A preview view whose design can print itself."""

    def get_object(self):
        design = super().get_object()
        design.print_sample = print_sample
        return design


class PreviewOnCreate(PrintsSamples, PreviewOnCreateView):
    pass


class PreviewOnEdit(PrintsSamples, PreviewOnEditView):
    pass


class PreviewRevision(PreviewRevisionView):
    def get_revision_object(self):
        design = super().get_revision_object()
        design.print_sample = print_sample
        return design


class DesignViewSet(SnippetViewSet):
    model = CertificateDesign
    icon = "view"
    menu_label = _("Certificates")
    menu_order = 97
    add_to_admin_menu = True
    url_namespace = "certificate_designs"
    url_prefix = "certificate-designs"
    copy_view_enabled = False
    list_display = ["organisation", "design", "orientation"]
    preview_on_add_view_class = PreviewOnCreate
    preview_on_edit_view_class = PreviewOnEdit
    revisions_view_class = PreviewRevision
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            MultiFieldPanel(
                [FieldPanel("design"), FieldPanel("orientation"), FieldPanel("accent")],
                heading=_("Look"),
            ),
            MultiFieldPanel(
                [FieldPanel("logo"), FieldPanel("logo_description")], heading=_("Letterhead")
            ),
            MultiFieldPanel(
                [
                    FieldPanel("signatory_name"),
                    FieldPanel("signatory_function"),
                    FieldPanel("signature"),
                ],
                heading=_("Who signs"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel(f"{name}_{language}")
                    for language in ("de", "en")
                    for name in ("opening", "closing")
                ],
                heading=_("Texts"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("funding_de"),
                    FieldPanel("funding_en"),
                    FieldPanel("funder_logo"),
                    FieldPanel("funder_description"),
                ],
                heading=_("Funding"),
            ),
        ],
        base_form_class=DesignForm,
    )

    def get_queryset(self, request):
        policy = self.permission_policy
        return policy.instances_user_has_any_permission_for(request.user, {"change"})

    def get_urlpatterns(self):
        return decorate_urlpatterns(super().get_urlpatterns(), own_only)

    def register_chooser_viewset(self):
        """There is nothing to choose a design for."""


design_viewset = DesignViewSet()
