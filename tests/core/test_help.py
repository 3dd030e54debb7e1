"""The immediate help: one source for the page and every footer, and never missing."""

import re

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.permissions import SYSTEM
from accounts.services import ContactData, set_local_contacts
from core.models import HelpGuide
from core.selectors import help_guide, help_lines, shipped_help_guide
from core.services import prepare_help_guides
from core.templatetags.site import dialled
from core.validators import validate_telephone
from tests import factories

pytestmark = pytest.mark.django_db

HELP = "/soforthilfe/"


def numbers(guide: HelpGuide) -> set[str]:
    lines = [block.value["lines"] for block in guide.body if block.block_type == "lines"]
    found = {telephone for group in lines for line in group for telephone in line["telephones"]}
    return found | {guide.danger_telephone}


class TestTexts:
    @pytest.mark.parametrize("language", ["de", "en"])
    def test_what_is_delivered_is_complete_and_sound(self, language):
        guide = shipped_help_guide(language)
        guide.full_clean()
        guide.body.stream_block.clean(guide.body)
        kinds = [block.block_type for block in guide.body]
        assert kinds == ["steps"] * 4 + ["lines", "advice", "sources"]

    def test_both_languages_name_the_same_numbers(self):
        german, english = shipped_help_guide("de"), shipped_help_guide("en")
        assert numbers(german) == numbers(english)
        assert {"110", "112", "116 006", "0800 116 0060", "0800 300 99 44"} < numbers(german)
        assert german.as_of == english.as_of

    def test_a_language_without_a_text_has_that_of_the_main_language(self):
        assert shipped_help_guide("fr") is None
        assert help_guide("fr").language == "de"

    def test_it_is_there_before_anybody_has_set_anything_up(self):
        assert HelpGuide.objects.count() == 0
        assert help_guide("en").title == "Immediate help"

    def test_setting_up_stores_it_once_and_changes_nothing_later(self):
        prepare_help_guides()
        HelpGuide.objects.filter(language="de").update(title="Hilfe")
        prepare_help_guides()
        stored = dict(HelpGuide.objects.values_list("language", "title"))
        assert (stored["de"], stored["en"], len(stored)) == ("Hilfe", "Immediate help", 3)
        assert numbers(help_guide("de")) == numbers(shipped_help_guide("de"))


class TestNumbers:
    @pytest.mark.parametrize("number", ["110", "0800 111 0 111", "+49 711 5401-3003", "01234/56"])
    def test_numbers_are_dialled_without_signs(self, number):
        validate_telephone(number)
        assert re.fullmatch(r"\+?\d+", dialled(number))

    @pytest.mark.parametrize("number", ["", "11", "0800 CALL", "116 006 <b>", "1" * 31, "১২৩৪"])
    def test_what_no_telephone_dials_is_refused(self, number):
        with pytest.raises(ValidationError):
            validate_telephone(number)


class TestFooter:
    def test_it_names_the_emergency_number_and_the_lines_marked_for_it(self):
        assert [line.telephone for line in help_lines("de")] == [
            "110",
            "0800 116 0060",
            "116 006",
            "0800 111 0 111",
        ]

    def test_a_changed_number_is_changed_everywhere(self, client, course_index):
        guide = HelpGuide.objects.get(language="de")
        (lines,) = [block for block in guide.body if block.block_type == "lines"]
        line = next(line for line in lines.value["lines"] if line["in_footer"])
        line["telephones"][0] = "0800 999 999"
        guide.danger_telephone = "111"
        guide.save()
        caches["editions"].clear()  # five minutes later
        for address in (HELP, "/kurse/", "/konto/login/", "/gibt-es-nicht/"):
            page = client.get(address).content.decode()
            assert ('href="tel:0800999999"' in page, 'href="tel:111"' in page) == (True, True)
            assert ("0800 116 0060" in page, 'href="tel:110"' in page) == (False, False)

    def test_it_costs_no_query_once_it_is_known(self, django_assert_num_queries):
        help_lines("de")
        with django_assert_num_queries(0):
            help_lines("de")


class TestPage:
    @pytest.fixture(autouse=True)
    def _contacts(self, musterstadt, beispielkreis):
        for organisation, name in [(musterstadt, "Amt M"), (beispielkreis, "Amt B")]:
            set_local_contacts(
                actor=SYSTEM,
                organisation=organisation,
                reporting_path=f"Zuerst {name} anrufen",
                contacts=[ContactData(name, "hilft", "01234 56-110")],
            )

    def named(self, page: str) -> list[str]:
        return [name for name in ("Amt M", "Amt B") if name in page]

    def test_strangers_read_it_and_learn_of_no_municipality(self, client):
        response = client.get(HELP)
        page = response.content.decode()
        assert (response.status_code, self.named(page), "Musterstadt" in page) == (200, [], False)
        for number in ("110", "112", "08001160060", "116006", "08003009944"):
            assert f'href="tel:{number}"' in page

    def test_people_read_what_their_own_municipality_names(self, client, learner, foreign_hr):
        pages = []
        for person in (learner, foreign_hr, learner):
            client.force_login(person)
            pages.append(self.named(client.get(HELP).content.decode()))
        client.logout()
        pages.append(self.named(client.get(HELP).content.decode()))
        assert pages == [["Amt M"], ["Amt B"], ["Amt M"], []]

    def test_a_municipality_that_names_nobody_says_whom_to_ask(self, client):
        client.force_login(factories.make_person(factories.make_organisation()))
        own = (
            client.get(HELP).content.decode().partition("calls--own")[2].partition("</section>")[0]
        )
        assert "<li>" not in own
        assert "<p>" in own

    def test_it_is_there_in_english(self, client):
        client.post("/sprache/", {"language": "en", "next": HELP})
        page = client.get(HELP).content.decode()
        assert ("Be safe" in page, "Sicher sein" in page) == (True, False)

    def test_it_is_one_click_away_from_every_page(self, client, edition):
        for address in ("/", "/kurse/", "/kurse/kurs/", "/konto/login/", "/pruefen/", "/x/"):
            page = client.get(address).content.decode()
            header, _footer, footer = page.partition('<footer class="site-footer">')
            assert (f'href="{HELP}"' in header, f'href="{HELP}"' in footer) == (True, True), address

    def test_it_costs_few_queries(self, signed_in, django_assert_max_num_queries):
        signed_in.get(HELP)
        with django_assert_max_num_queries(6):
            assert signed_in.get(HELP).status_code == 200


class TestLeaving:
    ADDRESSES = ("/", "/kurse/", "/konto/login/", "/soforthilfe/", "/pruefen/", "/gibt-es-nicht/")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_every_page_has_one_way_out_that_says_nothing_of_where_one_was(
        self, client, edition, settings, address
    ):
        settings.LEAVE_URL = "https://wetter.example/"
        page = client.get(address).content.decode()
        (link,) = re.findall(r"<a[^>]*data-leave[^>]*>", page)
        assert ('href="https://wetter.example/"' in link, 'rel="noreferrer"' in link) == (
            True,
            True,
        )

    def test_so_has_a_lesson(self, signed_in, enrolment):
        page = signed_in.get("/kurse/kurs/lernen/lesen/").content.decode()
        assert len(re.findall(r"<a[^>]*data-leave", page)) == 1


class TestEditing:
    def test_trainers_change_it_and_cannot_take_it_away(self, client, course_index, trainer):
        client.force_login(trainer)
        guide = HelpGuide.objects.get(language="de")
        edit = reverse("help_guides:edit", args=[guide.pk])
        assert client.get(edit).status_code == 200
        client.post(reverse("help_guides:delete", args=[guide.pk]))
        assert HelpGuide.objects.count() == 3

    def test_learners_do_not_get_there(self, signed_in, course_index):
        assert signed_in.get(reverse("help_guides:index")).status_code == 404
