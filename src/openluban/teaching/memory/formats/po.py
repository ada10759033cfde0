"""PO files of gettext as pairs, with the neighbouring texts as context."""

import re
from collections.abc import Iterator
from typing import IO

from openluban.teaching.library.public import POFault, POMessage, po_messages
from openluban.teaching.memory.formats.pairing import (
    MOST_BYTES,
    MOST_UNITS,
    FilePair,
    Report,
    fault,
)
from openluban.teaching.memory.rules.languages import language_tag

_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z0-9_@.-]*)", re.MULTILINE)


def read_po(
    file: IO[bytes], report: Report, *, source_language: str = "en", target_language: str = ""
) -> Iterator[FilePair]:
    """Yield the pairs of a file as they come; without a target language its header says it.

    Messages that are marked fuzzy or have no translation are counted, not read. Of plural forms
    the first is taken.

    :raises Invalid: the file breaks a rule, said with its line and message
    """
    target = target_language
    before, waiting = "", None
    for message in _messages(file):
        report.units += 1
        if report.units > MOST_UNITS:
            raise fault("too_many_units", message.line, report.units, limit=MOST_UNITS)
        source = message.of("msgid")
        if not source:
            said = _LANGUAGE.search(message.of("msgstr"))
            target = target or (language_tag(said[1]) if said else "")
            report.units -= 1
            continue
        if not target:
            raise fault("no_header_language", message.line)
        if waiting is not None:
            yield waiting._replace(after=source)
        waiting = _pair(message, report, (source_language, target), before)
        before = source
    if waiting is not None:
        yield waiting
    report.languages.update({source_language, target} - {""})


def _pair(
    message: POMessage, report: Report, languages: tuple[str, str], before: str
) -> FilePair | None:
    if message.is_fuzzy:
        report.fuzzy += 1
        return None
    if not message.translation.strip():
        report.without_translation += 1
        return None
    report.pairs += 1
    return FilePair(*languages, message.of("msgid"), message.translation, before)


def _messages(file: IO[bytes]) -> Iterator[POMessage]:
    """Yield the messages of a file; what it breaks is told as with every file of units."""
    try:
        yield from po_messages(file, most_bytes=MOST_BYTES)
    except POFault as broken:
        raise fault(broken.rule, broken.line, None, **broken.details) from broken
