"""Awards of the demonstration: two invented issuers, a programme and a competition of one workshop.

Nobody real was awarded: every credential says so, and none counts in a public figure.
"""

from datetime import datetime

from django.utils import timezone

from openluban.foundation.access.models import Account
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.credentials.public import (
    Wish,
    agree_to_sign,
    award_one,
    begin_batch,
    make_key,
    run_to_the_end,
)
from openluban.learning.learners.public import Consent, Enrolment, Purpose, State
from openluban.teaching.programmes.public import Programme

WORKSHOP = "tj-ttu"
HOST, COLLEGE = "tajik-technical-university", "tianjin-urban-construction"
PROGRAMME, CONTEST = "demo-programme", "demo-contest"
_FEW = 12
_WHY = "Invented for the demonstration."
_SOURCE = {"source": "Demonstration | invented", "confidence": "low"}
_NAMES = {
    HOST: (
        "Tajik Technical University (demonstration)",
        "塔吉克斯坦技术大学（演示）",
        "Таджикский технический университет (демонстрация)",
    ),
    COLLEGE: (
        "Tianjin Urban Construction College (demonstration)",
        "天津城市建设管理职业技术学院（演示）",
        "Тяньцзиньский колледж городского строительства (демонстрация)",
    ),
}
_CONTEST = {
    "name_en": "Workshop skills contest, second place (demonstration)",
    "name_zh": "工坊技能竞赛二等奖（演示）",
    "name_ru": "Конкурс мастерства, второе место (демонстрация)",
    "description_en": "A contest of one day: build, run and improve a small line.",
    "description_zh": "一天的竞赛：搭建、运行并改进一条小型产线。",
    "description_ru": "Конкурс одного дня: собрать, запустить и улучшить небольшую линию.",
    "criteria_en": "Second best of those whose line ran for ten minutes without stopping.",
    "criteria_zh": "在产线连续运行十分钟的选手中名列第二。",
    "criteria_ru": "Второй результат среди тех, чья линия проработала десять минут без остановки.",
    "kind": "competition",
}
_CRITERIA = {
    "description_en": "A programme of the workshop, taught in projects.",
    "description_zh": "工坊的一个专业，以项目教学。",
    "description_ru": "Программа мастерской, построенная на проектах.",
    "criteria_en": "All projects built and run; final examination passed.",
    "criteria_zh": "完成并运行全部项目；通过结业考试。",
    "criteria_ru": "Все проекты собраны и запущены; итоговый экзамен сдан.",
    "kind": "programme",
}


def demonstrate_awards(*, officer: Actor, at: datetime) -> int:
    """Award a few invented graduates, and the learner who can sign in; return how many."""
    programme = Programme.objects.shown().filter(workshop__key=WORKSHOP).order_by("key").first()
    if programme is None:
        return 0
    for key, (english, chinese, russian) in _NAMES.items():
        names = {"name_en": english, "name_zh": chinese, "name_ru": russian}
        cells = {"key": key, "institution": key, "naming": "consent", "is_synthetic": "yes"}
        _enter("issuers", cells | names, officer, at)
        make_key(issuer=key, actor=officer, at=at)
    wordings = programme.name.wordings
    named = {
        f"name_{short}": f"{wordings[language]}{said}"
        for short, language, said in (
            ("en", "en", " (demonstration)"),
            ("zh", "zh-hans", "（演示）"),
            ("ru", "ru", " (демонстрация)"),
        )
        if language in wordings
    }
    _enter("achievements", {"key": PROGRAMME, "programme": programme.key} | _CRITERIA | named,
           officer, at)  # fmt: skip
    _enter("achievements", {"key": CONTEST} | _CONTEST, officer, at)
    agree_to_sign(achievement=PROGRAMME, issuer=HOST, co_issuer=COLLEGE, actor=SYSTEM, at=at)
    return _award_graduates(programme, at) + _award_learner(at)


def _enter(register: str, cells: dict[str, str], officer: Actor, at: datetime) -> None:
    cells = cells | _SOURCE
    enter_record(register_key=register, cells=cells, reason=_WHY, actor=officer, at=at)


def _award_graduates(programme: Programme, at: datetime) -> int:
    found = Enrolment.objects.filter(
        programme=programme, state=State.COMPLETED, is_synthetic=True
    ).order_by("pk")[:_FEW]
    graduates = list(found)
    if not graduates:
        return 0
    for each in graduates[: _FEW // 2]:
        _agree(each, at)
    wish = Wish(PROGRAMME, HOST, timezone.localdate(at), COLLEGE)
    keys = [each.key for each in graduates]
    batch = begin_batch(wish=wish, enrolments=keys, actor=SYSTEM, at=at)
    run_to_the_end(batch.key)
    return len(graduates)


def _award_learner(at: datetime) -> int:
    account = Account.objects.filter(email="learner@demo.example").first()
    enrolment = Enrolment.objects.filter(person__account=account, state=State.ENROLLED).first()
    if account is None or enrolment is None:
        return 0
    _agree(enrolment, at)
    wish = Wish(CONTEST, HOST, timezone.localdate(at))
    award_one(wish=wish, enrolment=enrolment.key, actor=SYSTEM, at=at)
    return 1


def _agree(enrolment: Enrolment, at: datetime) -> None:
    Consent.objects.get_or_create(
        person=enrolment.person,
        purpose=Purpose.CREDENTIALS,
        withdrawn_on=None,
        defaults={
            "text_version": "1",
            "language": "ru",
            "given_on": timezone.localdate(at),
            "given_by": "self",
            "recorded_at": at,
        },
    )
