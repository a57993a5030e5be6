"""Which uses count today: those that were not taken back altogether."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from benefits.purchases.models import Purchase, Reversal


def something_is_left() -> ColumnElement[bool]:
    """Tell of uses, as figures do, whether they were not taken back altogether."""
    back = aliased(Reversal)  # whoever asks may join reversals of their own
    its = (back.member_id == Purchase.member_id, back.purchase_id == Purchase.id)
    taken = select(func.coalesce(func.sum(back.list_price), 0)).where(*its).scalar_subquery()
    is_some = or_(Purchase.list_price == 0, Purchase.list_price > taken)
    untouched = ~exists().where(*its)  # nearly all are, and of these nothing is added up
    return or_(untouched, and_(is_some, ~exists().where(*its, back.is_whole)))
