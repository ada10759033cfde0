"""What pages and forms say of the person they are about, in the reader's words."""

from datetime import date

import pytest

from openluban.foundation.registers.tests.make import client_of
from openluban.kernel.refusals import Invalid
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.rules.words import Purpose
from openluban.learning.learners.tests.make import (
    AT,
    make_cohort,
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
    make_registrar,
)
from openluban.learning.learners.use_cases.consent import Agreed, give_consent, withdraw_consent
from openluban.learning.learners.use_cases.enrol import Wish, enrol_person

pytestmark = pytest.mark.django_db
NAME = "RAKHIMOV FARRUKH"


@pytest.mark.parametrize("form", ["edit", "enrol", "numbers", "consents", "erase", "account"])
def test_a_form_about_somebody_says_their_name_and_leads_back_to_them(form: str) -> None:
    person = make_learner(make_place())
    page = client_of(make_registrar()).get(f"/learners/{person.key}/{form}/").text
    heading, crumb = f"{NAME}</strong>", f'<a href="/learners/{person.key}/"'
    assert heading in page
    assert crumb in page


def test_the_forms_of_an_enrolment_say_whose_it_is() -> None:
    enrolment = make_enrolment(make_learner(make_place()))
    rosa = client_of(make_registrar())
    for form in ("move", "back", "mark"):
        assert NAME in rosa.get(f"/learners/enrolments/{enrolment.key}/{form}/").text


def test_the_way_back_of_learners_does_not_lead_through_the_list() -> None:
    person = make_learner(make_place())
    client = client_of(make_learner_account(person))
    page = client.get(f"/learners/{person.key}/consents/").text
    assert f'<a href="/learners/{person.key}/"' in page
    assert '<a href="/learners/">' not in page


def test_a_name_in_one_script_is_enough_and_the_form_says_so() -> None:
    make_place()
    rosa = client_of(make_registrar())
    page = rosa.get("/learners/add/").text
    assert "A name in one script is enough." in page
    assert page.count("<legend>") >= 6
    answer = rosa.post("/learners/add/", {"workshop": "tj-ttu", "born_on": "2004"})
    assert answer.status_code == 422
    assert "Give a name in at least one script" in answer.text


def test_a_consent_says_which_text_was_read_and_whether_it_stands() -> None:
    person = make_learner(make_place())
    registrar = make_registrar()
    agreed = Agreed(Purpose.CREDENTIALS, "2026-1", "ru")
    give_consent(key=person.key, agreed=agreed, on=date(2026, 9, 1), actor=registrar, at=AT)
    client = client_of(registrar)
    page = client.get(f"/learners/{person.key}/").text
    assert "2026-1, in Russian" in page
    assert "stands" in page
    withdraw_consent(
        key=person.key,
        purpose=Purpose.CREDENTIALS,
        on=date(2026, 9, 1),
        actor=registrar,
        at=AT,
    )
    assert "withdrawn on 1 Sept 2026" in client.get(f"/learners/{person.key}/").text


def test_the_history_is_told_in_words_and_not_in_codes() -> None:
    person = make_learner(make_place())
    registrar = make_registrar()
    cohort = make_cohort(person.workshop, "M-25")
    wish = Wish(workshop=person.workshop.key, route="degree", cohort=cohort.key)
    enrol_person(key=person.key, wish=wish, on=date(2026, 9, 1), actor=registrar, at=AT)
    page = client_of(registrar).get(f"/learners/{person.key}/").text
    history = page.partition('id="history"')[2].partition("</section>")[0]
    for words in ("Route", "degree programme", "1 Sept 2026", "M-25"):
        assert words in history, words
    assert cohort.key not in history
    assert ">degree<" not in history


def test_whoever_joins_a_cohort_is_on_its_course() -> None:
    person = make_learner(make_place())
    cohort = make_cohort(person.workshop, "M-25")
    wish = Wish(workshop=person.workshop.key, route="degree", cohort=cohort.key)
    made = enrol_person(
        key=person.key, wish=wish, on=date(2026, 9, 1), actor=make_registrar(), at=AT
    )
    assert (made.programme, made.cohort) == (cohort.programme, cohort)


def test_an_enrolment_without_cohort_and_course_is_refused() -> None:
    person = make_learner(make_place())
    wish = Wish(workshop=person.workshop.key, route="degree")
    with pytest.raises(Invalid):
        enrol_person(key=person.key, wish=wish, on=date(2026, 9, 1), actor=make_registrar(), at=AT)
    assert not Enrolment.objects.exists()


def test_registrars_find_their_work_on_one_page() -> None:
    make_place()
    page = client_of(make_registrar()).get("/my-work/").text
    for address in ("/learners/", "/learners/add/", "/rosters/"):
        assert f'<a href="{address}">' in page
