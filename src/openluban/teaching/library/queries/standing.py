"""How translations stand towards their sources; derived anew each time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.models import UnitText
from openluban.teaching.library.queries.texts import TextRow, Texts
from openluban.teaching.library.rules import Match, Stale, compared, is_moved, likeness, stale


@dataclass(frozen=True, slots=True)
class LanguageStanding:
    """What is read of a unit in one language, and how it stands towards its source.

    ``text`` is the version that is read, ``newest`` the newest there is (a draft perhaps).
    """

    language: str
    text: TextRow
    newest: TextRow
    stale: Stale


OldTexts = Mapping[str, str]
"""Words of source clauses, of today and of before, by their digests."""


def standings_of(texts: Mapping[int, Texts]) -> dict[int, list[LanguageStanding]]:
    """Return for each unit how it stands in each language; one query, none if nothing moved.

    ``texts`` are those of units, by primary key.
    """
    pairs = [
        (row, source)
        for some in texts.values()
        for language in some.languages
        if (row := some.read_in(language)) and (source := some.source_of(row))
    ]
    old = old_texts([row for row, source in pairs if has_moved(row, source)])
    return {unit: list(_standings(some, old)) for unit, some in texts.items()}


def _standings(texts: Texts, old: Mapping[int, OldTexts]) -> Iterable[LanguageStanding]:
    for language in texts.languages:
        row, newest = texts.read_in(language), texts.newest(language)
        if row is None or newest is None:
            continue
        source = texts.source_of(row)
        words = old.get(row.unit_id, {})
        count = stale(matches_of(row, source, words)) if source else Stale()
        yield LanguageStanding(language, row, newest, count)


def has_moved(row: TextRow, source: TextRow) -> bool:
    """Test whether the source is another than the one that was translated."""
    return is_moved(row.made_from, source.clauses)


def matches_of(row: TextRow, source: TextRow, old: OldTexts) -> list[Match]:
    """Hold a translation against its source of today."""
    return compared(row.made_from, source.clauses, _alike(old))


def _alike(old: OldTexts) -> Callable[[str, str], float]:
    def alike(was: str, now: str) -> float:
        return likeness(old.get(was, ""), old.get(now, ""))

    return alike


def old_texts(rows: Iterable[TextRow]) -> dict[int, dict[str, str]]:
    """Return the words of all clauses that the sources of translations ever had, by unit.

    One query, none without translations.
    """
    wanted = {(row.unit_id, row.source_language) for row in rows}
    if not wanted:
        return {}
    units, languages = zip(*wanted, strict=True)
    found: dict[int, dict[str, str]] = defaultdict(dict)
    sources = UnitText.objects.filter(unit__in=set(units), language__in=set(languages))
    for unit, language, body in sources.values_list("unit_id", "language", "body"):
        if (unit, language) in wanted:
            found[unit] |= {clause.digest: clause.text for clause in clauses_of(body)}
    return found
