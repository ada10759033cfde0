"""``luban search QUESTION``: texts, terms and records in any language."""

import json
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser

from openluban.config.cli import ABOUT
from openluban.config.management.prepared import PreparedCommand
from openluban.foundation.registers.declaring import find_register, registers
from openluban.foundation.registers.renewing import renew
from openluban.foundation.search.marking import Passage
from openluban.foundation.search.seeking import Looked, Seen, look_for
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.teaching.memory.use_cases.learn import learn


class Command(PreparedCommand):
    """Says what was found, in which language, where, and through which words."""

    help = ABOUT["search"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the question and what narrows it."""
        parser.add_argument(
            "question", nargs="?", default="", help="words, a heading or a sentence, any language"
        )
        parser.add_argument("--in", dest="language", default="", help="only texts in it: ru, zh")
        parser.add_argument("--register", default="", help="only records of it, such as units")
        parser.add_argument(
            "--limit", type=int, default=10, help="at most so many, 100 at most: 10"
        )
        parser.add_argument("--all", action="store_true", help="also what is not public")
        parser.add_argument(
            "--renew", action="store_true", help="put everything into the index anew first"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Search and tell."""
        if options["register"] and find_register(options["register"]) is None:
            sought = ", ".join(each.key for each in registers() if each.is_sought or each.texts)
            message = f"There is no register {options['register']}. There are: {sought}."
            raise CommandError(message)
        if options["renew"]:
            self.say(f"{renew()} records are in the index, {learn()} words learned.")
        if not options["question"]:
            return
        found = look_for(
            options["question"],
            actor=SYSTEM if options["all"] else PUBLIC,
            language=options["language"],
            register=options["register"],
            limit=max(options["limit"], 1),
        )
        if options["json"]:
            json.dump(_plain(options["question"], found), sys.stdout, ensure_ascii=False, indent=1)
            self.stdout.write("")
            return
        for word, other in found.meant.items():
            self.say(f"“{word}” is nowhere; “{other}” was looked for as well.")
        if not found.hits:
            self.say("Nothing was found.")
        for hit in found.hits:
            self.stdout.write(_told(hit))


def _told(hit: Seen) -> str:
    _language, title = hit.title.best(hit.language)
    why = [each.text for each in hit.through] + [f"{word}?" for word in hit.corrected]
    lines = [
        f"{hit.score:6.2f}  {hit.register}/{hit.key}  [{hit.language}]  {title}",
        f"        {_marked(hit.passage)}",
    ]
    if why:
        lines.append(f"        through: {', '.join(why)}")
    return "\n".join(lines)


def _marked(passage: Passage) -> str:
    text = "".join(f"[{run.text}]" if run.is_hit else run.text for run in passage.runs)
    before, after = "… " * passage.is_cut_before, " …" * passage.is_cut_after
    return f"{before}{text}{after}"


def _plain(question: str, found: Looked) -> dict[str, Any]:
    return {
        "question": question,
        "meant": found.meant,
        "hits": [
            {
                "register": hit.register,
                "key": hit.key,
                "url": hit.url,
                "title": hit.title.best(hit.language)[1],
                "language": hit.language,
                "languages": list(hit.languages),
                "score": round(hit.score, 4),
                "snippet": "".join(run.text for run in hit.passage.runs),
                "marked": [[run.text, run.is_hit] for run in hit.passage.runs],
                "through": [
                    {"text": each.text, "language": each.language, "url": each.url}
                    for each in hit.through
                ],
                "corrected": list(hit.corrected),
            }
            for hit in found.hits
        ],
    }
