"""People of the units a roster speaks of whom it does not name: perhaps they have left."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, literal, or_, select
from sqlalchemy.orm import Session

from benefits.exchange.models import ImportAbsentee, ImportRow, ImportUnit
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.organization import Organization

WHY = "Đang có trong đơn vị nhưng không có trong tệp. Nếu đã rời, hãy ghi ngày rời."
WHY_MENTIONED = (
    "Có tên trong tệp, ở chỗ không nhận hoặc không đọc được. Hãy sửa và nhập lại chỗ đó; "
    "chỉ ghi ngày rời khi chắc là đã rời."
)
Absent = tuple[Member, date, str]
"""Who, since when, and the code of the unit."""


def belongs(day: date) -> ColumnElement[bool]:
    """Spans that hold on a day, but those of relatives, whom rosters seldom name."""
    not_over = or_(Membership.valid_until.is_(None), Membership.valid_until > day)
    is_own = Membership.kind != BeneficiaryKind.THAN_NHAN
    return and_(Membership.valid_from <= day, not_over, is_own)


def absent(
    session: Session, units: Collection[int], seen: Collection[int], day: date
) -> Iterator[Absent]:
    """List who belongs to those units and was not seen."""
    people = (
        select(Member, Membership.valid_from, Organization.code)
        .join(Membership, Membership.member_id == Member.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.organization_id.in_(units), belongs(day), Member.erased_at.is_(None))
        .order_by(Member.sort_key, Member.id)
        .execution_options(yield_per=1000)
    )
    for member, since, code in session.execute(people):
        if member.id not in seen:
            yield member, since, code


def as_rows(people: Iterable[Absent], mentioned: Collection[int]) -> Iterator[tuple[str, ...]]:
    """Write them as rows of a file; of whom the list speaks elsewhere is asked first."""
    for member, since, code in people:
        birth = "/".join(reversed((member.birth or "").split("-")))
        known = member.member_no, member.full_name, birth, code, f"{since:%d/%m/%Y}"
        yield *known, "", WHY_MENTIONED if member.id in mentioned else WHY


def kept(session: Session, run_id: int) -> Iterator[Member]:
    """Go through those whom a list that was taken in did not name."""
    people = select(Member).join(ImportAbsentee, ImportAbsentee.member_id == Member.id)
    mine = people.where(ImportAbsentee.run_id == run_id).distinct()
    yield from session.scalars(mine.execution_options(yield_per=1000))


def keep_absent(session: Session, run_id: int, day: date) -> int:
    """Keep whom a list that was taken in did not name of its units; say how many they are."""
    named = select(ImportRow.member_id).where(
        ImportRow.run_id == run_id, ImportRow.member_id.is_not(None)
    )
    people = (
        select(literal(run_id), Membership.member_id, Membership.organization_id)
        .join(Member, Member.id == Membership.member_id)
        .where(
            Membership.organization_id.in_(units_of(run_id)),
            belongs(day),
            Member.id.not_in(named),
            Member.erased_at.is_(None),
        )
    )
    session.execute(delete(ImportAbsentee).where(ImportAbsentee.run_id == run_id))
    kept = insert(ImportAbsentee).from_select(["run_id", "member_id", "organization_id"], people)
    session.execute(kept)
    counted = select(func.count()).where(ImportAbsentee.run_id == run_id)
    return session.scalar(counted) or 0


def units_of(run_id: int) -> Select[int]:
    """Select the units of which a list that was taken in spoke."""
    return select(ImportUnit.organization_id).where(ImportUnit.run_id == run_id)


def absent_from(run_id: int, day: date) -> Select[int]:
    """Select the ids of those whom a list did not name and who still belong where they did."""
    still_there = and_(
        Membership.member_id == ImportAbsentee.member_id,
        Membership.organization_id == ImportAbsentee.organization_id,
    )
    return (
        select(Member.id)
        .join(ImportAbsentee, ImportAbsentee.member_id == Member.id)
        .join(Membership, still_there)
        .where(ImportAbsentee.run_id == run_id, belongs(day), Member.erased_at.is_(None))
    )
