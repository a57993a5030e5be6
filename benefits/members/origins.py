"""Where spans began that a unit's end put into another unit, so that they can be put back."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, ForeignKey, Index, delete, insert, literal, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from benefits.database import Base, BigKey
from benefits.members.models import Membership

AT_ONCE: Final = 1_000


class SpanOrigin(Base):
    """A span of the days since a unit's end, decided only afterwards, was one in that unit.

    The span itself says where it went on; `day` is that of the end. It may have gone on so twice.
    """

    __tablename__ = "membership_origins"
    __table_args__ = (Index("ix_membership_origins_organization_id", "organization_id", "day"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    span_id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


def remember(session: Session, which: ColumnElement[bool], day: date) -> None:
    """Keep of some spans in which unit they are, before the end of a day puts them elsewhere."""
    known = aliased(SpanOrigin)
    is_known = (
        select(known.span_id)
        .where(
            known.member_id == Membership.member_id,
            known.span_id == Membership.id,
            known.organization_id == Membership.organization_id,
            known.day == day,
        )
        .exists()
    )
    told = select(
        Membership.member_id, Membership.id, Membership.organization_id, literal(day)
    ).where(which, ~is_known)
    names = ("member_id", "span_id", "organization_id", "day")
    session.execute(insert(SpanOrigin).from_select(names, told))


def began_in(unit_id: int, day: date) -> ColumnElement[bool]:
    """Tell of spans whether it was the end of this unit, on that day, that put them elsewhere."""
    return (
        select(SpanOrigin.span_id)
        .where(
            SpanOrigin.member_id == Membership.member_id,
            SpanOrigin.span_id == Membership.id,
            SpanOrigin.organization_id == unit_id,
            SpanOrigin.day == day,
        )
        .exists()
    )


def forget(session: Session, unit_id: int, day: date, spans: Collection[tuple[int, int]]) -> None:
    """Forget of spans that were put back; each is named by its member's key and its own."""
    gone = delete(SpanOrigin).where(
        SpanOrigin.organization_id == unit_id,
        SpanOrigin.day == day,
        SpanOrigin.member_id.in_({member for member, _span in spans}),
        SpanOrigin.span_id.in_({span for _member, span in spans}),
    )
    session.execute(gone)


def forget_spans(session: Session, spans: Iterable[Membership]) -> None:
    """Forget where some spans began that are deleted."""
    named = [(span.member_id, span.id) for span in spans]
    for first in range(0, len(named), AT_ONCE):
        some = named[first : first + AT_ONCE]
        gone = delete(SpanOrigin).where(
            SpanOrigin.member_id.in_({member for member, _span in some}),
            SpanOrigin.span_id.in_([span for _member, span in some]),
        )
        session.execute(gone)
