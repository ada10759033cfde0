"""Search across all registers, in any script."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import find_register, registers
from openluban.foundation.search.cutting import cut
from openluban.foundation.search.expanding import Through
from openluban.foundation.search.finding import Found, find
from openluban.foundation.search.marking import Run
from openluban.foundation.search.seeking import Looked, Seen, look_for
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Empty, Pager, Wording
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.public import Kind, places_of_kind

if TYPE_CHECKING:
    from openluban.foundation.search.passages import Place

_LONGEST = 200
_PAGE = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for; ``language`` and ``kind`` narrow it to texts and resources."""

    question: str
    register: str
    language: str
    kind: str
    after: str

    @property
    def is_of_texts(self) -> bool:
        """Whether only ranked search can tell."""
        return bool(self.language or self.kind)


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit: the record's name, its other names, the register it stands in.

    ``runs`` are what stands there, in ``language``, with what was sought marked.
    """

    name: Wording
    others: tuple[Wording, ...]
    register: Any
    runs: tuple[Run, ...] = ()
    language: str = ""
    is_cut: tuple[bool, bool] = (False, False)
    through: tuple[Wording, ...] = ()
    """Other words by which it was found."""
    own: Wording | None = None
    """The same unit in the reader's language, where it was found in another."""


@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """Show what has every word of the question, and then what says most of it in any language."""
    asked = _asked(request)
    actor = actor_of(request)
    found = Found()
    if not asked.is_of_texts:
        found = find(
            asked.question,
            actor=actor,
            register=asked.register,
            limit=_PAGE,
            after=asked.after,
        )
    looked = Looked() if asked.after else _looked(asked, actor)
    again = {"q": asked.question, "in": asked.register, "after": found.after}
    more = urlencode({name: value for name, value in again.items() if value})
    hits = _lines(found, looked)
    context = {
        "question": asked.question,
        "sentence": _sentence(asked),
        "hits": hits,
        "meant": _meant(asked, looked),
        "empty": None if hits else _empty(asked.question, asked.register, asked.after),
        "pager": Pager(next_url=f"?{more}") if found.more else None,
    }
    return render(request, "site/search.html", context)


def _asked(request: HttpRequest) -> Asked:
    def given(name: str) -> str:
        return request.GET.get(name, "").replace("\0", "").strip()[:_LONGEST]

    register, language, kind = given("in"), given("lang"), given("kind")
    return Asked(
        given("q"),
        register if find_register(register) else "",
        language if language in dict(settings.LANGUAGES) else "",
        kind if kind in Kind.values else "",
        given("after"),
    )


def _looked(asked: Asked, actor: Actor) -> Looked:
    def of_kind(places: Sequence[Place]) -> Container[Place]:
        return places_of_kind(places, asked.kind)

    return look_for(
        asked.question,
        actor=actor,
        register=asked.register,
        language=asked.language,
        limit=_PAGE,
        keep=of_kind if asked.kind else None,
    )


def _lines(found: Found, looked: Looked) -> list[HitLine]:
    """Return hits that have every word first, each as it was ranked, then what was only ranked."""
    ranked = {(hit.register, hit.key): hit for hit in looked.hits}
    lines = []
    for hit in found.hits:
        seen = ranked.pop((hit.register, hit.key), None)
        lines.append(_line(hit.register, hit.key, hit.title, seen, hit.through))
    rest = list(ranked.values())[: max(_PAGE - len(lines), 0)]
    return [*lines, *(_line(hit.register, hit.key, hit.title, hit) for hit in rest)]


def _line(
    key_of_register: str,
    key: str,
    title: LocalizedText,
    seen: Seen | None,
    by: Through | None = None,
) -> HitLine:
    reader = page_language()
    language, words = title.best(reader)
    others = [Wording(name, lang=tongue) for tongue, name in title if tongue != language]
    register = find_register(key_of_register)
    beneath = register.reading if register else ""
    url = f"/{key_of_register}/{key}/{beneath}"
    name = Wording(words or key, url, language, language in title.ours)
    title_of = register.title if register else key_of_register
    if seen is None:
        through = [Wording(by.text, by.url, by.language)] if by else []
        return HitLine(name, tuple(others), title_of, through=tuple(through))
    text = "".join(run.text for run in seen.passage.runs)
    is_title = text in title.wordings.values()
    through = [Wording(each.text, each.url, each.language) for each in seen.through]
    is_elsewhere = beneath and seen.language != reader and reader in seen.written
    return HitLine(
        name,
        tuple(others),
        title_of,
        () if is_title else seen.passage.runs,
        seen.language,
        (seen.passage.is_cut_before, seen.passage.is_cut_after),
        (*through, *(Wording(word) for word in seen.corrected)),
        Wording(language_name(reader, reader), f"{url}{reader}/") if is_elsewhere else None,
    )


def _meant(asked: Asked, looked: Looked) -> Wording | None:
    """Return the question with words in the place of those that nothing has."""
    if not looked.meant:
        return None
    said = " ".join(looked.meant.get(word, word) for word in dict.fromkeys(cut(asked.question)[0]))
    given = {"q": said, "in": asked.register, "lang": asked.language, "kind": asked.kind}
    return Wording(said, f"?{urlencode({name: one for name, one in given.items() if one})}")


def _sentence(asked: Asked) -> FilterSentence:
    sought = registers()
    in_register = [Choice("", _("all registers"), selected=not asked.register)]
    in_register += [
        Choice(each.key, each.title, selected=each.key == asked.register) for each in sought
    ]
    in_language = [Choice("", _("any language"), selected=not asked.language)]
    in_language += [
        Choice(code, language_name(code, page_language()), selected=code == asked.language)
        for code, _name in settings.LANGUAGES
    ]
    of_kind = [Choice("", _("any kind"), selected=not asked.kind)]
    of_kind += [Choice(value, label, selected=value == asked.kind) for value, label in Kind.choices]
    lead = pgettext("before the name of a register", "in")
    return FilterSentence(
        subject=_("Search for"),
        parts=(
            FilterPart("q", _("Words"), kind="text", value=asked.question),
            FilterPart(
                "in", _("Register"), lead=lead, value=asked.register, choices=tuple(in_register)
            ),
            FilterPart(
                "lang",
                _("Language of the text"),
                lead=pgettext("before the language of a text", "text in"),
                value=asked.language,
                choices=tuple(in_language),
                active=bool(asked.language),
            ),
            FilterPart(
                "kind",
                _("Kind of resource"),
                lead=pgettext("before a kind of resource", "resources of"),
                value=asked.kind,
                choices=tuple(of_kind),
                active=bool(asked.kind),
            ),
        ),
        submit_text=_("Search"),
    )


def _empty(question: str, register: str, after: str) -> Empty:
    if not question:
        return Empty(
            _("Search names in any script: 鲁班工坊, Душанбе, Ain Shams."),
            _("Other names and keys find a record too. Give the whole words, or a beginning."),
        )
    if after:
        return Empty(
            _("There are no more."), "", f"?{urlencode({'q': question})}", _("Begin again")
        )
    if register:
        everywhere = f"?{urlencode({'q': question})}"
        return Empty(
            _("Nothing in this register is called that."), "", everywhere, _("Search all registers")
        )
    return Empty(
        _("Nothing in the register is called that."),
        _("Leave out a word, try another script, or give only the beginning of a name."),
    )
