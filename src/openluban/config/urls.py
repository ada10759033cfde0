"""Every address of the installation."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from openluban.config.api_page import api_page
from openluban.config.health import health_view

urlpatterns = [
    path("healthz", health_view, name="health"),
    path("api/", api_page, name="api"),
    path("api/v1/", include("openluban.config.api_urls")),
    # Before those of sign-in, of which it has some of its own.
    path("", include("openluban.site.urls")),
    path("accounts/", include("allauth.urls")),
    # Who changes the language does no harm to anybody, and pages without a token can be kept.
    path("i18n/setlang/", csrf_exempt(set_language), name="set_language"),
    path("rosters/", include("openluban.learning.learners.views.rosters.addresses")),
    path("ims/oneroster/", include("openluban.learning.learners.views.provider.addresses")),
    path("figures/", include("openluban.foundation.figures.urls")),
    path("learners/", include("openluban.learning.learners.urls")),
    path("memory/", include("openluban.teaching.memory.urls")),
    path("briefings/", include("openluban.publishing.briefings.urls")),
    path("reconciliation/", include("openluban.publishing.published.urls")),
    path("attendance/", include("openluban.learning.attendance.urls")),
    path("standards/", include("openluban.teaching.standards.urls")),
    path("", include("openluban.learning.statements.urls")),
    path("launches/", include("openluban.learning.launches.urls")),
    path("", include("openluban.teaching.packs.urls")),
    path("", include("openluban.teaching.courseware.urls")),
    path("", include("openluban.teaching.uses.urls")),
    path("terms/", include("openluban.teaching.terms.urls")),
    path("", include("openluban.teaching.harvest.urls")),
    path("", include("openluban.teaching.library.urls")),
    path("align/", include("openluban.teaching.alignment.urls")),
    # After the library, whose kind of unit keys it uses.
    path("", include("openluban.teaching.bilingual.urls")),
    path("", include("openluban.learning.credentials.urls")),
    # Last: the keys of registers stand at the top of the address.
    path("", include("openluban.foundation.registers.urls")),
]
