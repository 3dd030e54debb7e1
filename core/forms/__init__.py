"""How Django forms look: one field template in KERN markup."""

from django.forms.renderers import TemplatesSetting


class KernFormRenderer(TemplatesSetting):
    """Render `{{ field.as_field_group }}` with label, hint, error and control in KERN markup."""

    field_template_name = "forms/field.html"
