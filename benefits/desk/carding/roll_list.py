"""Rolls of the sub-tree as a list: which wait for signatures, which for a tick, which are done."""

from collections.abc import Sequence
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, or_, select
from wtforms import HiddenField

from benefits import organization
from benefits.cards.rolls import ticking
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.desk import scope
from benefits.desk.carding import roll_scope
from benefits.desk.people import member_filters
from benefits.members import Member
from benefits.periods import day_of
from benefits.web import current
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

COLUMNS: Final = (
    Column(_l("Danh sách")),
    Column(_l("Đơn vị")),
    Column(_l("Ngày lập"), Shape.DAY),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Số người"), Shape.NUMBER),
    Column(_l("Đã nhận thẻ"), Shape.NUMBER),
    Column(_l("Đã đồng ý"), Shape.NUMBER),
)
LONGEST_NUMBER: Final = 9
WAITING, PART, DONE = "cho_ky", "dang_ghi", "xong"
STATES: Final = {
    WAITING: _l("Chờ bản ký"),
    PART: _l("Còn người chưa ghi nhận"),
    DONE: _l("Mọi người đã nhận"),
}
LOOKS: Final = {WAITING: "warn", PART: "info", DONE: "good"}


class RollFilters(FilterForm):
    donvi = HiddenField()
    trang_thai = choice_field(_l("Tình trạng"), STATES)


def asked() -> Register:
    """Read from the address which rolls are wanted, the newest first."""
    form = RollFilters.asked()
    unit = scope.unit_or_own(form.donvi.data)
    reached = select(Roll.id).where(Roll.organization_id.in_(scope.unit_ids()))
    if unit.id != scope.organization_id():
        reached = reached.where(Roll.organization_id.in_(scope.below(unit.id)))
    wanted = [_found(form.typed)] if form.typed else []
    if state := form.chosen("trang_thai"):
        wanted.append(_stands(state))
    selection = Selection(reached, tuple(wanted), is_descending=True)
    return Register("danh-sach-nhan-the", COLUMNS, selection, lines, form)


def state_of(waiting: int, *, is_begun: bool) -> Badge:
    state = DONE if not waiting else PART if is_begun else WAITING
    return Badge(STATES[state], LOOKS[state])


def lines(roll_ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    has_scan = exists().where(RollScan.roll_id == Roll.id)
    rows = session.execute(
        select(
            Roll,
            has_scan,
            *ticking.COUNTED,
        )
        .join(RollLine, RollLine.roll_id == Roll.id)
        .where(Roll.id.in_(roll_ids))
        .group_by(Roll.id)
    ).all()
    names = organization.names_on(session, {row[0].organization_id for row in rows}, today)
    told = {}
    for roll, scanned, count, received, consented, waiting in rows:
        values = (
            roll.code,
            names.get(roll.organization_id, ""),
            day_of(roll.drawn_at),
            state_of(waiting, is_begun=bool(received or scanned)),
            count,
            received,
            consented,
        )
        told[roll.id] = Line(values, url_for("rolls.one", roll_id=roll.id))
    return [told[each] for each in roll_ids]


def by_code(typed: str) -> Roll:
    """Find a list within reach by the number on its paper."""
    digits = typed.strip().upper().removeprefix("NT").lstrip("0")
    is_number = digits.isdecimal() and len(digits) <= LONGEST_NUMBER
    return roll_scope.roll(int(digits) if is_number else 0)


def _found(typed: str) -> ColumnElement[bool]:
    """Match a list by its number, else by somebody on it: by a number of theirs, or by name."""
    digits = typed.upper().removeprefix("NT").lstrip("0")
    if typed.upper().startswith("NT") and digits.isdecimal() and len(digits) <= LONGEST_NUMBER:
        return Roll.id == int(digits)
    people = member_filters.numbered(typed)
    whose = Member.id.in_(people) if people else member_filters.matches(typed)
    on_list = select(RollLine.roll_id).join(Member, Member.id == RollLine.member_id).where(whose)
    is_short = digits.isdecimal() and len(digits) <= LONGEST_NUMBER
    return or_(Roll.id == (int(digits) if is_short else -1), Roll.id.in_(on_list))


def _stands(state: str) -> ColumnElement[bool]:
    of_roll = RollLine.roll_id == Roll.id
    is_open = exists().where(of_roll, ticking.WAITS)
    is_begun = or_(
        exists().where(of_roll, RollLine.received_at.is_not(None)),
        exists().where(RollScan.roll_id == Roll.id),
    )
    return {DONE: ~is_open, PART: and_(is_open, is_begun), WAITING: and_(is_open, ~is_begun)}[state]
