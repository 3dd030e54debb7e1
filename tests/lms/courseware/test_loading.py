"""Loading a course: created once, then shown, asked about, and released as editions."""

import pytest
import yaml
from django.core.exceptions import ValidationError

from core.models import CustomImage
from courses.models import CourseEdition, CoursePage, LessonPage, ModulePage
from lms.courseware.loading import LoadStopped, Talk, load_course
from tests.lms.courseware.conftest import lesson

pytestmark = pytest.mark.django_db


class Conversation:
    """Loads as somebody would who gives these answers, and keeps what was said."""

    def __init__(self, files, index):
        self.files, self.index = files, index
        self.said: list[str] = []
        self.asked: list[str] = []

    @property
    def text(self) -> str:
        return "\n".join(self.said)

    def load(self, *answers: str, **talk):
        self.said, left = [], list(answers)

        def ask(question, _allowed):
            self.asked.append(question)
            return left.pop(0)

        ask_or_not = {"ask": ask} if answers else {}
        talk = Talk(say=self.said.append, **ask_or_not, **talk)
        return load_course(self.files.course, index=self.index, talk=talk)


@pytest.fixture
def talk(files, course_index) -> Conversation:
    return Conversation(files, course_index)


@pytest.fixture
def loaded(talk) -> Conversation:
    talk.load(agreed=True)
    return talk


def state() -> list:
    """What would differ if anything had been written."""
    pages = LessonPage.objects.order_by("path").values_list(
        "slug", "path", "latest_revision", "live_revision", "live"
    )
    return [*pages, CourseEdition.objects.count(), CustomImage.objects.count()]


def new_text(text: str):
    def change(data):
        data["body"][-2]["text"] = text

    return change


def page(slug: str) -> LessonPage:
    return LessonPage.objects.get(slug=slug)


def edit(slug: str, title: str) -> None:
    """Edit a page as an author does in Wagtail."""
    found = page(slug).get_latest_revision_as_object()
    found.title = title
    found.save_revision()


def edition() -> CourseEdition:
    return CourseEdition.objects.order_by("-number").first()


def texts_of_edition() -> str:
    return str([item.body for item in edition().lessons.all()])


def test_a_new_course_is_created_published_and_released(talk):
    course = talk.load(agreed=True)
    assert course.live
    assert edition().number == 1
    assert [item.title for item in edition().outline.lessons] == [
        "Lektion eins",
        "Lektion zwei",
        "Lektion drei",
    ]
    assert "Created and released “Ein Kurs”: 1 modules, 3 lessons" in talk.text


def test_a_picture_is_stored_once_and_stands_in_the_lesson(loaded):
    picture = CustomImage.objects.get()
    assert picture.is_svg()
    figure = next(child for child in page("eins").body if child.block_type == "figure")
    assert figure.value["image"] == picture
    assert "Führungskraft" in figure.value["description"].source


def test_nobody_learns_with_what_is_missing(loaded):
    before = state()
    (loaded.files.content / "abbildungen" / "meldeweg.svg").unlink()
    loaded.files.change(
        "02-zwei", lambda data: data["body"].insert(1, {"download": {"template": "bogen"}})
    )
    loaded.files.change("03-drei", lambda data: data["body"][-1]["sources"].append("A-999"))
    with pytest.raises(LoadStopped) as stopped:
        loaded.load(agreed=True)
    assert "01-eins.yaml: figure: there is no abbildungen/meldeweg.svg" in str(stopped.value)
    assert "02-zwei.yaml: download: there is no vorlagen/bogen.yaml" in str(stopped.value)
    assert "03-drei.yaml: sources: there is no fact A-999" in str(stopped.value)
    assert state() == before


def test_a_lesson_is_not_lost_to_another_of_its_name(loaded):
    before = state()
    loaded.files.change("02-zwei", lambda data: data.update(slug="eins"))
    with pytest.raises(LoadStopped, match="“eins” is used twice"):
        loaded.load(agreed=True)
    assert state() == before


def test_what_else_the_linter_remarks_is_said_and_hinders_nothing(loaded):
    loaded.files.change("02-zwei", lambda data: data.update(minutes=8))
    loaded.load(agreed=True)
    assert "to be mended: kurs/modul/02-zwei.yaml: minutes: 8 are stated" in loaded.text
    assert edition().number == 2


def test_a_course_file_that_cannot_be_read_is_named(loaded):
    (loaded.files.course / "course.yaml").write_text("title: [Ein Kurs")
    with pytest.raises(LoadStopped, match="course.yaml: cannot be read: line 2"):
        loaded.load(agreed=True)


def test_running_again_does_nothing_and_says_so(loaded):
    before = state()
    loaded.load(agreed=True)
    assert loaded.text == "kurs: nothing has changed."
    assert state() == before


def test_nothing_is_written_where_nobody_answers(talk):
    with pytest.raises(LoadStopped, match="--yes"):
        talk.load()
    assert CoursePage.objects.count() == 0
    talk.load(agreed=True)
    before = state()
    talk.files.change("02-zwei", new_text("Rufen Sie an."))
    with pytest.raises(LoadStopped, match="--yes"):
        talk.load()
    assert "+text: Rufen Sie an." in talk.text
    assert state() == before


def test_a_changed_file_is_shown_becomes_a_draft_and_then_an_edition(loaded):
    loaded.files.change("02-zwei", new_text("Rufen Sie an."))
    loaded.load("yes", "no")
    assert "== zwei “Lektion zwei”: changed" in loaded.text
    assert "-text: Fragen Sie nach der Nummer." in loaded.text
    assert "+text: Rufen Sie an." in loaded.text
    assert page("zwei").has_unpublished_changes
    assert edition().number == 1
    assert "Rufen Sie an" not in texts_of_edition()

    loaded.load("yes")
    assert "loaded before, not published yet" in loaded.text
    assert not page("zwei").has_unpublished_changes
    assert (edition().number, edition().kind) == (2, "editorial")
    assert "Rufen Sie an" in texts_of_edition()
    assert edition().note == "1 Lektion überarbeitet."


def test_other_questions_make_an_edition_of_new_content(loaded):
    def more(data):
        data["body"][1]["single_choice"]["options"].append({"text": "Gehen", "feedback": "Nein."})

    loaded.files.change("02-zwei", more)
    loaded.load(agreed=True)
    assert (edition().number, edition().kind) == (2, "content")
    assert edition().note == "1 Lektion überarbeitet."


def test_declining_leaves_everything(loaded):
    before = state()
    loaded.files.change("02-zwei", new_text("Rufen Sie an."))
    assert loaded.load("no") is None
    assert state() == before


class TestEditedPages:
    @pytest.fixture
    def conflict(self, loaded) -> Conversation:
        edit("zwei", "Von Hand")
        loaded.files.change("02-zwei", new_text("Rufen Sie an."))
        return loaded

    def title(self) -> str:
        return page("zwei").get_latest_revision_as_object().title

    def test_it_asks_and_keeps(self, conflict):
        conflict.load("keep")
        assert "zwei was edited in Wagtail" in conflict.asked[0]
        assert self.title() == "Von Hand"
        assert edition().number == 1

    def test_it_asks_and_overwrites(self, conflict):
        conflict.load("overwrite", "yes", "yes")
        assert self.title() == "Lektion zwei"
        assert "Rufen Sie an" in texts_of_edition()

    def test_it_asks_and_aborts(self, conflict):
        before = state()
        with pytest.raises(LoadStopped, match="Nothing was changed"):
            conflict.load("abort")
        assert state() == before

    def test_yes_alone_overwrites_nothing_and_says_so(self, conflict):
        conflict.files.change("03-drei", new_text("Legen Sie auf."))
        conflict.load(agreed=True)
        assert "edited in Wagtail and kept; --overwrite would replace it" in conflict.text
        assert self.title() == "Von Hand"
        assert page("zwei").title == "Lektion zwei"  # the draft of others stays a draft
        assert "Legen Sie auf" in texts_of_edition()

    def test_overwriting_has_a_switch_of_its_own(self, conflict):
        conflict.load(agreed=True, overwrite=True)
        assert self.title() == "Lektion zwei"

    def test_without_anybody_to_ask_it_stops(self, conflict):
        with pytest.raises(LoadStopped, match="--overwrite"):
            conflict.load()

    def test_an_edit_is_left_alone_while_the_file_stays_the_same(self, loaded):
        edit("zwei", "Von Hand")
        loaded.load(agreed=True)
        assert "nothing has changed" in loaded.text
        assert "the file has not changed" in loaded.text
        assert self.title() == "Von Hand"

    def test_overwriting_goes_back_to_the_file_in_any_case(self, loaded):
        edit("zwei", "Von Hand")
        loaded.load(agreed=True, overwrite=True)
        assert self.title() == "Lektion zwei"
        loaded.load(agreed=True, overwrite=True)
        assert loaded.text == "kurs: nothing has changed."

    def test_opening_and_saving_in_the_editor_is_no_edit(self, loaded):
        found = page("zwei").get_latest_revision_as_object()
        found.body[0].value.source = found.body[0].value.source.replace(
            "<p>", '<p data-block-key="ab3">'
        )
        found.save_revision()
        loaded.files.change("02-zwei", new_text("Rufen Sie an."))
        loaded.load(agreed=True)
        assert "EDITED" not in loaded.text
        assert "Rufen Sie an" in texts_of_edition()


class TestStructure:
    def test_a_removed_lesson_is_unpublished_and_stays(self, loaded):
        loaded.files.write_module("01-eins", "03-drei")
        loaded.load(agreed=True)
        assert "zwei “Lektion zwei”: no longer in the files" in loaded.text
        assert not page("zwei").live
        assert [item.slug for item in edition().outline.lessons] == ["eins", "drei"]

    def test_it_comes_back_under_its_own_key(self, loaded):
        key = page("zwei").translation_key
        loaded.files.write_module("01-eins", "03-drei")
        loaded.load(agreed=True)
        loaded.files.write_module("01-eins", "02-zwei", "03-drei")
        loaded.load(agreed=True)
        assert page("zwei").live
        assert page("zwei").translation_key == key
        assert [item.slug for item in edition().outline.lessons] == ["eins", "zwei", "drei"]

    def test_one_that_was_edited_meanwhile_is_left_to_its_editors_and_named(self, loaded):
        edit("zwei", "Von Hand")
        loaded.files.write_module("01-eins", "03-drei")
        loaded.load(agreed=True)
        loaded.files.write_module("01-eins", "02-zwei", "03-drei")
        loaded.load(agreed=True)
        assert "== zwei “Von Hand”: edited in Wagtail and not published" in loaded.text
        assert not page("zwei").live
        loaded.load(overwrite=True, agreed=True)
        assert (page("zwei").live, page("zwei").title) == (True, "Lektion zwei")

    def test_another_order_is_released(self, loaded):
        loaded.files.write_module("02-zwei", "01-eins", "03-drei")
        loaded.load(agreed=True)
        assert loaded.said[:2] == ["== zwei: moved", "== eins: moved"]
        found = edition()
        assert (found.number, found.kind) == (2, "editorial")
        assert found.note == "Lektionen umgestellt."
        assert [lesson.slug for lesson in found.outline.lessons] == ["zwei", "eins", "drei"]

    def test_lessons_are_added_and_moved_with_their_keys(self, loaded):
        keys = {item.slug: item.translation_key for item in LessonPage.objects.all()}
        loaded.files.write(loaded.files.lesson_file("00-null"), lesson("null"))
        loaded.files.write_module("03-drei", "00-null", "01-eins")
        loaded.files.write_module("02-zwei", module="zweites")
        loaded.files.lesson_file("02-zwei").rename(loaded.files.course / "zweites" / "02-zwei.yaml")
        loaded.files.write_course("zweites", "modul")
        loaded.load(agreed=True)
        assert "== null “Lektion null”: new" in loaded.text
        assert [item.slug for item in edition().outline.lessons] == ["zwei", "drei", "null", "eins"]
        assert ModulePage.objects.get(slug="zweites").live
        assert {slug: page(slug).translation_key for slug in keys} == keys
        assert page("null").live

    def test_the_course_itself_changes(self, loaded):
        loaded.files.write_course("modul", title="Ein anderer Kurs", objectives=["A", "B"])
        loaded.load(agreed=True)
        assert "+title: Ein anderer Kurs" in loaded.text
        assert edition().outline.objectives == ("A", "B")
        loaded.load(agreed=True)
        assert loaded.text == "kurs: nothing has changed."


class TestAFailingRelease:
    @pytest.fixture(autouse=True)
    def _refused(self, loaded, monkeypatch):
        def refused(**_command):
            raise ValidationError("Der Titel fehlt.")

        monkeypatch.setattr("lms.courseware.loading.publish_loaded", refused)
        loaded.files.change("02-zwei", new_text("Rufen Sie an."))
        self.before = state()

    def test_it_leaves_nothing_behind(self, loaded):
        with pytest.raises(LoadStopped, match="nothing was changed: Der Titel fehlt"):
            loaded.load(agreed=True)
        assert state() == self.before

    def test_what_was_agreed_before_stays_and_that_is_said(self, loaded):
        with pytest.raises(LoadStopped, match="stays as drafts: Der Titel fehlt"):
            loaded.load("yes", "yes")
        assert page("zwei").has_unpublished_changes


def test_files_that_cannot_be_read_are_named(loaded):
    data = yaml.safe_load(loaded.files.lesson_file("02-zwei").read_text())
    loaded.files.write(loaded.files.lesson_file("02-zwei"), data | {"minuten": 3})
    with pytest.raises(LoadStopped, match="02-zwei.yaml: unknown key “minuten”"):
        loaded.load(agreed=True)


def test_a_module_that_is_not_listed_yet_hinders_nothing(loaded):
    loaded.files.write_module("01-halb", module="entwurf")
    (loaded.files.course / "entwurf" / "01-halb.yaml").write_text("title: „Halb“: fertig")
    loaded.load(agreed=True)
    assert loaded.said == [
        "to be mended: kurs/course.yaml: modules: the folder entwurf is not listed",
        "kurs: nothing has changed.",
    ]
