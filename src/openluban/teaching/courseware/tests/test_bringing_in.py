"""Packages become drafts of a resource and are kept; whole or not at all."""

import pytest

from openluban.foundation.files.stores import the_store
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.courseware.errors import LanguageNeeded, RightsNeeded, RightsUnknown
from openluban.teaching.courseware.formats.problems import ParcelRefused
from openluban.teaching.courseware.keeping import find
from openluban.teaching.courseware.models import KeptPackage
from openluban.teaching.courseware.tests.make import (
    FILES,
    ITEMS,
    PAGE,
    RESOURCES,
    bring_in,
    item,
    manifest,
    package,
    resource,
    zipped,
)
from openluban.teaching.courseware.use_cases.bring_in import Wish
from openluban.teaching.library.public import Resource, State, Unit, UnitText

pytestmark = pytest.mark.django_db


def test_pages_become_drafts_and_the_package_is_kept() -> None:
    data = package()
    brought = bring_in(data)
    resource_made = Resource.objects.get()
    assert (resource_made.kind, resource_made.rights) == ("courseware", "CC-BY-4.0")
    assert resource_made.name.wordings["zh-hans"] == "分拣站"
    assert brought.units == ("a-sorter.safety", "a-sorter.wiring")
    assert [unit.key for unit in Unit.objects.order_by("position")] == list(brought.units)
    assert {text.state for text in UnitText.objects.all()} == {State.DRAFT}
    kept = KeptPackage.objects.get()
    assert (kept.kind, kept.version, kept.pages, kept.size) == ("cc", "1.3", 2, len(data))
    assert kept.units == list(brought.units)
    assert kept.notes == [["pages/safety.html", 2, "page.script", "A script is left out."]]
    file = find(kept.digest)
    assert file is not None
    assert b"".join(the_store().parts(file)) == data
    assert Entry.objects.filter(action="courseware.brought_in", subject_key="a-sorter").exists()


def test_the_same_package_again_changes_nothing() -> None:
    first = bring_in(package())
    again = bring_in(package())
    assert again.units == first.units
    assert again.outcome is not None
    assert (len(again.outcome.written), len(again.outcome.unchanged)) == (0, 2)
    assert KeptPackage.objects.count() == 1


def test_another_package_of_the_same_name_makes_another_resource() -> None:
    bring_in(package())
    other = package(more={"pages/safety.html": PAGE.replace("断电", "断气")})
    brought = bring_in(other)
    assert brought.outcome is not None
    assert brought.outcome.is_new
    assert brought.outcome.resource == f"a-sorter-{brought.reading.digest[:8]}"


def test_a_newer_package_goes_into_a_resource_that_is_named() -> None:
    bring_in(package())
    other = package(more={"pages/safety.html": PAGE.replace("断电", "断气")})
    brought = bring_in(other, Wish(resource="a-sorter"))
    assert brought.outcome is not None
    assert brought.outcome.written == ("pages/safety.html",)
    assert UnitText.objects.get(unit__key="a-sorter.safety", version=2).state == State.DRAFT


def test_looking_keeps_nothing() -> None:
    data = package(more={"only-looked-at.txt": "x"})
    brought = bring_in(data, Wish(only_look=True))
    assert find(brought.reading.digest) is None
    assert brought.outcome is not None
    assert brought.outcome.units == 2
    assert not Resource.objects.exists()
    assert not KeptPackage.objects.exists()


def test_a_contributor_brings_in_what_waits_for_an_officer() -> None:
    brought = bring_in(package(), actor=make_contributor())
    assert not Resource.objects.shown().exists()
    assert KeptPackage.objects.get().scope == "ektu"
    assert brought.outcome is not None


def test_nobody_else_brings_anything_in() -> None:
    with pytest.raises(NotAllowed):
        bring_in(package(), actor=PUBLIC)


def _without_metadata(page: str = PAGE) -> bytes:
    made = manifest(ITEMS, RESOURCES, lom="")
    return zipped({"imsmanifest.xml": made, **FILES, "pages/safety.html": page})


def test_rights_that_nobody_knows_must_be_given() -> None:
    with pytest.raises(RightsNeeded):
        bring_in(_without_metadata())
    with pytest.raises(RightsUnknown):
        bring_in(_without_metadata(), Wish(rights="as you like"))
    bring_in(_without_metadata(), Wish(rights="LicenseRef-letter"))
    assert Resource.objects.get().rights == "LicenseRef-letter"


def test_a_language_that_nobody_knows_must_be_given() -> None:
    page = PAGE.replace(' lang="zh-CN"', "")
    with pytest.raises(LanguageNeeded) as refused:
        bring_in(_without_metadata(page), Wish(rights="CC-BY-4.0"))
    assert "pages/safety.html" in str(refused.value)
    assert not KeptPackage.objects.exists()
    bring_in(_without_metadata(page), Wish(rights="CC-BY-4.0", language="zh"))
    assert UnitText.objects.get(unit__key__endswith="safety").language == "zh-hans"


def test_a_package_without_words_is_kept_all_the_same() -> None:
    page = "<html lang='en'><meta charset='utf-8'><body><script>go()</script></body></html>"
    made = manifest(item("I1", "R1", "Play"), resource("R1", "a.html"))
    brought = bring_in(zipped({"imsmanifest.xml": made, "a.html": page}))
    assert brought.outcome is None
    kept = KeptPackage.objects.get()
    assert (kept.resource_key, kept.units, kept.pages) == ("", [], 0)
    assert "page.no_words" in {rule for _file, _line, rule, _words in kept.notes}


def test_what_is_unfit_leaves_nothing() -> None:
    with pytest.raises(ParcelRefused):
        bring_in(package(more={"pages/wiring.html": b"\0\1\2" * 99}))
    assert not Resource.objects.exists()
    assert not KeptPackage.objects.exists()


def test_what_breaks_off_leaves_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> None:
        message = "the power is gone"
        raise OSError(message)

    monkeypatch.setattr("openluban.teaching.courseware.use_cases.bring_in.record", broken)
    with pytest.raises(OSError, match="power"):
        bring_in(package())
    assert not Resource.objects.exists()
    assert not UnitText.objects.exists()
    assert not KeptPackage.objects.exists()
    monkeypatch.undo()
    bring_in(package())  # the file that stayed behind is used
    assert KeptPackage.objects.count() == 1
