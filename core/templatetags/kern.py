"""Form controls with the classes of KERN."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def control(field: BoundField, css_class: str) -> SafeString:
    """Render the control of a field with a class, keeping the widget's own attributes.

    Except for the placeholder: it repeats the label, is too pale, and vanishes on typing.
    """
    own = field.field.widget.attrs.get("class", "")
    classes = f"{own} {css_class}".strip()
    if field.errors:
        classes += f" {css_class}--error"
    return field.as_widget(attrs={"class": classes, "placeholder": False})
