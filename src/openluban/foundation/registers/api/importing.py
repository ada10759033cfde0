"""Importing a spreadsheet through the JSON interface: previewed, then whole or not at all."""

from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.answering import answer
from openluban.foundation.api.asking import parameters, single
from openluban.foundation.api.describing import JSON, add, operation, parameter
from openluban.foundation.api.errors import WrongMediaType
from openluban.foundation.registers.api import schemas
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.use_cases.import_rows import (
    Outcome,
    import_rows,
    preview_import,
)
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.refusals import Invalid, NotAllowed, Problem

_FILE: JSON = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {
                        "type": "string",
                        "format": "binary",
                        "description": "CSV or an Excel workbook, with the register's columns.",
                    }
                },
                "required": ["file"],
            }
        }
    },
}
_PREVIEW = parameter(
    "preview",
    "true: say what would be done, and write nothing.",
    {"type": "string", "enum": ["true", "false"], "default": "false"},
)


def add_importing(router: Router, register: Register) -> None:
    """Add the operation that imports a spreadsheet into a register."""

    def import_file(request: HttpRequest) -> HttpResponse:
        given = parameters(request, ("preview",))
        actor, at = actor_of(request), timezone.now()
        if not may_accept(actor):
            raise NotAllowed
        only_preview = _is_true(single(given, "preview"))
        file = _uploaded(request)
        name = PurePosixPath(file.name or "file").name[:100]
        sheet = read_sheet(file, filename=name, columns=Columns(register.headers))
        do = preview_import if only_preview else import_rows
        outcome = do(register_key=register.key, sheet=sheet, actor=actor, at=at)
        return answer(_told(outcome, is_preview=only_preview))

    about = "Enters new keys and changes known ones: all rows or, if one is wrong, none."
    name, answers = f"import_{register.key.replace('-', '_')}", {200: schemas.OUTCOME}
    told = operation(name, "Import", about, answers, parameters=(_PREVIEW,), body=_FILE)
    add(router, "/import", import_file, told, method="POST")


def _is_true(text: str) -> bool:
    if text not in {"", "true", "false"}:
        raise Invalid([Problem("type", _("Write true or false."), "preview")])
    return text == "true"


def _uploaded(request: HttpRequest) -> "UploadedFile[Any]":
    if request.content_type != "multipart/form-data":
        raise WrongMediaType(expected="multipart/form-data")
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise Invalid([Problem("required", _("Send a file under the name “file”."), "file")])
    return file


def _told(outcome: Outcome, *, is_preview: bool) -> dict[str, Any]:
    return {
        "preview": is_preview,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "problems": [
            {
                "field": problem.field,
                "row": problem.row,
                "rule": str(problem.rule),
                "sentence": str(problem),
            }
            for problem in outcome.problems
        ],
        "samples": [
            {"key": key, "changes": {name: list(pair) for name, pair in changes.items()}}
            for key, changes in outcome.samples
        ],
    }
