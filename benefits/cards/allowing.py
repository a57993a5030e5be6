"""Who may have the card on a phone: what the union stopped stays so until it says otherwise."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from benefits.agreements import Remark
from benefits.cards.finding import belonged_on
from benefits.cards.history import say_anew
from benefits.cards.holding import SPOILED
from benefits.cards.keeping_one import MERGED
from benefits.cards.models import Card, CardStatus, Medium
from benefits.members import Membership
from benefits.members.merging import records_of
from benefits.periods import day_of

MOVED: Final = "chuyen_may"
RENEWED: Final = "lay_the_moi"
"""The same phone got its next card."""
REMOVED: Final = "doan_vien_go"
OUSTED: Final = "may_nguoi_khac"
"""Somebody else has signed in on the phone."""
ALLOWED: Final = "cho_lay_lai"
NOT_HELD_AGAINST: Final = frozenset({None, MOVED, RENEWED, REMOVED, OUSTED, MERGED, ALLOWED})
"""Why the card on a phone ended, if not because the union took it away; a file gives no reason."""


def objection(session: Session, member_id: int, now: datetime) -> Remark | None:
    """Say why somebody may not have the card on a phone."""
    records = records_of(session, member_id)
    belongs = exists().where(Membership.member_id.in_(records), belonged_on(day_of(now)))
    if not session.scalar(select(belongs)):
        return Remark("membership_ended")
    cards = session.scalars(
        select(Card).where(Card.member_id.in_(records)).order_by(Card.index.desc())
    ).all()
    on_phones = [each for each in cards if each.medium is Medium.PHONE]
    printed = list(filter(_was_printed, cards))
    return _against_phones(on_phones, day_of(now)) or _against_prints(printed)


def is_held_against(card: Card) -> bool:
    """Tell of a phone's card that the union took it away, and has not allowed another since."""
    is_revoked = card.medium is Medium.PHONE and card.status is CardStatus.REVOKED
    return is_revoked and card.status_reason not in NOT_HELD_AGAINST


def allow_again(
    session: Session, member_id: int, *, by: int | None, now: datetime
) -> Sequence[Card]:
    """Let somebody get the card on a phone again; what was revoked stays so."""
    theirs = select(Card).where(Card.member_id.in_(records_of(session, member_id)))
    revoked = theirs.where(Card.medium == Medium.PHONE, Card.status == CardStatus.REVOKED)
    found = session.scalars(revoked.order_by(Card.index).with_for_update())
    cards = list(filter(is_held_against, found))
    say_anew(session, cards, by=by, now=now, reason=ALLOWED)
    return cards


def _against_phones(cards: Sequence[Card], day: date) -> Remark | None:
    if any(map(_is_suspended, cards)):
        return Remark("suspended")
    if any(each.status is CardStatus.ACTIVE and each.valid_until > day for each in cards):
        return None
    return next((_revoked("revoked", each) for each in cards if is_held_against(each)), None)


def _against_prints(cards: Sequence[Card]) -> Remark | None:
    if any(each.status is CardStatus.ACTIVE for each in cards):
        return None
    if any(map(_is_suspended, cards)):
        return Remark("suspended")
    is_stopped = bool(cards) and cards[0].status is CardStatus.REVOKED
    return _revoked("print_revoked", cards[0]) if is_stopped else None


def _revoked(code: str, card: Card) -> Remark:
    return Remark(code, {"since": card.status_on.isoformat()})


def _was_printed(card: Card) -> bool:
    """Tell whether it is a card to hold in the hand, and none that the printer spoiled."""
    return card.medium is Medium.PRINT and card.status_reason != SPOILED


def _is_suspended(card: Card) -> bool:
    return card.status is CardStatus.SUSPENDED
