"""Feedback on lessons and reported barriers: what is kept, who reads it, when it is forgotten."""

import uuid
from datetime import date, timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import default_task_backend

from learning import services
from learning.enums import FeedbackKind
from learning.models import Feedback
from learning.selectors.feedback import (
    Subject,
    courses_with_feedback,
    feedback_for,
    lesson_subject,
    may_read_feedback,
    open_feedback,
)
from learning.tasks import mail_barrier
from tests.factories import uid

pytestmark = pytest.mark.django_db

LESSON = "/kurse/kurs/lernen/fragen/"
FORM = f"{LESSON}rueckmeldung/"
BARRIER = "/barrierefreiheit/melden/"
MESSAGE = {"kind": "error", "text": "Die Frist stimmt nicht.", "reply": "anonymous"}


@pytest.fixture
def reader(signed_in, enrolment):
    return signed_in


def send(client, url=FORM, **changes):
    return client.post(url, {**MESSAGE, "command_id": uuid.uuid4(), **changes})


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def queued() -> list:
    """Return what the mails that wait to be sent are about."""
    return [
        result.args for result in default_task_backend.results if result.task.name == "mail_barrier"
    ]


@pytest.fixture(autouse=True)
def _nothing_queued():
    default_task_backend.clear()


class TestFeedbackOnALesson:
    def test_the_lesson_leads_to_the_form(self, reader):
        assert f'href="{FORM}"' in reader.get(LESSON).content.decode()
        text = text_of(reader.get(FORM))
        assert "Fragen" in text
        assert f'href="{LESSON}#lesson-end"' in text

    def test_what_is_kept_names_nobody(self, reader, learner, edition):
        send(reader, place=uid("single"))
        message = Feedback.objects.values().get()
        del message["id"], message["command_id"]
        lesson = edition.outline.lesson(slug="fragen")
        assert message == {
            "kind": "error",
            "text": "Die Frist stimmt nicht.",
            "reply_to": "",
            "edition_id": edition.pk,
            "lesson_key": uuid.UUID(lesson.key),
            "block_id": uid("single"),
            "page": "",
            "sent_on": timezone.localdate(),
            "dealt_with_on": None,
        }

    def test_thanks_lead_back_to_the_place(self, reader):
        response = send(reader, place=uid("single"))
        assert response.url == f"{FORM}?gesendet=1&stelle={uid('single')}"
        text = text_of(reader.get(response.url))
        assert 'role="status"' in text
        assert f'href="{LESSON}#block-{uid("single")}"' in text
        assert "<textarea" not in text
        assert f'href="{LESSON}#lesson-end"' in text_of(reader.get(send(reader).url))

    def test_an_answer_goes_where_the_person_wants_it(self, reader, learner):
        send(reader, reply="own", email="ignored@x.example")
        send(reader, reply="other", email="privat@x.example")
        send(reader, reply="anonymous", email="no address")
        found = Feedback.objects.order_by("pk").values_list("reply_to", flat=True)
        assert list(found) == [learner.email, "privat@x.example", ""]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"kind": ""}, "kind"),
            ({"kind": "barrier"}, "kind"),
            ({"text": " \n "}, "text"),
            ({"text": "x" * 2001}, "text"),
            ({"place": "no-such-block"}, "place"),
            ({"reply": "other"}, "email"),
            ({"reply": "other", "email": "no address"}, "email"),
            ({"reply": "everybody"}, "reply"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_text_stays(self, reader, changes, field):
        response = send(reader, **changes)
        assert response.status_code == 200
        assert list(response.context["form"].errors) == [field]
        assert "error-summary" in response.content.decode()
        if "text" not in changes:
            assert MESSAGE["text"] in response.content.decode()
        assert Feedback.objects.count() == 0

    def test_lines_and_signs(self, reader):
        """Line breaks count once, control characters go, HTML is only letters."""
        send(reader, text="x\r\n" * 999 + "xx\x00\u202e\n")
        send(reader, text="<script>alert(1)</script>\r\nZeile")
        found = Feedback.objects.order_by("pk").values_list("text", flat=True)
        assert list(found) == ["x\n" * 999 + "xx", "<script>alert(1)</script>\nZeile"]

    def test_the_same_form_twice_is_one_message(self, reader):
        command = uuid.uuid4()
        for _ in range(2):
            assert send(reader, command_id=command).status_code == 302
        assert Feedback.objects.count() == 1

    def test_the_text_survives_the_end_of_the_session(self, reader):
        signed = reader.get(FORM).context["signed"]
        reader.logout()
        assert send(reader, about=signed).url == f"{FORM}?gesendet=1"
        assert send(reader, about="forged").url == f"/konto/login/?next={FORM}"
        assert Feedback.objects.count() == 1

    def test_too_many_are_stopped_and_the_text_stays(self, reader):
        for _ in range(10):
            assert send(reader).status_code == 302
        response = send(reader)
        assert response.status_code == 200
        assert MESSAGE["text"] in response.content.decode()
        assert Feedback.objects.count() == 10

    def test_whoever_does_not_take_the_course_finds_nothing(self, client, edition, hr):
        client.force_login(hr)
        assert client.get(FORM).status_code == 404
        assert send(client).status_code == 404


class TestBarrier:
    def test_everybody_can_report_and_the_page_comes_along(self, client, edition):
        page = client.get(BARRIER, headers={"Referer": "http://testserver/kurse/kurs/?q=x"})
        assert page.context["subject"] == Subject(page="/kurse/kurs/")
        send(client, BARRIER, page="/kurse/kurs/")
        message = Feedback.objects.get()
        assert (message.kind, message.page, message.edition) == ("barrier", "/kurse/kurs/", None)

    def test_lesson_and_edition_come_along(self, reader, edition):
        response = send(reader, BARRIER, page=LESSON)
        message = Feedback.objects.get()
        lesson = edition.outline.lesson(slug="fragen")
        assert (message.page, message.edition) == (LESSON, edition)
        assert str(message.lesson_key) == lesson.key
        assert f'href="{LESSON}"' in text_of(reader.get(response.url))

    @pytest.mark.parametrize(
        ("address", "kept"),
        [
            ("/kurse/", "/kurse/"),
            ("http://testserver/kurse/", "/kurse/"),
            ("/pruefen/ABCD/", "/pruefen/<str:code>/"),
            ("/meine-nachweise/ABCD.pdf", "/meine-nachweise/<str:code>.pdf"),
            ("/kurse/?name=Mara", "/kurse/"),
            ("https://evil.example/kurse/", ""),
            ("//evil.example/kurse/", ""),
            ("javascript:alert(1)", ""),
            ("http://[", ""),
            ("/kurse/" + "x" * 5000 + "/", "/kurse/" + "x" * 293),
            ("\x00", ""),
            (BARRIER, ""),
        ],
    )
    def test_no_address_but_ours_and_nothing_private(self, client, address, kept):
        assert client.get(BARRIER, {"seite": address}).context["subject"] == Subject(page=kept)

    def test_too_many_from_one_computer_are_stopped(self, client):
        for _ in range(20):
            assert send(client, BARRIER).status_code == 302
        assert send(client, BARRIER).status_code == 200
        assert Feedback.objects.count() == 20

    def test_the_office_is_mailed(self, client, settings):
        settings.ACCESSIBILITY_EMAIL = "barrierefrei@musterstadt.example"
        send(client, BARRIER, page="/kurse/", reply="other", email="p@x.example")
        assert queued() == [[Feedback.objects.get().pk]]
        mail_barrier.func(*queued()[0])
        (message,) = mail.outbox
        assert (message.to, message.reply_to) == ([settings.ACCESSIBILITY_EMAIL], ["p@x.example"])
        assert "Die Frist stimmt nicht." in message.body
        assert f"{settings.BASE_URL}/kurse/" in message.body

    def test_feedback_on_lessons_is_never_mailed(self, reader, settings):
        settings.ACCESSIBILITY_EMAIL = "barrierefrei@musterstadt.example"
        send(reader)
        assert queued() == []

    def test_a_mail_server_that_is_down_loses_nothing(self, client, settings):
        settings.ACCESSIBILITY_EMAIL = "barrierefrei@musterstadt.example"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        assert send(client, BARRIER).status_code == 302
        with pytest.raises((OSError, SMTPException)):
            mail_barrier.func(Feedback.objects.get().pk)
        assert Feedback.objects.count() == 1

    def test_an_answer_is_owed_within_a_month(self):
        message = Feedback(kind=FeedbackKind.BARRIER, reply_to="p@x.example")
        message.sent_on = date(2026, 3, 1)
        assert message.answer_by == date(2026, 3, 31)
        message.reply_to = ""
        assert message.answer_by is None


class TestEditorialTeam:
    @pytest.fixture
    def message(self, learner, enrolment):
        services.send_feedback(
            subject=lesson_subject(learner, "kurs", "fragen"),
            kind=FeedbackKind.HURTFUL,
            text="Das Beispiel beschämt.",
            reply_to="p@x.example",
            command_id=uuid.uuid4(),
        )
        return Feedback.objects.get()

    def test_only_trainers_read(self, message, trainer, learner, hr, admin):
        assert list(feedback_for(trainer)) == [message]
        for person in (learner, hr, admin):
            assert may_read_feedback(person) is False
            assert list(feedback_for(person)) == []
            assert open_feedback(person).waiting == 0
            with pytest.raises(PermissionDenied):
                services.mark_dealt_with(actor=person, feedback=message)

    def test_dealt_with_means_the_address_is_forgotten(self, message, trainer):
        assert open_feedback(trainer).waiting == 1
        services.mark_dealt_with(actor=trainer, feedback=message)
        message.refresh_from_db()
        assert (message.dealt_with_on, message.reply_to) == (timezone.localdate(), "")
        assert open_feedback(trainer).waiting == 0

    def test_open_messages_come_first(self, message, trainer):
        services.mark_dealt_with(actor=trainer, feedback=message)
        newer = Feedback.objects.create(kind=FeedbackKind.IDEA, text="Gut.")
        assert list(feedback_for(trainer)) == [newer, message]

    def test_barriers_that_wait_too_long_are_counted(self, trainer):
        for days, reply_to in ((31, "p@x.example"), (30, "p@x.example"), (90, "")):
            Feedback.objects.create(
                kind=FeedbackKind.BARRIER,
                text="Kein Fokus.",
                reply_to=reply_to,
                sent_on=timezone.localdate() - timedelta(days=days),
            )
        assert vars(open_feedback(trainer)) == {"waiting": 3, "overdue": 1}

    def test_courses_to_filter_by(self, message, trainer, edition):
        assert courses_with_feedback(trainer) == [(str(edition.course_key), edition.title)]

    def test_old_messages_are_forgotten(self):
        today = timezone.localdate()

        def message(text, sent, dealt_with=None):
            Feedback.objects.create(
                kind=FeedbackKind.IDEA,
                text=text,
                sent_on=today - timedelta(days=sent),
                dealt_with_on=dealt_with and today - timedelta(days=dealt_with),
            )

        message("just dealt with", 400, 183)
        message("dealt with long ago", 400, 184)
        message("waits", 730)
        message("waited too long", 731)
        assert services.forget_old_feedback() == 2
        assert set(Feedback.objects.values_list("text", flat=True)) == {"just dealt with", "waits"}


class TestAdministration:
    @pytest.fixture
    def office(self, client, trainer):
        client.force_login(trainer)
        return client

    @pytest.fixture
    def messages(self, learner, enrolment):
        subject = lesson_subject(learner, "kurs", "fragen")
        for kind, about, block in (
            (FeedbackKind.ERROR, subject, uid("single")),
            (FeedbackKind.BARRIER, Subject(page="/kurse/"), ""),
        ):
            services.send_feedback(
                subject=about,
                kind=kind,
                text=f"Text <b>{kind}</b>",
                reply_to="p@x.example",
                block_id=block,
                command_id=uuid.uuid4(),
            )
        return list(Feedback.objects.order_by("pk"))

    def listed(self, client, **query):
        return list(client.get("/admin/feedback/", query).context["object_list"])

    def test_list_and_filters(self, office, messages, trainer, edition):
        about_lesson, about_page = messages
        services.mark_dealt_with(actor=trainer, feedback=about_page)
        assert self.listed(office) == [about_lesson, about_page]
        assert self.listed(office, state="open") == [about_lesson]
        assert self.listed(office, state="done") == [about_page]
        assert self.listed(office, course=edition.course_key) == [about_lesson]
        assert self.listed(office, kind="barrier") == [about_page]
        assert "Umgang mit Anfeindungen, Ausgabe 1" in text_of(office.get("/admin/feedback/"))

    def test_the_list_costs_the_same_for_many(self, office, messages):
        def count():
            with CaptureQueriesContext(connection) as queries:
                office.get("/admin/feedback/")
            return len(queries)

        count()
        few = count()
        for message in messages * 10:
            message.pk, message.command_id = None, uuid.uuid4()
            message.save(force_insert=True)
        assert count() == few

    def test_a_message_in_full(self, office, messages):
        text = text_of(office.get(f"/admin/feedback/{messages[0].pk}/"))
        assert "Text &lt;b&gt;error&lt;/b&gt;" in text
        assert "Welche Anschrift geben Sie an?" in text
        assert "p@x.example" in text

    def test_marking_it(self, office, messages):
        response = office.post(f"/admin/feedback/{messages[0].pk}/")
        assert (response.status_code, response.url) == (302, "/admin/feedback/")
        messages[0].refresh_from_db()
        assert (messages[0].dealt_with_on, messages[0].reply_to) == (timezone.localdate(), "")

    def test_the_start_page_says_how_much_waits(self, office, messages):
        link = 'href="/admin/feedback/?state=open"> 2 '
        assert link in text_of(office.get("/admin/"))
        Feedback.objects.all().delete()
        assert link not in text_of(office.get("/admin/"))
