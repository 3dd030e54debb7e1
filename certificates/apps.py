from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Certificates")

    def ready(self):
        from certificates import checks, receivers, selectors  # noqa: F401  connect on import
        from courses import effects

        effects.register(selectors.release_effects)
