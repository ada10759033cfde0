"""Every part with invented sample data, to be looked at after a change.

Nothing here is true. The page says so, and the numbers are plainly made up.
"""

from __future__ import annotations

from openluban.foundation.ui import pieces, record_pieces
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence, ListLink
from openluban.foundation.ui.form_pieces import FieldGroup, FieldView, FormView, InputView
from openluban.foundation.ui.gallery_drawn import bar_sample, line_sample, map_sample
from openluban.foundation.ui.pieces import Standing, Wording


def gallery_context() -> dict[str, object]:
    """Return what `ui/gallery.html` shows: one invented sample of every piece."""
    return {
        "navigation": _navigation(),
        "numbers": _numbers(),
        "marks": [pieces.StandingMark(standing) for standing in Standing],
        "fact_line": _facts(as_line=True),
        "fact_list": _facts(as_line=False),
        "filter": _filter(),
        "table": _table(),
        "no_table": pieces.TableView("Sample", (), (), _empty()),
        "pager": pieces.Pager("?before=1", "?after=9", "more than 10,000 workshops"),
        "gates": _gates(),
        "evidence": _evidence(),
        "history": _history(),
        "parallel": _parallel(),
        "form": _form(),
        "line_chart": line_sample(),
        "bar_chart": bar_sample(),
        "land_map": map_sample(),
    }


def _navigation() -> list[tuple[str, str, bool]]:
    labels = ["Workshops", "Figures", "Programmes", "Materials", "Port and rail", "Briefings"]
    return [(f"/{label.lower()}/", label, label == "Workshops") for label in labels]


def _numbers() -> list[pieces.NumberCard]:
    day = "31 February 2031"
    return [
        pieces.NumberCard(
            "12",
            "workshops",
            day,
            "opened; in Sampleland and partners; led from Exampleton",
            "#a",
            Standing.AGREES,
        ),
        pieces.NumberCard(
            "8–10",
            "countries",
            day,
            "with at least one workshop that was teaching",
            "#b",
            Standing.SOURCES_DISAGREE,
        ),
        pieces.NumberCard(
            "123,456",
            "person-times trained",
            "",
            "reported by 9 of 12 workshops",
            "#c",
            Standing.RESTATED,
            "restated since published: 2 records added",
            "2030",
        ),
        pieces.NumberCard(
            "45.6%",
            "of graduates placed",
            day,
            "within six months; 456 of 1,000 who were asked",
            "#d",
            Standing.EXPLAINED,
        ),
    ]


def _facts(*, as_line: bool) -> pieces.FactList:
    return pieces.FactList(
        (
            pieces.Fact("Country", (Wording("Sampleland", "#country"),)),
            pieces.Fact(
                "Host institution",
                (
                    Wording("Sample Technical College", "#host", ours=True),
                    Wording("样例理工学院", "#host2", lang="zh-hans"),
                ),
            ),
            pieces.Fact("Lead college", (Wording("Example Vocational College", "#lead"),)),
            pieces.Fact("Opened", (Wording("August 2030"),), note="Only the month is known."),
        ),
        as_line=as_line,
    )


def _filter() -> FilterSentence:
    blocs = (Choice("all", "all countries"), Choice("s", "Sample bloc members", selected=True))
    return FilterSentence(
        subject="Workshops in",
        parts=(
            FilterPart("bloc", "Bloc", choices=blocs),
            FilterPart("led_from", "Led from", "led from", choices=(Choice("e", "Exampleton"),)),
            FilterPart("gate", "Gate", choices=(Choice("opened", "opened"),)),
            FilterPart("by", "Day", "by", kind="date", value="2031-02-28"),
            FilterPart("q", "Name", kind="text", active=False),
        ),
        columns=(Choice("name", "Name", selected=True), Choice("country", "Country")),
        exports=(ListLink("CSV", "#csv"), ListLink("XLSX", "#xlsx")),
        clear_url="?",
    )


def _table() -> pieces.TableView:
    columns = (
        pieces.Column("name", "Workshop", "?sort=-name", "ascending"),
        pieces.Column("country", "Country", "?sort=country"),
        pieces.Column("opened", "Opened", "?sort=opened"),
        pieces.Column("learners", "Learners", "?sort=learners", numeric=True),
    )
    names = ["Sample Workshop One", "样例鲁班工坊", "Образцовая мастерская"]
    languages = ["", "zh-hans", "ru"]
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(name, f"#{index}", lang=language, ours=index == 1),
                pieces.Cell("Sampleland" if index else "Federation of Longer Sample Islands"),
                pieces.Cell(f"203{index}", marks=(pieces.Mark("only the year"),) if index else ()),
                pieces.Cell(f"{(index + 1) * 1234:,}"),
            )
        )
        for index, (name, language) in enumerate(zip(names, languages, strict=True))
    )
    return pieces.TableView("Invented workshops", columns, rows)


def _empty() -> pieces.Empty:
    return pieces.Empty(
        "No programme is recorded yet.",
        "The host institution enters the programmes that it teaches, or sends them as a file.",
        "#import",
        "Bring in a file",
    )


def _gates() -> record_pieces.Gates:
    step = record_pieces.GateStep
    return record_pieces.Gates(
        (
            step("Committed", "done", "3 May 2029", documents=(Wording("Sample letter", "#1"),)),
            step("Agreement", "done", "12 January 2030", "Three parties, three language versions"),
            step("Site", "done", "May 2030"),
            step("Equipment", "missing", missing=("list of equipment handed over",)),
            step(
                "Unveiled",
                "done",
                "30 August 2030",
                documents=(Wording("样例新闻", "#2", "zh-hans"),),
            ),
            step("Accepted", "due", "by 30 August 2034"),
        )
    )


def _evidence() -> record_pieces.EvidencePanel:
    claim = record_pieces.ClaimView
    return record_pieces.EvidencePanel(
        (
            record_pieces.FieldEvidence(
                "Opened",
                (
                    claim(
                        Wording("30 August 2030"),
                        "Sample Daily",
                        Wording("Workshop opens", "#s1"),
                        "31 August 2030",
                        "high",
                        preferred=True,
                        preferred_reason="The only source that was there.",
                    ),
                    claim(
                        Wording("2031"),
                        "样例网",
                        Wording("工坊揭牌", "#s2", "zh-hans"),
                        "4 January 2031",
                        "low",
                        "Gives the year alone.",
                    ),
                ),
                contradicted=True,
            ),
            record_pieces.FieldEvidence(
                "Lead college",
                (
                    claim(
                        Wording("Example Vocational College"),
                        "Sample Office",
                        Wording("List", "#s3"),
                    ),
                ),
            ),
        )
    )


def _history() -> record_pieces.History:
    entry = record_pieces.HistoryEntryView
    return record_pieces.History(
        (
            entry(
                "2031-02-03T09:30:00Z",
                "3 February 2031, 09:30",
                "A. Officer",
                "Opening day corrected",
                "The newspaper of that day was found.",
                (record_pieces.ChangeView("Opened", "2031", "30 August 2030"),),
            ),
            entry(
                "2031-01-05T08:00:00Z", "5 January 2031, 08:00", "B. Officer", "Workshop entered"
            ),
        ),
        more_url="#history",
    )


def _parallel() -> pieces.TwoColumns:
    unit = pieces.ParallelUnit
    return pieces.TwoColumns(
        "en",
        "English",
        "zh-hans",
        "Chinese",
        (
            unit(
                "Take the gearbox apart and draw each part.",
                "拆开齿轮箱，画出每个零件。",
                "u1",
                "Unit 1.1",
            ),
            unit(
                "Measure the shaft with a micrometer.",
                "用千分尺测量轴。",
                "u2",
                "Unit 1.2",
                right_mark=pieces.Mark("to be checked", "timber"),
            ),
        ),
    )


def _form() -> FormView:
    return FormView(
        fields=(
            FieldView(
                "names",
                "Name",
                "localized",
                required=True,
                help="As the host writes it itself.",
                inputs=(
                    InputView("name_en", "en", "English", "Sample Workshop"),
                    InputView("name_zh", "zh-hans", "Chinese", "样例鲁班工坊"),
                    InputView("name_ru", "ru", "Russian"),
                ),
            ),
            FieldView(
                "opened",
                "Opened",
                "date",
                "August",
                required=True,
                errors=("Enter a day, a month or a year, such as 2025-08.",),
            ),
            FieldView("country", "Country", "choice", choices=(Choice("s", "Sampleland"),)),
            FieldView("file", "Agreement", "file"),
        ),
        groups=(
            FieldGroup(
                "For the office",
                (
                    FieldView(
                        "routes",
                        "Routes",
                        "choices",
                        choices=(Choice("a", "degree", selected=True), Choice("b", "training")),
                    ),
                    FieldView("internal", "Keep this record internal", "flag", "1"),
                    FieldView("note", "Note", "longtext"),
                ),
            ),
        ),
        cancel_url="#cancel",
    )
