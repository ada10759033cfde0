"""Text files in the encoding they come in: declared, marked or found out, which is then said."""

import codecs

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.encodings import TextEncoding, find_encoding, first_bad_byte
from openluban.foundation.sheets.problems import StopReading
from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.opening import unfit

_SAME = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-8-sig": "utf-8",
}  # fmt: skip
_READ = frozenset(
    {"utf-8", "gb18030", "big5", "cp1250", "cp1251", "cp1252", "cp1254", "cp1256", "koi8-r"}
    | {"koi8-u", "cp866", "iso8859-2", "iso8859-5", "iso8859-9", "iso8859-15", "euc_kr"}
    | {"shift_jis", "euc_jp"}
)


def decoded_as(data: bytes, name: str, declared: str = "") -> tuple[str, list[Problem]]:
    """Return a text file's text, and a note if nobody says its encoding and it is not UTF-8.

    A mark at its beginning counts before what is declared, and that before what the bytes look
    like.

    :raises Unfit: it is empty or no text, its encoding is not known, or not the one declared
    """
    if not data.strip():
        raise unfit("file.empty", _("The file is empty."), name)
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    guess = _guess(data)
    if guess is None and b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise unfit("file.binary", _("This is no text: it holds null bytes."), name, line)
    if marked or not declared:
        if guess is None:
            sentence = _("Its encoding is not known. Save it as UTF-8.")
            raise unfit("file.encoding_unknown", sentence, name)
        text = data[guess.start :].decode(guess.codec)
        sentence = _("The file does not say its encoding; it was read as %(encoding)s.")
        is_plain = marked or guess.codec == "utf-8"
        said = [] if is_plain else [unfit("file.encoding_guessed", sentence, name,
                                          encoding=guess.name).problem]  # fmt: skip
    else:
        text, said = _as_declared(data, name, declared, guess), []
    return text, said


def _as_declared(data: bytes, name: str, declared: str, guess: TextEncoding | None) -> str:
    """Return the text in the encoding that is said, unless the bytes speak against it."""
    try:
        codec = codecs.lookup(declared).name
    except LookupError:
        codec = ""
    codec = _SAME.get(codec, codec)
    if codec not in _READ:
        sentence = _("The encoding “%(encoding)s” is none that is read.")
        raise unfit("file.encoding_unread", sentence, name, encoding=declared)
    bad = first_bad_byte(data, TextEncoding(codec, codec))
    surely = guess.codec if guess else ""
    is_ascii = data.isascii()
    if bad is not None or (not is_ascii and _speaks_against(codec, surely)):
        line = data[: bad or 0].count(b"\n") + 1 if bad is not None else None
        sentence = _("The file says that it is %(encoding)s, and it is not. Save it as UTF-8.")
        raise unfit("file.encoding_wrong", sentence, name, line, encoding=declared)
    return data.decode(codec)


def _speaks_against(codec: str, guess: str) -> bool:
    """Test whether bytes that read well in one encoding are said to be in another.

    Good UTF-8 is never anything else; Chinese and Russian are told apart by how likely they are.
    """
    if guess in {"", codec}:
        return False
    return guess == "utf-8" or {codec, guess} == {"gb18030", "cp1251"}


def _guess(data: bytes) -> TextEncoding | None:
    try:
        return find_encoding(data)
    except StopReading:
        return None
