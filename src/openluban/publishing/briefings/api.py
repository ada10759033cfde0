"""Published briefings as JSON, with everything that is needed to check them."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from openluban.foundation.api.answering import kept_answer
from openluban.foundation.api.asking import parameters
from openluban.foundation.api.describing import JSON, add, operation
from openluban.foundation.ui.languages import page_language
from openluban.publishing.briefings import schemas
from openluban.publishing.briefings.queries.reading import (
    edition_rows,
    published_briefings,
    the_edition,
)
from openluban.publishing.briefings.queries.telling import told_edition

router = Router(tags=["briefings"])


def list_briefings(request: HttpRequest) -> HttpResponse:
    """List the published briefings."""
    parameters(request, ())
    return kept_answer(request, _listed)


def read_briefing(request: HttpRequest, key: str) -> HttpResponse:
    """Read a briefing."""
    parameters(request, ())
    edition = the_edition(key)

    def read() -> JSON:
        rows = edition_rows(edition.briefing)
        editions = [
            {
                "number": row.number,
                "day": row.day,
                "published_at": row.published_at,
                "reason": row.reason,
            }
            for row in rows
        ]
        newest = told_edition(edition, page_language())
        return {"key": edition.briefing.key, "editions": editions, "newest": newest}

    return kept_answer(request, read)


def read_edition(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Read an edition."""
    parameters(request, ())
    edition = the_edition(key, number)
    return kept_answer(request, lambda: told_edition(edition, page_language()))


def _listed() -> JSON:
    rows = published_briefings()
    return {
        "items": [
            {
                "key": row.key,
                "edition": row.number,
                "day": row.day,
                "published_at": row.published_at,
                "titles": row.titles,
            }
            for row in rows
        ]
    }


add(
    router,
    "",
    list_briefings,
    operation(
        "list_briefings",
        "List",
        "Every published briefing with its newest edition, newest first.",
        schemas.LIST,
    ),
)
add(
    router,
    "/{key}",
    read_briefing,
    operation(
        "read_briefing",
        "Read",
        "A published briefing: its editions and the newest of them.",
        schemas.ONE,
    ),
)
add(
    router,
    "/{key}/editions/{number}",
    read_edition,
    operation(
        "read_edition",
        "Read an edition",
        "What was signed, the signature, and which numbers the register gives otherwise today.",
        schemas.EDITION,
    ),
)
