"""Draw the film of the demonstration: the first run of the conveyor sorter.

::

    python -m tools.sorter_film data/library/sorter-film

It is drawn here, line by line, and coded by ffmpeg (Debian's will do), which nothing else needs.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_WIDE, _HIGH, _RATE, _LENGTH = 640, 360, 12, 30
_PAPER, _INK, _HAIR, _SEAL, _JADE, _AMBER, _STEEL, _PLASTIC = (
    "#fbf9f5", "#1b1a18", "#cfc8bb", "#a4161a", "#1f7a4d", "#d99a1c", "#8d98a3", "#3f7cac",
)  # fmt: skip
_BELT = (70, 560, 210)
"""Left, right and top of the conveyor belt."""
_B1, _B2, _CYLINDER = 150, 300, 390
_PRESSED = (13.0, 16.5)
_RUNS = ((9.0, 13.0), (17.5, 29.5))
_PLASTIC_FROM, _METAL_FROM = 17.5, 22.5
_SPEED = 90
"""Points a second."""
_CODINGS = {
    "first-run.mp4": ("-c:v", "libx264", "-preset", "veryslow", "-crf", "30",
                      "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-map_metadata", "-1"),
    "first-run.webm": ("-c:v", "libvpx-vp9", "-crf", "34", "-b:v", "0", "-row-mt", "0",
                       "-pix_fmt", "yuv420p", "-map_metadata", "-1"),
}  # fmt: skip


def frame(at: float) -> Image.Image:
    """Return what is seen at a second."""
    picture = Image.new("RGB", (_WIDE, _HIGH), _PAPER)
    draw = ImageDraw.Draw(picture)
    _belt(draw, _travelled(at))
    _stop(draw, is_pressed=_PRESSED[0] <= at < _PRESSED[1])
    _gauge(draw, min(1.0, max(0.0, (at - 5) / 2.5)))
    plastic = _place(at, _PLASTIC_FROM)
    metal = _place(at, _METAL_FROM)
    pushed = 0.0 if metal is None else min(1.0, max(0.0, (metal - _CYLINDER) / 30))
    seen = [place for place in (plastic, metal) if place is not None]
    _sensor(draw, _B1, "B1", is_on=any(abs(place - _B1) < 16 for place in seen))  # noqa: PLR2004
    _sensor(draw, _B2, "B2", is_on=metal is not None and abs(metal - _B2) < 16)  # noqa: PLR2004
    back = 0.0 if metal is None else min(1.0, max(0.0, (metal - _CYLINDER - 70) / 30))
    _chute(draw)
    _cylinder(draw, pushed * (1 - back))
    if plastic is not None and plastic < _BELT[1] - 14:
        _workpiece(draw, plastic, _BELT[2] - 28, _PLASTIC)
    if metal is not None:
        _workpiece(draw, min(metal, _CYLINDER + 4), _BELT[2] - 28 + 92 * pushed, _STEEL)
    _lamp(draw, is_on=_is_running(at))
    return picture


def _is_running(at: float) -> bool:
    return any(start <= at < end for start, end in _RUNS)


def _travelled(at: float) -> float:
    return _SPEED * sum(max(0.0, min(at, end) - start) for start, end in _RUNS)


def _place(at: float, since: float) -> float | None:
    return _BELT[0] + 20 + _SPEED * (min(at, _RUNS[-1][1]) - since) if at >= since else None


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _belt(draw: ImageDraw.ImageDraw, travelled: float) -> None:
    left, right, top = _BELT
    draw.rounded_rectangle((left, top, right, top + 34), 17, outline=_INK, width=3)
    for roller in (left + 17, right - 17):
        draw.ellipse((roller - 11, top + 6, roller + 11, top + 28), outline=_INK, width=2)
    for mark in range(int(travelled) % 40, right - left - 40, 40):
        draw.line((left + 24 + mark, top + 2, left + 24 + mark, top + 8), fill=_INK, width=2)
    for leg in (left + 60, right - 60):
        draw.line((leg, top + 36, leg, 318), fill=_INK, width=4)
    draw.line((30, 320, 610, 320), fill=_HAIR, width=3)


def _sensor(draw: ImageDraw.ImageDraw, place: int, name: str, *, is_on: bool) -> None:
    draw.rectangle((place - 10, 118, place + 10, 150), outline=_INK, width=2)
    draw.ellipse((place - 5, 124, place + 5, 134), fill=_AMBER if is_on else _PAPER, outline=_INK)
    if is_on:
        draw.line((place, 152, place, 178), fill=_AMBER, width=3)
    draw.text((place, 96), name, _INK, _font(18), anchor="mm")


def _cylinder(draw: ImageDraw.ImageDraw, out: float) -> None:
    draw.rectangle((_CYLINDER - 12, 84, _CYLINDER + 20, 138), outline=_INK, width=3)
    reach = 150 + 78 * out
    draw.line((_CYLINDER + 4, 138, _CYLINDER + 4, reach), fill=_INK, width=5)
    draw.rectangle((_CYLINDER - 10, reach, _CYLINDER + 18, reach + 6), fill=_INK)
    draw.text((_CYLINDER + 46, 100), "MB1", _INK, _font(18), anchor="mm")


def _chute(draw: ImageDraw.ImageDraw) -> None:
    draw.line((_CYLINDER - 26, 250, _CYLINDER - 26, 312), fill=_HAIR, width=4)
    draw.line((_CYLINDER + 36, 250, _CYLINDER + 36, 312), fill=_HAIR, width=4)
    draw.line((_CYLINDER - 26, 312, _CYLINDER + 36, 312), fill=_HAIR, width=4)


def _workpiece(draw: ImageDraw.ImageDraw, place: float, top: float, colour: str) -> None:
    draw.rectangle((place - 13, top, place + 13, top + 26), fill=colour, outline=_INK, width=2)


def _stop(draw: ImageDraw.ImageDraw, *, is_pressed: bool) -> None:
    draw.rectangle((32, 262, 84, 312), fill=_AMBER, outline=_INK, width=2)
    shrunk = 5 if is_pressed else 0
    draw.ellipse((40 + shrunk, 269 + shrunk, 76 - shrunk, 305 - shrunk), fill=_SEAL, outline=_INK)
    draw.text((58, 248), "S0", _INK, _font(18), anchor="mm")


def _gauge(draw: ImageDraw.ImageDraw, share: float) -> None:
    draw.ellipse((548, 40, 608, 100), outline=_INK, width=3)
    draw.arc((554, 46, 602, 94), 150, 150 + 240 * share, fill=_JADE, width=5)
    draw.text((578, 70), f"{0.6 * share:.1f}", _INK, _font(16), anchor="mm")
    draw.text((578, 112), "MPa", _INK, _font(14), anchor="mm")


def _lamp(draw: ImageDraw.ImageDraw, *, is_on: bool) -> None:
    draw.ellipse((34, 40, 62, 68), fill=_JADE if is_on else _PAPER, outline=_INK, width=2)
    draw.text((84, 54), "P1", _INK, _font(18), anchor="mm")


def _frames() -> Iterator[bytes]:
    for number in range(_RATE * _LENGTH):
        yield frame(number / _RATE).tobytes()


def main(into: Path) -> None:
    """Write the renditions into a folder."""
    coder = shutil.which("ffmpeg")
    if coder is None:
        sys.exit("ffmpeg is not here: apt-get install ffmpeg")
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{_WIDE}x{_HIGH}", "-r", str(_RATE))
    for name, coding in _CODINGS.items():
        asked = [coder, "-v", "error", "-y", *raw, "-i", "-", *coding, str(into / name)]
        with subprocess.Popen(asked, stdin=subprocess.PIPE) as running:
            if running.stdin is None:
                sys.exit("ffmpeg takes nothing in")
            running.stdin.writelines(_frames())
            running.stdin.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
