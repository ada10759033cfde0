"""Which films may come in: told by their bytes, with hostile ones among them."""

import io
import struct
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.teaching.library.errors import FilmCoding, FilmDamaged, FilmTooLarge, NoFilm
from openluban.teaching.library.formats.film_facts import MP4, WEBM, FilmFacts
from openluban.teaching.library.formats.films import names_film, read_film
from openluban.teaching.library.tests.made_films import DRAWN, box, element, mp4, track, webm

DRAWN_FACTS = (("first-run.mp4", MP4), ("first-run.webm", WEBM))


class Sparse(io.RawIOBase):
    """A huge file of which only the beginning lies anywhere; counts what is read."""

    def __init__(self, head: bytes, size: int) -> None:
        self._head, self._size, self._place, self.read_bytes = head, size, 0, 0

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = start + place
        return self._place

    def read(self, size: int = -1) -> bytes:
        size = min(size if size >= 0 else self._size, self._size - self._place)
        data = self._head[self._place : self._place + size].ljust(max(0, size), b"\0")
        self._place += len(data)
        self.read_bytes += len(data)
        return data


def facts(data: bytes, name: str = "clip.mp4", **rest: Any) -> FilmFacts:
    return read_film(io.BytesIO(data), name, **rest)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.txt", "a")
    return file.getvalue()


@pytest.mark.parametrize(("name", "ending"), DRAWN_FACTS)
def test_real_films_say_how_long_and_how_large_they_are(name: str, ending: str) -> None:
    with (DRAWN / name).open("rb") as file:
        assert read_film(file, "any.txt") == FilmFacts(ending, 30_000, 640, 360)
        assert file.tell() == 0


def test_films_made_by_hand_are_read() -> None:
    assert facts(mp4()) == FilmFacts(MP4, 3_000, 640, 360)
    assert facts(mp4(tracks=track(b"soun", b"mp4a") + track())) == FilmFacts(MP4, 3_000, 640, 360)
    assert facts(webm(), "clip.mp4") == FilmFacts(WEBM, 3_000, 640, 360)


def test_a_film_without_a_length_has_none() -> None:
    assert facts(mp4(seconds=0)).milliseconds == 0
    assert facts(mp4(seconds=4_000_000)).milliseconds == 0


def test_a_live_recording_that_does_not_know_its_end_is_read() -> None:
    whole = webm()
    place = whole.index(bytes.fromhex("18538067")) + 4
    assert facts(whole[:place] + b"\x01" + b"\xff" * 7 + whole[place + 8 :]).width == 640


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        zipped(),
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"RIFF\0\0\0\0AVI LIST",
        b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(50),
        b"\0\0\0\x14ftypheic\0\0\0\0heic" + bytes(50),
        b"\0\0\0\x08ftyp",
        webm(doctype=b"matroska"),
        b"\x1aE\xdf\xa3",
        b"\x1aE\xdf\xa3" + b"\xff" * 40,
    ],
)
def test_whatever_its_name_says_other_files_are_no_films(data: bytes) -> None:
    for name in ("clip.mp4", "clip.webm"):
        with pytest.raises(NoFilm):
            facts(data, name)


@pytest.mark.parametrize(
    "data",
    [
        mp4(tracks=track(coding=b"hvc1")),
        mp4(tracks=track(coding=b"mp4v")),
        mp4(tracks=track(coding=b"encv")),
        webm(coding=b"V_MPEG4/ISO/AVC"),
        webm(coding=b""),
    ],
)
def test_pictures_that_browsers_do_not_play_are_refused(data: bytes) -> None:
    with pytest.raises(FilmCoding):
        facts(data)


def test_what_declares_more_than_there_is_is_cut_off() -> None:
    two_gigabytes = mp4() + struct.pack(">I4s", 2**31, b"free")
    endless = mp4() + struct.pack(">I4sQ", 1, b"free", 2**63)
    backwards = mp4() + struct.pack(">I4sQ", 1, b"free", 3)
    no_pictures = mp4(tracks=track(b"soun", b"mp4a"))
    no_data = box(b"ftyp", b"isom", bytes(4), b"isom") + box(b"moov", track())
    overlong = mp4(tracks=box(b"trak", struct.pack(">I4s", 900, b"mdia")))
    empty_table = mp4(tracks=track().replace(b"stsd", b"stxx"))
    for data in (two_gigabytes, endless, backwards, no_pictures, no_data, overlong, empty_table):
        with pytest.raises(FilmDamaged):
            facts(data)


def test_a_webm_that_declares_more_than_there_is_is_cut_off() -> None:
    for data in (
        webm()[:-1],
        webm(data=element("a3", bytes(10)))[:-3],
        webm().replace(bytes.fromhex("1f43b675"), bytes.fromhex("1f43b676")),
        webm().replace(bytes.fromhex("1654ae6b"), bytes.fromhex("1654ae6c")),
    ):
        with pytest.raises(FilmDamaged):
            facts(data, "clip.webm")


def test_a_film_of_nothing_but_boxes_keeps_nobody_busy() -> None:
    with pytest.raises(FilmDamaged):
        facts(mp4() + box(b"free") * 60_000)
    with pytest.raises(FilmDamaged):
        facts(webm(more=element("ec") * 60_000))


def test_of_a_large_film_a_few_bytes_are_read() -> None:
    whole = mp4() + struct.pack(">I4s", 900_000_000, b"free")
    large = Sparse(whole, len(whole) - 8 + 900_000_000)
    assert read_film(large, "large.mp4").width == 640  # type: ignore[arg-type]
    assert large.read_bytes < 2_000


def test_a_film_that_is_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(FilmTooLarge, match="1000 MB"):
        read_film(Sparse(mp4(), 1_000_000_001), "large.mp4")  # type: ignore[arg-type]
    with pytest.raises(FilmTooLarge):
        facts(mp4(data=bytes(1_000)), at_most=500)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from([mp4(data=b"x" * 40), webm(data=b"x" * 40)]))
def test_whatever_is_changed_or_cut_is_read_or_refused(data: st.DataObject, whole: bytes) -> None:
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        changed[place] = data.draw(st.integers(0, 255))
    cut = bytes(changed[: data.draw(st.integers(0, len(whole)))])
    with suppress(NoFilm, FilmCoding, FilmDamaged):
        assert facts(cut).ending in {MP4, WEBM}


@given(st.binary(max_size=200))
def test_noise_is_never_a_film(noise: bytes) -> None:
    for head in (b"", b"\0\0\0\x18ftypisom\0\0\0\0isom", b"\x1aE\xdf\xa3\x84\x42\x82\x81\x00"):
        with pytest.raises((NoFilm, FilmDamaged, FilmCoding)):
            facts(head + noise)


def test_names_are_told_by_their_endings() -> None:
    assert all(map(names_film, ("a.mp4", "A.MP4", "a.webm", "a.m4v")))
    assert not any(map(names_film, ("a.mkv", "mp4", "a.mp4.txt", "a.vtt")))
