"""Forms of the municipality's administrator."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import NAME_RULE_LABELS, ROLE_LABELS
from accounts.roles import NameRule, Role
from accounts.services import ContactData
from core.names import MAX_LENGTH
from core.validators import validate_line, validate_name

EMPTY_CONTACTS = 2
MAX_CONTACTS = 30
# Everybody may learn; only what a role adds is offered.
ROLE_CHOICES = [(str(role), label) for role, label in ROLE_LABELS.items() if role != Role.LEARNER]


def name_field() -> forms.CharField:
    """Return a field for a person's name; its length is checked once, by the validator."""
    return forms.CharField(
        label=_("First and last name"),
        help_text=_("As it should be printed on certificates."),
        validators=[validate_name],
        widget=forms.TextInput(attrs={"maxlength": MAX_LENGTH, "autocomplete": "off"}),
    )


def roles_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Additional roles"),
        help_text=_("Everybody can take courses. Tick what the person may do besides."),
        choices=ROLE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PersonForm(forms.Form):
    """Name and roles of somebody who has an account."""

    name = name_field()
    roles = roles_field()

    def clean_roles(self) -> list[Role]:
        """Return the ticked roles, and learning, which nobody loses."""
        return [Role.LEARNER, *(Role(value) for value in self.cleaned_data["roles"])]


class NewPersonForm(PersonForm):
    """Somebody new."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The person signs in with it. It cannot be changed later."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    invite = forms.BooleanField(
        label=_("Send a short invitation by e-mail"), required=False, initial=True
    )
    field_order = ["name", "email", "roles", "invite"]


class PeopleSearchForm(forms.Form):
    """Find people by name or address."""

    name = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=200)


class NameRuleForm(forms.Form):
    """What strangers who check a certificate learn of the name on it."""

    rule = forms.ChoiceField(
        label=_("The name on the page that checks certificates"),
        help_text=_("Whoever has a certificate’s check code can open this page."),
        choices=list(NAME_RULE_LABELS.items()),
        widget=forms.RadioSelect,
    )

    def clean_rule(self) -> NameRule:
        return NameRule(self.cleaned_data["rule"])


class ReportingPathForm(forms.Form):
    """The steps in which people report an incident."""

    reporting_path = forms.CharField(
        label=_("Reporting path"),
        help_text=_("Whom do people tell first, whom next? One step per line."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_reporting_path(self) -> str:
        """Return one step per line, without empty lines."""
        lines = [line.strip() for line in self.cleaned_data["reporting_path"].splitlines()]
        for line in lines:
            validate_line(line)
        return "\n".join(filter(None, lines))


class ContactForm(forms.Form):
    """One contact; a row without a name is no contact."""

    name = forms.CharField(
        label=_("Name or office"),
        validators=[validate_name],
        widget=forms.TextInput(attrs={"maxlength": MAX_LENGTH}),
    )
    task = forms.CharField(
        label=_("Helps with"), required=False, max_length=200, validators=[validate_line]
    )
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=60, validators=[validate_line]
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)


class BaseContactFormSet(forms.BaseFormSet):
    """Existing contacts and empty rows, with a number for the order and a box to delete."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Position")
        form.fields["ORDER"].widget.attrs = {"min": 1, "max": MAX_CONTACTS}
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Delete this contact")

    def contacts(self) -> list[ContactData]:
        """Return what was entered, in the order wanted, without deleted and empty rows."""
        return [
            ContactData(**{name: form.cleaned_data[name] for name in form.base_fields})
            for form in self.ordered_forms
        ]


ContactFormSet = forms.formset_factory(
    ContactForm,
    formset=BaseContactFormSet,
    extra=EMPTY_CONTACTS,
    can_order=True,
    can_delete=True,
    can_delete_extra=False,
    max_num=MAX_CONTACTS,
    validate_max=True,
    absolute_max=MAX_CONTACTS + EMPTY_CONTACTS,
)
