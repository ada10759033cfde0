"""An edition as JSON: all that is needed to check it, and how its numbers stand today."""

from typing import Any

from openluban.publishing.briefings.filling import restated_words
from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.reading import newest_number
from openluban.publishing.briefings.queries.standing import standing_of
from openluban.publishing.briefings.rules import Restatement

ALGORITHM = "Ed25519 (RFC 8032) over the statement in its RFC 8785 form"


def told_edition(edition: Edition, language: str) -> dict[str, Any]:
    """Return the edition as JSON: what was signed, the signature, and what became of it."""
    newest = newest_number(edition.briefing)
    restated = standing_of(edition)
    return {
        "statement": edition.statement,
        "digest": edition.digest,
        "signature": edition.signature,
        "public_key": edition.public_key,
        "algorithm": ALGORITHM,
        "corrected_by": edition.number + 1 if edition.number < newest else None,
        "newest_edition": newest,
        "restated": [_restatement(one, language) for one in restated.values()],
    }


def _restatement(found: Restatement, language: str) -> dict[str, Any]:
    return {
        "question": found.question,
        "published": _number(found.frozen, language),
        "today": _number(found.now, language) if found.now else None,
        "is_other_number": found.is_other_number,
        "added": [_record(one) for one in found.added],
        "removed": [_record(one) for one in found.removed],
        "changed": [
            {"before": _record(before), "after": _record(after)} for before, after in found.changed
        ],
        "words": restated_words(found, language),
    }


def _number(figure: FrozenFigure, language: str) -> dict[str, Any]:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "words": figure.words[language]["phrase"],
    }


def _record(record: SeenRecord) -> dict[str, Any]:
    return {**record.seen, "digest": record.digest, "names": dict(record.names)}
