"""What a member has saved, month by month, summed by the database."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import Session

from benefits.members.merging import records_of
from benefits.money import Dong
from benefits.purchases.models import Purchase, Reversal


class Month(NamedTuple):
    """Uses not wholly taken back, and what they saved; `first` is the month's first day."""

    first: date
    uses: int
    benefit: Dong


def months_of(session: Session, member_id: int) -> list[Month]:
    """List the months in which a member bought something, the latest first."""
    records = records_of(session, member_id)
    year, month = extract("year", Purchase.bought_on), extract("month", Purchase.bought_on)
    taken_back = (
        select(
            Reversal.purchase_id,
            func.sum(Reversal.benefit).label("benefit"),
            func.max(case((Reversal.is_whole, 1), else_=0)).label("is_whole"),
        )
        .where(Reversal.member_id.in_(records))
        .group_by(Reversal.purchase_id)
        .subquery()
    )
    rows = session.execute(
        select(
            year,
            month,
            func.sum(1 - func.coalesce(taken_back.c.is_whole, 0)),
            func.sum(Purchase.benefit - func.coalesce(taken_back.c.benefit, 0)),
        )
        .outerjoin(taken_back, taken_back.c.purchase_id == Purchase.id)
        .where(Purchase.member_id.in_(records))
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
    )
    return [
        Month(date(int(year), int(month), 1), int(uses), Dong(int(benefit)))
        for year, month, uses, benefit in rows
    ]


def summed(months: Sequence[Month]) -> tuple[int, Dong]:
    """Return the uses and the benefit of several months: both add up, unlike people."""
    return sum(each.uses for each in months), Dong(sum(each.benefit for each in months))
