"""Fetches the fonts that PDF files embed: Noto Sans and Noto Sans SC, under the Open Font Licence.

``python tools/fetch_fonts.py --into FOLDER``. They come from two npm packages of pinned version, or
from Debian's font folders; where neither is to be had it says so and what to do, and ends without
an error: only PDF files need them. What is already there is left alone and nothing is asked for.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SECONDS = 300
DEBIAN = Path("/usr/share/fonts")


@dataclass(frozen=True)
class Font:
    """One font file: where the package keeps it, its digest, and what Debian calls it."""

    name: str
    package: str
    member: str
    sha256: str
    debian: str


NOTO = "@expo-google-fonts/noto-sans@0.4.2"
NOTO_SC = "@expo-google-fonts/noto-sans-sc@0.4.3"
FONTS = (
    Font(
        "NotoSans-Regular.ttf",
        NOTO,
        "package/400Regular/NotoSans_400Regular.ttf",
        "fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614",
        "NotoSans-Regular.ttf",
    ),
    Font(
        "NotoSans-Bold.ttf",
        NOTO,
        "package/700Bold/NotoSans_700Bold.ttf",
        "13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431",
        "NotoSans-Bold.ttf",
    ),
    Font(
        "NotoSansSC-Regular.ttf",
        NOTO_SC,
        "package/400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "NotoSansCJK-Regular.ttc",
    ),
    Font(
        "NotoSansSC-Bold.ttf",
        NOTO_SC,
        "package/700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "NotoSansCJK-Bold.ttc",
    ),
)


def missing(folder: Path) -> list[Font]:
    """Return the fonts that the folder has under neither of their names."""
    return [
        font
        for font in FONTS
        if not any((folder / name).is_file() for name in (font.name, font.debian))
    ]


def from_npm(fonts: Iterable[Font], folder: Path) -> None:
    """Unpack what the npm packages hold, if there is an npm and it reaches its registry."""
    npm = shutil.which("npm")
    wanted = list(fonts)
    if npm is None or not wanted:
        return
    for package in dict.fromkeys(font.package for font in wanted):
        with tempfile.TemporaryDirectory() as scratch:
            packed = _pack(npm, package, Path(scratch))
            if packed is not None:
                _unpack(packed, [font for font in wanted if font.package == package], folder)


def _pack(npm: str, package: str, scratch: Path) -> Path | None:
    asked = [npm, "pack", "--silent", "--fetch-retries", "1", package]
    try:
        subprocess.run(asked, cwd=scratch, check=True, capture_output=True, timeout=SECONDS)
    except (subprocess.SubprocessError, OSError) as fault:
        print(f"fonts: npm could not fetch {package} ({type(fault).__name__})", file=sys.stderr)
        return None
    return next(scratch.glob("*.tgz"), None)


def _unpack(packed: Path, fonts: list[Font], folder: Path) -> None:
    with tarfile.open(packed) as archive:
        for font in fonts:
            member = archive.extractfile(font.member)
            content = member.read() if member else b""
            if hashlib.sha256(content).hexdigest() != font.sha256:
                print(f"fonts: {font.name} is not the file that was pinned", file=sys.stderr)
                continue
            _keep(content, folder / font.name)


def from_debian(fonts: Iterable[Font], folder: Path) -> None:
    """Copy what Debian's packages fonts-noto-core and fonts-noto-cjk have put on this machine."""
    for font in fonts:
        found = next(iter(sorted(DEBIAN.rglob(font.debian))), None) if DEBIAN.is_dir() else None
        if found is not None:
            _keep(found.read_bytes(), folder / font.debian)


def _keep(content: bytes, place: Path) -> None:
    """Write the file whole or not at all, so that a broken-off run leaves no half a font."""
    unfinished = place.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(place)


def main() -> None:
    """Fill the folder, and say what is missing if something is."""
    parser = argparse.ArgumentParser(description="Fetch the fonts that PDF files embed.")
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER")
    folder: Path = parser.parse_args().into
    folder.mkdir(parents=True, exist_ok=True)
    from_npm(missing(folder), folder)
    from_debian(missing(folder), folder)
    absent = [font.name for font in missing(folder)]
    if absent:
        print(
            f"fonts: {', '.join(absent)} not found. Everything but PDF files works without. "
            "Install npm (or Debian's fonts-noto-core and fonts-noto-cjk) and run: make fonts",
            file=sys.stderr,
        )
        # Where everything is to be checked, tests of PDF files must not be left out.
        sys.exit(bool(os.environ.get("CI")))


if __name__ == "__main__":
    main()
