"""Pictures of a pack: as they are, smaller, or only their words."""

import re
from collections.abc import Callable
from html import escape
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from openluban.teaching.library.public import FILES

_PICTURE = re.compile(rf'<img\b[^>]*\bsrc="{re.escape(FILES)}([0-9a-f]{{64}})\.(\w+)"[^>]*>')
_WORDS = re.compile(r'\balt="([^"]*)"')
_MOST_PIXELS = 60_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
_QUALITY = 78


def pictures_in(html: str) -> list[tuple[str, str]]:
    """Return (digest, ending) of the pictures that a page shows, each once."""
    return list(dict.fromkeys(_PICTURE.findall(html)))


def with_pictures(html: str, named: Callable[[str, str], str]) -> str:
    """Return a page with its pictures' addresses as ``named`` gives them for digest and ending.

    Where it gives ``""``, the words that describe the picture stand in its place.
    """

    def replaced(found: "re.Match[str]") -> str:
        address = named(found[1], found[2])
        if address:
            return found[0].replace(f"{FILES}{found[1]}.{found[2]}", escape(address))
        words = _WORDS.search(found[0])
        return f'<span class="no-picture">[{words[1] if words and words[1] else "…"}]</span>'

    return _PICTURE.sub(replaced, html)


def narrowed(data: bytes, ending: str, width: int) -> bytes:
    """Return a picture that is at most so many pixels wide, of the same kind.

    It comes back as it is where it is narrow enough, gains nothing, or cannot be read.
    """
    try:
        with Image.open(BytesIO(data), formats=[_FORMATS[ending]]) as picture:
            wide, high = picture.size
            if wide <= width or wide * high > _MOST_PIXELS or getattr(picture, "n_frames", 1) > 1:
                return data
            made = _scaled(picture, width)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data
    kept = BytesIO()
    made.save(kept, _FORMATS[ending], optimize=True, quality=_QUALITY)
    return kept.getvalue() if kept.tell() < len(data) else data


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    high = max(1, round(picture.height * width / picture.width))
    mode = picture.mode if picture.mode in {"RGB", "RGBA", "L", "LA"} else ""
    plain = (
        picture if mode else picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    )
    return plain.resize((width, high), Image.Resampling.LANCZOS)
