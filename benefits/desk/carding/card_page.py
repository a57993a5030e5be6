"""Everything one card's page tells: whose it is, how it stands, what happened to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from benefits import audit, cards, organization
from benefits.access import Account
from benefits.audit import Noted
from benefits.cards import (
    Card,
    CardEvent,
    CardIndex,
    CardPhone,
    CardStatus,
    Medium,
    allowing,
    phones,
    shown,
)
from benefits.cards.printing import serial_of
from benefits.desk.carding import card_acts, handed_over
from benefits.desk.carding.card_acts import Act, ReasonForm
from benefits.desk.carding.handed_over import Signed
from benefits.members import Member, leaving, merging
from benefits.periods import day_of
from benefits.web import current


@dataclass(frozen=True, slots=True)
class CardPage:
    card: Card
    replaced: Card | None
    """The card that this one was given for."""
    member: Member
    unit: str
    code: str
    events: Sequence[CardEvent]
    doers: Mapping[int, str]
    acts: Sequence[tuple[str, Act, ReasonForm]]
    is_over: bool
    lacks_card: bool
    phone: CardPhone | None
    is_held_against: bool
    """Whether it was on a phone, was revoked, and its owner may have none there until allowed."""
    signed: Signed | None
    """Where its owner signed for it, or was to."""
    noted: Sequence[Noted]

    @property
    def is_feared_for(self) -> bool:
        """Whether the phone it was on may be in other hands, which may know the PIN as well."""
        is_lost = self.card.medium is Medium.PHONE and self.card.status is CardStatus.LOST
        return is_lost or self.is_held_against

    @property
    def got_on(self) -> date | None:
        return day_of(self.phone.got_at) if self.phone else None

    @property
    def fetched_in(self) -> str | None:
        """The month in which the phone last fetched a code: the hour would tell who was where."""
        return f"{day_of(self.phone.seen_at):%m/%Y}" if self.phone else None

    @property
    def serial(self) -> str:
        return serial_of(self.card.index)

    @property
    def former_serial(self) -> str | None:
        return serial_of(self.replaced.index) if self.replaced else None

    @property
    def next_serial(self) -> str | None:
        """The number of the card that was given for this one."""
        return serial_of(self.card.replaced_by) if self.card.replaced_by else None


def of(card: Card, sent: tuple[str, ReasonForm] | None = None) -> CardPage:
    """Gather a card's page; `sent` is a form that came back with a mistake.

    A card of a merged record is the person's, for whom the other record stands.
    """
    session, today = current.session(), day_of(current.now())
    records = merging.records_of(session, card.member_id)
    standing = merging.survivors(session, records).get(card.member_id, card.member_id)
    member = session.get_one(Member, standing)
    last = leaving.last_span_by(session, member.id, today)
    events = cards.events_of(session, card)
    by = {event.account_id for event in events if event.account_id is not None}
    doers = session.execute(select(Account.id, Account.name).where(Account.id.in_(by)))
    acts = [
        (slug, act, sent[1] if sent and sent[0] == slug else form)
        for slug, act, form in card_acts.open_to(session, card, today)
    ]
    return CardPage(
        card=card,
        replaced=_replaced(card, records),
        member=member,
        unit=organization.name_on(session, last.organization_id, today) if last else "",
        code=shown(session.get_one(CardIndex, card.index).typed_code),
        events=events[::-1],
        doers=dict(doers.all()),
        acts=acts,
        is_over=card.valid_until <= today,
        lacks_card=card.medium is Medium.PRINT and _lacks_card(records, today),
        phone=phones.phone_of(session, card),
        is_held_against=allowing.is_held_against(card),
        signed=handed_over.of_cards([card.index]).get(card.index),
        noted=audit.about(session, "cards", card.index),
    )


def _replaced(card: Card, records: list[int]) -> Card | None:
    before = select(Card).where(Card.member_id.in_(records), Card.replaced_by == card.index)
    return current.session().scalars(before.limit(1)).first()


def _lacks_card(records: list[int], today: date) -> bool:
    """Tell whether the owner has no printed card now, this one or another."""
    held = current.session().scalars(select(Card).where(Card.member_id.in_(records)))
    return card_acts.lacks(held, Medium.PRINT, today)
