"""Addresses of what can be awarded, of awards, and of those who award."""

from django.urls import path

from openluban.learning.credentials.views import (
    agreeing,
    awarding,
    batches,
    counted,
    deciding,
    identities,
    keys,
    listing,
    own,
    picturing,
    shared,
    verifying,
)

urlpatterns = [
    path("verify/", verifying.verify_page, name="verify"),
    path(".well-known/did.json", identities.site_document, name="site_did"),
    path("issuers/<slug:key>/did.json", identities.issuer_document, name="issuer_did"),
    path(
        "issuers/<slug:key>/status/<int:number>/<slug:purpose>",
        identities.status_list,
        name="status_list",
    ),
    path("issuers/<slug:key>/keys/", keys.keys_page, name="issuer_keys"),
    path("issuers/<slug:key>/signing/", agreeing.signing_page, name="issuer_signing"),
    path(
        "achievements/<slug:key>/editions/<int:number>/",
        picturing.edition_page,
        name="achievement_edition",
    ),
    path("achievements/<slug:key>/badge.<slug:ending>", picturing.badge_file, name="badge"),
    path("awards/counted/", counted.counted_page, name="awards_counted"),
    path("awards/", listing.awards_page, name="awards"),
    path("awards/give/", awarding.give_page, name="give_awards"),
    path("awards/batches/<slug:key>/", batches.batch_page, name="award_batch"),
    path("awards/<slug:key>/", deciding.award_page, name="award"),
    path("awards/<slug:key>/<str:name>", deciding.award_file, name="award_file"),
    path("my-awards/", own.own_page, name="own_awards"),
    path("my-awards/<slug:key>/", own.own_award_page, name="own_award"),
    path("my-awards/<slug:key>/<str:name>", own.own_award_file, name="own_award_file"),
    path("shared/<slug:secret>/", shared.shared_page, name="shared_award"),
    path("shared/<slug:secret>/<str:name>", shared.shared_file, name="shared_award_file"),
]
