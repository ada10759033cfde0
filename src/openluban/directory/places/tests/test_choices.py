"""The choice of a bloc offers what the register holds."""

import pytest
from django.utils.translation import override

from openluban.directory.places.choices import BLOC, bloc_options
from openluban.directory.places.models import Bloc
from openluban.directory.places.tests.make import make_country, make_membership
from openluban.kernel.text import LocalizedText

pytestmark = pytest.mark.django_db


def test_a_bloc_with_partners_is_offered_by_kinds_of_membership() -> None:
    make_membership("sco", "in")
    make_membership("sco", "eg", kind="dialogue_partner")
    make_membership("africa", "eg")

    keys = [option.key for option in bloc_options()]

    assert keys == ["all", "africa", "sco_members", "sco_members_and_partners", "sco_family"]


def test_options_are_said_in_the_readers_language() -> None:
    make_membership("sco", "in", kind="dialogue_partner")
    bloc = Bloc.objects.get()
    bloc.short = LocalizedText({"en": "SCO", "ru": "ШОС"})
    bloc.save()

    words = BLOC.words_for("sco_members")

    assert str(words) == "SCO members"
    with override("ru"):
        assert "ШОС" in str(words)


def test_a_country_is_an_option_too_but_not_one_that_does_not_exist() -> None:
    make_country("kz")

    assert str(BLOC.words_for("kz")) == "KZ"
    assert BLOC.words_for("xx") is None


def test_texts_mix_up_only_the_kinds_of_one_bloc() -> None:
    make_membership("sco", "in", kind="dialogue_partner")

    assert BLOC.alternatives("sco_members") == ["sco_members_and_partners", "sco_family"]
    assert BLOC.alternatives("africa") == []
    assert BLOC.alternatives("all") == []
