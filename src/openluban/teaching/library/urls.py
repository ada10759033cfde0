"""Addresses of units' texts, beneath those of the register, and of images."""

from django.urls import path, register_converter

from openluban.foundation.registers.urls import RecordKeyConverter
from openluban.teaching.library.views.beside import beside_page
from openluban.teaching.library.views.booking import book_file
from openluban.teaching.library.views.bundling import bundle_file, bundle_page
from openluban.teaching.library.views.deeds import deed
from openluban.teaching.library.views.files import film_file, image_file
from openluban.teaching.library.views.filming import film_deed, films_page
from openluban.teaching.library.views.importing import import_page, import_preview
from openluban.teaching.library.views.leafing import leaves_page
from openluban.teaching.library.views.reading import read_page, version_page, versions_page
from openluban.teaching.library.views.taking import (
    beside_file,
    leaves_file,
    subtitles_file,
    text_file,
)
from openluban.teaching.library.views.writing import write_in, write_page

register_converter(RecordKeyConverter, "unit_key")

_UNIT = "units/<unit_key:key>"
_VERSIONS = f"{_UNIT}/versions/<slug:language>"
_LEAVES = f"{_UNIT}/leaves/<slug:language>/<int:since>/<int:version>"
_RESOURCE_LEAVES = "library/<unit_key:key>/leaves/<slug:language>"

urlpatterns = [
    path(f"{_UNIT}/read/", read_page, name="unit_read"),
    path(f"{_UNIT}/read/<slug:language>/", read_page, name="unit_read_in"),
    path(f"{_UNIT}/beside/<slug:left>/<slug:right>/", beside_page, name="unit_beside"),
    path(
        f"{_UNIT}/beside/<slug:left>/<slug:right>/unit.<slug:ending>",
        beside_file,
        name="unit_beside_file",
    ),
    path(f"{_UNIT}/write/", write_in, name="unit_write_in"),
    path(f"{_UNIT}/write/<slug:language>/", write_page, name="unit_write"),
    path(f"{_VERSIONS}/", versions_page, name="unit_versions"),
    path(f"{_VERSIONS}/<int:version>/", version_page, name="unit_version"),
    path(f"{_VERSIONS}/<int:version>/deed/", deed, name="unit_deed"),
    path(f"{_VERSIONS}/<int:version>/unit.<slug:ending>", text_file, name="unit_file"),
    path(f"{_LEAVES}/", leaves_page, name="unit_leaves"),
    path(f"{_LEAVES}/leaves.pdf", leaves_file, name="unit_leaves_file"),
    path(
        f"{_VERSIONS}/<int:version>/subtitles.<slug:ending>", subtitles_file, name="unit_subtitles"
    ),
    path(f"{_UNIT}/films/", films_page, name="unit_films"),
    path(f"{_UNIT}/films/<slug:digest>/deed/", film_deed, name="unit_film_deed"),
    path(f"{_UNIT}/films/<slug:digest>.<slug:ending>", film_file, name="unit_film"),
    path("resources/import/", import_page, name="library_import"),
    path("resources/import/<slug:token>/", import_preview, name="library_import_preview"),
    path(f"{_RESOURCE_LEAVES}/", bundle_page, name="resource_leaves"),
    path(f"{_RESOURCE_LEAVES}/leaves.pdf", bundle_file, name="resource_leaves_file"),
    path("library/<unit_key:key>/book.epub", book_file, name="library_book"),
    path("library/files/<str:name>", image_file, name="library_file"),
]
