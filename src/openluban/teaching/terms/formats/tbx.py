"""TBX-Basic (ISO 30042:2019), styles DCA and DCT, and that of 2008 (martif); written in DCA.

DCA, because its data categories are named as in the edition of 2008, which most programs that
read TBX still expect: one writer serves both, and no file depends on the schemas of modules.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem
from openluban.teaching.terms.formats.categories import CORE, MODULES, PARTS_OF_SPEECH, STATUS_OF
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm, Leftover, TermFile
from openluban.teaching.terms.formats.xml_entries import Node, entries_of
from openluban.teaching.terms.rules.languages import is_tag, normal_tag

MOST_TERM = 200
_MOST_PROBLEMS = 200
_MOST_LEFTOVERS = 200
_MOST_KEY = 60
_GROUPS = frozenset({"descripGrp", "termNoteGrp", "adminGrp"})
_DCA = frozenset({"descrip", "termNote", "admin", "xref", "ref"})
_KEPT = frozenset({"definition", "subjectField", "partOfSpeech", "administrativeStatus", "note"})
"""Categories that are kept, and with them the source that stands in their group."""


def read_tbx(data: bytes) -> TermFile:
    """Return the concepts of a TBX-Basic file, and what of it is not understood here.

    :raises Invalid: it is no TBX, unsafe, or entries break rules; each problem names the line
        (``row``), the concept's id (``field``) and the rule
    """
    root, entries = entries_of(data)
    reader = _Reader(normal_tag(root.attributes.get("xml:lang", "en")))
    for entry in entries:
        reader.take(entry)
    if reader.problems:
        raise Invalid(reader.problems)
    leftovers = [
        Leftover(what, times, reader.lines[what]) for what, times in reader.left.most_common()
    ]
    return TermFile(tuple(reader.concepts), tuple(leftovers))


@dataclass(slots=True)
class _Said:
    """What categories say at one level of an entry: category to (value, node), in order."""

    values: list[tuple[str, str, Node]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def of(self, category: str) -> list[str]:
        return [value for name, value, _node in self.values if name == category and value]

    def source(self) -> str:
        return " | ".join(dict.fromkeys(self.sources))


@dataclass(slots=True)
class _Reader:
    language: str
    concepts: list[FileConcept] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)
    lines: dict[str, int] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, entry: Node) -> None:
        """Keep an entry, or what is wrong with it."""
        name = entry.attributes.get("id", "")[:80]
        key = key_of(name)
        if not key:
            sentence = _("The concept has no id that could be its key.")
            self._problem("no_id", sentence, entry, name)
            return
        if key in self.seen:
            sentence = _("The concept’s id stands in the file twice: first on line %(first)s.")
            self._problem("duplicate_id", sentence, entry, name, first=self.seen[key])
            return
        self.seen[key] = entry.line
        said = self._said(entry, {"langSec"})
        definitions = self._definitions(said, self.language, {})
        terms: list[FileTerm] = []
        for section in entry.children:
            if section.name == "langSec":
                terms += self._section(section, name, said, definitions)
        if not terms:
            self._problem("no_terms", _("The concept has no term."), entry, name)
            return
        self.concepts.append(
            FileConcept(
                key,
                self._domain(said),
                definitions,
                "\n".join(said.of("note")),
                said.source(),
                tuple(terms),
                entry.line,
            )
        )

    def _section(
        self, section: Node, name: str, concept: _Said, definitions: dict[str, str]
    ) -> list[FileTerm]:
        tag = normal_tag(section.attributes.get("xml:lang", ""))
        if not is_tag(tag):
            sentence = _("The language section names no language (xml:lang).")
            self._problem("no_language", sentence, section, name)
            return []
        said = self._said(section, {"termSec"})
        self._definitions(said, tag, definitions)
        concept.sources += said.sources
        concept.values += [one for one in said.values if one[0] == "note"]
        self._leave_unused(said, {"definition", "note"})
        found = [self._term(part, tag, name) for part in section.children if part.name == "termSec"]
        return [term for term in found if term is not None]

    def _term(self, part: Node, tag: str, name: str) -> FileTerm | None:
        held = part.children
        # In the edition of 2008 a term may lie in a group of its own.
        held = [
            inner
            for node in held
            for inner in (node.children if node.name == "termGrp" else [node])
        ]
        words = next((node.words for node in held if node.name == "term"), "")
        if not words:
            self._problem("no_term", _("The term section has no term."), part, name)
            return None
        if len(words) > MOST_TERM:
            sentence = _("The term has %(given)s characters; at most %(limit)s are possible.")
            self._problem("too_long", sentence, part, name, given=len(words), limit=MOST_TERM)
            return None
        said = self._said(Node(part.name, part.space, {}, part.line, children=held), {"term"})
        self._leave_unused(said, {"administrativeStatus", "partOfSpeech", "note"})
        return FileTerm(
            tag,
            words,
            key_of(part.attributes.get("id", "")),
            self._coded(said, "administrativeStatus", STATUS_OF),
            self._coded(said, "partOfSpeech", {code: code for code in PARTS_OF_SPEECH}),
            "\n".join(said.of("note")),
            said.source(),
            part.line,
        )

    def _said(self, level: Node, parts: set[str]) -> _Said:
        """Return what is said at a level; ``parts`` are the levels below it."""
        said = _Said()
        for node in level.children:
            is_core = node.space in ("", CORE)
            if is_core and node.name in parts:
                continue
            if is_core and node.name in _GROUPS:
                self._group(node, said)
            else:
                self._one(node, said)
        return said

    def _group(self, group: Node, said: _Said) -> None:
        """Take what a group says; the source of what is not kept is the source of nothing here."""
        kept = any(_category(node) in _KEPT for node in group.children)
        for node in group.children:
            if kept or _category(node) != "source":
                self._one(node, said)

    def _one(self, node: Node, said: _Said) -> None:
        category = _category(node)
        if category == "source":
            said.sources.append(node.words.replace("|", "/"))
        elif category:
            said.values.append((category, node.words, node))
        else:
            self._leave(node.name, node)

    def _definitions(self, said: _Said, tag: str, found: dict[str, str]) -> dict[str, str]:
        for category, value, node in said.values:
            if category == "definition" and value:
                language = normal_tag(node.attributes.get("xml:lang", tag))
                if not is_tag(language) or language in found:
                    self._leave(_("a further definition"), node)
                else:
                    found[language] = value
        return found

    def _domain(self, said: _Said) -> str:
        self._leave_unused(said, {"definition", "note", "subjectField"})
        fields = said.of("subjectField")
        return fields[0] if fields else ""

    def _coded(self, said: _Said, category: str, codes: dict[str, str]) -> str:
        for name, value, node in said.values:
            if name == category:
                if value in codes:
                    return codes[value]
                self._leave(f"{category} “{value[:40]}”", node)
        return ""

    def _leave_unused(self, said: _Said, used: set[str]) -> None:
        for category, _value, node in said.values:
            if category not in used:
                self._leave(category, node)

    def _leave(self, what: Any, node: Node) -> None:
        words = str(what)[:80]
        if words in self.lines or len(self.lines) < _MOST_LEFTOVERS:
            self.left[words] += 1
            self.lines.setdefault(words, node.line)

    def _problem(self, rule: str, sentence: Any, node: Node, name: str, **details: object) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(rule, sentence, name, node.line, details))


def _category(node: Node) -> str:
    """Return the data category of an element in either style; "" if it is none that is known."""
    if node.space in MODULES:
        return node.name
    if node.space not in ("", CORE):
        return ""
    if node.name in _DCA:
        return node.attributes.get("type", "")
    return "note" if node.name == "note" else ""


def key_of(name: str) -> str:
    """Return the record's key that an id stands for, "" if none can be made of it.

    A leading underscore is ours: an XML id cannot begin with a digit, a key can.
    """
    bare = name.strip().lower().removeprefix("_")
    parts = re.sub(r"[^a-z0-9._-]+", "-", bare)
    return re.sub(r"[-_.]*([-_.])[-_.]*", r"\1", parts).strip("-_.")[:_MOST_KEY].strip("-_.")


def id_of(key: str) -> str:
    """Return the XML id of a record's key."""
    return key if key[:1].isalpha() else f"_{key}"
