"""Filling an empty installation with the public register."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from babel import Locale
from django.db import connection, transaction
from django_countries.data import COUNTRIES

from openluban.directory.places.models import Country
from openluban.foundation.evidence.claiming import Word
from openluban.foundation.registers.use_cases.claim import claim_fields
from openluban.foundation.registers.use_cases.import_rows import import_rows
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import SYSTEM
from openluban.publishing.briefings.loading import load_briefings

ORDER = (
    "provinces",
    "blocs",
    "memberships",
    "cities",
    "institutions",
    "workshops",
    "parties",
    "gates",
    "fields-of-education",
    "programmes",
    "occupations",
    "concepts",
    "terms",
    "sister-cities",
    "trade",
    "rates",
    "ports",
    "routes",
    "halls",
    "subjects",
    "measures",
    "counts",
    "published",
)
"""Registers in the order in which their files refer to each other."""
_CLDR = {"en": "en", "zh": "zh_Hans", "ru": "ru"}


def public_register() -> Path:
    """Return the folder of the public register: beside the package, or inside it once installed."""
    package = Path(str(files("openluban")))
    beside = package.parent.parent / "data"
    return beside if (beside / "workshops.csv").exists() else package / "data"


def _country_rows() -> Iterator[dict[str, str]]:
    from django_countries import countries  # noqa: PLC0415 - reads settings when imported

    locales = {short: Locale.parse(name) for short, name in _CLDR.items()}
    for alpha2 in sorted(COUNTRIES):
        names = {
            f"name_{short}": locale.territories.get(alpha2) or ""
            for short, locale in locales.items()
        }
        yield {
            "key": alpha2.lower(),
            **names,
            "alpha2": alpha2,
            "alpha3": countries.alpha3(alpha2) or "",
            "numeric": countries.numeric(alpha2, padded=True) or "",
            "source": "ISO 3166-1 | Unicode CLDR",
            "confidence": "high",
        }


def _countries() -> bytes:
    rows = list(_country_rows())
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _claims(place: Path) -> list[Word]:
    with place.open(encoding="utf-8", newline="") as lines:
        return [
            Word(
                row["register"],
                row["key"],
                row["source"],
                row["confidence"],
                row["note"],
                row["field"],
                row["value"],
                row["stance"],
            )
            for row in csv.DictReader(lines)
        ]


def is_empty() -> bool:
    """Test whether nothing was loaded or entered yet."""
    return not Country.objects.exists()


@transaction.atomic
def load_public_register(*, at: datetime) -> int:
    """Load every file of the public register, and its briefings; return how many records there are.

    :raises Invalid: a file breaks a rule (nothing was loaded)
    """
    folder = public_register()
    sheets = [("countries", _countries())]
    sheets += [(key, (folder / f"{key}.csv").read_bytes()) for key in ORDER]
    entered = 0
    for key, data in sheets:
        sheet = read_sheet(data, filename=f"{key}.csv")
        entered += import_rows(register_key=key, sheet=sheet, actor=SYSTEM, at=at).new
    claim_fields(words=_claims(folder / "claims.csv"), actor=SYSTEM, at=at)
    _take_stock()
    load_briefings(folder=folder / "briefings", at=at)
    return entered


def _take_stock() -> None:
    """Let PostgreSQL count what was loaded: until then it plans as if tables were empty."""
    if connection.vendor == "postgresql":
        # By name: of the server's own tables one would wait for whoever is at them elsewhere.
        tables = connection.introspection.django_table_names(only_existing=True)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
