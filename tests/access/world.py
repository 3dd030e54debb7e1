"""The small world of these tests: two municipalities, eight kinds of visitors, own and foreign."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from PIL import Image
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow, WorkflowTask

from accounts.permissions import SYSTEM
from accounts.roles import EDITOR_GROUP, NameRule, Role
from accounts.services import (
    ContactData,
    make_platform_administrator,
    set_local_contacts,
    set_name_rule,
)
from certificates.models import Bundle, CertificateDesign
from certificates.services.bundles import Item, continue_bundle, request_bundle
from core.models import CustomDocument, CustomImage, HelpGuide
from courses.enums import TargetGroup
from courses.models import GlossaryTerm, LessonPage, ModulePage
from courses.services import set_learning_path
from learning.enums import FeedbackKind
from learning.models import Attendance, Feedback
from tests import factories
from tests.access import canaries
from tests.factories import make_person, uid
from tests.hr.things import store_file
from tests.learning.held import hold_course, make_event, record
from tests.recordings import make_sound

FORM = "application/x-www-form-urlencoded"
ANONYMOUS = "anonymous"
HELP = (
    "hilfe",
    "Hilfe",
    [
        factories.NOTE,
        {"type": "local_contacts", "id": uid("contacts"), "value": {"introduction": ""}},
    ],
)
ROLES = ("learner", "other", "trainer", "hr", "foreign_hr", "admin", "superuser")
EVERYBODY = (ANONYMOUS, *ROLES)


@dataclass
class World:
    """People by role, and the words that stand in the addresses of the table."""

    people: dict
    words: dict
    things: SimpleNamespace
    clients: dict = field(default_factory=dict)  # a browser for each role, signed in

    def __post_init__(self):
        # Now, not at the first use: sessions must outlive the test that happens to be first.
        self.clients = {role: self.new_client(role) for role in EVERYBODY}

    def new_client(self, role: str, **options) -> Client:
        client = Client(raise_request_exception=False, **options)
        if role != ANONYMOUS:
            client.force_login(self.people[role])
        return client

    def fill(self, value):
        """Return an address, or what is posted, with the words in place of the braces."""
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value.format(**self.words)

    def forget_rates(self) -> None:
        """Start counting attempts anew: all of them come from one address."""
        caches["default"].clear()

    def send(self, role: str, method: str, url: str, data=None, *, look=None, **headers):
        """Send one request and undo whatever it changed; return the response, read to its end.

        `data` may be bytes, as they travel. `look` is called before the undoing; the response
        carries what it saw.
        """
        client = self.clients[role]
        cookies = client.cookies.copy()
        content = {"content_type": FORM} if isinstance(data, bytes) else {}
        with transaction.atomic():
            call = getattr(client, method.lower())
            response = call(url, data or {}, headers=headers, **content)
            response.body = b"".join(response) if response.streaming else response.content
            response.seen = look() if look else None
            transaction.set_rollback(True)
        client.cookies = cookies
        return response


def make_world() -> World:
    """Build it once; every request of the table leaves it as it was."""
    here = factories.make_organisation("Musterstadt")
    there = factories.make_organisation("Beispielkreis")
    people = {
        "learner": make_person(here, "Mara Lindner"),
        "other": make_person(there, "Yusuf Öztürk"),
        "trainer": make_person(here, "Tarik Yılmaz", [Role.TRAINER]),
        "hr": make_person(here, "Petra Sommer", [Role.HR]),
        "foreign_hr": make_person(there, "Paul Schreiber", [Role.HR]),
        "admin": make_person(here, "Volker Brandt", [Role.ADMIN]),
        "superuser": make_person(here, "Betty Betrieb"),
    }
    make_platform_administrator(actor=SYSTEM, person=people["superuser"])
    things = _things(people, here, there)
    return World(people, _words(people, things), things)


def _things(people, here, there) -> SimpleNamespace:
    index = factories.make_site()
    course = factories.make_course(index, lessons=[*factories.LESSONS, HELP])
    edition = factories.release_course(course)
    foreign_course = factories.make_course(index, slug="fremd")
    foreign_edition = factories.release_course(foreign_course)
    draft = factories.make_course(index, slug="entwurf")
    done_course = factories.make_course(
        index, slug="kurz", lessons=[("lesen", "Lesen", [factories.TEXT])]
    )
    done_edition = factories.release_course(done_course)
    own = factories.complete(people["learner"], done_edition)
    foreign = factories.complete(people["other"], done_edition)
    for completion in (own, foreign):
        store_file(completion.certificate)
    factories.release_course(done_course)
    running = factories.enrol(people["learner"], edition)
    factories.enrol(make_person(here, canaries.LEARNING), edition)
    foreign_running = factories.enrol(people["other"], foreign_edition)
    lesson = next(item for item in edition.outline.lessons if item.slug == "fragen")
    for enrolment in (running, factories.enrol(people["other"], edition)):
        factories.do_task(enrolment, lesson, lesson.tasks[0])
    _leave_drafts(course, people["trainer"])
    set_local_contacts(
        actor=SYSTEM,
        organisation=here,
        reporting_path="Erst die Leitung.",
        contacts=[ContactData(canaries.CONTACT)],
    )
    set_name_rule(actor=SYSTEM, organisation=there, rule=NameRule.COMPARE)
    return SimpleNamespace(
        here=here,
        there=there,
        index=index,
        course=course,
        edition=edition,
        foreign_edition=foreign_edition,
        draft=draft,
        short_edition=done_edition,
        module=ModulePage.objects.child_of(course).get(),
        lesson=LessonPage.objects.descendant_of(course).get(slug="fragen"),
        own=own,
        foreign=foreign,
        running=running,
        foreign_running=foreign_running,
        image=_image(),
        document=CustomDocument.objects.create(
            title="Merkblatt", file=ContentFile(b"%PDF-1.7 leaflet", "merkblatt.pdf")
        ),
        recording=make_sound(),
        guide=HelpGuide.objects.get(language="de"),
        path=set_learning_path(
            actor=SYSTEM,
            target_group=TargetGroup.STAFF,
            language="de",
            title="Sicher im Kontakt",
            introduction="Für alle.",
            steps=[(course, "Der Anfang."), (draft, "Noch nicht zu sehen.")],
        ),
        term=GlossaryTerm.objects.create(term="Hausrecht", explanation="Wer bleiben darf."),
        workflow=_workflow(),
        design=_design(here),
        bundle=_bundle(here, people["hr"], own),
        attendance=_attendance(people, done_edition),
        foreign_event=make_event(make_person(there, "Ulla Fern", [Role.TRAINER])),
    )


def _leave_drafts(course, trainer) -> None:
    """Leave an unpublished change, and a lesson that was published and not released."""
    lesson = LessonPage.objects.descendant_of(course).get(slug="lesen")
    lesson.body = [("text", f"<p>{canaries.DRAFT_TEXT}</p>")]
    lesson.save_revision(user=trainer)
    new = LessonPage(title=canaries.DRAFT_TITLE, slug="neu", minutes=4, body=[("text", "<p>N</p>")])
    lesson.get_parent().add_child(instance=new)
    new.save_revision(user=trainer).publish(user=trainer)


def _image() -> CustomImage:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4)).save(buffer, "PNG")
    return CustomImage.objects.create(
        title="Bild", file=ContentFile(buffer.getvalue(), "bild.png"), width=4, height=4
    )


def _design(organisation) -> CertificateDesign:
    design = CertificateDesign.objects.create(organisation=organisation)
    design.save_revision()
    return design


def _bundle(organisation, hr, completion) -> Bundle:
    """Return the file that the HR office has had put together."""
    item = Item(completion.certificate.code, "a.pdf", "Mara Lindner")
    bundle = request_bundle(actor=hr, organisation=organisation, kind="zip", items=[item])
    while continue_bundle(bundle.pk):
        pass
    return bundle


def _attendance(people, edition) -> Attendance:
    """Return that the learner was at the trainer's event; they had completed the course before."""
    event = hold_course(people["trainer"], edition)
    record(people["trainer"], event, people["learner"])
    return event.attendances.get()


def _workflow() -> Workflow:
    workflow = Workflow.objects.create(name="Freigabe")
    task = GroupApprovalTask.objects.create(name="Prüfen")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _words(people, things) -> dict:
    """Return what stands for the braces in the addresses of the table."""
    page, leaflet = things.course, things.document
    return {
        "here": things.here.key,
        "there": things.there.key,
        "own_code": things.own.certificate.code,
        "foreign_code": things.foreign.certificate.code,
        "own_id": things.own.pk,
        "foreign_id": things.foreign.pk,
        "learner": people["learner"].key,
        "other": people["other"].key,
        **{name: uid(name) for name in ("single", "scenario", "right", "calm")},
        **dict.fromkeys(["page_id", "page_pk", "page_to_move_id", "object_id"], page.pk),
        **dict.fromkeys(["parent_page_id", "destination_id", "index_id"], things.index.pk),
        **dict.fromkeys(["document_id", "doc_id"], leaflet.pk),
        "document_name": leaflet.filename,
        "image_id": things.image.pk,
        "media_id": things.recording.pk,
        "recording": Path(things.recording.file.name).name,
        "term_id": things.term.pk,
        "guide_id": things.guide.pk,
        "path_id": things.path.pk,
        "picture": Path(things.image.get_rendition("max-2x2").file.name).name,
        "revision_id": page.latest_revision_id,
        "design_id": things.design.pk,
        "bundle": things.bundle.key,
        "event": things.attendance.event.key,
        "attendance": things.attendance.key,
        "foreign_event": things.foreign_event.key,
        "design_revision_id": things.design.latest_revision_id,
        **dict.fromkeys(["workflow_id", "workflow_pk"], things.workflow.pk),
        "task_id": things.workflow.workflow_tasks.get().task_id,
        "collection_id": Collection.get_first_root_node().add_child(name="Bilder").pk,
        "group_id": Group.objects.get(name=EDITOR_GROUP).pk,
        "site_id": Site.objects.get().pk,
        "feedback_id": Feedback.objects.create(kind=FeedbackKind.IDEA, text=canaries.FEEDBACK).pk,
        # None of these is there: who asks for them gets no further than that.
        **dict.fromkeys(
            ["task_state_id", "workflow_state_id", "uploaded_file_id", "session_id"], 1
        ),
    }
