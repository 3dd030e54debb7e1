"""Answering questions of every kind: what is stored, told, refused, and never overwritten."""

import uuid

import pytest
from django.urls import reverse

from courses.enums import ReleaseKind
from courses.grading import InvalidAnswer
from courses.models import LessonPage
from learning import services
from learning.models import Answer, ProgressEvent
from lms.invariants import violations
from tests import every_kind, factories
from tests.access.test_hostile import HOSTILE, MARKUP, encoded
from tests.access.world import FORM
from tests.every_kind import LESSON, RIGHT, WRONG
from tests.factories import uid

pytestmark = pytest.mark.django_db

PAGE = reverse("learning:lesson", args=["kurs", LESSON])
HTMX = {"HX-Request": "true"}
ELSEWHERE = "auf einer anderen Seite oder einem anderen Gerät"


@pytest.fixture
def edition(course_index):
    return every_kind.make_edition(course_index)


@pytest.fixture
def reader(client, learner, enrolment):
    client.force_login(learner)
    return client


def url(name: str, block: str) -> str:
    return reverse(f"learning:{name}", args=["kurs", LESSON, uid(block)])


def post(client, block: str, fields: dict, *, seen="", command_id=None, **options):
    data = {**fields, "seen": seen, "command_id": command_id or uuid.uuid4()}
    return client.post(url("answer", block), data, **options)


def shown(client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def record(enrolment, block: str, fields: dict, **options):
    return services.record_answer(
        actor=enrolment.user,
        enrolment=enrolment,
        lesson_key=enrolment.edition.outline.lessons[0].key,
        block_id=uid(block),
        fields=fields,
        **{"command_id": uuid.uuid4(), **options},
    )


class TestEveryKind:
    @pytest.mark.parametrize("block", RIGHT)
    def test_a_right_answer_and_a_wrong_one(self, block, enrolment):
        first = uuid.uuid4()
        assert record(enrolment, block, WRONG[block], command_id=first).grade.correct is False
        assert record(enrolment, block, RIGHT[block], seen=str(first)).grade.correct is True
        assert (Answer.objects.count(), ProgressEvent.objects.count()) == (1, 1)
        assert violations() == {}

    @pytest.mark.parametrize("block", RIGHT)
    def test_without_javascript(self, block, reader):
        assert "FEEDBACK" not in shown(reader)
        response = post(reader, block, WRONG[block])
        assert (response.status_code, response.url) == (302, f"{PAGE}#block-{uid(block)}")
        page = shown(reader)
        assert page.count("Noch nicht ganz.") == 1
        for values in WRONG[block].values():  # what was given is still filled in
            for value in values:
                assert f'value="{value}"' in page

    @pytest.mark.parametrize("block", RIGHT)
    def test_with_htmx_the_changed_piece_comes_back(self, block, reader):
        text = post(reader, block, RIGHT[block], headers=HTMX).content.decode()
        assert "Richtig." in text
        assert "<html" not in text

    @pytest.mark.parametrize("block", RIGHT)
    def test_nothing_filled_in_is_said_at_the_question_and_above(self, block, reader):
        response = post(reader, block, {})
        page = " ".join(response.content.decode().split())
        error = f'id="error-{uid("part-single_choice") if block == "case" else uid(block)}"'
        assert response.status_code == 200
        assert "<title> Fehler: Alle Arten" in page
        assert 'role="alert" tabindex="-1" autofocus' in page
        assert error in page
        assert Answer.objects.count() == 0

    def test_feedback_on_every_option_row_and_part(self, reader):
        for block, fields in WRONG.items():
            post(reader, block, fields)
        page = shown(reader)
        missing = {
            *("RIGHT", "WRONG", "TIME", "ADDRESS", "DEVICE", "OVERALL", "TRUE", "FALSE"),
            *("LOOK", "SAY", "GO", "110", "116", "112", "INSULT", "PUSH", "MISTAKE", "NUMBER"),
        } - {name for name in page.replace(">", " ").replace("-FEEDBACK", " ").split()}
        assert missing == set()
        assert ["CALM" in page, "SHOUT" in page, "COLLEAGUE" in page] == [True] * 3

    def test_a_part_left_out_keeps_the_others(self, reader):
        fields = WRONG["case"] | {f"{every_kind.TEXT_PART}-text": [" "]}
        page = " ".join(post(reader, "case", fields).content.decode().split())
        assert f'id="error-{every_kind.TEXT_PART}"' in page
        assert f'value="{uid("shout")}" checked' in page

    def test_how_sure_somebody_was_is_told_in_one_sentence(self, reader):
        post(reader, "short_text", WRONG["short_text"])
        sentence = "Sie waren unsicher und haben das selbst gemerkt."
        assert sentence in shown(reader)

    def test_twice_the_same_place_is_refused(self, enrolment):
        fields = RIGHT["ordering"] | {f"place-{uid('say')}": ["1"]}
        with pytest.raises(InvalidAnswer) as refused:
            record(enrolment, "ordering", fields)
        assert refused.value.code == "duplicate_place"

    @pytest.mark.parametrize(
        "fields",
        [
            {"option": ["x"] * 10_000},
            {"text": ["x" * 1_000_000]},
            {"text": ["a", "b"]},
            {"text[]": ["a"], "text[0]": ["b"]},
            {f"place-{uid('look')}": ["1", "2", "3"]},
            {f"match-{uid('110')}": ["<script>"]},
        ],
    )
    def test_what_no_form_of_ours_sends_is_refused_clearly(self, fields, reader):
        for block in RIGHT:
            response = post(reader, block, fields)
            assert response.status_code == 200
            assert 'class="kern-error"' in response.content.decode()
        assert Answer.objects.count() == 0

    @pytest.mark.parametrize("name", ["answer", "draft"])
    def test_hostile_texts_never_break_the_server(self, name, reader):
        for kind, text in HOSTILE.items():
            for block, fields in RIGHT.items():
                data = encoded({**dict.fromkeys(fields, text), "seen": text, "command_id": text})
                response = reader.post(url(name, block), data, content_type=FORM)
                assert response.status_code in {200, 204, 302, 400, 409}, (kind, block)
                assert MARKUP not in response.content.decode()
            assert MARKUP not in shown(reader)

    def test_whoever_reloads_a_refused_answer_gets_back_to_the_lesson(self, reader):
        response = reader.get(url("answer", "single"))
        assert (response.status_code, response.url) == (302, PAGE)


class TestSelfCheck:
    def test_every_person_gets_their_own_three_of_five(self, reader, learner, hr, edition):
        first, again = shown(reader), shown(reader)
        factories.enrol(hr, edition)
        reader.force_login(hr)
        assert self.drawn(first) == self.drawn(again)
        assert len(self.drawn(first)) == len(self.drawn(shown(reader))) == 3
        assert "3 Fragen aus 5, für Sie ausgewählt." in first
        assert "0 von 3 beantwortet" in first

    def test_its_progress_comes_along(self, reader):
        block = self.drawn(shown(reader))[0]
        text = post(reader, block, {"option": ["true"]}, headers=HTMX).content.decode()
        assert f'hx-swap-oob="innerHTML:#progress-{uid("pool")}"' in text
        assert "1 von 3 beantwortet" in text
        assert "1 von 3 beantwortet" in shown(reader)

    def test_headings_are_one_level_deeper_in_it(self, reader):
        page = shown(reader)
        assert f'<h2 class="task__question" lang="de" id="question-{uid("single")}"' in page
        block = self.drawn(page)[0]
        assert f'<h3 class="task__question" lang="de" id="question-{uid(block)}"' in page
        post(reader, block, {"option": ["true"]})
        assert '<h4 class="result__title"' in shown(reader)

    @staticmethod
    def drawn(page: str) -> list[str]:
        return [f"pool-{number}" for number in range(1, 6) if f"Aussage {number}<" in page]


class TestAnsweredElsewhere:
    """Two devices show the same question: whoever is later is told, and nothing is lost."""

    def test_a_late_answer_overwrites_nothing_and_stays_filled_in(self, reader):
        post(reader, "single", RIGHT["single"])
        page = " ".join(post(reader, "single", WRONG["single"]).content.decode().split())
        assert ELSEWHERE in page
        assert "Richtig." in page
        assert f'value="{uid("wrong")}" checked' in page
        assert Answer.objects.get().value == {"selected": [uid("right")]}

    def test_sending_it_again_from_there_counts(self, reader):
        post(reader, "single", RIGHT["single"])
        text = post(reader, "single", WRONG["single"], headers=HTMX).content.decode()
        seen = text.split('name="seen" value="')[1].split('"')[0]
        assert seen == str(Answer.objects.get().command_id)
        post(reader, "single", WRONG["single"], seen=seen)
        assert Answer.objects.get().value == {"selected": [uid("wrong")]}

    def test_the_same_answer_twice_is_one_answer(self, reader):
        first = uuid.uuid4()
        post(reader, "single", RIGHT["single"], command_id=first)
        assert post(reader, "single", RIGHT["single"], command_id=first).status_code == 302
        assert post(reader, "single", RIGHT["single"]).status_code == 302
        assert Answer.objects.get().command_id == first
        assert ProgressEvent.objects.count() == 1

    def test_a_form_may_change_what_it_sent_itself(self, reader):
        """The line broke after the server had stored the answer; then another one was chosen."""
        command = uuid.uuid4()
        post(reader, "single", RIGHT["single"], command_id=command)
        post(reader, "single", WRONG["single"], command_id=command)
        assert Answer.objects.get().value == {"selected": [uid("wrong")]}

    def test_an_answer_after_an_answer_on_the_same_page(self, reader):
        post(reader, "single", RIGHT["single"])
        seen = shown(reader).split('name="seen" value="')[1].split('"')[0]
        assert post(reader, "single", WRONG["single"], seen=seen).status_code == 302
        assert Answer.objects.get().value == {"selected": [uid("wrong")]}


class TestReleaseInTheMiddle:
    """A question is open in the browser while trainers release another edition."""

    @pytest.fixture
    def release(self, edition):
        """Return a function that changes the value of a block and releases the course."""

        def release(block: str, change, kind) -> None:
            page = LessonPage.objects.get(slug=LESSON)
            raw = page.body.get_prep_value()
            change(next(item["value"] for item in raw if item["id"] == uid(block)))
            page.body = page.body.stream_block.to_python(raw)
            page.save_revision().publish()
            factories.release_course(page.get_parent().get_parent().specific, kind)

        return release

    def test_content_the_person_stays_in_their_edition(self, reader, release):
        release("single", without(uid("wrong")), ReleaseKind.CONTENT)
        assert post(reader, "single", WRONG["single"]).status_code == 302
        assert Answer.objects.get().value == {"selected": [uid("wrong")]}
        assert "WRONG-FEEDBACK" in shown(reader)

    def test_editorial_the_answer_counts_and_the_new_words_are_shown(self, reader, release):
        def rename(value):
            value["options"][1]["value"]["text"] = "Die eigene Wohnung"

        release("single", rename, ReleaseKind.EDITORIAL)
        assert post(reader, "single", WRONG["single"]).status_code == 302
        assert "Die eigene Wohnung" in shown(reader)

    def test_an_option_that_is_gone_is_a_clear_message(self, reader, enrolment, release):
        """... in the edition to which the person changed over on another device."""
        release("single", without(uid("wrong")), ReleaseKind.CONTENT)
        services.switch_edition(actor=enrolment.user, enrolment=enrolment)
        page = post(reader, "single", WRONG["single"]).content.decode()
        assert "Diese Frage wurde überarbeitet." in page
        assert Answer.objects.count() == 0

    def test_of_a_stored_answer_what_still_fits_stays(self, reader, enrolment, release):
        post(reader, "multiple", RIGHT["multiple"])
        release("multiple", without(uid("time")), ReleaseKind.CONTENT)
        services.switch_edition(actor=enrolment.user, enrolment=enrolment)
        page = shown(reader)
        assert "Diese Frage wurde überarbeitet, seit Sie geantwortet haben." in page
        assert f'value="{uid("address")}" checked' in page
        assert "ADDRESS-FEEDBACK" not in page
        seen = str(Answer.objects.get().command_id)
        fields = {"option": [uid("address")]}
        assert post(reader, "multiple", fields, seen=seen).status_code == 302
        assert "Richtig." in shown(reader)


def without(option: str):
    """Return the change that replaces an option by another one."""

    def change(value: dict) -> None:
        found = next(item for item in value["options"] if item["id"] == option)
        found["id"] = uid(f"instead of {option}")
        found["value"] = {"text": "Ganz neu", "correct": False, "feedback": "Neu."}

    return change
