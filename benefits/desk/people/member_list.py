"""People of the sub-tree as a list: found by name or number, narrowed by what is known."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, select

from benefits import organization
from benefits.cards import Card, CardStatus, Medium
from benefits.desk import labels, scope
from benefits.desk.people import member_filters
from benefits.desk.people.in_order import people_of
from benefits.desk.people.member_filters import MemberFilters
from benefits.desk.people.member_forms import DUES, OWES, PAYS
from benefits.members import Member, Membership
from benefits.members.merging import is_merged
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.web import current
from benefits.web.lists import Badge, Column, Line, Register, Selection, Shape

COLUMNS: Final = (
    Column(_l("Họ và tên")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Đơn vị")),
    Column(_l("Đối tượng")),
    Column(_l("Thẻ in"), Shape.BADGE),
    Column(_l("Tham gia"), Shape.BADGE),
    Column(_l("Mã đơn vị"), in_file_only=True),
    Column(_l("Ngày sinh"), in_file_only=True),
    Column(_l("Giới tính"), in_file_only=True),
    Column(_l("Điện thoại"), in_file_only=True),
    Column(_l("Số thẻ đoàn viên"), in_file_only=True),
    Column(_l("Đoàn phí"), in_file_only=True),
    Column(_l("Từ ngày"), Shape.DAY, in_file_only=True),
    Column(_l("Đến hết ngày"), Shape.LAST_DAY, in_file_only=True),
)
HAS_CARD: Final = Badge(_l("Có thẻ"), "good")
LACKS_CARD: Final = Badge(_l("Chưa có"), "warn")
IS_OVER: Final = Badge(_l("Đã thôi"), "neutral")
BELONGS: Final = Badge(_l("Đang tham gia"), "good")


def asked() -> Register:
    """Read from the address which people are wanted, in the order Vietnamese lists have."""
    form = MemberFilters.asked()
    unit = scope.unit_or_own(form.donvi.data)
    return Register("doan-vien", COLUMNS, _selection(unit, form), lines, form, unit.id)


def _selection(unit: Organization, form: MemberFilters) -> Selection:
    reached = people_of(unit).where(~is_merged(Member.id))
    return Selection(reached, tuple(member_filters.wanted(form, day_of(current.now()))))


def lines(member_ids: Sequence[int]) -> list[Line]:
    """Tell of those people, each with the unit of the last membership."""
    session, today = current.session(), day_of(current.now())
    rows = session.execute(
        select(Member, Membership, Organization.code)
        .join(Membership, Membership.member_id == Member.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Member.id.in_(member_ids), scope.is_last_membership())
    ).all()
    names = organization.names_on(session, {span.organization_id for _, span, _ in rows}, today)
    with_card = _with_card(member_ids, today)
    told = {row[0].id: _line(row, names, today, has_card=row[0].id in with_card) for row in rows}
    return [told[each] for each in member_ids]


def _line(
    row: Row[*tuple[Any, ...]], names: Mapping[int, str], today: date, *, has_card: bool
) -> Line:
    member, span, code = row
    is_over = span.valid_until is not None and span.valid_until <= today
    return Line(
        (
            member.full_name,
            member.member_no,
            names.get(span.organization_id, ""),
            labels.KINDS[span.kind],
            HAS_CARD if has_card else LACKS_CARD,
            IS_OVER if is_over else BELONGS,
            code,
            "/".join(reversed((member.birth or "").split("-"))),
            labels.SEXES[member.sex] if member.sex else "",
            (member.phone or "").replace("+84", "0"),
            member.union_card_no or "",
            "" if member.pays_dues is None else DUES[PAYS if member.pays_dues else OWES],
            span.valid_from,
            span.valid_until,
        ),
        url_for("members.one", member_id=member.id),
    )


def _with_card(member_ids: Sequence[int], today: date) -> frozenset[int]:
    held = select(Card.member_id).where(
        Card.member_id.in_(member_ids),
        Card.medium == Medium.PRINT,
        Card.status.in_((CardStatus.ACTIVE, CardStatus.SUSPENDED)),
        Card.valid_until > today,
    )
    return frozenset(current.session().scalars(held))
