"""The addresses of the provider, beneath ``/ims/oneroster/``."""

from django.urls import include, path

from openluban.learning.learners.views.provider import gradebook, rostering
from openluban.learning.learners.views.provider.token import token_view

_ALL = (
    *("orgs", "schools", "academicSessions", "terms", "gradingPeriods", "courses", "classes"),
    *("users", "students", "teachers", "enrollments", "demographics"),
)
_BENEATH = (
    ("schools/<str:school>/classes", "classes"),
    ("schools/<str:school>/courses", "courses"),
    ("schools/<str:school>/enrollments", "enrollments"),
    ("schools/<str:school>/students", "students"),
    ("schools/<str:school>/teachers", "teachers"),
    ("schools/<str:school>/terms", "terms"),
    ("schools/<str:school>/classes/<str:class_>/enrollments", "enrollments"),
    ("schools/<str:school>/classes/<str:class_>/students", "students"),
    ("schools/<str:school>/classes/<str:class_>/teachers", "teachers"),
    ("classes/<str:class_>/students", "students"),
    ("classes/<str:class_>/teachers", "teachers"),
    ("courses/<str:course>/classes", "classes"),
    ("terms/<str:term>/classes", "classes"),
    ("terms/<str:term>/gradingPeriods", "gradingPeriods"),
    ("students/<str:student>/classes", "classes"),
    ("teachers/<str:teacher>/classes", "classes"),
)
_rostering = [
    *(path(kind, rostering.all_of, {"kind": kind}) for kind in _ALL),
    *(path(f"{kind}/<str:id_>", rostering.one_of, {"kind": kind}) for kind in _ALL),
    *(path(place, rostering.beneath, {"kind": kind}) for place, kind in _BENEATH),
    path("users/<str:user>/classes", rostering.classes_of_user),
    path("<path:rest>", rostering.nothing_here),
]
_KINDS = ("categories", "lineItems", "results")
_gradebook = [
    *(path(kind, gradebook.all_of, {"kind": kind}) for kind in _KINDS),
    *(path(f"{kind}/<str:id_>", gradebook.one_of, {"kind": kind}) for kind in _KINDS),
    *(path(f"classes/<str:class_>/{kind}", gradebook.in_class, {"kind": kind}) for kind in _KINDS),
    path(
        "classes/<str:class_>/lineItems/<str:line>/results",
        gradebook.in_class,
        {"kind": "results"},
    ),
    path(
        "classes/<str:class_>/students/<str:student>/results",
        gradebook.in_class,
        {"kind": "results"},
    ),
    path("<path:rest>", rostering.nothing_here),
]
_services = [
    path("rostering/v1p2/", include(_rostering)),
    path("gradebook/v1p2/", include(_gradebook)),
]
urlpatterns = [
    path("token", token_view, name="roster_token"),
    *_services,
    # Some clients are given one address for both services.
    path("v1p2/", include(_services)),
]
