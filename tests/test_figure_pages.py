"""A figure's page opens the number: its records, and everything that follows from them."""

import csv
import io
from datetime import date
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openluban.foundation.figures.choices import settle
from openluban.foundation.figures.declaring import Aggregate, figures
from openluban.foundation.figures.lines import line_of, value_on
from openluban.foundation.figures.pages import FigurePage
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.figures.series import series_of
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.kernel.actor import SYSTEM
from tests.harness.cast import Cast, make_cast

TIANJIN_IN_SCO = {"bloc": "sco_members_and_partners", "led_from": "tianjin"}
ALMOST, THEN = "2025-08-29", "2025-08-30"
LATE = date(2026, 6, 30)


def _address(key: str, **choices: str) -> str:
    return f"/figures/{key}/?{urlencode(choices)}"


def _records(shown: FigurePage) -> list[str]:
    assert shown.behind is not None
    return [row.cells[0].url for row in shown.behind.table.rows]


def _open(key: str) -> None:
    from openluban.network.workshops.models import GatePassed, Workshop  # noqa: PLC0415

    GatePassed.objects.create(
        key=f"{key}-opened",
        workshop=Workshop.objects.get(key=key),
        gate="opened",
        passed_on="2024-01-01",
        changed_at=timezone.now(),
    )


def _choices_of(url: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in url.partition("?")[2].split("&"))


@pytest.mark.django_db
class TestFigurePages(TestCase):
    """The public register is loaded once for all of these."""

    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()

    def page(self, key: str = "workshops", **asked: Any) -> FigurePage:
        """Return what a figure's page shows, by the client given as ``by``."""
        client = asked.pop("by", self.client)
        answer = client.get(_address(key, **asked))
        assert answer.status_code == 200, answer.content
        shown: FigurePage = answer.context["page"]
        return shown

    def test_the_main_figure_opens_to_exactly_its_records(self) -> None:
        before = self.page(**TIANJIN_IN_SCO, at=ALMOST)
        after = self.page(**TIANJIN_IN_SCO, at=THEN)
        assert (before.card.value_text, after.card.value_text) == ("9", "10")
        assert (len(_records(before)), len(_records(after))) == (9, 10)
        # Kazakhstan's second was unveiled then.
        assert set(_records(after)) - set(_records(before)) == {"/workshops/kz-enu/"}
        assert "/workshops/kg-kstu/" not in _records(after)  # led from elsewhere
        countries = self.page("host_countries", **TIANJIN_IN_SCO, at=THEN)
        assert countries.card.value_text == "8"

    def test_it_says_which_records_depend_on_an_imprecise_date(self) -> None:
        shown = self.page(**TIANJIN_IN_SCO, at=THEN)
        assert shown.behind is not None
        assert [cell.url for cell in shown.behind.imprecise] == ["/workshops/ru-mtuci/"]
        assert shown.behind.imprecise_words.startswith("Of 10 records, 1 is known only")
        strict = self.page(**TIANJIN_IN_SCO, at=THEN, precision="strict")
        assert strict.card.value_text == "9"
        assert "/workshops/ru-mtuci/" not in _records(strict)

    def test_a_changed_country_changes_page_and_api_together(self) -> None:
        def from_api() -> Any:
            asked = urlencode({**TIANJIN_IN_SCO, "at": THEN})
            return self.client.get(f"/api/v1/figures/workshops?{asked}").json()["value"]

        assert (self.page(**TIANJIN_IN_SCO, at=THEN).card.value_text, from_api()) == ("10", 10)
        edit_record(
            register_key="workshops",
            key="kz-enu",
            cells={"country": "de"},
            reason="For a test",
            actor=SYSTEM,
            at=timezone.now(),
        )
        assert (self.page(**TIANJIN_IN_SCO, at=THEN).card.value_text, from_api()) == ("9", 9)
        assert self.page(bloc="de", at=THEN).card.value_text == "1"

    def test_what_is_proposed_or_internal_is_seen_by_officers_alone(self) -> None:
        for key in ("proposed-one", "internal-one"):
            edit_record(
                register_key="workshops",
                key=key,
                cells={"country": "kz"} | {"latitude": "1"},
                actor=SYSTEM,
                at=timezone.now(),
            )
            _open(key)
        officer, contributor = Client(), Client()
        officer.force_login(self.cast.people["officer"].account)
        contributor.force_login(self.cast.people["contributor"].account)
        public = self.page(bloc="kz", at=THEN)
        for client in (officer, contributor):
            assert self.page(bloc="kz", at=THEN, by=client).card == public.card
        assert _records(self.page(bloc="kz", at=THEN, by=officer)) == _records(public)
        assert public.uncounted is None
        assert self.page(bloc="kz", at=THEN, by=contributor).uncounted is None
        seen = self.page(bloc="kz", at=THEN, by=officer).uncounted
        assert seen is not None
        assert (seen.proposed, seen.internal) == (1, 1)

    def test_parts_add_up_to_the_number(self) -> None:
        shown = self.page(at=THEN)
        by_country = next(panel for panel in shown.parts if panel.key == "country")
        rows = by_country.piece.table.rows  # type: ignore[union-attr]
        assert sum(int(str(row.cells[1].text)) for row in rows) == int(shown.card.value_text)
        kazakhstan = next(row for row in rows if row.cells[0].text == "Kazakhstan")
        opened = self.page(**_choices_of(kazakhstan.cells[0].url))
        assert opened.card.value_text == kazakhstan.cells[1].text

    def test_a_ratio_shows_numerator_and_denominator_as_links(self) -> None:
        shown = self.page("programmes_per_workshop", at=THEN)
        above, below = shown.operands
        assert above.url.startswith("/figures/programmes/?")
        assert below.url.startswith("/figures/workshops/?")
        assert shown.behind is None
        assert self.page("programmes_per_workshop", at="2015-01-01").card.value_text == "—"

    def test_what_cannot_be_asked_is_refused_with_what_can(self) -> None:
        for address in (
            "/figures/workshops/?bloc=atlantis",
            "/figures/workshops/?colour=red",
            "/figures/workshops/?at=2025-02-30",
            "/figures/workshops/?at=yesterday",
            "/figures/workshops/records.csv?at=yesterday",
        ):
            answer = self.client.get(address)
            assert answer.status_code == 400, address
            assert b"/figures/workshops/?gate=unveiled" in answer.content

    def test_unknown_figures_and_records_of_ratios_are_not_there(self) -> None:
        for address in ("/figures/phlogiston/", "/figures/programmes_per_workshop/records.csv"):
            assert self.client.get(address).status_code == 404

    def test_records_go_out_as_a_file_in_the_same_order(self) -> None:
        asked = {**TIANJIN_IN_SCO, "at": THEN}
        answer = self.client.get(f"/figures/workshops/records.csv?{urlencode(asked)}")
        rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
        assert [f"/workshops/{row['key']}/" for row in rows] == _records(self.page(**asked))
        russia = next(row for row in rows if row["key"] == "ru-mtuci")
        assert (russia["counts_from"], russia["counts_latest"]) == ("2025-01-01", "2025-12-31")
        assert russia["counts_until"] == ""

    def test_records_come_in_pages_that_share_none(self) -> None:
        self.enterContext(patch("openluban.foundation.figures.behind.PAGE", 4))
        whole, seen = self.page(**TIANJIN_IN_SCO, at=THEN), []
        shown = whole
        for _page in range(3):
            seen += _records(shown)
            assert shown.behind is not None
            if shown.behind.pager is None or not shown.behind.pager.next_url:
                break
            shown = self.client.get(shown.behind.pager.next_url.partition("#")[0]).context["page"]
        assert len(seen) == len(set(seen)) == 10

    def test_every_figure_has_a_page_and_a_line_that_ends_in_its_number(self) -> None:
        for figure in figures():
            assert self.client.get(f"/figures/{figure.key}/").status_code == 200
            for extra in (
                {},
                {"precision": "strict"},
                {"certainty": "high"},
                {"disputed": "left_out"},
            ):
                reading = read_figure(figure.key, extra, at=timezone.localdate())
                line = line_of(figure, reading.choices, until=reading.at)
                assert (value_on(line, reading.at) or 0) == (reading.value or 0), figure.key

    def test_the_line_that_the_database_counts_is_the_line_in_memory(self) -> None:
        for figure in figures():
            if figure.aggregate == Aggregate.RATIO:
                continue
            for extra in ({}, {"precision": "strict"}, {"certainty": "high"}):
                choices = settle(figure.all_choices, extra)
                line, series = line_of(figure, choices, until=LATE), series_of(figure, choices)
                for day in [*series.days_of_change()[::5], LATE]:
                    told = series.value_on(day, choices) if day <= LATE else None
                    assert day > LATE or (value_on(line, day) or 0) == (told or 0), (
                        figure.key,
                        day,
                    )

    def test_pages_ask_a_fixed_number_of_queries(self) -> None:
        for registry in ("_DOTS", "_STANDINGS"):  # what other modules add, they count themselves
            self.enterContext(patch(f"openluban.foundation.figures.hooks.{registry}", []))
        address = _address("workshops", **TIANJIN_IN_SCO, at=THEN)
        with CaptureQueriesContext(connection) as few:
            self.client.get(_address("workshops", **TIANJIN_IN_SCO, at="2018-01-01"))
        with CaptureQueriesContext(connection) as many:
            self.client.get(address)
        with CaptureQueriesContext(connection) as again:
            kept = self.client.get(address)
        assert len(few) <= len(many) <= 13  # nine, and two for each of two ways to take it apart
        assert len(again) == 1
        assert self.client.get(address, headers={"if-none-match": kept["ETag"]}).status_code == 304
        with CaptureQueriesContext(connection) as index:
            self.client.get("/figures/")
        assert len(index) <= 12 + len(figures())
