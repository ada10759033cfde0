"""Making pictures smaller for a slow link."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openluban.kernel.lazily import lazily

if TYPE_CHECKING:
    from PIL import Image
else:
    Image = lazily("PIL.Image")

_MOST_PIXELS = 60_000_000
_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
_QUALITY = 78


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
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
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
