"""``luban terms``: the shared term base in and out, asked, and candidates for it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from openluban.config.cli import ABOUT
from openluban.config.files import CannotRead, read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named, register_named
from openluban.foundation.registers.use_cases.import_rows import (
    Outcome,
    import_rows,
    preview_import,
)
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid
from openluban.teaching.alignment.public import align_lines, read_lines, term_pairs
from openluban.teaching.memory.public import pairs_of
from openluban.teaching.terms.formats.tbx import read_tbx
from openluban.teaching.terms.formats.tbx_writing import write_tbx
from openluban.teaching.terms.models import Domain
from openluban.teaching.terms.queries.exporting import file_concepts
from openluban.teaching.terms.queries.translating import found_in
from openluban.teaching.terms.rules.candidates import MOST_PAIRS, candidates
from openluban.teaching.terms.use_cases.import_terms import import_terms

_TITLE = "OpenLuban term base"


class Command(PreparedCommand):
    """Four deeds under one name."""

    help = ABOUT["terms"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and what it needs."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        bring = deeds.add_parser("import", help="take TBX-Basic or CSV over, whole or not at all")
        bring.add_argument("file", type=Path, help="*.tbx, or *.csv with the columns of a register")
        bring.add_argument("--prefix", default="", help="begins the keys of the file's concepts")
        bring.add_argument("--preview", action="store_true", help="only say what would be done")
        bring.add_argument("--as", dest="email", help="in whose name, by e-mail address")
        give = deeds.add_parser("export", help="write the term base as TBX-Basic")
        give.add_argument("file", type=Path, help="the file to be made")
        give.add_argument("--domain", default="", choices=["", *Domain.values])
        give.add_argument(
            "--edition", default="2019", choices=["2019", "2008"], help="of ISO 30042"
        )
        give.add_argument("--all", action="store_true", help="what is proposed or internal, too")
        find = deeds.add_parser("find", help="the terms in a text, and how to say them")
        find.add_argument("text")
        find.add_argument("--from", dest="source", required=True, help="such as zh-Hans")
        find.add_argument("--to", dest="target", default="", help="such as ru; else all languages")
        find.add_argument("--json", action="store_true", help="a list for programs, else text")
        guess = deeds.add_parser("candidates", help="words that may be terms, from aligned text")
        guess.add_argument(
            "file", type=Path, nargs="?", help="UTF-8, a pair a line, a tab between; or a text"
        )
        guess.add_argument(
            "other", type=Path, nargs="?", help="its translation: both a sentence a line"
        )
        guess.add_argument("--memory", default="", help="the key of an origin in the memory")
        guess.add_argument("--from", dest="source", required=True)
        guess.add_argument("--to", dest="target", required=True)
        guess.add_argument("--least", type=int, default=2, help="in so many pairs, at least")
        guess.add_argument("--most", type=int, default=100, help="so many candidates, at most")
        guess.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the deed."""
        deeds: dict[str, Callable[[dict[str, Any]], None]] = {
            "import": self._import,
            "export": self._export,
            "find": self._find,
            "candidates": self._candidates,
        }
        deeds[options["deed"]](options)

    def _import(self, options: dict[str, Any]) -> None:
        place: Path = options["file"]
        data, actor = read_file(place), actor_named(options["email"])
        would = "would be " if options["preview"] else ""
        if place.suffix.lower() in {".csv", ".xlsx"}:
            header = read_sheet(data, filename=place.name).header
            register = register_named("terms" if "language" in header else "concepts")
            columns = Columns(register.headers)
            sheet = read_sheet(data, filename=place.name, columns=columns)
            do = preview_import if options["preview"] else import_rows
            outcome = do(register_key=register.key, sheet=sheet, actor=actor, at=timezone.now())
            if outcome.problems:
                raise Invalid(outcome.problems)
            self._tell(register.key, outcome, would)
            return
        done = import_terms(
            file=read_tbx(data),
            prefix=options["prefix"],
            preview=options["preview"],
            actor=actor,
            at=timezone.now(),
        )
        self._tell("concepts", done.concepts, would)
        self._tell("terms", done.terms, would)
        if done.not_agreed:
            self.say(f"{done.not_agreed} preferred terms are proposed: both sides agree here.")
        for left in done.leftovers:
            self.say(f"Not taken over: {left.what}, {left.times} times, first on line {left.line}.")

    def _tell(self, key: str, outcome: Outcome, would: str) -> None:
        self.stdout.write(
            f"{key}: {outcome.new} {would}entered, {outcome.changed} {would}changed, "
            f"{outcome.unchanged} as they were."
        )

    def _export(self, options: dict[str, Any]) -> None:
        actor = SYSTEM if options["all"] else PUBLIC
        concepts = file_concepts(actor, domain=options["domain"])
        with written_file(options["file"]) as file:
            file.writelines(write_tbx(concepts, title=_TITLE, edition=options["edition"]))

    def _find(self, options: dict[str, Any]) -> None:
        found = found_in(options["text"], options["source"], options["target"])
        if options["json"]:
            self.stdout.write(json.dumps([each.plain() for each in found], ensure_ascii=False))
            return
        for each in found:
            terms = "; ".join(f"{t.text} [{t.language}, {t.status}]" for t in each.translations)
            self.stdout.write(f"{each.words} ({each.span.status}): {terms or '-'}")

    def _candidates(self, options: dict[str, Any]) -> None:
        found = candidates(
            _pairs(options),
            source_language=options["source"],
            target_language=options["target"],
            least=options["least"],
            at_most=options["most"],
        )
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], ensure_ascii=False))
            return
        for each in found:
            line = (each.source, each.target, str(each.together), str(each.score))
            self.stdout.write("\t".join(line))


def _pairs(options: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """Return aligned texts: of the memory, of two files that are aligned here, or of one of pairs.

    :raises CommandError: nothing is named
    """
    languages = (options["source"], options["target"])
    if options["memory"]:
        return pairs_of(options["memory"], languages, at_most=MOST_PAIRS, actor=SYSTEM)
    if options["file"] is None:
        message = "Name a file of pairs, two files to be aligned, or --memory ORIGIN."
        raise CommandError(message, returncode=2)
    if options["other"] is None:
        text = decoded(read_file(options["file"]), options["file"])
        lines = (line.split("\t")[:2] for line in text.splitlines() if "\t" in line)
        return ((one, other) for one, other in lines)
    source, target = (
        read_lines(read_file(options[name]), side=str(options[name])) for name in ("file", "other")
    )
    beads = align_lines(source, target, term_pairs(*languages))
    return [
        (" ".join(source[at] for at in bead.source), " ".join(target[at] for at in bead.target))
        for bead in beads
        if bead.source and bead.target
    ]


def decoded(data: bytes, place: Path) -> str:
    """Return the text of a file in UTF-8.

    :raises CannotRead: it is written in another way
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CannotRead(name=place, why="it is not UTF-8") from fault
