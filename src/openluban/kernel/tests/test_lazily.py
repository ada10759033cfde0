"""What is made when it is first used is what it stands for; what lasts is not looked through."""

import gc
import re
import sys

import pytest

from openluban.kernel.lasting import lasting
from openluban.kernel.lazily import lazily, pattern


def test_a_module_is_imported_by_its_first_use() -> None:
    sys.modules.pop("colorsys", None)
    colours = lazily("colorsys")
    assert "colorsys" not in sys.modules
    assert colours.rgb_to_hsv(1, 0, 0) == (0, 1, 1)
    assert "colorsys" in sys.modules


def test_a_module_that_is_not_there_is_missed_by_its_first_use() -> None:
    missing = lazily("openluban.no_such_module")
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        missing.anything()


def test_a_pattern_finds_what_it_would_find_at_once() -> None:
    words = pattern("[a-zé]+", re.IGNORECASE)
    assert words.findall("Été, 2026") == ["Été"]
    assert words.sub("x", "one 2 two") == "x 2 x"
    with pytest.raises(re.error):
        pattern("(").match("")


@pytest.mark.parametrize("before", [True, False])
def test_what_lasts_is_put_aside_and_looking_goes_on_as_before(before: bool) -> None:  # noqa: FBT001
    was_enabled = gc.isenabled()
    (gc.enable if before else gc.disable)()
    try:
        with lasting():
            assert not gc.isenabled()
            held: list[list[int]] = [[] for _each in range(1_000)]
        assert gc.isenabled() == before
        assert gc.get_freeze_count() >= 1_000
        assert not any(each is held for each in gc.get_objects())
    finally:
        (gc.enable if was_enabled else gc.disable)()
