"""Making the demonstration: people who do not exist, and something for each of them to see."""

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from openluban.config.demo_standard import demo_standard
from openluban.config.use_cases.demonstrate_attendance import demonstrate_attendance
from openluban.config.use_cases.demonstrate_awards import demonstrate_awards
from openluban.config.use_cases.demonstrate_course import COURSE, demonstrate_course
from openluban.config.use_cases.demonstrate_learners import LEARNERS, demonstrate_learners
from openluban.config.use_cases.demonstrate_uses import demonstrate_uses
from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, Grant
from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.refusals import Refusal
from openluban.publishing.briefings.loading import publish_as
from openluban.site.demo import DEMO_ACCOUNTS, DemoAccount

_ADDRESSES = [account.email for account in DEMO_ACCOUNTS]
_SOURCE = "Demonstration | invented"
_BRIEFING_DAY = date(2025, 8, 30)
_WHY = "Invented for the demonstration."
_PROPOSED = {
    "key": "demo-proposed",
    "name_en": "Demonstration workshop (invented, proposed)",
    "name_zh": "演示工坊（虚构，待采纳）",
    "name_ru": "Демонстрационная мастерская (вымышлена, предложена)",
    "country": "TJ",
    "city": "dushanbe",
    "source": _SOURCE,
    "confidence": "low",
}
_INTERNAL = {
    "key": "demo-internal",
    "name_en": "Demonstration workshop (invented, internal)",
    "name_zh": "演示工坊（虚构，内部）",
    "name_ru": "Демонстрационная мастерская (вымышлена, внутренняя)",
    "country": "KZ",
    "audience": "internal",
    "source": _SOURCE,
    "confidence": "low",
}


class HoldsRealAccounts(Refusal):
    """Somebody real signs in here: sign-ins that everybody knows must not be added."""

    code = "installation.holds_real_accounts"
    sentence = (
        "These data belong to a real installation, and the demonstration has sign-ins that "
        "everybody knows. Choose another folder: LUBAN_HOME=... (and another database)."
    )


def is_demonstration() -> bool:
    """Test whether people of the demonstration can sign in here."""
    return Account.objects.filter(email__in=_ADDRESSES).exists()


@transaction.atomic
def demonstrate(*, at: datetime, learners: int = LEARNERS) -> bool:
    """Make the people of the demonstration and what they have entered, unless they are there.

    Whatever is invented says so in its name, and counts in nothing public. The briefing is real.
    ``learners``: so many are invented at each of ten workshops. Return whether anything was made.

    :raises HoldsRealAccounts: there are other accounts
    """
    if is_demonstration():
        return False
    if Account.objects.exists():
        raise HoldsRealAccounts
    actors: dict[str, list[Actor]] = defaultdict(list)
    for person in DEMO_ACCOUNTS:
        actors[person.role].append(_made(person, at))
    contributor, (officer, second_officer) = actors["contributor"][0], actors["officer"][:2]
    enter_record(register_key="workshops", cells=_PROPOSED, reason=_WHY, actor=contributor, at=at)
    enter_record(register_key="workshops", cells=_INTERNAL, reason=_WHY, actor=officer, at=at)
    for register, cells in demo_standard():
        enter_record(register_key=register, cells=cells, reason=_WHY, actor=officer, at=at)
    publish_as(officer, second_officer, day=_BRIEFING_DAY, at=at)
    host, college = actors["contributor"][:2]
    demonstrate_course(officer=officer, college=college, host=host, at=at)
    demonstrate_uses(course=COURSE, officer=officer, host=host, at=at)
    demonstrate_learners(at=at, each=learners)
    demonstrate_awards(officer=officer, at=at)
    demonstrate_attendance(at=at)
    return True


def _made(person: DemoAccount, at: datetime) -> Actor:
    account = Account.objects.create_user(person.email, person.password, name=person.name)
    Grant.objects.create(account=account, role=person.role, scope=person.scope)
    changes = {"role": (None, person.role), "scope": (None, person.scope)}
    deeds = [
        Deed("accounts.created", "accounts", account.key),
        Deed("accounts.role_granted", "accounts", account.key, changes),
    ]
    record_all(deeds, actor=SYSTEM, at=at)
    return actor_for(account)
