"""Reading every figure that the texts of a briefing ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from openluban.foundation.figures.choices import UnknownChoice, remembering
from openluban.foundation.figures.declaring import NoSuchFigure
from openluban.kernel.dates import ImpreciseDate
from openluban.publishing.briefings.frozen import FrozenFigure
from openluban.publishing.briefings.markup import placeholders_of, problems_of
from openluban.publishing.briefings.placeholders import Placeholder
from openluban.publishing.briefings.problems import MarkupProblem
from openluban.publishing.briefings.queries.freezing import read_frozen

Fault = tuple[str, dict[str, object]]
"""A rule and what fills its sentence."""
FIGURE_RULES = frozenset({"day-too-late", "unknown-figure", "unknown-choice", "no-value"})


@dataclass(slots=True)
class ReadTexts:
    """The figures by question, and what is wrong by language (a text without fault is absent).

    ``faults`` says by question why a figure cannot be read; such a text can still be shown.
    """

    figures: dict[str, FrozenFigure] = field(default_factory=dict)
    problems: dict[str, list[MarkupProblem]] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)

    def can_show(self, language: str) -> bool:
        """Test whether a text has no fault but figures that cannot be read."""
        return all(problem.rule in FIGURE_RULES for problem in self.problems.get(language, ()))

    @property
    def fault_words(self) -> dict[str, str]:
        """Why figures cannot be read, by question, in the language that is set."""
        return {
            question: MarkupProblem(0, 0, rule, details).sentence
            for question, (rule, details) in self.faults.items()
        }


def read_texts(texts: Mapping[str, str], *, day: date) -> ReadTexts:
    """Read the figures that texts (Markdown by language) ask for, each question once.

    A placeholder without ``at`` is read for ``day``. Texts with faults of Markdown are read no
    further.
    """
    found = ReadTexts()
    with remembering():
        for language, markdown in texts.items():
            problems = problems_of(markdown)
            for one in [] if problems else placeholders_of(markdown):
                if one.question not in found.figures and one.question not in found.faults:
                    _answer(one, day, found)
                if one.question in found.faults:
                    rule, details = found.faults[one.question]
                    place = one.position
                    problems.append(MarkupProblem(place.line, place.column, rule, details))
            if problems:
                found.problems[language] = problems
    return found


def _answer(one: Placeholder, day: date, found: ReadTexts) -> None:
    """Read one figure, or note why it cannot be read."""
    wanted = ImpreciseDate.read(one.at) if one.at else ImpreciseDate.on(day)
    if wanted.earliest > day:
        found.faults[one.question] = ("day-too-late", {"word": str(one.at)})
        return
    try:
        # Of a year or month that is not over, what is known on the briefing's day.
        frozen = read_frozen(
            one.figure,
            one.choices,
            at=min(wanted.latest, day),
            question=one.question,
            stated_at=one.at or "",
        )
    except NoSuchFigure:
        found.faults[one.question] = ("unknown-figure", {"word": one.figure})
    except UnknownChoice as unknown:
        found.faults[one.question] = ("unknown-choice", unknown.details)
    else:
        if frozen is None:
            found.faults[one.question] = ("no-value", {"word": one.text})
        else:
            found.figures[one.question] = frozen
