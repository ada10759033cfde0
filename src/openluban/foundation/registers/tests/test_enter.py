"""Entering a record."""

import pytest

from openluban.foundation.evidence.models import Claim
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import AlreadyThere, KeyTaken
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.tests.make import AT, enter, make_country, make_workshop, the
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound


def test_what_an_officer_enters_counts_at_once(officer: Actor) -> None:
    workshop = make_workshop(actor=officer)
    assert workshop.is_shown
    assert not Proposal.objects.exists()


def test_what_a_contributor_enters_waits_under_the_name_of_their_institution(
    contributor: Actor,
) -> None:
    workshop = make_workshop(actor=contributor, audience="internal")
    workshop.refresh_from_db()
    assert workshop.standing == Standing.PROPOSED
    assert workshop.scope == "ektu"
    assert workshop.audience == "public", "who may see it is for an officer to say"
    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.record, proposal.proposer) == (
        "new",
        "kz-ektu",
        contributor.key,
    )


def test_entering_is_written_down_with_values_and_moment(officer: Actor) -> None:
    make_workshop(actor=officer, name_en="Astana Luban Workshop")
    entry = Entry.objects.about("workshops", "kz-ektu").get()
    assert entry.action == "registers.entered"
    assert entry.happened_at == AT
    assert entry.actor_key == officer.key
    assert entry.changes["name"] == [None, {"en": "Astana Luban Workshop"}]


def test_the_source_that_is_named_becomes_its_evidence(officer: Actor) -> None:
    workshop = make_workshop(actor=officer, source="China Daily 2024-10-15", confidence="high")
    workshop.refresh_from_db()
    assert Claim.objects.get().source.publisher == "China Daily"
    assert workshop.confidence == "high"


def test_a_record_without_a_key_gets_one(officer: Actor) -> None:
    first = make_workshop("", actor=officer)
    second = make_workshop("", actor=officer)
    assert len(first.key) == 26
    assert first.key != second.key


def test_a_record_sorts_by_its_name_without_case_and_accents(officer: Actor) -> None:
    workshop = make_workshop(actor=officer, name_en="Élan Workshop")
    assert workshop.sort_name == "elan workshop"


def test_a_key_is_not_used_twice(officer: Actor) -> None:
    make_workshop(actor=officer)
    with pytest.raises(KeyTaken, match="kz-ektu"):
        make_workshop(actor=officer)


def test_what_the_database_knows_already_is_refused(officer: Actor) -> None:
    make_country()
    with pytest.raises(AlreadyThere):
        enter("countries", key="kz2", name_en="K", alpha2="kz", alpha3="kaz", numeric="1")


@pytest.mark.parametrize(
    ("cells", "field", "rule"),
    [
        ({"name_en": ""}, "name", "required"),
        ({"country": "kzz"}, "country", "unknown_reference"),
        ({"country": ""}, "country", "required"),
        ({"latitude": "91"}, "latitude", "out_of_range"),
        ({"latitude": "north"}, "latitude", "not_a_number"),
        ({"aliases": "TVI"}, "aliases", "no_language"),
        ({"key": "A key!"}, "key", "bad_key"),
        ({"key": "import"}, "key", "bad_key"),
        ({"audience": "friends"}, "audience", "unknown_choice"),
        ({"source": "x", "confidence": "sure"}, "confidence", "unknown_choice"),
        ({"closed_on": "2025-02-30"}, "closed_on", "impossible_date"),
    ],
)
def test_a_broken_rule_is_named_with_its_field(
    officer: Actor, cells: dict[str, str], field: str, rule: str
) -> None:
    make_country()
    given = {"key": "kz-1", "name_en": "A", "country": "kz"} | cells
    with pytest.raises(Invalid) as refused:
        enter("workshops", actor=officer, **given)
    assert [(each.field, each.rule) for each in refused.value.problems] == [(field, rule)]
    assert not the("workshops").model.objects.exists()


def test_an_unknown_reference_names_the_nearest_key(officer: Actor) -> None:
    make_workshop()
    with pytest.raises(Invalid) as refused:
        enter("gates", actor=officer, workshop="kz-ektuu", gate="opened")
    assert "Did you mean “kz-ektu”?" in str(refused.value.problems[0])


def test_a_rule_over_the_whole_row_holds(officer: Actor) -> None:
    make_country()
    enter("blocs", key="sco", name_en="SCO", kind="organisation")
    with pytest.raises(Invalid) as refused:
        enter(
            "memberships",
            actor=officer,
            bloc="sco",
            country="kz",
            kind="member",
            since="2001",
            until="1999",
        )
    assert refused.value.problems[0].rule == "ends_before_start"


@pytest.mark.django_db
def test_the_public_may_not_enter() -> None:
    make_country()
    with pytest.raises(NotAllowed):
        make_workshop(actor=PUBLIC)


def test_an_unknown_register_is_not_found(officer: Actor) -> None:
    with pytest.raises(NotFound):
        enter("unicorns", actor=officer, name_en="A")
