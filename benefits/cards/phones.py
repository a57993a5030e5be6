"""A card on a phone: a card of its own, on the one phone that asked for it last.

The phone proves itself by a secret of which only the hash is kept here. Getting the card on
another phone issues a new index and revokes the old one at once; the printed card is another
card and is not touched. The cards of a merged record are the person's: whoever finds two records
to be one person lets one phone keep its card.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from benefits.access.words import hash_of
from benefits.cards.allowing import MOVED, OUSTED, REMOVED, RENEWED, objection
from benefits.cards.history import become_all
from benefits.cards.issuing import good_until, issue
from benefits.cards.models import Card, CardIndex, CardPhone, CardStatus, Medium
from benefits.errors import Conflict, Invalid
from benefits.members import Member
from benefits.members.merging import records_of, survivors
from benefits.periods import day_of

SHORTEST_SECRET: Final = 32
LONGEST_NAME: Final = 60
SEEN_ANEW: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OnPhone:
    """A phone card, the code to type for it, and its phone (None where it came in a file)."""

    card: Card
    typed_code: str
    phone: CardPhone | None


def get_on_phone(
    session: Session,
    member_id: int,
    secret: str,
    *,
    name: str,
    by: int | None,
    now: datetime,
    instead_of: str = "",
) -> Card:
    """Give a member the card on the phone that holds a secret; asked again, the same card.

    `instead_of` is the secret that the same phone held until now.
    """
    if len(secret) < SHORTEST_SECRET:
        raise Invalid("phone_secret_too_short")
    _one_after_another(session, member_id)
    known = held(session, member_id, secret)
    if known is not None and known.card.status is CardStatus.ACTIVE:
        return known.card
    if known is not None:
        raise Conflict  # a form from before the card was taken away again
    if refused := objection(session, member_id, now):
        raise Conflict(refused.code)
    gone = _make_way(session, member_id, instead_of, by=by, now=now)
    person = survivors(session, [member_id]).get(member_id, member_id)
    until = next_until(session, member_id, day_of(now))
    card = issue(session, person, Medium.PHONE, by=by, now=now, valid_until=until)
    for each in gone:
        each.replaced_by = card.index
    session.add(_phone_for(card, secret, name, now))
    return card


def _phone_for(card: Card, secret: str, name: str, now: datetime) -> CardPhone:
    return CardPhone(
        member_id=card.member_id,
        index=card.index,
        secret_hash=hash_of(secret),
        name=name.strip()[:LONGEST_NAME],
        got_at=now,
        seen_at=now,
    )


def _one_after_another(session: Session, member_id: int) -> None:
    """Let whoever asks at the same moment wait, and then see the card that was given meanwhile."""
    person = select(Member.id).where(Member.id.in_(records_of(session, member_id)))
    session.execute(person.order_by(Member.id).with_for_update(key_share=True)).all()


def _make_way(
    session: Session, member_id: int, secret: str, *, by: int | None, now: datetime
) -> list[Card]:
    """End the person's card on this phone, known by its secret, and on any other."""
    here = select(CardPhone.index).where(CardPhone.secret_hash == hash_of(secret))
    mine = _good_ones(records_of(session, member_id), now).where(Card.index.in_(here))
    renewed = _revoke(session, mine, by=by, now=now, reason=RENEWED)
    return [*renewed, *_end(session, member_id, by=by, now=now, reason=MOVED)]


def held(session: Session, member_id: int, secret: str) -> OnPhone | None:
    """Return the member's card on the phone that holds a secret, however it stands."""
    mine = _phone_cards(session, member_id).where(CardPhone.secret_hash == hash_of(secret))
    return _on_phone(session, mine)


def on_phone(session: Session, secret: str) -> OnPhone | None:
    """Return the card on the phone that holds a secret, whosever it is and however it stands."""
    return _on_phone(session, _of_phones().where(CardPhone.secret_hash == hash_of(secret)))


def present_of(
    session: Session, member_id: int, day: date, secret: str | None = None
) -> OnPhone | None:
    """Return the phone card in use, or merely suspended: that of this phone, else of any.

    One past its last day is none: another is to be got.
    """
    kept = (Card.status.in_((CardStatus.ACTIVE, CardStatus.SUSPENDED)), Card.valid_until > day)
    is_elsewhere = CardPhone.secret_hash.is_distinct_from(hash_of(secret or ""))
    statement = _phone_cards(session, member_id).where(*kept)
    return _on_phone(session, statement.order_by(is_elsewhere, Card.status, Card.index.desc()))


def active_of(session: Session, member_id: int) -> list[int]:
    """List the person's phone cards that are active, by index."""
    active = _phone_cards(session, member_id).where(Card.status == CardStatus.ACTIVE)
    return list(session.scalars(active.with_only_columns(Card.index).order_by(Card.index)))


def phone_of(session: Session, card: Card) -> CardPhone | None:
    return session.get(CardPhone, (card.member_id, card.index))


def next_until(session: Session, member_id: int, day: date) -> date:
    """Return until when a card got on a phone that day is good.

    Where the union lets the printed card end sooner than usual, with that one.
    """
    usual = good_until(day)
    printed = session.scalars(
        select(Card).where(
            Card.member_id.in_(records_of(session, member_id)),
            Card.medium == Medium.PRINT,
            Card.status == CardStatus.ACTIVE,
            Card.valid_until > day,
        )
    ).all()
    if any(each.valid_until >= good_until(each.valid_from) for each in printed):
        return usual
    return min(usual, max((each.valid_until for each in printed), default=usual))


def take_off(session: Session, member_id: int, *, by: int | None, now: datetime) -> list[Card]:
    """Revoke the member's card on whichever phone it is; one the union suspended stays so."""
    return _end(session, member_id, by=by, now=now, reason=REMOVED)


def oust(session: Session, secret: str, *, now: datetime) -> list[Card]:
    """Take the card off the phone that holds a secret: somebody else has signed in on it."""
    here = on_phone(session, secret)
    if here is None:
        return []
    card = _good_ones([here.card.member_id], now).where(Card.index == here.card.index)
    return _revoke(session, card, by=None, now=now, reason=OUSTED)


def note_seen(session: Session, member_id: int, index: int, now: datetime) -> None:
    """Keep when a phone last came for codes, to the hour."""
    phone = session.get(CardPhone, (member_id, index))
    if phone is not None and now - phone.seen_at >= SEEN_ANEW:
        phone.seen_at = now


def _end(
    session: Session, member_id: int, *, by: int | None, now: datetime, reason: str
) -> list[Card]:
    cards = _good_ones(records_of(session, member_id), now)
    return _revoke(session, cards, by=by, now=now, reason=reason)


def _good_ones(records: list[int], now: datetime) -> Select[Card]:
    return (
        select(Card)
        .where(
            Card.member_id.in_(records),
            Card.medium == Medium.PHONE,
            Card.status == CardStatus.ACTIVE,
            Card.valid_until > day_of(now),
        )
        .order_by(Card.index)
    )


def _revoke(
    session: Session, which: Select[Card], *, by: int | None, now: datetime, reason: str
) -> list[Card]:
    cards = session.scalars(which.with_for_update()).all()
    become_all(session, cards, CardStatus.REVOKED, by=by, now=now, reason=reason)
    return list(cards)


def _on_phone(session: Session, statement: Select[Card, str, CardPhone]) -> OnPhone | None:
    found = session.execute(statement).first()
    if found is None:
        return None
    card, typed_code, phone = found
    return OnPhone(card, typed_code, phone)


def _phone_cards(session: Session, member_id: int) -> Select[Card, str, CardPhone]:
    return _of_phones().where(Card.member_id.in_(records_of(session, member_id)))


def _of_phones() -> Select[Card, str, CardPhone]:
    return (
        select(Card, CardIndex.typed_code, CardPhone)
        .join(CardIndex, CardIndex.index == Card.index)
        .outerjoin(
            CardPhone, (CardPhone.member_id == Card.member_id) & (CardPhone.index == Card.index)
        )
        .where(Card.medium == Medium.PHONE)
    )
