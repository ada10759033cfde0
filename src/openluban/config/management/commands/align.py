"""``luban align``: two texts that say the same, sentence by sentence."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.files import read_file
from openluban.config.management.prepared import LubanCommand
from openluban.config.preparing import prepare
from openluban.teaching.alignment.public import (
    Bead,
    align_lines,
    align_markdown,
    read_lines,
    read_terms,
    term_pairs,
)


class Command(LubanCommand):
    """Reads two files and writes beads; an installation is needed for its term base alone."""

    help = ABOUT["align"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take both texts, what is known of their words, and the form of the answer."""
        parser.add_argument("source", type=Path, help="a text, one sentence a line")
        parser.add_argument("target", type=Path, help="its translation, one sentence a line")
        parser.add_argument(
            "--markdown", action="store_true", help="both are Markdown: keep their structure"
        )
        parser.add_argument(
            *("--lexicon", "--terms"),
            dest="terms",
            type=Path,
            action="append",
            default=[],
            help="CSV: a word or term of the source, and its translation",
        )
        parser.add_argument(
            "--json", action="store_true", help="with texts and confidence, for programs"
        )
        parser.add_argument(
            "--from",
            dest="source_language",
            default="",
            help="such as zh-Hans; with --to, the term base helps",
        )
        parser.add_argument("--to", dest="target_language", default="", help="such as ru")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Align, and write nothing but the beads."""
        source, target = (
            read_lines(read_file(options[side]), side=str(options[side]))
            for side in ("source", "target")
        )
        terms = [
            pair
            for place in options["terms"]
            for pair in read_terms(read_file(place), side=str(place))
        ]
        if options["source_language"] and options["target_language"]:
            prepare(self.say)
            terms += term_pairs(options["source_language"], options["target_language"])
        align = align_markdown if options["markdown"] else align_lines
        beads = align(source, target, terms)
        if options["json"]:
            languages = {"from": options["source_language"], "to": options["target_language"]}
            self.stdout.write(_json(beads, source, target, languages))
        elif beads:
            self.stdout.write("\n".join(map(str, beads)))


def _json(
    beads: Sequence[Bead], source: Sequence[str], target: Sequence[str], languages: dict[str, str]
) -> str:
    told = [
        {
            "source": bead.source,
            "target": bead.target,
            "confidence": bead.confidence,
            "source_text": [source[at] for at in bead.source],
            "target_text": [target[at] for at in bead.target],
        }
        for bead in beads
    ]
    answer = {**{key: value for key, value in languages.items() if value}, "beads": told}
    return json.dumps(answer, ensure_ascii=False, indent=1)
