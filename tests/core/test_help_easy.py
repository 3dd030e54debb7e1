"""The immediate help in Leichte Sprache: the same help, in sentences of a line each."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from accounts.permissions import SYSTEM
from accounts.services import ContactData, set_local_contacts
from core.models import HelpGuide
from core.selectors import EASY_GERMAN, help_guide, help_lines, shipped_help_guide
from core.templatetags.site import sentence_lines
from lms.courseware.files import CONTENT_DIR
from lms.courseware.loading import Talk, load_course
from tests import factories
from tests.core.test_help import HELP, numbers

pytestmark = pytest.mark.django_db

EASY = "/soforthilfe/leichte-sprache/"


class TestTexts:
    def test_what_is_delivered_is_sound_and_names_the_same_numbers(self):
        guide = shipped_help_guide(EASY_GERMAN)
        guide.full_clean()
        guide.body.stream_block.clean(guide.body)
        german = shipped_help_guide("de")
        assert (numbers(guide), guide.as_of) == (numbers(german), german.as_of)
        kinds = [block.block_type for block in guide.body]
        assert kinds == ["note", *[block.block_type for block in german.body]]

    def test_it_says_who_has_not_checked_it(self):
        (note,) = [b.value for b in help_guide(EASY_GERMAN).body if b.block_type == "note"]
        assert "Menschen mit Lern-Schwierigkeiten haben ihn noch nicht geprüft" in note

    def test_the_footer_stays_in_everyday_language(self):
        caches["editions"].clear()
        assert "Opfer-Telefon des WEISSEN RINGS" in [line.name for line in help_lines("de")]

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("Sind Sie in Gefahr? Rufen Sie an. 1 Satz reicht.", 3),
            ("„Ich bin da. Was brauchst du?“ Fragen Sie.", 3),
            ("Am 3. Dezember und um 16 Uhr", 1),
            ("0800 116 0060", 1),
        ],
    )
    def test_every_sentence_has_its_line(self, text, lines):
        assert len(sentence_lines(text).split("\n")) == lines
        assert sentence_lines(text).replace("\n", " ") == text


class TestPage:
    @pytest.fixture(autouse=True)
    def _contacts(self, musterstadt):
        contacts = [ContactData("Amt M", "hilft", "01234 56-110")]
        set_local_contacts(
            actor=SYSTEM,
            organisation=musterstadt,
            reporting_path="Zuerst anrufen",
            contacts=contacts,
        )

    def test_strangers_read_it_and_learn_of_no_municipality(self, client):
        response = client.get(EASY)
        page = response.content.decode()
        assert (response.status_code, "Amt M" in page, "calls--own" in page) == (200, False, False)
        for number in ("110", "112", "08001160060", "116006", "08003009944"):
            assert f'href="tel:{number}"' in page
        assert page.count("data-leave") == client.get(HELP).content.decode().count("data-leave")

    def test_people_read_what_their_own_municipality_names(self, client, learner, foreign_hr):
        pages = []
        for person in (learner, foreign_hr):
            client.force_login(person)
            pages.append(client.get(EASY).content.decode())
        assert ["Amt M" in page and "Zuerst anrufen" in page for page in pages] == [True, False]

    def test_a_municipality_that_names_nobody_says_whom_to_ask(self, client):
        client.force_login(factories.make_person(factories.make_organisation()))
        page = client.get(EASY).content.decode()
        own = page.partition("calls--own")[2].partition("</section>")[0]
        assert ("<li>" in own, "<p>" in own) == (False, True)

    def test_each_of_the_two_leads_to_the_other_and_every_footer_to_this(self, client):
        main = [client.get(page).content.decode().partition("<main")[2] for page in (HELP, EASY)]
        texts = [text.partition("</main>") for text in main]
        assert f'href="{EASY}"' in texts[0][0]
        assert f'href="{HELP}"' in texts[1][0]
        assert all(f'href="{EASY}"' in footer for _main, _end, footer in texts)

    def test_it_is_marked_as_what_it_is_and_german_for_whoever_reads_english(self, client):
        client.post("/sprache/", {"language": "en", "next": EASY})
        page = client.get(EASY).content.decode()
        main = page.partition("<main")[2].partition("</main>")[0]
        assert '<html lang="en">' in page
        assert (f'lang="{EASY_GERMAN}"' in main, "Whom to call" in main) == (True, False)

    def test_a_sentence_stands_on_a_line_of_its_own(self, client):
        assert "Bleiben Sie nicht allein.</li>" in client.get(EASY).content.decode()
        assert "Ort.\nBleiben Sie" in client.get(EASY).content.decode()

    def test_it_leads_to_the_course_in_leichte_sprache_once_there_is_one(
        self, client, course_index
    ):
        assert "/kurse/leichte-sprache" not in client.get(EASY).content.decode()
        folder = CONTENT_DIR / "leichte-sprache-erste-24-stunden"
        load_course(folder, index=course_index, talk=Talk(say=lambda _text: None, agreed=True))
        assert f'href="/kurse/{folder.name}/"' in client.get(EASY).content.decode()
        assert f'href="/kurse/{folder.name}/"' not in client.get(HELP).content.decode()

    def test_it_costs_few_queries(self, signed_in, django_assert_max_num_queries):
        signed_in.get(EASY)
        with django_assert_max_num_queries(6):
            assert signed_in.get(EASY).status_code == 200


def test_the_same_people_edit_it(client, course_index, trainer):
    client.force_login(trainer)
    guide = HelpGuide.objects.get(language=EASY_GERMAN)
    edit = reverse("help_guides:edit", args=[guide.pk])
    assert client.get(edit).status_code == 200
    HelpGuide.objects.filter(pk=guide.pk).update(title="Neue Hilfe")
    assert "Neue Hilfe" in client.get(EASY).content.decode()
