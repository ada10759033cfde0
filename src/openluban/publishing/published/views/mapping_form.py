"""The form that says what a published number means, and the guess that is offered for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from openluban.foundation.figures.choices import Choice
from openluban.foundation.figures.declaring import Figure, figures, find_figure
from openluban.foundation.figures.wording import definition, option_words
from openluban.foundation.ui.filter_pieces import Choice as OptionView
from openluban.foundation.ui.filter_pieces import FilterPart, FilterSentence
from openluban.foundation.ui.form_pieces import FieldGroup, FieldView, FormView
from openluban.foundation.ui.joining import names_listed
from openluban.foundation.ui.languages import page_language
from openluban.kernel.numerals import format_percent
from openluban.kernel.refusals import Invalid, Problem, Refusal
from openluban.publishing.published.verdicts import Reading

CHOICE = "choice_"
PINNED = "pinned"


@dataclass(frozen=True)
class Draft:
    """A mapping as it stands in the form: a figure's key, options by choice, stated choices."""

    figure: str
    choices: dict[str, str] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GuessView:
    """What OpenLuban would guess: in words, and as the fields that take it over."""

    title: str
    definition: str
    stated: str
    percent: str
    fields: tuple[tuple[str, str], ...]


def guess_view(guess: Reading) -> GuessView:
    """Return a guess as the page offers it."""
    figure = find_figure(guess.figure)
    pairs = [(f"{CHOICE}{name}", option) for name, option in guess.choices.items()]
    pins = [(PINNED, name) for name in sorted(guess.pinned)]
    stated = [str(choice.title) for choice in figure.all_choices if choice.key in guess.pinned]
    return GuessView(
        str(figure.title),
        definition(figure, guess.choices),
        names_listed(stated),
        format_percent(guess.sureness * 100, page_language()),
        (("figure", guess.figure), *pairs, *pins),
    )


def figure_sentence(chosen: str, url: str) -> FilterSentence:
    """Return the form that asks for another figure; it is sent as a plain address."""
    known = sorted((str(figure.title), figure.key) for figure in figures())
    options = tuple(OptionView(key, title, key == chosen) for title, key in known)
    none = OptionView("", _("no figure here"), not chosen)
    part = FilterPart("figure", _("Figure"), value=chosen, choices=(none, *options))
    return FilterSentence(_("It means"), (part,), url, _("Show its choices"))


def mapping_form(
    figure: Figure | None, draft: Draft, version: int, refusal: Refusal | None, words: str
) -> FormView:
    """Return the form that keeps a mapping; ``words`` stand on its button."""
    hidden = (
        FieldView("figure", "", "hidden", draft.figure if figure else ""),
        FieldView("version", "", "hidden", str(version)),
    )
    problems = _problems(refusal)
    choices = figure.all_choices if figure else ()
    reason = FieldView("reason", _("Why"), help=_("Others will read it in the history."))
    groups: tuple[FieldGroup, ...] = ()
    if figure is not None:
        groups = (
            FieldGroup(_("Choices"), tuple(_choice_view(each, draft) for each in choices)),
            FieldGroup(_("What the text states"), (_pinned_view(figure, draft), reason)),
        )
    return FormView(
        fields=hidden if figure else (*hidden, reason),
        groups=groups,
        errors=tuple(str(problem) for problem in problems),
        submit_text=words,
    )


def _problems(refusal: Refusal | None) -> Sequence[Problem | Refusal]:
    if refusal is None:
        return ()
    return refusal.problems if isinstance(refusal, Invalid) else (refusal,)


def _choice_view(choice: Choice, draft: Draft) -> FieldView:
    held = draft.choices.get(choice.key, "")
    unsaid = _("not said: %(option)s") % {"option": option_words(choice, choice.default)}
    listed = choice.listed()
    if not listed:
        help_ = _("Register and key, such as workshops/tj-ttu. Nothing means %(option)s.") % {
            "option": choice.default
        }
        return FieldView(f"{CHOICE}{choice.key}", choice.title, "text", held, help=help_)
    options = [
        OptionView(option.key, option_words(choice, option.key), option.key == held)
        for option in listed
    ]
    if held and all(option.value != held for option in options):
        options.append(OptionView(held, option_words(choice, held), selected=True))
    first = OptionView("", unsaid, not held)
    return FieldView(
        f"{CHOICE}{choice.key}", choice.title, "choice", held, choices=(first, *options)
    )


def _pinned_view(figure: Figure, draft: Draft) -> FieldView:
    options = tuple(
        OptionView(choice.key, choice.title, choice.key in draft.pinned)
        for choice in figure.all_choices
    )
    return FieldView(
        PINNED,
        _("Stated, so no explanation may change it"),
        "choices",
        help=_("Leave out what the text leaves open: an explanation may then try other options."),
        choices=options,
    )
