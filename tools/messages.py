"""Keeps the message catalogues: ``python -m tools.messages update|compile|check``.

``update`` writes every text to translate into the catalogue of each language and drops those that
are gone; ``compile`` makes the files that Django reads; ``check`` fails if a text is missing,
untranslated or unsure in a language, if a placeholder or a tag was lost, or if a plural form is.
The files carry no dates and no line numbers and are sorted, so that a change shows what changed.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from tools.catalogues import PLURALS, compile_all, entries, forms, key_of, read, texts_of, write
from tools.message_sources import messages

PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])")
OTHER_PLACEHOLDER = re.compile(r"%[sdfr]|(?<![%{])\{\w*\}(?!\})")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
SEVERAL_WORDS = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")


def wanted() -> Catalog:
    """Return a catalogue of all texts to translate, as the code and templates have them."""
    catalogue = Catalog(charset="utf-8")
    for message in messages():
        ids = (message.id, message.plural) if message.plural else message.id
        catalogue.add(
            ids, context=message.context or None, locations=[(message.place, 0)], flags=()
        )
    return catalogue


def update() -> None:
    """Bring each catalogue to the texts of today; translations of unchanged texts stay."""
    today = wanted()
    for language in PLURALS:
        known = {key_of(entry): entry for entry in entries(read(language))}
        fresh = Catalog(locale=language, charset="utf-8")
        for entry in entries(today):
            old = known.get(key_of(entry))
            plural = isinstance(entry.id, tuple)
            kept = old is not None and isinstance(old.id, tuple) == plural
            fresh.add(
                entry.id,
                old.string if old is not None and kept else "",
                context=entry.context,
                locations=entry.locations,
                flags=entry.flags,
                user_comments=old.user_comments if old is not None else (),
            )
        write(fresh, language)
        missing = sum(not all(texts_of(entry.string)) for entry in entries(fresh))
        print(f"{language}: {len(fresh)} texts, {missing} to translate")


def faults(language: str, catalogue: Catalog, today: Catalog) -> Iterator[str]:
    """Yield what is wrong with the catalogue of a language, each with what to do."""
    present = {key_of(entry): entry for entry in entries(catalogue)}
    needed = {key_of(entry): entry for entry in entries(today)}
    for _context, text in sorted(needed.keys() - present.keys()):
        yield f"{language}: {text!r} is missing; run: make messages"
    stale = {*(present.keys() - needed.keys()), *map(key_of, catalogue.obsolete.values())}
    for _context, text in sorted(stale):
        yield f"{language}: {text!r} is no longer used; run: make messages"
    for key in sorted(present.keys() & needed.keys()):
        for fault in entry_faults(language, present[key], needed[key]):
            yield f"{language}: {key[1]!r} {fault}"


def entry_faults(language: str, entry: Entry, source: Entry) -> Iterator[str]:
    """Yield what is wrong with one translation, as the end of a sentence about it."""
    ids, strings = texts_of(source.id), texts_of(entry.string)
    if isinstance(entry.id, tuple) != isinstance(source.id, tuple):
        yield "is one with plural forms only on one side; run: make messages"
    elif entry.fuzzy:
        yield "is marked as unsure; read it and take the mark away"
    elif not all(text.strip() for text in strings):
        yield "is not translated"
    else:
        if len(ids) > 1 and len(strings) != forms(language):
            yield f"has {len(strings)} plural forms instead of {forms(language)}"
        if any(text == ids[-1] and SEVERAL_WORDS.search(text) for text in strings):
            yield "is still English"
        for text in strings:
            yield from text_faults(ids[-1], text)


def text_faults(english: str, text: str) -> Iterator[str]:
    """Yield what a translated text lost or gained against the English one."""
    if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text)):
        yield f"has other placeholders in {text!r}"
    if OTHER_PLACEHOLDER.search(english):
        yield "has a placeholder without a name; write %(name)s"
    if sorted(TAG.findall(english)) != sorted(TAG.findall(text)):
        yield f"has other tags in {text!r}"
    if english.endswith("\n") != text.endswith("\n"):
        yield f"ends with a line break on one side only in {text!r}"


def all_faults(languages: Iterable[str] = tuple(PLURALS)) -> list[str]:
    """Return what is wrong with the catalogues as they lie there."""
    today = wanted()
    return [fault for language in languages for fault in faults(language, read(language), today)]


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description="Keep the message catalogues.")
    parser.add_argument("action", choices=["update", "compile", "check"])
    action = parser.parse_args().action
    if action == "update":
        update()
    elif action == "compile":
        compile_all()
    else:
        found = all_faults()
        print("\n".join(found) or "All texts are translated.")
        sys.exit(bool(found))


if __name__ == "__main__":
    main()
