"""The picture of an achievement: drawn from its names, as SVG and as PNG."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from openluban.learning.credentials.drafting import SYNTHETIC
from openluban.learning.credentials.setting.typesetting import Page

_PER_INCH = 108
"""600 pixels across."""


def badge(
    names: Sequence[str],
    issuers: Sequence[str],
    ending: Literal["svg", "png"],
    *,
    fonts: Path,
    is_synthetic: bool = False,
) -> bytes:
    """Return the badge of an achievement; the first of its names is set large.

    :raises FontsMissing: the folder lacks fonts
    :raises GlyphsMissing: a name has characters that the fonts lack
    """
    content = {
        "names": list(names),
        "issuers": list(issuers),
        "warning": SYNTHETIC if is_synthetic else "",
    }
    page = Page("badge", content, fonts=fonts)
    return page.svg() if ending == "svg" else page.png(_PER_INCH)
