"""The screens that ``make shots`` makes pictures of."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tools.screen_deeds import (
    align_two_texts,
    check_a_credential,
    open_a_pair,
    open_a_register,
    open_beside,
    send_a_bad_file,
    send_a_faulty_form,
    send_a_file,
    send_a_package,
    send_a_roster,
)


@dataclass(frozen=True)
class Screen:
    """One screen: what its picture is called, where it is, and as whom it is seen."""

    name: str
    path: str
    role: str = ""
    """A demonstration sign-in; empty for the public."""
    status: int = 200
    """What the page answers."""
    then: Callable[[Page], None] | None = None
    """What is done on the page before its picture is made; it must change nothing that stays."""


SESSION = "table tbody a"
"""The first session of a week, whose register was taken."""
COHORT = "a[href*='/attendance/cohorts/']"
HEADLINE = "/figures/workshops/?bloc=sco_members_and_partners&led_from=tianjin&at=2025-08-30"
"""The 10 workshops in 8 countries that were published."""
UNIT = "/units/conveyor-sorter.safety-and-first-run/"
"""A unit of the demonstration whose Russian text has not followed the original."""
FILMED = "/units/sorter-film.first-run/"
"""A unit of the demonstration with a film in two renditions."""
CANDIDATES = "/terms/candidates/?origin=library-conveyor-sorter&from=zh-hans&to=ru"
PROPOSE = "/terms/candidates/propose/?from=zh-hans&to=ru&source=流程&target=последовательность"

PUBLIC = (
    Screen("figure-learners", "/figures/learners/"),
    Screen("home", "/"),
    Screen("figures", "/figures/"),
    Screen("figure", HEADLINE),
    Screen("figure-trade", "/figures/trade_value/"),
    Screen("registers", "/registers/"),
    Screen("workshops", "/workshops/"),
    Screen("workshops-filtered", "/workshops/?country=kz"),
    Screen("programmes", "/programmes/"),
    Screen("achievement", "/achievements/demo-programme/"),
    Screen("achievement-edition", "/achievements/demo-programme/editions/1/"),
    Screen("issuer", "/issuers/tajik-technical-university/"),
    Screen("verify", "/verify/"),
    Screen("verified", "/verify/", then=check_a_credential),
    Screen("workshop", "/workshops/tj-ttu/"),
    Screen("workshop-disputed", "/workshops/kz-enu/"),
    Screen("workshop-history", "/workshops/tj-ttu/history/"),
    Screen("institution", "/institutions/tajik-technical-university/"),
    Screen("reconciliation", "/reconciliation/"),
    Screen("reconciliation-one", "/reconciliation/F001/"),
    Screen("briefings", "/briefings/"),
    Screen("briefing", "/briefings/network/"),
    Screen("briefing-edition", "/briefings/network/editions/1/"),
    Screen("library", "/library/"),
    Screen("resource", "/library/conveyor-sorter/"),
    Screen("unit", f"{UNIT}read/"),
    Screen("unit-film", f"{FILMED}read/ru/"),
    Screen("unit-beside", f"{UNIT}beside/zh-hans/ru/"),
    Screen("unit-versions", f"{UNIT}versions/zh-hans/"),
    Screen("unit-leaves", f"{UNIT}leaves/zh-hans/1/2/"),
    Screen("resource-leaves", "/library/conveyor-sorter/leaves/zh-hans/?since=2026-09-01"),
    Screen("memory", "/memory/"),
    Screen("memory-words", "/memory/?q=sensor"),
    Screen("elsewhere", "/elsewhere/"),
    Screen("packs", "/library/conveyor-sorter/packs/"),
    Screen("pack-plan", "/library/conveyor-sorter/packs/plan/?in=zh-hans&in=ru&pictures=480"),
    Screen("courseware-refused", "/resources/conveyor-sorter/cmi5.zip?in=kk", status=422),
    Screen("pack-plan-films", "/library/sorter-film/packs/plan/?in=ru&films=5"),
    Screen("pack-plan-refused", "/library/conveyor-sorter/packs/plan/?in=kk", status=422),
    Screen("search", "/search/?q=Dushanbe"),
    Screen("standards", "/standards/"),
    Screen("figure-units-in-use", "/figures/units_in_use/"),
    Screen("occupation", "/occupations/7412/"),
    Screen("figure-standards", "/figures/standards_recognised/"),
    Screen("concept", "/concepts/proximity-sensor/"),
    Screen("terms", "/terms/?status=forbidden"),
    Screen("search-through", "/search/?q=数控车床的电动机"),
    Screen("search-empty", "/search/?q=zzzzqq"),
    Screen("sign-in", "/accounts/login/"),
    Screen("api", "/api/"),
    Screen("not-found", "/no-such-page/", status=404),
)
"""What everybody sees; the journeys walk through all of it."""

INVENTED = "/learners/invented000000000000000100/"
"""A learner of the demonstration, who does not exist."""
ENROLMENT = "/learners/enrolments/envented000000000000000100/"

LEARNERS = (
    Screen("learners", "/learners/", "registrar"),
    Screen("learners-counted", "/learners/counted/?people=invented", "officer"),
    Screen("learners-alike", "/learners/alike/", "registrar"),
    Screen("learners-pair", "/learners/alike/", "registrar", then=open_a_pair),
    Screen("learner", INVENTED, "registrar"),
    Screen("rosters", "/rosters/", "registrar"),
    Screen("roster", "/rosters/tj-ttu/", "registrar"),
    Screen("roster-preview", "/rosters/tj-ttu/", "registrar", then=send_a_roster),
    Screen("learner-own", "/learners/me/", "learner"),
    Screen("learner-add", "/learners/add/", "registrar"),
    Screen("learner-edit", f"{INVENTED}edit/", "registrar"),
    Screen("learner-enrol", f"{INVENTED}enrol/", "registrar"),
    Screen("learner-number", f"{INVENTED}numbers/", "registrar"),
    Screen("learner-consent", f"{INVENTED}consents/", "registrar"),
    Screen("learner-erase", f"{INVENTED}erase/", "registrar"),
    Screen("enrolment-move", f"{ENROLMENT}move/", "registrar"),
    Screen("enrolment-mark", f"{ENROLMENT}mark/", "registrar"),
    Screen("cohorts", "/learners/cohorts/", "teacher"),
    Screen("attendance-counted", "/attendance/counted/?people=invented", "officer"),
    Screen("attendance-week", "/attendance/", "teacher"),
    Screen("attendance-register", "/attendance/", "teacher", then=open_a_register),
    Screen("attendance-change", "/attendance/", "teacher", then=open_beside(SESSION, "change")),
    Screen("attendance-marks", "/attendance/", "teacher", then=open_beside(SESSION, "marks")),
    Screen("attendance-hours", "/attendance/", "teacher", then=open_beside(COHORT, "hours")),
    Screen("attendance-plan", "/attendance/", "teacher", then=open_beside(COHORT, "plan")),
    Screen("work-registrar", "/my-work/", "registrar"),
    Screen("work-teacher", "/my-work/", "teacher"),
    Screen("work-issuer", "/my-work/", "issuer"),
    Screen("work-learner", "/my-work/", "learner"),
    Screen("attendance-phone", "/attendance/phone/", "teacher"),
    Screen("attendance-cohorts", "/attendance/", "registrar"),
    Screen("attendance-own", "/attendance/mine/", "learner"),
    Screen("courses", "/launches/", "learner"),
    Screen("course", "/launches/courses/conveyor-sorter/", "learner"),
    Screen("courses-trial", "/launches/", "teacher"),
    Screen("course-trial", "/launches/courses/conveyor-sorter/", "teacher"),
    Screen("cohort-add", "/learners/cohorts/add/", "registrar"),
    Screen("learners-taught", "/learners/", "teacher"),
)
"""Learners, all of them invented."""

AWARDS = (
    Screen("awards", "/awards/", "issuer"),
    Screen("awards-counted", "/awards/counted/?people=invented", "officer"),
    Screen("awards-give", "/awards/give/", "issuer"),
    Screen("issuer-keys", "/issuers/tajik-technical-university/keys/", "issuer"),
    Screen("issuer-signing", "/issuers/tajik-technical-university/signing/", "issuer"),
    Screen("awards-own", "/my-awards/", "learner"),
)
"""Awards of the demonstration: nobody real was awarded."""

SIGNED_IN = (
    Screen("work-officer", "/my-work/", "officer"),
    Screen("harvest", "/harvest/", "officer"),
    Screen("work-contributor", "/my-work/", "contributor"),
    Screen("account", "/account/", "officer"),
    Screen("account-factors", "/accounts/2fa/", "officer"),
    Screen("people", "/people/", "administrator"),
    Screen("statements", "/statements/", "administrator"),
    Screen("statements-person", "/statements/person/", "administrator"),
    Screen("statements-uses", "/statements/uses/", "administrator"),
    Screen("statements-uses-counted", "/statements/uses/counted/", "administrator"),
    Screen("record-officer", "/workshops/tj-ttu/", "officer"),
    Screen("record-form", "/workshops/tj-ttu/edit/", "officer"),
    Screen(
        "record-form-faulty",
        "/workshops/tj-ttu/edit/",
        "officer",
        then=send_a_faulty_form,
    ),
    Screen("record-add", "/workshops/add/", "contributor"),
    Screen("record-proposed", "/workshops/demo-proposed/", "officer"),
    Screen("record-retire", "/workshops/tj-ttu/retire/", "officer"),
    Screen("record-decide", "/workshops/demo-proposed/decide/1/", "officer"),
    Screen("import", "/workshops/import/", "officer"),
    Screen("import-preview", "/workshops/import/", "officer", then=send_a_file),
    Screen("import-faults", "/workshops/import/", "officer", then=send_a_bad_file),
    Screen("term-agree", "/terms/cnc-lathe-ru/agree/", "contributor"),
    Screen("courseware", "/courseware/", "contributor"),
    Screen("courseware-import", "/courseware/import/", "contributor"),
    Screen("courseware-preview", "/courseware/import/", "contributor", then=send_a_package),
    Screen("term-candidates", CANDIDATES, "contributor"),
    Screen("term-propose", PROPOSE, "contributor"),
    Screen("align", "/align/", "contributor"),
    Screen("aligned", "/align/", "contributor", then=align_two_texts),
    Screen("standard", "/standards/demo-standard/", "officer"),
    Screen("standard-version", "/standard-versions/demo-standard-2/", "officer"),
    Screen("standard-changes", "/standards/demo-standard/changes/", "officer"),
    Screen("workshop-taught-with", "/workshops/kz-ektu/", "officer"),
    Screen("resource-taught", "/library/conveyor-sorter/", "officer"),
    Screen("folder-leaves", "/library/conveyor-sorter/leaves/en/?workshop=kz-ektu", "officer"),
    Screen("teach-with", "/library/conveyor-sorter/teach/", "contributor"),
    Screen("check", "/reconciliation/check/", "officer"),
    Screen("map-figure", "/reconciliation/F001/map/", "officer"),
    Screen("unit-write", f"{UNIT}write/ru/", "contributor"),
    Screen(
        "pack-plan-make", "/library/conveyor-sorter/packs/plan/?in=zh-hans&in=ru", "contributor"
    ),
    Screen("unit-films", f"{FILMED}films/", "officer"),
    Screen("unit-translate", f"{UNIT}translate/ru/", "contributor"),
    Screen("unit-version", f"{UNIT}versions/ru/1/", "officer"),
    Screen(
        "memory-look-up",
        "/memory/look-up/?text=The+Luban+Workshop+in+Dushanbe+opened+in+2022.&from=en&to=zh-hans",
        "contributor",
    ),
    Screen("memory-import", "/memory/import/", "officer"),
    Screen("library-import", "/resources/import/", "contributor"),
    Screen("briefing-write", "/briefings/network/write/", "officer"),
    Screen("briefing-publish", "/briefings/network/publish/", "officer"),
    *LEARNERS,
    *AWARDS,
)
"""What people see who have signed in; nothing is changed by looking."""

SCREENS = (*PUBLIC, *SIGNED_IN)
