"""Requests of members to mend what is stored, as an officer may see them: the most urgent first."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, NamedTuple

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from benefits import organization
from benefits.desk import opening, scope
from benefits.desk.people import member_filters
from benefits.errors import NotFound
from benefits.members import CorrectedField, Correction, CorrectionState, Member, Membership
from benefits.members.merging import survivor_of
from benefits.periods import day_of
from benefits.web import Words, current
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)

FIELDS: Final = Words(
    {
        CorrectedField.FULL_NAME: _l("Họ và tên"),
        CorrectedField.BIRTH: _l("Ngày sinh"),
        CorrectedField.PHONE: _l("Điện thoại"),
        CorrectedField.UNIT: _l("Đơn vị"),
        CorrectedField.OTHER: _l("Điều khác"),
    }
)
STATES: Final = Words(
    {
        CorrectionState.OPEN: _l("Đang chờ"),
        CorrectionState.ACCEPTED: _l("Đã sửa"),
        CorrectionState.DECLINED: _l("Không sửa"),
        CorrectionState.WITHDRAWN: _l("Đã rút"),
    }
)
LOOKS: Final = {
    CorrectionState.OPEN: "info",
    CorrectionState.ACCEPTED: "good",
    CorrectionState.DECLINED: "bad",
    CorrectionState.WITHDRAWN: "neutral",
}
LATE, OWN, STUCK, MOVES = "qua_han", "don_vi_minh", "cham", "chuyen_don_vi"
LONG: Final = timedelta(days=7)
"""So long a unit below may take before those above it are told."""
WAITING: Final = _l("Đang chờ")
CHOICES: Final = Words(
    {
        LATE: _l("Quá hạn"),
        OWN: _l("Đang chờ ở chính đơn vị mình"),
        MOVES: _l("Xin chuyển đơn vị ở cấp dưới"),
        STUCK: _l("Đơn vị cấp dưới để quá 7 ngày"),
        CorrectionState.ACCEPTED: _l("Đã sửa"),
        CorrectionState.DECLINED: _l("Không sửa"),
        CorrectionState.WITHDRAWN: _l("Đã rút"),
    }
)
COLUMNS: Final = (
    Column(_l("Họ và tên")),
    Column(_l("Đơn vị")),
    Column(_l("Mục cần sửa")),
    Column(_l("Trạng thái"), Shape.BADGE),
    Column(_l("Gửi lúc"), Shape.MOMENT),
    Column(_l("Hạn, hết ngày"), Shape.LAST_DAY),
)


class CorrectionFilters(FilterForm):
    trang_thai = choice_field(_l("Trạng thái"), CHOICES, WAITING)
    muc = choice_field(_l("Mục cần sửa"), FIELDS)


class Asked(NamedTuple):
    """A request, the record that stands today for whoever made it, and the unit they are in."""

    correction: Correction
    member: Member
    unit_id: int


class Waiting(NamedTuple):
    """Requests that wait for an answer, and how many of them are past their clock."""

    open: int
    late: int


def asked() -> Register:
    """Read from the address which requests are wanted; without a choice those that wait."""
    form = CorrectionFilters.asked()
    chosen = form.chosen("trang_thai") or CorrectionState.OPEN
    which = _which_open(chosen)
    state = CorrectionState.OPEN if which is not None else CorrectionState(chosen)
    is_over = state is not CorrectionState.OPEN
    wanted: list[ColumnElement[bool]] = [Correction.state == state]
    if which is not None:
        wanted.append(which)
    if field := form.chosen("muc"):
        wanted.append(Correction.field == CorrectedField(field))
    if form.typed:
        named = _named(form.typed)
        wanted.append(or_(Member.id.in_(named), Correction.member_id.in_(named)))
    reached = _reached().with_only_columns(Correction.asked_at, Correction.id)
    selection = Selection(reached, tuple(wanted), is_descending=is_over)
    return Register("yeu-cau", COLUMNS, selection, lines, form, scope.organization_id())


def lines(ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    rows = session.execute(
        _reached()
        .with_only_columns(Correction, Member.full_name, Membership.organization_id)
        .where(Correction.id.in_(ids))
    ).all()
    names = organization.names_on(session, {row[2] for row in rows}, today)
    told = {row[0].id: _line(row, names.get(row[2], "")) for row in rows}
    return [told[each] for each in ids]


def one(correction_id: int) -> Asked:
    """A request of somebody within the officer's reach, with whoever that is in the register."""
    mine = _reached().with_only_columns(Correction, Member, Membership.organization_id)
    found = current.session().execute(mine.where(Correction.id == correction_id)).first()
    if found is None:
        raise NotFound
    asked = Asked(*found)
    opening.opens([asked.member.id])
    return asked


def waiting(*which: ColumnElement[bool]) -> Waiting:
    """Count the requests within reach that wait, all or some of them; they are few."""
    late = func.count().filter(Correction.due_at <= current.now())
    counted = _reached().with_only_columns(func.count(), late).where(*which)
    row = current.session().execute(counted.where(Correction.state == CorrectionState.OPEN)).one()
    return Waiting(*row)


def are_of(unit_id: int) -> ColumnElement[bool]:
    """Tell of requests whether a unit's own people made them."""
    return Membership.organization_id == unit_id


def are_moves_below(unit_id: int) -> ColumnElement[bool]:
    """Tell of requests whether somebody below a unit asks to be moved to another.

    The unit they leave may have no officer, or no right to a day long past: those above know of it
    from the beginning, so that it is answered in time.
    """
    return and_(Correction.field == CorrectedField.UNIT, ~are_of(unit_id))


def are_stuck_below(unit_id: int) -> ColumnElement[bool]:
    """Tell of requests whether a unit below has left alone for long what it can do itself."""
    is_long = Correction.asked_at <= current.now() - LONG
    return and_(~are_of(unit_id), Correction.field != CorrectedField.UNIT, is_long)


def _which_open(chosen: str) -> ColumnElement[bool] | None:
    """Say which of the requests that wait are meant; none for one of the other states."""
    if chosen == LATE:
        return Correction.due_at <= current.now()
    own = scope.organization_id()
    which = {OWN: are_of, STUCK: are_stuck_below, MOVES: are_moves_below}.get(chosen)
    return None if which is None else which(own)


def _reached() -> Select[Correction]:
    last = and_(Membership.member_id == Member.id, scope.is_last_membership())
    return (
        select(Correction)
        .join(Member, Member.id == survivor_of(Correction.member_id))
        .join(Membership, last)
        .where(Membership.organization_id.in_(scope.unit_ids()))
    )


def _named(typed: str) -> Select[int]:
    return select(Member.id).where(member_filters.matches(typed))


def badge_of(correction: Correction) -> Badge:
    if correction.is_late_at(current.now()):
        return Badge(_l("Quá hạn"), "bad")
    return Badge(STATES[correction.state], LOOKS[correction.state])


def _line(row: Row[*tuple[Any, ...]], unit: str) -> Line:
    correction, full_name, _unit_id = row
    url = url_for("corrections.one", correction_id=correction.id)
    due, field = correction.due_until, FIELDS[correction.field]
    told = (full_name, unit, field, badge_of(correction), correction.asked_at, due)
    return Line(told, url)
