"""HTTP clients of two kinds of translating machines; nothing is asked unless settings name one."""

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit

import orjson

SECONDS = 20
MOST_BYTES = 1_000_000
"""Of an answer."""
_SPOKEN = {"zh-hans": "zh", "zh-hant": "zt"}
_ASK = (
    "Translate the user's text from {source} to {target}. It is one sentence of teaching material "
    "for vocational training, in Markdown. Keep Markdown marks, numbers, units and signs of parts "
    "as they are. Answer with the translation alone."
)


class Silent(Exception):
    """The machine gave no translation; the message says why."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Which machine is asked, and how: ``kind`` is ``libretranslate`` or ``chat``."""

    url: str
    kind: str = "libretranslate"
    key: str = ""
    model: str = ""

    @property
    def name(self) -> str:
        """What is written down with every translation of it."""
        host = urlsplit(self.url).hostname or ""
        return " ".join(filter(None, (self.kind, host, self.model)))[:120]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key must not travel to another host."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """Follow nothing."""


def translated(machine: Machine, text: str, *, source: str, target: str) -> str:
    """Return the machine's translation of a text.

    :raises Silent: it does not answer in time, answers too much, or gives no translation
    """
    ask = _KINDS.get(machine.kind)
    if ask is None or urlsplit(machine.url).scheme not in {"http", "https"}:
        _silent("the settings name no machine")
    answer = ask(machine, text, (source, target))
    if not answer.strip():
        _silent("an empty answer")
    return answer.strip()


def _libretranslate(machine: Machine, text: str, languages: tuple[str, str]) -> str:
    source, target = (_SPOKEN.get(each, each.partition("-")[0]) for each in languages)
    body = {"q": text, "source": source, "target": target, "format": "text"}
    if machine.key:
        body["api_key"] = machine.key
    answer = _asked(f"{machine.url.rstrip('/')}/translate", body, {})
    return _text(answer.get("translatedText"))


def _chat(machine: Machine, text: str, languages: tuple[str, str]) -> str:
    asked = _ASK.format(source=languages[0], target=languages[1])
    messages = [{"role": "system", "content": asked}, {"role": "user", "content": text}]
    headers = {"Authorization": f"Bearer {machine.key}"} if machine.key else {}
    body = {"model": machine.model, "messages": messages, "temperature": 0}
    answer = _asked(f"{machine.url.rstrip('/')}/chat/completions", body, headers)
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else {}
    message = first.get("message") if isinstance(first, dict) else None
    return _text(message.get("content") if isinstance(message, dict) else None)


_KINDS: dict[str, Callable[[Machine, str, tuple[str, str]], str]] = {
    "libretranslate": _libretranslate,
    "chat": _chat,
}
KINDS = tuple(_KINDS)


def _asked(url: str, body: object, headers: Mapping[str, str]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
        url,
        data=orjson.dumps(body),
        headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
    )
    try:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            data = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        _silent(f"HTTP {error.code}")
    except (OSError, ValueError):
        _silent("no connection")
    if len(data) > MOST_BYTES:
        _silent("the answer is too long")
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        _silent("the answer is no JSON")
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _silent(why: str) -> NoReturn:
    raise Silent(why)
