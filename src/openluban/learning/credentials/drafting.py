"""From what is to be awarded to the credential that says it, before it is signed."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.utils import timezone

from openluban.learning.credentials.addresses import edition_address, home
from openluban.learning.credentials.editions import in_all_languages, languages_in
from openluban.learning.credentials.formats import open_badges
from openluban.learning.credentials.hands import Hand
from openluban.learning.credentials.lists import PURPOSES, Place, address_for
from openluban.learning.credentials.models.achievements import Achievement, Edition
from openluban.learning.credentials.rules import months_later

SYNTHETIC = "synthetic · 演示 · вымышлено"
"""What a credential of a demonstration adds to its name."""
BETWEEN_NAMES = " · "
_PARAGRAPH = "\n\n"
_KINDS = {
    Achievement.Kind.PROGRAMME: "Certificate",
    Achievement.Kind.COURSE: "Course",
    Achievement.Kind.COMPETITION: "Award",
    Achievement.Kind.TEACHER_TRAINING: "Certificate",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is awarded, by whom, for which day. ``co_hand``: who signs beside the first issuer."""

    achievement: Achievement
    edition: Edition
    hand: Hand
    co_hand: Hand | None
    awarded_on: date

    @property
    def valid_until(self) -> datetime | None:
        """The moment from which an award has expired; None if never."""
        months = self.achievement.valid_months
        if months is None:
            return None
        last = months_later(self.awarded_on, int(months))
        return datetime.combine(last, time.min, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True, slots=True)
class Draft:
    """One award of an order: its identifier, its recipient's names (if it may say them), place."""

    uuid: UUID
    names: tuple[str, ...]
    place: Place
    is_synthetic: bool


def drafted(order: Order, draft: Draft, *, at: datetime) -> dict[str, object]:
    """Return the unsigned credential."""
    wording = order.edition.wording
    name = in_all_languages(wording["name"], BETWEEN_NAMES)
    said = f"{name} ({SYNTHETIC})" if draft.is_synthetic else name
    each, position = draft.place
    award = open_badges.Award(
        id=draft.uuid.urn,
        issuer=_profile(order.hand),
        achievement=_achievement(order),
        recipient=open_badges.Recipient(id=uuid4().urn, name=BETWEEN_NAMES.join(draft.names)),
        name=said,
        valid_from=at,
        valid_until=order.valid_until,
        awarded_at=datetime.combine(order.awarded_on, time.min, tzinfo=at.tzinfo),
        statuses=tuple(
            open_badges.StatusEntry(address_for(each, purpose), position, purpose)
            for purpose in PURPOSES
        ),
    )
    return open_badges.credential(award)


def _profile(hand: Hand) -> open_badges.Issuer:
    name = in_all_languages(dict(hand.issuer.name.wordings), BETWEEN_NAMES)
    return open_badges.Issuer(id=hand.did, name=name, url=hand.issuer.website)


def _achievement(order: Order) -> open_badges.Achievement:
    wording, key = order.edition.wording, order.achievement.key
    address = edition_address(key, order.edition.number)
    return open_badges.Achievement(
        id=address,
        name=in_all_languages(wording["name"], BETWEEN_NAMES),
        description=in_all_languages(wording["description"], _PARAGRAPH),
        criteria=in_all_languages(wording["criteria"], _PARAGRAPH),
        achievement_type=_KINDS.get(wording["kind"], "Certificate"),
        image=f"{home()}/achievements/{key}/badge.png",
        criteria_url=address,
        alignments=tuple(map(_alignment, wording["alignments"])),
        language=languages_in(wording["name"])[0],
        creator=_profile(order.co_hand) if order.co_hand else None,
    )


def _alignment(said: dict[str, str]) -> open_badges.Alignment:
    path = said["path"]
    return open_badges.Alignment(
        target_name=said["name"],
        target_url=path if path.startswith("http") else f"{home()}{path}",
        target_code=said["code"],
        target_framework=said["framework"],
    )
