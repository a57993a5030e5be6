"""People of the units a roster speaks of whom it does not name: perhaps they have left."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from benefits.exchange.models import ImportRow
from benefits.members import BeneficiaryKind, Member, Membership

HEADING = ("Mã đoàn viên", "Họ và tên", "Ngày sinh", "Từ ngày", "Lỗi")
AT_ONCE = 1_000
WHY = "Đang có trong đơn vị nhưng không có trong tệp. Nếu đã rời, hãy ghi ngày rời."


def belongs(day: date) -> ColumnElement[bool]:
    """Spans that hold on a day, but those of relatives, whom rosters seldom name."""
    not_over = or_(Membership.valid_until.is_(None), Membership.valid_until > day)
    is_own = Membership.kind != BeneficiaryKind.THAN_NHAN
    return and_(Membership.valid_from <= day, not_over, is_own)


def absent(
    session: Session, units: Collection[int], seen: Collection[int], day: date
) -> Iterator[tuple[str, ...]]:
    """List who belongs to those units and was not seen, as rows of a file."""
    people = (
        select(Member, Membership.valid_from)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.organization_id.in_(units), belongs(day), Member.erased_at.is_(None))
        .order_by(Member.sort_key, Member.id)
        .execution_options(yield_per=1000)
    )
    for member, since in session.execute(people):
        if member.id not in seen:
            birth = "/".join(reversed((member.birth or "").split("-")))
            yield member.member_no, member.full_name, birth, f"{since:%d/%m/%Y}", WHY


def units_of(session: Session, people: Collection[int], day: date) -> set[int]:
    """Find the units to which those people belong on a day."""
    found: set[int] = set()
    for some in in_groups(list(people)):
        where = select(Membership.organization_id).where(Membership.member_id.in_(some))
        found.update(session.scalars(where.where(belongs(day)).distinct()))
    return found


def in_groups(people: list[int]) -> Iterator[list[int]]:
    return (people[first : first + AT_ONCE] for first in range(0, len(people), AT_ONCE))


def absent_from(run_id: int, day: date) -> Select[int]:
    """Select the ids of those whom a file taken in does not name, though it names their unit."""
    named = select(ImportRow.member_id).where(
        ImportRow.run_id == run_id, ImportRow.member_id.is_not(None)
    )
    units = select(Membership.organization_id).where(Membership.member_id.in_(named), belongs(day))
    return (
        select(Member.id)
        .join(Membership, Membership.member_id == Member.id)
        .where(
            Membership.organization_id.in_(units),
            belongs(day),
            Member.id.not_in(named),
            Member.erased_at.is_(None),
        )
    )
