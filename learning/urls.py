"""Addresses of the learner side."""

from django.urls import path

from learning.views import (
    answers,
    attendance,
    courses,
    events,
    feedback,
    lessons,
    news,
    paths,
    scenarios,
    skipping,
)

app_name = "learning"

_EVENT = "veranstaltungen/<uuid:key>/"
_LESSON = "kurse/<slug:course_slug>/lernen/<slug:lesson_slug>/"

urlpatterns = [
    path("mein-lernen/", courses.dashboard, name="dashboard"),
    path("lernpfade/", paths.paths, name="paths"),
    path("lernpfade/<slug:group_slug>/", paths.path, name="path"),
    path("kurse/<slug:course_slug>/", courses.course, name="course"),
    path("kurse/<slug:course_slug>/beginnen/", courses.enrol, name="enrol"),
    path("kurse/<slug:course_slug>/erneuern/", courses.renew, name="renew"),
    path("kurse/<slug:course_slug>/wechseln/", courses.switch, name="switch"),
    path("kurse/<slug:course_slug>/sprache/", courses.read_in, name="read_in"),
    path("kurse/<slug:course_slug>/neu/", news.news, name="news"),
    path("kurse/<slug:course_slug>/neu/<slug:lesson_slug>/", news.lesson, name="news_lesson"),
    path("kurse/<slug:course_slug>/stand/", courses.status, name="status"),
    path("kurse/<slug:course_slug>/abschluss/", courses.finished, name="finished"),
    path(_LESSON, lessons.lesson, name="lesson"),
    path(f"{_LESSON}antwort/<str:block_id>/", answers.answer, name="answer"),
    path(f"{_LESSON}entwurf/<str:block_id>/", answers.draft, name="draft"),
    path(f"{_LESSON}szenario/<str:block_id>/", scenarios.decide, name="decide"),
    path(f"{_LESSON}zusammenfassung/", skipping.summary, name="summary"),
    path(f"{_LESSON}bearbeitet/", lessons.done, name="done"),
    path(f"{_LESSON}position/", lessons.position, name="position"),
    path(f"{_LESSON}rueckmeldung/", feedback.feedback, name="feedback"),
    path("veranstaltungen/", events.events, name="events"),
    path("veranstaltungen/neu/", events.new_event, name="event_new"),
    path("veranstaltungen/neu/kurs/", events.new_course, name="event_new_course"),
    path(_EVENT, attendance.event, name="event"),
    path(f"{_EVENT}aendern/", events.change, name="event_change"),
    path(f"{_EVENT}loeschen/", events.discard, name="event_discard"),
    path(f"{_EVENT}teilnehmende/", attendance.people, name="event_people"),
    path(f"{_EVENT}bestaetigen/", attendance.confirm, name="event_confirm"),
    path(f"{_EVENT}<uuid:attendance>/zuruecknehmen/", attendance.withdraw, name="event_withdraw"),
    path("barrierefreiheit/melden/", feedback.barrier, name="barrier"),
]
