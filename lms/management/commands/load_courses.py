import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.permissions import SYSTEM
from courses.services import add_terms, prepare_site
from lms.courseware import lint, table
from lms.courseware.files import CONTENT_DIR, course_folders, read_glossary
from lms.courseware.loading import LoadStopped, Talk, load_course


class Command(BaseCommand):
    help = (
        "Load the courses of lms/content: new ones are created and released, changed ones are "
        "shown, asked about, and released as a new edition. Safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", help="folders of courses; without any: all")
        parser.add_argument("--check", action="store_true", help="only check the files")
        parser.add_argument("--table", action="store_true", help="only write docs/courses.md")
        parser.add_argument("--yes", action="store_true", help="ask nothing; keep edited pages")
        parser.add_argument(
            "--overwrite", action="store_true", help="also replace what was edited in Wagtail"
        )

    def handle(self, *args, **options):
        if options["check"]:
            self._check(options["slugs"])
        elif options["table"]:
            table.write()
            self.stdout.write(f"Wrote {table.FILE.name}.")
        else:
            self._load(options)

    def _check(self, slugs: list[str]) -> None:
        wanted = [folder.name for folder in self._folders(slugs)]
        others = {folder.name for folder in course_folders(CONTENT_DIR)} - set(wanted)
        remarks = [
            remark
            for remark in lint.check(CONTENT_DIR)
            if not slugs or (remark.file and remark.file.split("/")[0] not in others)
        ]
        for remark in remarks:
            self.stdout.write(str(remark))
        if remarks:
            raise CommandError(f"{len(remarks)} remarks.")
        self.stdout.write("The course files are sound.")

    def _load(self, options: dict) -> None:
        folders = self._folders(options["slugs"])
        broken = [str(remark) for remark in lint.check_shared(CONTENT_DIR) if remark.grave]
        if broken:
            raise CommandError("\n".join(["Nothing was changed, for:", *broken]))
        index = prepare_site()
        add_terms(actor=SYSTEM, terms=read_glossary())
        interactive = self._interactive()
        talk = Talk(
            say=self.stdout.write,
            ask=self._ask if interactive else None,
            agreed=options["yes"] or (options["overwrite"] and not interactive),
            overwrite=options["overwrite"],
        )
        stopped = []
        for folder in folders:
            try:
                load_course(folder, index=index, talk=talk)
            except LoadStopped as reason:
                stopped.append(f"{folder.name}: {reason}")
            except (KeyboardInterrupt, EOFError) as stop:
                raise CommandError(f"{folder.name}: stopped. Run it again to go on.") from stop
        if stopped:
            raise CommandError("\n".join(stopped))

    def _folders(self, slugs: list[str]) -> list[Path]:
        for slug in slugs:
            if not (CONTENT_DIR / slug / "course.yaml").is_file():
                raise CommandError(f"There is no lms/content/{slug}/course.yaml.")
        return [CONTENT_DIR / slug for slug in slugs] or course_folders(CONTENT_DIR)

    def _interactive(self) -> bool:
        stream = getattr(self.stdout, "_out", None)
        return bool(stream and stream.isatty() and sys.stdin.isatty())

    def _ask(self, question: str, answers: tuple[str, ...]) -> str:
        while True:
            said = input(f"{question} ({'/'.join(answers)}) ").strip().lower()
            found = [answer for answer in answers if said and answer.startswith(said)]
            if len(found) == 1:
                return found[0]
