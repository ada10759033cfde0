"""One run of Typst over a template of this folder, cut off from the rest of the machine."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openluban.foundation.documents.pdf import families_of, refusal_of
from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    import typst
else:
    typst = lazily("typst")

_HERE = Path(__file__).parent


@lru_cache(maxsize=2)
def _fonts(folder: str, _changed: int) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


class Page:
    """A template filled with content; everything in it is data, nothing is read as markup."""

    def __init__(self, name: str, content: dict[str, Any], *, fonts: Path) -> None:
        """Fill a template; the content gets the families of the fonts.

        :raises FontsMissing: the folder lacks fonts
        """
        changed = fonts.stat().st_mtime_ns if fonts.exists() else 0
        self._fonts = _fonts(str(fonts), changed)
        self._name = name
        given = {**content, "fonts": families_of(self._fonts.fonts())}
        self._given = json.dumps(given, ensure_ascii=False)

    def pdf(self, day: date) -> bytes:
        """Return it as PDF/A-3 that is tagged; a file may be attached to such a one.

        :raises GlyphsMissing: the text has characters that the fonts lack
        """
        moment = datetime.combine(day, time.min, tzinfo=UTC)
        return self._compiled(format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=moment)

    def svg(self) -> bytes:
        """Return its first page as SVG, the letters as paths.

        :raises GlyphsMissing: as for ``pdf``
        """
        return self._compiled(format="svg")

    def png(self, per_inch: int) -> bytes:
        """Return its first page as PNG.

        :raises GlyphsMissing: as for ``pdf``
        """
        return self._compiled(format="png", ppi=per_inch)

    def _compiled(self, **how: Any) -> bytes:
        template = (_HERE / f"{self._name}.typ").read_bytes()
        with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as empty:
            compiler = typst.Compiler(
                template,
                root=root,
                font_paths=self._fonts,
                sys_inputs={self._name: self._given},
                package_path=empty,
                package_cache_path=empty,
            )
            try:
                made = compiler.compile(**how)
            except typst.TypstError as fault:
                raise refusal_of(fault) from fault
        return bytes(made)  # type: ignore[arg-type]
