"""The language of the interface changes on every page, and leads nowhere else."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from lms.context_processors import site
from tests.factories import uid

pytestmark = pytest.mark.django_db

LESSON = reverse("learning:lesson", args=["kurs", "fragen"])
ANSWER = reverse("learning:answer", args=["kurs", "fragen", uid("single")])


def switch(client, target, **headers):
    return client.post("/sprache/", {"language": "en", "next": target}, headers=headers)


def next_of(page) -> str:
    """Return where the language form of a page leads back to."""
    return page.content.decode().partition('name="next" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "address", ["/", "/kurse/", "/kurse/?suche=a%26b&seite=2", "/pruefen/", "/gibt-es-nicht/"]
)
def test_it_leads_back_to_the_same_address(client, course_index, address):
    page = client.get(address)
    here = next_of(page).replace("&amp;", "&")
    assert here == address
    assert switch(client, here).url == address
    assert '<html lang="en">' in client.get(address).content.decode()


def test_after_a_form_it_leads_back_to_the_page_of_the_form(signed_in, enrolment):
    page = signed_in.post(ANSWER, {}, headers={"Referer": f"http://testserver{LESSON}?a=1#b"})
    assert (page.status_code, next_of(page)) == (200, f"{LESSON}?a=1")


def test_also_where_the_form_was_refused(learner, enrolment):
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    done = reverse("learning:done", args=["kurs", "lesen"])
    page = client.post(done, {}, headers={"Referer": f"http://testserver{LESSON}"})
    assert (page.status_code, next_of(page)) == (403, LESSON)
    assert f'<a href="{LESSON}">' in page.content.decode()


@pytest.mark.parametrize("referer", ["https://boese.example/x", "javascript:alert(1)", "//x", ""])
def test_a_form_from_elsewhere_leads_nowhere_else(referer):
    request = RequestFactory().post("/kurse/kurs/", headers={"Referer": referer})
    assert site(request)["here"] == "/kurse/kurs/"


@pytest.mark.parametrize(
    "target",
    [
        *("https://boese.example/", "//boese.example/", "/\\boese.example/", "\\\\boese.example"),
        *("javascript:alert(1)", "http:///boese.example", " //boese.example/", "data:text/html,x"),
    ],
)
def test_nobody_is_led_off_this_site(client, target):
    assert switch(client, target).url == "/"
    assert switch(client, target, Referer="https://boese.example/").url == "/"


def test_looking_at_the_address_changes_nothing(client, course_index):
    client.get("/sprache/?language=en&next=/kurse/")
    assert '<html lang="de">' in client.get("/kurse/").content.decode()


def test_an_unknown_language_changes_nothing(client, course_index):
    client.post("/sprache/", {"language": "xx", "next": "/kurse/"})
    assert '<html lang="de">' in client.get("/kurse/").content.decode()
