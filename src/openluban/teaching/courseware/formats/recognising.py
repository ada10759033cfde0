"""Which kind of package a file is, and what it says of itself."""

from django.utils.translation import gettext_lazy as _

from openluban.teaching.courseware.formats import content_packages, course_structures
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import refused
from openluban.teaching.courseware.rules.parcel import Parcel

_MANIFESTS = (content_packages.NAME, course_structures.NAME)


def read_parcel(files: Files) -> Parcel:
    """Return what a package says of itself, whichever kind it is.

    :raises ParcelRefused: there is no manifest at its top, there are two, or it is unfit
    """
    found = [name for name in _MANIFESTS if files.find(name)]
    if len(found) > 1:
        sentence = _("There are two manifests, imsmanifest.xml and cmi5.xml; one is needed.")
        raise refused("manifest.two", sentence, files.name)
    if not found:
        deeper = [path for path in files if path.rpartition("/")[2] in _MANIFESTS]
        if deeper:
            sentence = _("The manifest must lie at the top, not in a folder. Pack its folder anew.")
            raise refused("manifest.not_at_top", sentence, deeper[0])
        sentence = _("There is no imsmanifest.xml and no cmi5.xml in it.")
        raise refused("manifest.missing", sentence, files.name)
    if found[0] == content_packages.NAME:
        return content_packages.read_content_package(files)
    return course_structures.read_course_structure(files)
