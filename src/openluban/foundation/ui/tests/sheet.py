"""The stylesheet read as far as tests need it."""

import re
from pathlib import Path

from openluban.foundation import ui

ROOT = Path(ui.__file__).parent
STYLESHEET = ROOT / "static/ui/openluban.css"


def css() -> str:
    """Return the stylesheet without comments."""
    return re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.DOTALL)


def templates() -> dict[str, str]:
    """Return the text of every template by its path."""
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


def colours(theme: str) -> dict[str, str]:
    """Return the colour tokens of a theme: `light`, `dark` or `print`."""
    blocks = re.findall(r":root \{([^{}]*--paper[^{}]*)\}", css())
    tokens: dict[str, str] = {}
    for block in blocks[: ("light", "dark").index(theme) + 1] if theme != "print" else blocks:
        tokens |= dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", block))
    return tokens


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 of two colours such as `#fff` or `#a51c16`."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
