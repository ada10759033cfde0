"""A term base comes in whole or not at all, and goes out as it came in."""

import pytest

from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.tests.make import make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm, TermFile
from openluban.teaching.terms.formats.tbx import read_tbx
from openluban.teaching.terms.formats.tbx_writing import write_tbx
from openluban.teaching.terms.models import Concept, Term
from openluban.teaching.terms.queries.exporting import file_concepts
from openluban.teaching.terms.tests.make import AT, make_chinese, make_host, make_lathe
from openluban.teaching.terms.use_cases.agree import agree
from openluban.teaching.terms.use_cases.import_terms import Imported, import_terms
from openluban.teaching.terms.use_cases.put_forward import put_forward

pytestmark = pytest.mark.django_db
MOTOR = FileConcept(
    "motor",
    "electrical",
    {"en": "It turns."},
    "A note",
    "A book",
    (
        FileTerm("en", "motor", status="preferred", part_of_speech="noun", source="B", line=3),
        FileTerm("ru", "мотор", status="forbidden", line=4),
        FileTerm("ru", "электродвигатель", line=5),
        FileTerm("kk", "электр қозғалтқышы", line=6),
    ),
    2,
)


def brought(*concepts: FileConcept, prefix: str = "", preview: bool = False) -> Imported:
    file = TermFile(concepts)
    return import_terms(file=file, prefix=prefix, preview=preview, actor=SYSTEM, at=AT)


def test_concepts_and_terms_are_entered_with_their_sources() -> None:
    done = brought(MOTOR)
    assert (done.concepts.new, done.terms.new, done.not_agreed) == (1, 4, 1)
    concept = Concept.objects.get()
    assert dict(concept.name) == {
        "en": "motor",
        "ru": "электродвигатель",
        "kk": "электр қозғалтқышы",
    }
    assert (concept.domain, dict(concept.definition)) == ("electrical", {"en": "It turns."})
    terms = {term.key: (term.text, term.status) for term in Term.objects.all()}
    assert terms["motor-en"] == ("motor", "proposed")
    assert terms["motor-ru"] == ("мотор", "forbidden")
    assert terms["motor-ru-2"] == ("электродвигатель", "proposed")
    assert Term.objects.get(key="motor-ru").remark
    cited = Claim.objects.filter(register="terms").values_list("record", "source__citation")
    assert list(cited) == [("motor-en", "B")]


def test_the_same_file_again_changes_nothing() -> None:
    brought(MOTOR)
    done = brought(MOTOR)
    assert (done.concepts.unchanged, done.terms.unchanged) == (1, 4)


def test_what_the_file_says_more_is_added() -> None:
    brought(MOTOR)
    more = FileConcept(
        "motor",
        "",
        {"ru": "Вращается."},
        terms=(FileTerm("en", "motor", status="admitted"), FileTerm("uz", "motor")),
    )
    done = brought(more)
    assert (done.concepts.changed, done.terms.changed, done.terms.new) == (1, 1, 1)
    concept = Concept.objects.get()
    assert dict(concept.definition) == {"en": "It turns.", "ru": "Вращается."}
    assert concept.domain == "electrical"


def test_a_preview_writes_nothing() -> None:
    done = brought(MOTOR, preview=True)
    assert (done.concepts.new, done.terms.new) == (1, 4)
    assert not Concept.objects.exists()


def test_only_officers_bring_files_in() -> None:
    for actor in (make_chinese(), PUBLIC):
        with pytest.raises(NotAllowed):
            import_terms(file=TermFile((MOTOR,)), actor=actor, at=AT)
    import_terms(file=TermFile((MOTOR,)), actor=make_officer(), at=AT)


def test_another_concept_under_the_key_is_refused_and_a_prefix_helps() -> None:
    brought(MOTOR)
    stranger = FileConcept("motor", terms=(FileTerm("en", "starter", line=9),), line=8)
    with pytest.raises(Invalid) as refused:
        brought(stranger)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.row, problem.field) == ("other_concept", 8, "motor")
    assert brought(stranger, prefix="theirs-").concepts.new == 1


def test_one_bad_term_and_nothing_comes_in() -> None:
    bad = FileConcept("other", terms=(FileTerm("en", "word", remark="a" * 1_001, line=12),))
    with pytest.raises(Invalid) as refused:
        brought(MOTOR, bad)
    assert [(one.rule, one.row) for one in refused.value.problems] == [("too_long", 12)]
    assert not Concept.objects.exists()


def test_the_same_term_twice_and_an_unknown_field_are_told() -> None:
    twice = FileConcept("x", "Astronomy", terms=(FileTerm("en", "star"), FileTerm("en", "star")))
    done = brought(twice)
    assert done.terms.new == 1
    assert [left.what for left in done.leftovers] == [
        "subjectField “Astronomy”",
        "the same term again",
    ]


def test_what_both_sides_agreed_stays_agreed_when_it_comes_back() -> None:
    make_lathe()
    put_forward(key="lathe-ru", actor=make_chinese(), at=AT)
    agree(key="lathe-ru", actor=make_host(), at=AT)
    data = b"".join(write_tbx(file_concepts(PUBLIC), title="Base"))
    assert b"preferredTerm-admn-sts" in data
    done = import_terms(file=read_tbx(data), actor=SYSTEM, at=AT)
    assert (done.concepts.unchanged, done.terms.unchanged, done.not_agreed) == (1, 4, 0)
    assert Term.objects.get(key="lathe-ru").status == "agreed"


def test_another_installation_proposes_what_was_agreed_elsewhere() -> None:
    file = TermFile((MOTOR,))
    done = import_terms(file=file, actor=SYSTEM, at=AT)
    assert done.not_agreed == 1
    assert Term.objects.get(key="motor-en").status == "proposed"


def test_an_export_holds_a_domain_and_what_the_public_sees() -> None:
    make_lathe()
    brought(MOTOR)
    assert [concept.key for concept in file_concepts(PUBLIC, domain="electrical")] == ["motor"]
    assert [concept.key for concept in file_concepts(PUBLIC)] == ["cnc-lathe", "motor"]
