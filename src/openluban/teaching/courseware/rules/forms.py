"""In which forms a resource goes out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form: how it is asked for, what its file is called, and what kind of file that is."""

    key: str
    ending: str
    content_type: str


FORMS = {
    "cc13": Form("cc13", "imscc", "application/vnd.ims.imsccv1p3"),
    "cmi5": Form("cmi5", "zip", "application/zip"),
}
