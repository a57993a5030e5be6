"""One group of a cards file: cards that exist elsewhere already, taken in with their indexes."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cards import Card, CardEvent, CardIndex, CardStatus, Medium
from benefits.cards.models import HIGHEST
from benefits.cards.typed_code import derived_from, normalize
from benefits.database import DenseKey, keep_clear_of, take_keys
from benefits.exchange import cells
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.settling import ids_by_code, named
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Result, Row
from benefits.members import Member

ONE_DAY = timedelta(days=1)
ROOM = 10_000_000
"""How many numbers a file may leave out: what is kept for each card is kept for those, too."""
ENDED = frozenset({CardStatus.LOST, CardStatus.REVOKED})


class Carding:
    def __init__(self, session: Session, rows: Sequence[Row], circumstances: Circumstances) -> None:
        self.session, self.rows, self.circumstances = session, rows, circumstances
        self.members = ids_by_code(session, Member.member_no, Member.id, named(rows, "member_no"))
        codes = named(rows, "card_code")
        typed = set(filter(None, map(normalize, codes)))
        named_ones = {row.values.get("index", 0) for row in rows}
        indexes = {each for each in named_ones if 1 <= each <= HIGHEST}
        found = session.scalars(
            select(CardIndex).where(
                CardIndex.code.in_(codes)
                | CardIndex.typed_code.in_(typed)
                | CardIndex.index.in_(indexes)
            )
        ).all()
        self.by_code = {each.code: each for each in found}
        self.by_typed = {each.typed_code: each for each in found}
        self.by_index = {each.index: each for each in found}
        owners = set(self.members.values())
        cards = session.scalars(select(Card).where(Card.member_id.in_(owners)))
        self.cards = {card.index: card for card in cards}
        self.new: list[tuple[CardIndex, Card]] = []
        self.free: Iterator[int] | None = None

    def run(self) -> list[Result]:
        results = [self._take(row) for row in self.rows]
        if self.new:
            keep_clear_of(self.session, "cards", max(card.index for _, card in self.new))
        self.session.add_all(index for index, _ in self.new)
        self.session.flush()  # cards name their index
        self.session.add_all(card for _, card in self.new)
        self.session.flush()  # events name their card
        self.session.add_all(self._event(card) for _, card in self.new)
        return results

    def _take(self, row: Row) -> Result:
        told = row.values
        member_id = self.members.get(told["member_no"])
        if member_id is None:
            return _refused(row, "member_no", "member_unknown")
        if known := self._known(told["card_code"]):
            return self._settle(row, member_id, known)
        if "index" in told and (told["index"] in self.by_index or not self._is_near(row)):
            return self._index_refused(row)
        card = self._card(row, member_id)
        if card.valid_until <= card.valid_from:
            return _refused(row, "until" if "until" in told else "from", "span_empty")
        if card.status is CardStatus.ACTIVE and self._has_another(card):
            return _refused(row, "member_no", "active_card_exists")
        return self._add(row, card)

    def _known(self, code: str) -> CardIndex | None:
        """Find a card by its code as it stands, or by one of ours however it is written."""
        return self.by_code.get(code) or self.by_typed.get(normalize(code) or "")

    def _furthest(self, row: Row) -> int:
        """Give the highest number a row may name: in step with the file, but for some gaps."""
        if "first_card" not in self.circumstances.memory.kept:
            ahead = select(DenseKey.next).where(DenseKey.name == "cards")
            self.circumstances.memory.kept["first_card"] = self.session.scalar(ahead) or 1
        first: int = self.circumstances.memory.kept["first_card"]
        return min(first + row.line + ROOM, HIGHEST)

    def _is_near(self, row: Row) -> bool:
        index: int = row.values.get("index", 0)
        return 1 <= index <= self._furthest(row)

    def _index_refused(self, row: Row) -> Result:
        if row.values["index"] in self.by_index:
            return _refused(row, "index", "index_taken")
        return _refused(row, "index", "index_too_far", most=self._furthest(row))

    def _card(self, row: Row, member_id: int) -> Card:
        told, today = row.values, self.circumstances.today
        since = cells.as_day(told.get("from")) or today
        until = cells.as_day(told.get("until")) or date(max(today, since).year + 2, 1, 1)
        status = CardStatus(told.get("status", CardStatus.ACTIVE))
        return Card(
            member_id=member_id,
            index=0,
            medium=Medium(told.get("medium", Medium.PRINT)),
            status=status,
            status_on=_status_day(status, since, until, today),
            valid_from=since,
            valid_until=until,
            known_at=self.circumstances.now,
        )

    def _has_another(self, card: Card) -> bool:
        return any(
            other.member_id == card.member_id
            and other.medium is card.medium
            and other.status is CardStatus.ACTIVE
            for other in self.cards.values()
        )

    def _add(self, row: Row, card: Card) -> Result:
        code = row.values["card_code"]
        card.index = index = row.values.get("index") or self._free_index()
        typed = derived_from(code)
        made = CardIndex(index=index, member_id=card.member_id, code=code, typed_code=typed)
        self.new.append((made, card))
        self.by_code[code] = self.by_typed[typed] = self.by_index[index] = made
        self.cards[index] = card
        return Result(row.line, RowState.ADDED)

    def _free_index(self) -> int:
        """Give the next number that nobody has and no row of this group names."""
        if self.free is None:
            told = [row for row in self.rows if row.values["member_no"] in self.members]
            near = [row.values["index"] for row in told if self._is_near(row)]
            if near:
                keep_clear_of(self.session, "cards", max(near))
            wanted = sum(
                "index" not in row.values and not self._known(row.values["card_code"])
                for row in told
            )
            self.free = iter(take_keys(self.session, "cards", wanted))
        return next(self.free)

    def _settle(self, row: Row, member_id: int, known: CardIndex) -> Result:
        told = row.values
        card = self.cards.get(known.index)
        if known.member_id != member_id or card is None:
            return _refused(row, "member_no", "card_of_another")
        if told.get("index", known.index) != known.index:
            return _refused(row, "index", "index_fixed")
        if told.get("medium", card.medium) != card.medium:
            return _refused(row, "medium", "medium_fixed")
        changed = False
        for name, column in (("valid_from", "from"), ("valid_until", "until")):
            day = cells.as_day(told.get(column))
            if day and day != getattr(card, name) and not _is_end_of(card, name, day):
                setattr(card, name, day)
                changed = True
        if card.valid_until <= card.valid_from:
            self.session.refresh(card)
            return _refused(row, "until", "span_empty")
        status = CardStatus(told.get("status", card.status))
        if status is not card.status:
            card.status, card.status_on = status, self.circumstances.today
            self.session.flush()  # the events of a card are numbered in the database
            self.session.add(self._event(card))
            changed = True
        return Result(row.line, RowState.CHANGED if changed else RowState.SAME)

    def _event(self, card: Card) -> CardEvent:
        return CardEvent(
            member_id=card.member_id,
            index=card.index,
            number=self._events_of(card) + 1,
            status=card.status,
            reason="tap_tin_nhap",
            effective_on=card.status_on,
            account_id=self.circumstances.account_id,
            known_at=self.circumstances.now,
        )

    def _events_of(self, card: Card) -> int:
        if any(new is card for _, new in self.new):
            return 0
        mine = (CardEvent.member_id == card.member_id) & (CardEvent.index == card.index)
        numbers = self.session.scalars(select(CardEvent.number).where(mine))
        return max(numbers, default=0)


def _status_day(status: CardStatus, since: date, until: date, today: date) -> date:
    """Date a status by the file: a lost or revoked card ended on its last day.

    One said to be lost and yet good for longer was lost nobody knows when, so it vouches for no
    day at all.
    """
    if status is CardStatus.ACTIVE:
        return since
    if status not in ENDED:
        return min(until, today)
    return (since if until > today + ONE_DAY else until) - ONE_DAY


def _is_end_of(card: Card, name: str, day: date) -> bool:
    """Tell the end an export wrote for a lost card from a new last day."""
    return name == "valid_until" and card.status in ENDED and day == card.status_on + ONE_DAY


def _refused(row: Row, column: str, code: str, **params: Any) -> Result:
    return Result.refused(row.line, column, row.values.get(column, ""), code, **params)
