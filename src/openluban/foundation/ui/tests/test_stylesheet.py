import gzip
import re

import pytest

from openluban.foundation.ui.tests.sheet import STYLESHEET, colours, contrast, css, templates

THEMES = ("light", "dark", "print")
TEXTS = ("ink", "ink-soft", "seal", "timber")
GROUNDS = ("paper", "sheet", "wash")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(theme: str, ground: str, text: str) -> None:
    tokens = colours(theme)
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_buttons_notes_and_the_bounds_of_fields_can_be_made_out(theme: str) -> None:
    tokens = colours(theme)
    assert contrast(tokens["seal-ink"], tokens["seal"]) >= 4.5
    assert contrast(tokens["ink"], tokens["timber-wash"]) >= 4.5
    assert contrast(tokens["rule"], tokens["sheet"]) >= 3
    assert contrast(tokens["rule"], tokens["paper"]) >= 3
    assert contrast(tokens["seal"], tokens["land"]) >= 3
    assert contrast(tokens["timber"], tokens["land"]) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_class_of_the_templates_is_in_the_stylesheet() -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", css()))
    for path, text in templates().items():
        plain = re.sub(r"{[{%].*?[%}]}", "", text)
        for attribute in re.findall(r'class="([^"]*)"', plain):
            names = set(attribute.split())
            unknown = {name for name in names if name not in known and not name.endswith("-")}
            assert not unknown, f"{path}: {unknown}"


def test_no_template_carries_style_or_script_and_nothing_is_fetched_from_elsewhere() -> None:
    for path, text in templates().items():
        assert not re.search(r"\sstyle=|<style|<script|\son[a-z]+=|https?://", text), path
    assert not re.search(r"url\(|@import", css())


def test_only_logical_sides_are_used_so_that_right_to_left_works() -> None:
    sides = r"(margin|padding|border)-(left|right)|[\s;{](left|right):|text-align: (left|right)"
    assert not re.search(sides, css())


def test_no_language_has_colours_or_sizes_of_its_own() -> None:
    """So that the journeys need judge contrast in one language alone."""
    judged = r"color|background|opacity|font-size|--(?!sans|serif|line|tight)"
    rules = re.findall(r"([^{};]*:lang\([^{};]*)\{([^{}]*)\}", css())
    assert rules
    assert [selector for selector, rule in rules if re.search(judged, rule)] == []


def test_the_stylesheet_is_light() -> None:
    assert len(gzip.compress(STYLESHEET.read_bytes())) < 9_000


def test_every_named_token_exists() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", css()))
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", css())) <= defined
