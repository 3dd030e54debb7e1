"""The design of certificates in Wagtail's administration."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from certificates.models import CertificateDesign
from certificates.permissions import DesignPolicy
from certificates.viewsets import design_viewset

register_permission_policy(CertificateDesign, DesignPolicy(CertificateDesign))


@hooks.register("register_admin_viewset")
def register_designs():
    return design_viewset
