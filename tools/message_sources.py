"""Finds the texts to translate in Python files and Django templates, without gettext's programs."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGE = REPOSITORY / "src" / "openluban"
TRANSLATION = "django.utils.translation"

SHAPES = {
    "gettext": ("id",),
    "gettext_lazy": ("id",),
    "gettext_noop": ("id",),
    "ngettext": ("id", "plural"),
    "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"),
    "pgettext_lazy": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
    "npgettext_lazy": ("context", "id", "plural"),
}
"""What the leading arguments of each of Django's translation functions are."""

CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
LITERAL = re.compile(r"""\s*u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?""", re.DOTALL)


class NotALiteral(ValueError):
    """A text to translate is not written out where it is marked, so nobody could translate it."""


@dataclass(frozen=True, order=True)
class Message:
    """One text to translate; plural and context are empty where there are none."""

    id: str
    plural: str
    context: str
    place: str


def messages(package: Path = PACKAGE) -> list[Message]:
    """Return every text to translate of the package's code and templates; tests have none.

    :raises NotALiteral: a marked text is put together from pieces
    """
    found = []
    for path in sorted(package.rglob("*")):
        if {"tests", "migrations"} & set(path.relative_to(package).parts):
            continue
        place = path.relative_to(package).as_posix()
        if path.suffix == ".py":
            found += list(from_python(path.read_text(encoding="utf-8"), place))
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            found += list(from_template(path.read_text(encoding="utf-8"), place))
    return found


def from_python(source: str, place: str) -> Iterator[Message]:
    """Yield what Django's translation functions are called with, under whatever name imported.

    The kernel knows no Django: there, the ``sentence`` of a refusal is a text to translate.
    """
    tree = ast.parse(source, filename=place)
    names = _translation_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield _from_call(node, SHAPES[names[node.func.id]], place)
        elif isinstance(node, ast.ClassDef):
            yield from _plain_sentences(node, place)


def _translation_names(tree: ast.Module) -> dict[str, str]:
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
        for alias in node.names
        if alias.name in SHAPES
    }


def _from_call(call: ast.Call, shape: tuple[str, ...], place: str) -> Message:
    parts = {"id": "", "plural": "", "context": ""}
    for part, argument in zip(shape, call.args, strict=False):
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            message = f"{place}:{call.lineno}: write out the text that is to be translated"
            raise NotALiteral(message)
        parts[part] = argument.value
    return Message(parts["id"], parts["plural"], parts["context"], place)


def _plain_sentences(node: ast.ClassDef, place: str) -> Iterator[Message]:
    for line in node.body:
        if isinstance(line, ast.AnnAssign):
            targets: list[ast.expr] = [line.target]
        elif isinstance(line, ast.Assign):
            targets = line.targets
        else:
            continue
        named = any(isinstance(name, ast.Name) and name.id == "sentence" for name in targets)
        if named and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str):
            yield Message(line.value.value, "", "", place)


def from_template(source: str, place: str) -> Iterator[Message]:
    """Yield the texts of ``translate``, ``blocktranslate`` and ``_("...")`` in a template."""
    calls = templatize(source, origin=place)
    for call in CALL.finditer(calls):
        name = "gettext" if call[1] == "_" else call[1]
        texts = list(_leading_literals(calls, call.end()))
        parts = dict(zip(SHAPES[name], texts, strict=False))
        if "id" in parts:
            yield Message(parts["id"], parts.get("plural", ""), parts.get("context", ""), place)


def _leading_literals(text: str, start: int) -> Iterator[str]:
    while literal := LITERAL.match(text, start):
        yield str(ast.literal_eval(literal[1]))
        start = literal.end()
