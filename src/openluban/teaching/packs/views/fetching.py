"""The page of a made pack, and its file."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.files.stores import the_store
from openluban.foundation.files.views import file_in_parts
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.foundation.ui.sizes import size_words
from openluban.kernel.numerals import format_number
from openluban.teaching.packs.checking import check_pack
from openluban.teaching.packs.formats.unfit import PackUnfit
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.pages.course_pages import films_in_words, pictures_in_words
from openluban.teaching.packs.queries.made import file_of, the_pack
from openluban.teaching.packs.views.pieces import crumbs_of, languages_in_words, travel_table

_KEPT_SECONDS = 24 * 3_600


@require_safe
def pack_page(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show a made pack, whether it is as it was signed, and how to fetch it.

    It is never kept: what the disk has done to the file since is no change of any record.
    """
    (pack, resource), reader = the_pack(sha256), page_language()
    key, problems = _looked_at(pack)
    context: dict[str, Any] = {
        **crumbs_of(resource, reader),
        "pack": pack,
        "heading": _("What changed, as a pack") if pack.since else _("Pack"),
        "facts": FactList(_facts(pack, resource.rights, key, reader)),
        "travel": travel_table(pack.size),
        "file_url": reverse("pack_file", args=[pack.sha256]),
        "file_name": _file_name(pack),
        "size": size_words(pack.size, reader),
        "problems": problems,
    }
    response = render(request, "packs/pack.html", context)
    response["Cache-Control"] = "no-cache"
    return response


def _facts(pack: Pack, rights: str, key: str, reader: str) -> tuple[Fact, ...]:
    told = [
        (_("As at"), moment_words(pack.as_at, reader)),
        (_("Made"), moment_words(pack.made_at, reader)),
        (_("Languages"), languages_in_words(pack.languages, reader)),
        (_("Pictures"), pictures_in_words(pack.pictures)),
        (_("Films"), films_in_words(pack.films) if pack.films else ""),
        (_("Files"), format_number(pack.files, reader)),
        (_("Rights"), rights),
        (_("Digest of the pack"), pack.digest),
        (_("Leads on from the pack"), pack.since),
        (_("SHA-256 of the file"), pack.sha256),
        (_("Signed with the key"), key),
    ]
    return tuple(Fact(label, (Wording(value),)) for label, value in told if value)


def _looked_at(pack: Pack) -> tuple[str, list[str]]:
    """Return the key a pack is signed with, and what is wrong with it; looked at once a day."""
    kept = file_of(pack)
    name = f"packs.looked_at:{pack.sha256}:{kept.mark}:{kept.size}:{page_language()}"
    known: tuple[str, list[str]] | None = cache.get(name)
    if known is None:
        try:
            with the_store().lent(kept) as place:
                known = check_pack(place).envelope.public_key, []
        except PackUnfit as refusal:
            known = "", [f"{each.field}: {each}" for each in refusal.problems]
        cache.set(name, known, _KEPT_SECONDS)
    return known


def _file_name(pack: Pack) -> str:
    languages = "-".join(pack.languages)
    kind = "-delta" if pack.since else ""
    return f"{pack.resource_key}-{languages}-{pack.as_at:%Y%m%d}{kind}.zip"


@require_safe
def pack_file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Give the file, or the part of it that is asked for."""
    pack, _resource = the_pack(sha256)
    return file_in_parts(
        request,
        file_of(pack),
        mark=pack.sha256,
        name=_file_name(pack),
        content_type="application/zip",
    )
