"""Word documents: what comes over, what does not, and where it is said."""

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.teaching.library.formats.foreign import Reading, read_foreign
from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.word import Word, read_word
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.tests.made_files import (
    HEADING,
    footnotes,
    image,
    item,
    numbering,
    paragraph,
    relation,
    run,
    style,
    word,
)
from openluban.teaching.library.tests.make import PNG

_BOX = f"<w:txbxContent>{paragraph('box')}</w:txbxContent>"
_BOX = f"<w:r><w:pict><v:shape><v:textbox>{_BOX}</v:textbox></v:shape></w:pict></w:r>"


def read(body: str, **more: str) -> Word:
    return read_word(word(body, **more), "a.docx")  # type: ignore[arg-type] # words alone


def rules(found: Word) -> list[tuple[str, int | None]]:
    return [(note.rule, note.row) for note in found.notes]


def test_a_document_made_by_another_library_comes_over_whole() -> None:
    made = docx.Document()
    made.add_heading("Учебник", 0)
    made.add_heading("Глава", 1)
    words = made.add_paragraph("Текст ")
    words.add_run("важно").bold = True
    words.add_run(" и ")
    words.add_run("иначе").italic = True
    made.add_paragraph("один", style="List Bullet")
    made.add_paragraph("два", style="List Number")
    table = made.add_table(rows=2, cols=2)
    for place, cell in enumerate(("а", "б", "1 * 2", "x|y")):
        table.cell(place // 2, place % 2).text = cell
    made.add_picture(io.BytesIO(PNG))
    file = io.BytesIO()
    made.save(file)
    found = read_word(file.getvalue(), "a.docx")
    (address,) = found.images
    assert found.title == "Учебник"
    assert found.body == (
        "# Глава\n\nТекст **важно** и *иначе*\n\n- один\n\n1. два\n\n"
        f"| а | б |\n| --- | --- |\n| 1 \\* 2 | x\\|y |\n\n![]({address})\n"
    )
    assert found.images[address] == PNG


def test_lists_inside_lists_keep_their_depth() -> None:
    body = item("a", 1) + item("b", 1, 1) + item("c", 1) + item("d", 2)
    parts = {"word/numbering.xml": numbering()}
    data = word(body, parts, relations=relation("rId2", "numbering", "numbering.xml"))
    assert read_word(data, "a.docx").body == "- a\n  - b\n- c\n\n1. d\n"


def test_footnotes_stand_as_text_at_the_end_of_their_chapter() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    body = paragraph("A", HEADING) + paragraph(run("b") + reference) + paragraph("C", HEADING)
    parts = {"word/footnotes.xml": footnotes("Сноска *1*")}
    data = word(body, parts, relations=relation("rId2", "footnotes", "footnotes.xml"))
    assert read_word(data, "a.docx").body == ("# A\n\nb\\[1\\]\n\n\\[1\\] Сноска \\*1\\*\n\n# C\n")


def test_hyperlinks_stay_and_those_that_run_something_do_not() -> None:
    links = "".join(
        f'<w:hyperlink r:id="rId{place}">{run(words)}</w:hyperlink>'
        for place, words in ((5, "good"), (6, "bad"))
    )
    relations = relation("rId5", "hyperlink", "https://e.org/a", "External")
    relations += relation("rId6", "hyperlink", "javascript:alert(1)", "External")
    assert read(paragraph(links), relations=relations).body == "[good](https://e.org/a)bad\n"


@pytest.mark.parametrize(
    ("inner", "rule", "words"),
    [
        (f'<w:ins w:id="1">{run("new")}</w:ins>', "word.inserted", "anew"),
        ('<w:del w:id="1"><w:r><w:delText>old</w:delText></w:r></w:del>', "word.deleted", "a"),
        (f'<w:moveFrom w:id="1">{run("old")}</w:moveFrom>', "word.deleted", "a"),
        ('<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>', "word.formula", "a"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "word.comment", "a"),
        ('<w:r><w:object><o:OLEObject/></w:object></w:r>', "word.object", "a"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "word.field", "a7"),
        (_BOX, "word.text_box", "a\n\nbox"),
    ],
)  # fmt: skip
def test_what_does_not_come_over_is_said_with_its_paragraph(
    inner: str, rule: str, words: str
) -> None:
    found = read(paragraph("first") + paragraph(run("a") + inner))
    assert found.body == f"first\n\n{words}\n"
    assert rules(found) == [(rule, 2)]


def test_a_heading_is_known_by_what_its_style_rests_on_even_in_a_circle() -> None:
    styles = style("own", "Раздел", '<w:basedOn w:val="Heading1"/>')
    styles += style("a", "A", '<w:basedOn w:val="b"/>') + style("b", "B", '<w:basedOn w:val="a"/>')
    body = paragraph("x", '<w:pPr><w:pStyle w:val="own"/></w:pPr>')
    body += paragraph("y", '<w:pPr><w:pStyle w:val="a"/></w:pPr>')
    found = read(body, styles=styles)
    assert found.body == "# x\n\ny\n"
    assert rules(found) == [("word.styles", None)]


def test_images_of_other_kinds_and_of_elsewhere_are_left_out_and_said() -> None:
    body = paragraph(image("rId8")) + paragraph(image("rId9", "link")) + paragraph("a")
    relations = relation("rId8", "image", "media/a.emf")
    relations += relation("rId9", "image", "https://e.org/a.png", "External")
    data = word(body, {"word/media/a.emf": b"\1\0\0\0"}, relations=relations)
    found = read_word(data, "a.docx")
    assert [note.rule for note in found.notes] == ["image.kind", "image.elsewhere"]
    assert not found.images
    assert found.body.endswith("a\n")


def test_each_first_heading_begins_a_part_unless_the_whole_is_wanted() -> None:
    body = paragraph("before") + paragraph("A", HEADING) + paragraph("b") + paragraph("C", HEADING)
    pieces = read_foreign(word(body), "a.docx", Reading()).pieces
    assert [(piece.part, piece.body) for piece in pieces] == [
        (1, "before\n\n# A\n\nb\n"),
        (2, "# C\n"),
    ]
    (whole,) = read_foreign(word(body), "a.docx", Reading(is_whole=True)).pieces
    assert whole.body == "before\n\n# A\n\nb\n\n# C\n"


def test_the_language_is_that_of_the_letters() -> None:
    assert read(paragraph("Отключите питание")).language == "ru"
    assert read(paragraph("先断开机床的电源"), language="en-US").language == "zh-hans"


@given(st.lists(st.text("ab安я 1.)-+#>*_`[]\\&|~:=!", min_size=1, max_size=15), max_size=4))
@settings(max_examples=40)
def test_words_of_paragraphs_stay_words(texts: list[str]) -> None:
    body = "".join(paragraph(text.replace("&", "&amp;").replace(">", "&gt;")) for text in texts)
    said = [" ".join(text.split()) for text in texts]
    assert [clause.words for clause in clauses_of(read(body).body)] == [w for w in said if w]


@given(st.data())
@settings(max_examples=60)
def test_fuzz_a_damaged_document_is_read_or_refused(data: st.DataObject) -> None:
    sound = word(paragraph("A", HEADING) + paragraph(image()) + paragraph("b"))
    place = data.draw(st.integers(0, len(sound) - 1))
    noise = data.draw(st.binary(max_size=8))
    damaged = sound[:place] + noise + sound[place + data.draw(st.integers(0, 8)) :]
    try:
        read_word(damaged, "a.docx")
    except Unfit as fault:
        assert fault.problem.rule.startswith(("word.", "page."))  # noqa: PT017


@given(st.recursive(st.sampled_from(["", run("a"), image(), "<w:br/>"]), lambda inner: st.tuples(
    st.sampled_from(["w:p", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sdt", "w:sdtContent",
                     "w:hyperlink", "mc:AlternateContent", "mc:Choice", "w:r", "w:fldChar",
                     "w:footnoteReference", "w:sym", "w:pict", "w:pPr", "w:gridSpan"]),
    st.lists(inner, max_size=3)).map(lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0]}>"),
    max_leaves=12))  # fmt: skip
@settings(max_examples=150)
def test_fuzz_elements_in_any_order_are_read_or_refused(body: str) -> None:
    try:
        read(body)
    except Unfit:
        return
