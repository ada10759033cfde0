"""``luban memory``: units of translation in, out, and looked up."""

import json
import sys
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.text import slugify

from openluban.config.cli import ABOUT
from openluban.config.files import CannotRead, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.config.naming import actor_named
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.teaching.memory.formats.tmx_writing import write_tmx, written_language
from openluban.teaching.memory.indexing.joining import tidy
from openluban.teaching.memory.queries.exporting import units_for_export
from openluban.teaching.memory.queries.looking_up import Match, look_up
from openluban.teaching.memory.rules.languages import language_tag
from openluban.teaching.memory.use_cases.import_file import (
    Imported,
    Languages,
    UnitFile,
    import_files,
    preview_import,
)
from openluban.teaching.memory.use_cases.remember import Source

_LONGEST_KEY = 60
_SHOWN = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


class Command(PreparedCommand):
    """Takes files over whole or not at all; writes TMX; says what the memory holds for a text."""

    help = ABOUT["memory"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done, and with what."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="import|export|look|tidy")
        taking = verbs.add_parser("import", help="take TMX and PO files over")
        taking.add_argument("files", nargs="+", type=Path, help="files that end in .tmx or .po")
        taking.add_argument("--origin", help="what the units come from; else the first file's name")
        taking.add_argument("--licence", default="", help="under which they may be used")
        taking.add_argument("--public", action="store_true", help="everybody may see them")
        taking.add_argument("--from", dest="source", default="en", help="of PO files: en")
        taking.add_argument("--to", dest="target", default="", help="of PO files: as they say")
        taking.add_argument("--preview", action="store_true", help="only say what they hold")
        taking.add_argument("--as", dest="email", help="in whose name, by e-mail address")
        giving = verbs.add_parser("export", help="write a TMX file")
        giving.add_argument("file", type=Path, help="the file to be made")
        giving.add_argument("--all", action="store_true", help="also what is not public")
        looking = verbs.add_parser("look", help="say what the memory holds for a text")
        looking.add_argument("text")
        looking.add_argument("--before", default="", help="the text before it")
        looking.add_argument("--after", default="", help="the text after it")
        looking.add_argument("--limit", type=int, default=10, help="at most so many: 10")
        looking.add_argument("--json", action="store_true", help="for programs")
        verbs.add_parser("tidy", help="make look-ups quicker after large imports")
        for each in (giving, looking):
            each.add_argument("--from", dest="source", required=True, help="such as en")
            each.add_argument("--to", dest="target", required=True, help="such as zh-Hans")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do what was asked."""
        verbs = {
            "import": self._import,
            "export": self._export,
            "look": self._look,
            "tidy": self._tidy,
        }
        verbs[options["verb"]](options)

    def _import(self, options: dict[str, Any]) -> None:
        title = options["origin"] or options["files"][0].stem
        key = slugify(title)[:_LONGEST_KEY].strip("-") or "files"
        origin = Source(key, title, options["licence"], is_public=options["public"])
        languages = Languages(options["source"], options["target"])
        actor = actor_named(options["email"])
        with ExitStack() as stack:
            files = [_opened(place, stack) for place in options["files"]]
            if options["preview"]:
                done = preview_import(files=files, actor=actor, languages=languages)
            else:
                done = import_files(
                    files=files, origin=origin, actor=actor, at=timezone.now(), languages=languages
                )
        self.stdout.write(_told(done, is_preview=options["preview"]))

    def _export(self, options: dict[str, Any]) -> None:
        actor = SYSTEM if options["all"] else PUBLIC
        units = units_for_export(options["source"], options["target"], actor=actor)
        pieces = write_tmx(
            units,
            source_language=written_language(language_tag(options["source"])),
            version=version("openluban"),
            at=timezone.now(),
        )
        with written_file(options["file"]) as file:
            file.writelines(pieces)

    def _look(self, options: dict[str, Any]) -> None:
        found = look_up(
            options["text"],
            source_language=options["source"],
            target_language=options["target"],
            actor=SYSTEM,
            before=options["before"],
            after=options["after"],
            limit=options["limit"],
        )
        if options["json"]:
            json.dump([_plain(match) for match in found], sys.stdout, ensure_ascii=False, indent=1)
            self.stdout.write("")
        elif not found:
            self.say("The memory holds nothing like it.")
        else:
            self.stdout.write("\n".join(map(_line, found)))

    def _tidy(self, _options: dict[str, Any]) -> None:
        gone = tidy()
        self.stdout.write(f"{gone:,} lists joined to others." if gone else "Nothing to join.")


def _opened(place: Path, stack: ExitStack) -> UnitFile:
    try:
        return UnitFile(stack.enter_context(place.open("rb")), place.name)
    except OSError as fault:
        raise CannotRead(name=place, why=fault.strerror or fault) from fault


def _told(done: Imported, *, is_preview: bool) -> str:
    report, outcome = done.report, done.outcome
    left_out = [
        f"{count} {what}"
        for count, what in (
            (report.without_translation, "without a translation"),
            (report.fuzzy, "marked fuzzy"),
            (outcome.left_out, "too long or in one language only"),
        )
        if count
    ]
    lines = [f"{report.units} units read, {report.pairs} pairs in {_list(report.languages)}."]
    if left_out:
        lines.append(f"Left out: {', '.join(left_out)}.")
    if report.tags:
        lines.append(f"{report.tags} inline codes were left out of texts.")
    if report.names:
        lines.append(f"{report.names} names of persons were left out.")
    if not is_preview:
        lines.append(f"{outcome.new} remembered, {outcome.known} known before.")
    return "\n".join(lines)


def _list(languages: set[str]) -> str:
    return ", ".join(sorted(map(written_language, languages))) or "no language"


def _line(match: Match) -> str:
    shown = "".join(_SHOWN[piece.change].format(piece.text) for piece in match.difference)
    made = ", by machine" if match.origin.is_machine else ""
    return (
        f"{match.percent:>3} %  {shown}\n       {match.target}\n       {match.origin.title}{made}"
    )


def _plain(match: Match) -> dict[str, Any]:
    return {
        "percent": match.percent,
        "similarity": round(match.similarity, 4),
        "kind": match.kind,
        "source": match.source,
        "target": match.target,
        "difference": [[piece.change, piece.text] for piece in match.difference],
        "origin": match.origin.title,
        "licence": match.origin.licence,
        "status": match.origin.status,
        "machine": match.origin.is_machine,
        "unit": match.unit,
    }
