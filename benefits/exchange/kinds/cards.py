"""cards: `card_code,member_no,medium,status,from,until,index`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from benefits.cards import Card, CardIndex, CardStatus, Medium
from benefits.exchange import cells
from benefits.exchange.columns import Column, read_rows
from benefits.exchange.kinds.carding import Carding
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.reading import Sheet
from benefits.members import Member
from benefits.members.merging import is_merged, survivor_of

ENDED = frozenset({CardStatus.LOST, CardStatus.REVOKED})


class Cards:
    name = "cards"
    is_whole = False
    header = ("card_code", "member_no", "medium", "status", "from", "until", "index")
    columns = (
        Column("card_code", cells.code, is_needed=True),
        Column("member_no", cells.code, is_needed=True),
        Column("medium", cells.one_of(Medium)),
        Column("status", cells.one_of(CardStatus)),
        Column("from", cells.day),
        Column("until", cells.day),
        Column("index", cells.whole),
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        return read_rows(sheets, self.columns)

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        return Carding(session, rows, circumstances).run()

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        """Write cards; the last day of a lost or revoked one is the day it ended.

        A merged record's card beside its survivor's own is good until its day, as a replaced one.
        """
        rows = (
            select(CardIndex.code, Member.member_no, Card, _has_own(Card))
            .join(Card, Card.index == CardIndex.index)
            .join(Member, Member.id == survivor_of(Card.member_id))
            .order_by(Card.index)
            .execution_options(yield_per=1000)
        )
        for code, number, card, is_second in session.execute(rows):
            days = (card.valid_from, _good_until(card))
            is_beside = is_second and card.status is CardStatus.ACTIVE
            status = (card.medium.value, (CardStatus.REPLACED if is_beside else card.status).value)
            yield code, number, *status, *map(cells.written_day, days), card.index


def _has_own(card: type[Card]) -> ColumnElement[bool]:
    """Tell of a card of a merged record whether the survivor has an active one of that medium."""
    own = aliased(Card)
    return and_(
        is_merged(card.member_id),
        exists().where(
            own.member_id == survivor_of(card.member_id),
            own.medium == card.medium,
            own.status == CardStatus.ACTIVE,
        ),
    )


def _good_until(card: Card) -> date:
    """Give the day after the last on which a use may stand: that of the loss may have seen one."""
    if card.status not in ENDED:
        return card.valid_until
    return min(card.valid_until, max(card.status_on, card.valid_from) + timedelta(days=1))
