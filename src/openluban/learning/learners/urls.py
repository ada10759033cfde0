"""Addresses of learners, below /learners/. Keys are random: nothing in them identifies anybody."""

from django.urls import path

from openluban.learning.learners.views import cohorts, comparing, enrolling, keeping, person
from openluban.learning.learners.views.counted import counted_view
from openluban.learning.learners.views.listing import list_view

urlpatterns = [
    path("", list_view, name="learners"),
    path("counted/", counted_view, name="learners_counted"),
    path("me/", person.own_view, name="own_record"),
    path("add/", keeping.add_view, name="learner_add"),
    path("alike/", comparing.alike_view, name="learners_alike"),
    path("alike/<int:number>/", comparing.pair_view, name="learners_pair"),
    path("cohorts/", cohorts.cohorts_view, name="cohorts"),
    path("cohorts/add/", cohorts.cohort_add_view, name="cohort_add"),
    path("cohorts/<slug:key>/", cohorts.cohort_view, name="cohort"),
    path("cohorts/<slug:key>/teachers/", cohorts.teacher_view, name="cohort_teacher"),
    path("trainings/add/", cohorts.training_add_view, name="training_add"),
    path("enrolments/<slug:key>/move/", enrolling.move_view, name="enrolment_move"),
    path("enrolments/<slug:key>/back/", enrolling.back_view, name="enrolment_back"),
    path("enrolments/<slug:key>/mark/", enrolling.mark_view, name="enrolment_mark"),
    path("enrolments/<slug:key>/china/", enrolling.china_view, name="enrolment_china"),
    path("<slug:key>/", person.person_view, name="learner"),
    path("<slug:key>/edit/", keeping.edit_view, name="learner_edit"),
    path("<slug:key>/enrol/", enrolling.enrol_view, name="learner_enrol"),
    path("<slug:key>/numbers/", keeping.number_view, name="learner_number"),
    path(
        "<slug:key>/numbers/<int:number>/remove/",
        keeping.number_remove_view,
        name="learner_number_remove",
    ),
    path("<slug:key>/account/", keeping.account_view, name="learner_account"),
    path("<slug:key>/consents/", keeping.consent_view, name="learner_consent"),
    path("<slug:key>/consents/withdraw/", keeping.withdraw_view, name="learner_withdraw"),
    path("<slug:key>/learner.json", person.export_view, name="learner_export"),
    path("<slug:key>/erasure/", keeping.ask_erasure_view, name="learner_ask_erasure"),
    path("<slug:key>/erase/", keeping.erase_view, name="learner_erase"),
    path("<slug:key>/part/<slug:other>/", comparing.part_view, name="learner_part"),
]
