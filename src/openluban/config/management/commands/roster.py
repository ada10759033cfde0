"""``luban roster``: learners in and out as OneRoster files or sheets; programs that may ask."""

from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.learning.learners.public import (
    CLIENT_SCOPES,
    Choices,
    Plan,
    RosterClient,
    Wish,
    again,
    export_roster,
    import_roster,
    make_client,
    opened,
    preview_roster,
    read_folder,
    revoke_client,
    roster_in,
)

_MOST_TOLD = 20
_USUAL_SCOPES = ["roster.readonly"]


def _pair(text: str) -> tuple[str, str]:
    course, sign, programme = text.partition("=")
    if not sign:
        message = "say COURSE=PROGRAMME, or COURSE=training"
        raise ArgumentTypeError(message)
    return course, programme


class Command(PreparedCommand):
    """Five deeds under one name."""

    help = ABOUT["roster"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and what it needs."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        bring = deeds.add_parser("import", help="say what a file would change; apply it if asked")
        bring.add_argument("file", type=Path, help="a zip or folder of OneRoster 1.2, CSV or XLSX")
        _at(bring)
        bring.add_argument("--apply", action="store_true", help="write it, whole or not at all")
        bring.add_argument("--source", default="", help="the system that it comes from")
        bring.add_argument("--programme", default="", help="of everybody, where the file has none")
        bring.add_argument(
            "--course",
            type=_pair,
            action="append",
            default=[],
            metavar="COURSE=PROGRAMME",
            help="what a course of the file is here; “training” makes it a training course",
        )
        bring.add_argument("--org", action="append", help="only classes of this school in the file")
        bring.add_argument("--whole", action="store_true", help="the sheet holds everybody")
        bring.add_argument(
            "--overwrite-hand", action="store_true", help="the file wins over what hands have set"
        )
        bring.add_argument(
            "--again",
            action="append",
            default=[],
            metavar="ID",
            help="take in again whom the file calls so and who was erased here",
        )
        give = deeds.add_parser("export", help="write a workshop's learners into a file")
        give.add_argument("file", type=Path, help="*.zip for OneRoster 1.2, *.xlsx for one sheet")
        _at(give)
        give.add_argument("--synthetic", action="store_true", help="synthetic learners as well")
        let = deeds.add_parser("client", help="let a program ask; its secret is shown once")
        let.add_argument("name", help="what it is for")
        _at(let)
        let.add_argument(
            "--scope", action="append", choices=CLIENT_SCOPES, help="may be given several times"
        )
        let.add_argument("--synthetic", action="store_true", help="it sees synthetic learners")
        deeds.add_parser("clients", help="list the programs that may ask")
        stop = deeds.add_parser("revoke", help="let a program ask no more")
        stop.add_argument("key")
        stop.add_argument("--as", dest="email", help="in whose name, by e-mail address")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the deed."""
        deeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "import": self._import,
            "export": self._export,
            "client": self._client,
            "clients": self._clients,
            "revoke": self._revoke,
        }
        deeds[options["deed"]](options)

    def _import(self, options: dict[str, Any]) -> None:
        place: Path = options["file"]
        is_folder = place.is_dir()
        found = read_folder(place) if is_folder else opened(read_file(place), place.name)
        wish = Wish(options["source"], options["org"], is_whole=options["whole"])
        do = import_roster if options["apply"] else preview_roster
        plan = do(
            roster=roster_in(found, filename=place.name, wish=wish),
            workshop=options["workshop"],
            choices=Choices(
                courses=dict(options["course"]),
                programme=options["programme"],
                overwrite=[again(id_) for id_ in options["again"]],
                overwrites_all=options["overwrite_hand"],
            ),
            actor=actor_named(options["email"]),
            at=timezone.now(),
        )
        self._tell(plan)
        if plan.is_empty:
            self.say("Nothing changes.")
        elif not options["apply"]:
            self.say("Nothing was written. Add --apply to write it.")

    def _tell(self, plan: Plan) -> None:
        for kind, counts in plan.counts.items():
            told = ", ".join(f"{number:,} {word}" for word, number in sorted(counts.items()))
            self.stdout.write(f"{kind}: {told or 'none'}")
        self._tell_rows(plan)
        for course in plan.roster.courses:
            programme, training = plan.courses[course.id]
            what = f"training {training}" if programme is None else "a programme known here"
            self.stdout.write(f"  course {course.id}: {what}")
        for what, number in sorted(plan.left_out.items()):
            self.stdout.write(f"  no place here for: {what} ({number:,})")
        for file in plan.roster.files_left_out:
            self.stdout.write(f"  no place here for: {file}")

    def _tell_rows(self, plan: Plan) -> None:
        # Names stay out of what a terminal keeps.
        for each in plan.differences[:_MOST_TOLD]:
            fields = ", ".join(name for name, _old, _new in each.fields)
            self.stdout.write(f"  row {each.row}: {each.kind} {each.key}: {fields}")
        for conflict in plan.conflicts[:_MOST_TOLD]:
            done = "written over" if conflict.is_overwritten else "kept"
            self.stdout.write(f"  row {conflict.row}: {conflict.rule} ({conflict.field}), {done}")
        for likely in plan.likely[:_MOST_TOLD]:
            self.stdout.write(f"  row {likely.row}: probably {likely.key or 'twice in the file'}")
        for erased in plan.erased[:_MOST_TOLD]:
            done = "taken in again" if erased.is_taken else "erased, not taken in"
            self.stdout.write(f"  row {erased.row}: {done}")

    def _export(self, options: dict[str, Any]) -> None:
        place: Path = options["file"]
        data = export_roster(
            workshop=options["workshop"],
            form="xlsx" if place.suffix.lower() == ".xlsx" else "oneroster",
            actor=actor_named(options["email"]),
            at=timezone.now(),
            with_synthetic=options["synthetic"],
        )
        with written_file(place) as file:
            file.write(data)

    def _client(self, options: dict[str, Any]) -> None:
        client, secret = make_client(
            name=options["name"],
            workshop=options["workshop"],
            scopes=options["scope"] or _USUAL_SCOPES,
            actor=actor_named(options["email"]),
            at=timezone.now(),
            sees_synthetic=options["synthetic"],
        )
        self.stdout.write(f"client_id {client.key}")
        self.stdout.write(f"client_secret {secret}")
        self.say("The secret is not kept here, and shown only now.")

    def _clients(self, _options: dict[str, Any]) -> None:
        for each in RosterClient.objects.select_related("workshop").order_by("pk"):
            state = "revoked" if each.revoked_at else "may ask"
            told = (each.key, each.workshop.key, state, " ".join(each.scopes), each.name)
            self.stdout.write("\t".join(told))

    def _revoke(self, options: dict[str, Any]) -> None:
        actor = actor_named(options["email"])
        revoke_client(key=options["key"], actor=actor, at=timezone.now())


def _at(parser: Any) -> None:
    parser.add_argument("--workshop", required=True, help="the key of the workshop")
    parser.add_argument("--as", dest="email", help="in whose name, by e-mail address")
