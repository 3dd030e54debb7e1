"""The list: whose rows, which columns, which filters, and at what cost."""

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Membership
from accounts.roles import Role
from learning.selectors import HR_COLUMNS, completions_for, courses_completed_in
from tests import factories
from tests.hr.things import TITLE, make_completion

URL = "/personal/"
BUDGET = 10


def names(response) -> list[str]:
    return [row.name for row in response.context["page"]]


def text_of_table(response) -> str:
    table = re.search(r"<table.*?</table>", response.content.decode(), re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", table).split())


def test_columns_are_exactly_these(musterstadt, hr):
    make_completion(musterstadt)
    (row,) = completions_for(viewer=hr, organisation=musterstadt)
    assert set(row) == set(HR_COLUMNS)
    assert set(row) == {
        "id",
        "person_key",
        "person_name",
        "course_key",
        "course_title",
        "origin",
        "edition_number",
        "minutes",
        "completed_on",
    }


def test_row_shows_date_units_and_certificate(at_desk, musterstadt):
    completion = make_completion(musterstadt)
    response = at_desk.get(URL)
    table = text_of_table(response)
    assert f"Anna Müller {TITLE} 3 22.11.2026 2,2 PDF" in table
    assert f"/personal/nachweise/{completion.certificate.code}.pdf" in response.content.decode()


def test_nothing_but_the_columns_is_on_the_page(at_desk, musterstadt):
    completion = make_completion(musterstadt)
    page = at_desk.get(URL).content.decode()
    assert "SECRET-SNAPSHOT" not in page
    assert str(completion.person_key) not in page


def test_nobody_who_has_not_completed(at_desk, enrolment):
    factories.work_on(enrolment, leave=1)
    response = at_desk.get(URL)
    assert names(response) == []
    assert enrolment.user.name not in response.content.decode()


def test_the_course_of_a_learner_appears_when_it_is_completed(at_desk, learner, edition):
    factories.complete(learner, edition)
    assert names(at_desk.get(URL)) == ["Mara Lindner"]


def test_own_municipality_only(at_desk, musterstadt, beispielkreis):
    own = make_completion(musterstadt)
    make_completion(beispielkreis)  # of the same name
    response = at_desk.get(URL)
    assert [row.id for row in response.context["page"]] == [own.id]
    assert response.context["page"].paginator.count == 1


def test_courses_of_the_filter_are_the_municipalitys_own(hr, musterstadt, beispielkreis):
    key = uuid.uuid4()
    make_completion(musterstadt, course_key=key, title="Alter Titel")
    make_completion(musterstadt, course_key=key, title="Neuer Titel")
    make_completion(beispielkreis, title="Nur im Beispielkreis", course_key=uuid.uuid4())
    assert courses_completed_in(viewer=hr, organisation=musterstadt) == [(key, "Neuer Titel")]
    assert courses_completed_in(viewer=hr, organisation=beispielkreis) == []


@pytest.mark.parametrize("role", ["learner", "trainer", "admin", "foreign_hr"])
def test_selector_is_empty_for_everybody_else(role, request, musterstadt):
    make_completion(musterstadt)
    viewer = request.getfixturevalue(role)
    assert list(completions_for(viewer=viewer, organisation=musterstadt)) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("name=müller", ["Anna Müller"]),
        ("name=ÖZIL", ["Cem Özil"]),
        ("name=Müller+anna", ["Anna Müller"]),
        ("name=.*", []),
        ("name=%25", []),
        ("name=Anna+Özil", []),
        ("von=2026-10-01", ["Cem Özil", "Anna Müller"]),
        ("von=01.10.2026&bis=15.10.2026", ["Anna Müller"]),
        ("bis=2026-09-30", ["Bo Li"]),
        ("", ["Cem Özil", "Anna Müller", "Bo Li"]),
    ],
)
def test_filters(at_desk, musterstadt, query, expected):
    make_completion(musterstadt, "Anna Müller", day=date(2026, 10, 10))
    make_completion(musterstadt, "Bo Li", day=date(2026, 9, 30))
    make_completion(musterstadt, "Cem Özil", day=date(2026, 11, 1))
    assert names(at_desk.get(f"{URL}?{query}")) == expected


def test_filter_by_course(at_desk, musterstadt):
    key = uuid.uuid4()
    make_completion(musterstadt, "Anna Müller", course_key=key, title="Anderer Kurs")
    make_completion(musterstadt, "Bo Li")
    assert names(at_desk.get(f"{URL}?kurs={key}")) == ["Anna Müller"]


@pytest.mark.parametrize(
    "query",
    [
        "kurs=unsinn",
        f"kurs={uuid.uuid4()}",
        "von=morgen",
        "von=2026-11-02&bis=2026-11-01",
        "name=%00",
        "name=a%E2%80%AEb",
        "name=" + "x" * 10_000,
    ],
)
def test_senseless_filter_shows_no_rows_and_says_so(at_desk, musterstadt, query):
    make_completion(musterstadt)
    response = at_desk.get(f"{URL}?{query}")
    assert response.status_code == 200
    assert names(response) == []
    assert 'id="error-summary"' in response.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 400])
def test_any_page_number_gives_a_page(at_desk, musterstadt, page):
    make_completion(musterstadt)
    assert names(at_desk.get(f"{URL}?seite={page}")) == ["Anna Müller"]


def test_fifty_per_page_and_the_filter_stays(at_desk, musterstadt):
    for _number in range(51):
        make_completion(musterstadt, with_file=False)
    response = at_desk.get(f"{URL}?name=anna")
    assert len(names(response)) == 50
    assert '?name=anna&amp;seite=2"' in response.content.decode()
    assert len(names(at_desk.get(f"{URL}?name=anna&seite=2"))) == 1


def test_empty_list_says_what_to_expect(at_desk):
    page = at_desk.get(URL).content.decode()
    assert 'class="empty"' in page
    assert "<table" not in page


def test_queries_do_not_grow_with_the_rows(at_desk, musterstadt):
    for _number in range(3):
        make_completion(musterstadt, with_file=False)
    few = count_queries(at_desk)
    for _number in range(297):
        make_completion(musterstadt, with_file=False)
    assert count_queries(at_desk) == few
    assert few <= BUDGET


def count_queries(client) -> int:
    client.get(URL)  # fills caches that live longer than a request
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(URL).status_code == 200
    return len(queries)


def test_hr_of_two_municipalities_chooses(at_desk, hr, musterstadt, beispielkreis):
    make_completion(musterstadt, "Anna Hier")
    make_completion(beispielkreis, "Anna Dort")
    assert at_desk.get(f"{URL}?kommune={beispielkreis.key}").status_code == 404
    Membership.objects.create(user=hr, organisation=beispielkreis, role=Role.HR)
    assert names(at_desk.get(URL)) == ["Anna Hier"]
    assert names(at_desk.get(f"{URL}?kommune={beispielkreis.key}")) == ["Anna Dort"]
    assert at_desk.get(f"{URL}?kommune={uuid.uuid4()}").status_code == 404
    assert at_desk.get(f"{URL}?kommune=unsinn").status_code == 404
