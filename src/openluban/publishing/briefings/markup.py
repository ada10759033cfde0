"""The text of a briefing: which figures it asks for, what is wrong with it, and filling it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from openluban.foundation.documents.document import (
    Document,
    FigureNote,
    Heading,
    Number,
    plain_words,
)
from openluban.publishing.briefings.inline import mark
from openluban.publishing.briefings.placeholders import (
    PHRASE,
    Placeholder,
    Scan,
    is_harmful,
    plain_lines,
    scan,
)
from openluban.publishing.briefings.problems import MarkupInvalid, MarkupProblem
from openluban.publishing.briefings.reading import Reading, read

_UNFILLED = Number("?", "", 0)


@dataclass(frozen=True, slots=True)
class FilledNumber:
    """The answer to a placeholder, in the briefing's language.

    `words` is the number in the style asked for; `url` the full address of its figure's page (or
    its path, if only HTML is made); `standing` a code of small letters, digits, - and _, and
    `standing_words` what it means; `mark` is a word set beside the number in the text (restated).
    Without `day_words` the briefing's day is the number's.
    """

    words: str
    url: str
    definition: str
    standing: str
    standing_words: str
    day_words: str = ""
    mark: str = ""


def placeholders_of(markdown: str) -> list[Placeholder]:
    """Return the figures that a text asks for, in its order; the same may be asked for twice.

    :raises MarkupInvalid: the text breaks a rule, of figures or of Markdown
    """
    problems = problems_of(markdown)
    if problems:
        raise MarkupInvalid(problems)
    return scan(plain_lines(markdown)).placeholders


def problems_of(markdown: str) -> list[MarkupProblem]:
    """Return everything that is wrong with a text, in its order; never raises."""
    text = plain_lines(markdown)
    found = scan(text)
    reading = read(_marked(text, found), lambda _index: _UNFILLED, "")
    problems = [*found.problems, *(_as_typed(one, found) for one in reading.problems)]
    if not problems:
        problems = _misplaced(found, reading)
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def fill(
    markdown: str,
    answers: Mapping[str, FilledNumber],
    *,
    language: str,
    day: date,
    day_words: str,
) -> Document:
    """Put the answers, by the placeholders' `key`, into the text and return it ready to be set.

    The same question has one note, however often it is asked; the note shows a phrase if there is
    one.

    :raises MarkupInvalid: the text breaks a rule, or an answer is missing
    """
    placeholders = placeholders_of(markdown)
    missing = [one for one in placeholders if one.key not in answers]
    if missing:
        raise MarkupInvalid(_unanswered(one) for one in missing)
    notes: dict[str, FigureNote] = {}
    for one in placeholders:
        if one.style == PHRASE or one.question not in notes:
            notes[one.question] = _note(answers[one.key], day_words)
    places = {question: place for place, question in enumerate(notes)}

    def number_of(index: int) -> Number:
        one = placeholders[index]
        answer = answers[one.key]
        return Number(_clean(answer.words), _checked(answer.url), places[one.question])

    text = plain_lines(markdown)
    blocks = read(_marked(text, scan(text)), number_of, language).blocks
    title = blocks[0]
    words = plain_words(title.runs) if isinstance(title, Heading) else ""
    return Document(words, language, day, day_words, blocks, tuple(notes.values()))


def _marked(text: str, found: Scan) -> str:
    """Put a mark in the place of each placeholder, so that the parser sees a plain word."""
    parts = []
    end = 0
    for index, one in enumerate(found.placeholders):
        parts += [text[end : one.position.offset], mark(index)]
        end = one.position.offset + len(one.text)
    return "".join([*parts, text[end:]])


def _as_typed(problem: MarkupProblem, found: Scan) -> MarkupProblem:
    """Give the column that the author sees, where the parser saw marks for the placeholders."""
    column = problem.column
    for index, one in enumerate(found.placeholders):
        if one.position.line == problem.line and one.position.column < column:
            column += len(one.text) - len(mark(index))
    return replace(problem, column=column)


def _misplaced(found: Scan, reading: Reading) -> list[MarkupProblem]:
    """Find placeholders that the text does not show, such as one inside a link's address."""
    placed = set(reading.placed)
    return [
        MarkupProblem(one.position.line, one.position.column, "number-misplaced")
        for index, one in enumerate(found.placeholders)
        if index not in placed
    ]


def _unanswered(one: Placeholder) -> MarkupProblem:
    position = one.position
    return MarkupProblem(position.line, position.column, "unanswered", {"word": one.text})


def _note(answer: FilledNumber, day_words: str) -> FigureNote:
    return FigureNote(
        words=_clean(answer.words),
        url=_checked(answer.url),
        definition=_clean(answer.definition),
        day_words=_clean(answer.day_words or day_words),
        standing=answer.standing,
        standing_words=_clean(answer.standing_words),
        mark=_clean(answer.mark),
    )


def _clean(words: str) -> str:
    """Show what cannot be printed as the sign for it; definitions quote names people entered."""
    return "".join("\ufffd" if is_harmful(sign) else sign for sign in words)


def _checked(url: str) -> str:
    if not url.startswith(("https://", "http://", "/")):
        fault = f"not the address of a figure: {url!r}"
        raise ValueError(fault)
    return url
