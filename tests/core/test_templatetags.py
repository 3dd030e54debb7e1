"""What every page prints: extents in words, links in the footer, form controls."""

import pytest
from django import forms
from django.utils import translation

from core.models import HomePage, TextPage
from core.selectors import FooterLink, footer_links
from core.templatetags.kern import control
from core.templatetags.site import duration


class AddressForm(forms.Form):
    name = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Name", "class": "own"}))


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 hr"), (80, "1 hr 20 min"), (600, "10 hr")],
)
def test_an_extent_is_said_as_people_do(minutes, words):
    with translation.override("en"):
        assert duration(minutes) == words


def test_a_control_keeps_its_class_and_loses_its_placeholder():
    html = control(AddressForm()["name"], "kern-form-input__input")
    assert ('class="own kern-form-input__input"' in html, "placeholder" in html) == (True, False)


def test_a_wrong_entry_shows_in_the_control():
    html = control(AddressForm({"name": ""})["name"], "kern-form-input__input")
    assert "kern-form-input__input--error" in html


@pytest.fixture
def legal_notice(course_index):
    """A text page in the footer, and one that is not."""
    home = HomePage.objects.get()
    TextPage.objects.filter(in_footer=True).update(in_footer=False)
    home.add_child(instance=TextPage(title="Für Fachleute", slug="fachleute"))
    page = home.add_child(
        instance=TextPage(title="Impressum X", slug="impressum-x", in_footer=True)
    )
    return FooterLink("Impressum X", page.url, "de")


def test_the_footer_links_the_pages_marked_for_it(legal_notice):
    assert footer_links("de") == [legal_notice]


def test_a_language_without_pages_links_those_of_the_main_language(legal_notice):
    assert footer_links("en") == [legal_notice]


def test_a_page_taken_offline_leaves_the_footer(legal_notice):
    TextPage.objects.get(slug="impressum-x").unpublish()
    assert footer_links("de") == []


def test_the_footer_costs_no_query_once_it_is_known(legal_notice, django_assert_num_queries):
    footer_links("de")
    with django_assert_num_queries(0):
        footer_links("de")
