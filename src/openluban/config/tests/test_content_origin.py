import pytest

from openluban.config import environment
from openluban.config.cli import _port
from openluban.config.environment import UnfitEnvironment


@pytest.mark.parametrize(
    ("given", "site", "hosts"),
    [
        ("content.example", "", []),
        ("ftp://content.example", "", []),
        ("https://content.example/path", "", []),
        ("https://content.example?a", "", []),
        ("https://luban.example:8443", "https://luban.example", []),
        ("http://localhost:8001", "", ["localhost"]),
        ("https://content.example", "", ["*"]),
        ("http://content.example", "https://luban.example", []),
    ],
)
def test_an_origin_that_would_not_part_them_is_refused(
    given: str, site: str, hosts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUBAN_CONTENT_ORIGIN", given)
    with pytest.raises(UnfitEnvironment):
        environment.content_origin(site, hosts)


def test_an_origin_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUBAN_CONTENT_ORIGIN", "https://Content.example:8443/")
    found = environment.content_origin("https://luban.example", ["luban.example"])
    assert found == "https://content.example:8443"
    monkeypatch.delenv("LUBAN_CONTENT_ORIGIN")
    assert environment.content_origin("", []) == ""


@pytest.mark.parametrize(
    ("words", "port"),
    [
        ([], "8000"),
        (["--port", "81"], "81"),
        (["--port=82"], "82"),
        (["--port"], "8000"),
        (["--port", "many"], "8000"),
    ],
)
def test_the_demonstration_has_an_origin_on_its_own_port(
    words: list[str], port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert _port(["demo", *words]) == port
    monkeypatch.setenv("PORT", "83")
    assert _port(["demo"]) == "83"
