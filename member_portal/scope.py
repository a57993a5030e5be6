"""The only road from a member to a record: through the member's own id."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import g
from sqlalchemy import ColumnElement, or_, select

from benefits import cards
from benefits.access import Account, AccountRole, ActivationLetter, Face, activation, roles_of
from benefits.cards import Card, CardIndex, CardStatus, Look, Medium
from benefits.errors import NotFound
from benefits.members import Correction, Member
from benefits.members.merging import records_of, survivors
from benefits.periods import day_of
from benefits.web import current

# A suspended card is of no use to a finder; were it lost, its owner would be given another.
MAY_BE_LOST: Final = (CardStatus.ACTIVE, CardStatus.REPLACED)


SOON: Final = timedelta(days=30)


@dataclass(frozen=True)
class OwnCard:
    """A card of the member's, the code on its face, and how it stands now."""

    card: Card
    typed_code: str
    look: Look

    @property
    def may_be_lost(self) -> bool:
        """Whether reporting it lost would change anything, and nothing the union has decided."""
        is_over = self.look.reason is not None and self.look.reason.code == "expired"
        return self.card.status in MAY_BE_LOST and not is_over


def member_id() -> int:
    """The record that stands for the person, whichever of theirs the account was made for."""
    role = current.actor().role
    if role is None or role.member_id is None:
        raise NotFound
    own = role.member_id
    standing: dict[int, int] = g.setdefault("standing_for", {})
    if own not in standing:
        standing[own] = survivors(current.session(), [own]).get(own, own)
    return standing[own]


def records() -> list[int]:
    """Every record of the person, with the one that stands for them."""
    return records_of(current.session(), member_id())


def member() -> Member:
    return current.session().get_one(Member, member_id())


def own_cards() -> list[OwnCard]:
    """Every card of the member's: those that are good first, printed before others, the newest."""
    return sorted(_own_cards(), key=_importance)


def lost_print(own: list[OwnCard]) -> OwnCard | None:
    """The printed card that was lost, where no other printed one can be used in its place."""
    printed = [each for each in own if each.card.medium is Medium.PRINT]
    latest = max(printed, key=lambda each: each.card.index, default=None)
    is_lost = latest is not None and latest.card.status is CardStatus.LOST
    return latest if is_lost and not any(each.look.is_good for each in printed) else None


def ends_soon(card: Card) -> bool:
    """Whether a card ends within a month, and nobody was given another for it yet."""
    return card.status is CardStatus.ACTIVE and card.valid_until <= day_of(current.now()) + SOON


def has_good_print() -> bool:
    return any(each.card.medium is Medium.PRINT and each.look.is_good for each in _own_cards())


def card(index: int) -> Card:
    mine = Card.member_id.in_(records())
    found = current.session().scalar(select(Card).where(Card.index == index, mine))
    if found is None:
        raise NotFound
    return found


def correction(correction_id: int) -> Correction:
    """A request the member has made, under whichever of their records."""
    found = current.session().get(Correction, correction_id)
    if found is None or found.member_id not in records():
        raise NotFound
    return found


def member_of_code(text: str) -> int | None:
    """Whose card bears a code, however it was typed: ours, or the one the card came with.

    Where two came with codes that differ in capitals alone, it is the one that was typed.
    """
    code, typed = text.strip(), cards.normalize(text)
    is_it = or_(CardIndex.code.in_(cards.spellings(code)), CardIndex.typed_code == (typed or ""))
    rows = current.session().execute(select(CardIndex.code, CardIndex.member_id).where(is_it)).all()
    found = {row.code: row.member_id for row in rows}
    return rows[0].member_id if len(rows) == 1 else found.get(code)


def who_signs_in(record: int) -> int:
    """Which of a person's records has an account with a PIN: the card's own, else another."""
    session = current.session()
    records = sorted(records_of(session, record), key=lambda each: each != record)
    return next((each for each in records if activation.is_activated(session, each)), record)


def whose_letter(record: int, code: str) -> int:
    """Which of a person's records a letter was written to, whichever card its reader holds."""
    session = current.session()
    hashes = {activation.hash_of_letter(each, code): each for each in records_of(session, record)}
    written = select(ActivationLetter.member_id).where(ActivationLetter.code_hash.in_(hashes))
    return session.scalar(written.order_by(ActivationLetter.id.desc()).limit(1)) or record


def first_role(account: Account) -> AccountRole | None:
    today = day_of(current.now())
    return current.session().scalars(roles_of(account.id, Face.MEMBER, today)).first()


def _is_worth_showing() -> ColumnElement[bool]:
    """Cards that have left a phone pile up and tell nobody anything."""
    kept = (CardStatus.ACTIVE, CardStatus.SUSPENDED)
    return or_(Card.medium != Medium.PHONE, Card.status.in_(kept))


def _importance(own: OwnCard) -> tuple[bool, bool, int]:
    return not own.look.is_good, own.card.medium is not Medium.PRINT, -own.card.index


def _own_cards() -> Iterator[OwnCard]:
    session = current.session()
    mine = session.execute(
        select(Card, CardIndex.typed_code)
        .join(CardIndex, CardIndex.index == Card.index)
        .where(Card.member_id.in_(records()), _is_worth_showing())
    ).all()
    looks = {
        look.card.index: look
        for look in cards.looks_of(session, member_id(), current.now())
        if look.card is not None
    }
    for each, typed_code in mine:
        yield OwnCard(each, typed_code, looks[each.index])
