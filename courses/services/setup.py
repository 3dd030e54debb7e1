"""Setting up an empty site: start page, course index, legal pages, the editors' permissions."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from accounts.roles import EDITOR_GROUP
from core.models import HomePage, TextPage
from core.selectors import shipped_text
from core.services import prepare_help_guides
from courses.models import CourseIndexPage

HOME_TITLE = "Sicher und respektvoll im Dienst"
HOME_INTRODUCTION = (
    "Kurze Kurse für die Kommunalverwaltung: Umgang mit Anfeindungen und rassismussensible "
    "Verwaltung. In Ihrem Tempo, jederzeit unterbrechbar, mit Teilnahmebescheinigung."
)
# Titles of the pages that the law asks for, and the file of the text that is delivered. The
# others are the operator's to write; of the accessibility statement what is in square brackets.
EASY_LANGUAGE = "Leichte Sprache"
LEGAL_PAGES = {
    "Impressum": None,
    "Datenschutz": None,
    "Barrierefreiheit": "barrierefreiheit",
    EASY_LANGUAGE: "leichte-sprache",
}
PLACEHOLDER = (
    "<p>Diese Seite füllt die Betreiberin der Plattform aus, bevor sie in Betrieb geht.</p>"
)
EDITOR_PERMISSIONS = [
    "access_admin",
    "change_helpguide",
    "add_learningpath",
    "change_learningpath",
    "delete_learningpath",
]
EDITOR_PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# Wagtail asks for the permissions of its own models, whatever ours are called.
EDITOR_MEDIA_PERMISSIONS = [
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
    ("wagtailmedia", "add_media"),
    ("wagtailmedia", "change_media"),
]


@transaction.atomic
def prepare_site() -> CourseIndexPage:
    """Create what a site needs, where it is missing, and return the course index.

    May be run at any time; existing pages and texts are left as they are.
    """
    Locale.objects.get_or_create(language_code="de")
    Locale.objects.get_or_create(language_code="en")
    home = HomePage.objects.first() or _create_home()
    index = CourseIndexPage.objects.first()
    if index is None:
        index = CourseIndexPage(title="Kurse", slug="kurse")
        home.add_child(instance=index)
    for title, file in LEGAL_PAGES.items():
        if not TextPage.objects.child_of(home).filter(title=title).exists():
            body = [{"type": "text", "value": PLACEHOLDER}]
            if file:
                body = shipped_text(file, timezone.localdate())
            easy = title == EASY_LANGUAGE
            page = TextPage(title=title, in_footer=True, easy_language=easy)
            page.body = TextPage.body.field.stream_block.to_python(body)
            home.add_child(instance=page)
    prepare_help_guides()
    _grant_editors(home)
    return index


def _create_home() -> HomePage:
    root = Page.get_first_root_node()
    # Wagtail's own migration leaves an English welcome page behind.
    for page in Page.objects.child_of(root).filter(slug="home"):
        if page.specific_class is Page:
            page.delete()
            root = Page.get_first_root_node()
    home = HomePage(title=HOME_TITLE, slug="start", introduction=HOME_INTRODUCTION)
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": HOME_TITLE},
    )
    return home


def _grant_editors(home: HomePage) -> None:
    """Give the editors' group what trainers need: pages below the start page, and media."""
    group, _created = Group.objects.get_or_create(name=EDITOR_GROUP)
    for codename in EDITOR_PERMISSIONS:
        group.permissions.add(Permission.objects.get(codename=codename))
    for codename in EDITOR_PAGE_PERMISSIONS:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=home.page_ptr,
            permission=Permission.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            ),
        )
    group.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="courses", content_type__model="glossaryterm"
        )
    )
    root_collection = Collection.get_first_root_node()
    for app_label, codename in EDITOR_MEDIA_PERMISSIONS:
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=root_collection,
            permission=Permission.objects.get(codename=codename, content_type__app_label=app_label),
        )
    # Wagtail's migrations bring two English groups and a workflow that nobody here uses.
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    GroupApprovalTask.objects.filter(name="Moderators approval").delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()
