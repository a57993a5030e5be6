"""Records that may be one person, as an officer who reaches both may see them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from benefits import organization
from benefits.desk import opening, scope
from benefits.desk.people import member_filters
from benefits.errors import NotFound
from benefits.members import Member, Membership, Twins, TwinState, twins
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

WAITING: Final = _l("Chờ xem")
DECIDED: Final[Mapping[str, Any]] = {
    TwinState.SAME: _l("Cùng một người"),
    TwinState.DIFFERENT: _l("Hai người khác nhau"),
}
STATES: Final = Words({TwinState.OPEN: WAITING, **DECIDED})
LOOKS: Final = {TwinState.OPEN: "warn", TwinState.SAME: "good", TwinState.DIFFERENT: "neutral"}
COLUMNS: Final = (
    Column(_l("Họ và tên")),
    Column(_l("Ngày sinh")),
    Column(_l("Hồ sơ thứ nhất")),
    Column(_l("Hồ sơ thứ hai")),
    Column(_l("Kết luận"), Shape.BADGE),
    Column(_l("Thấy trùng lúc"), Shape.MOMENT),
)
MOST_COUNTED: Final = 1_000


class TwinFilters(FilterForm):
    ket_luan = choice_field(_l("Kết luận"), DECIDED, WAITING)


def asked() -> Register:
    """Read from the address which pairs are wanted; without a choice those that wait."""
    form = TwinFilters.asked()
    chosen = form.chosen("ket_luan")
    wanted = [_stands(TwinState(chosen) if chosen else TwinState.OPEN)]
    if form.typed:
        people = select(Member.id).where(member_filters.matches(form.typed))
        wanted.append(Twins.low_id.in_(people) | Twins.high_id.in_(people))
    reached = _reached().with_only_columns(Twins.found_at, Twins.id)
    selection = Selection(reached, tuple(wanted), is_descending=bool(chosen))
    own = scope.organization_id()
    return Register("nguoi-co-the-trung", COLUMNS, selection, lines, form, own)


def lines(ids: Sequence[int]) -> list[Line]:
    session = current.session()
    pairs = session.scalars(select(Twins).where(Twins.id.in_(ids))).all()
    people = {each for pair in pairs for each in (pair.low_id, pair.high_id)}
    members = {
        member.id: member for member in session.scalars(select(Member).where(Member.id.in_(people)))
    }
    where = units_of(people)
    told = {pair.id: _line(pair, members, where) for pair in pairs}
    return [told[each] for each in ids]


def one(twins_id: int) -> Twins:
    """A pair of whom both are within the officer's reach."""
    found = current.session().scalar(_reached().where(Twins.id == twins_id))
    if found is None:
        raise NotFound
    opening.opens([found.low_id, found.high_id])
    return found


def waiting() -> int:
    """Count the pairs within reach that wait; of very many it says so many and no more."""
    some = _reached().with_only_columns(Twins.id).where(_stands(TwinState.OPEN)).limit(MOST_COUNTED)
    return current.session().scalar(select(func.count()).select_from(some.subquery())) or 0


def units_of(people: set[int]) -> Mapping[int, str]:
    """Name the unit each of them belonged to last."""
    session = current.session()
    last = select(Membership.member_id, Membership.organization_id).where(
        Membership.member_id.in_(people), scope.is_last_membership()
    )
    units = {member_id: unit for member_id, unit in session.execute(last)}  # noqa: C416
    names = organization.names_on(session, set(units.values()), day_of(current.now()))
    return {member_id: names.get(unit, "") for member_id, unit in units.items()}


def badge_of(pair: Twins) -> Badge:
    return Badge(STATES[pair.state], LOOKS[pair.state])


def _reached() -> Select[Twins]:
    pairs = select(Twins)
    if scope.is_top():
        return pairs
    return pairs.where(_is_reached(Twins.low_id), _is_reached(Twins.high_id))


def _is_reached(record: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return (
        select(Membership.member_id)
        .where(
            Membership.member_id == record,
            scope.is_last_membership(),
            Membership.organization_id.in_(scope.unit_ids()),
        )
        .correlate(Twins)
        .exists()
    )


def _stands(state: TwinState) -> ColumnElement[bool]:
    if state is not TwinState.OPEN:
        return Twins.state == state
    return twins.waits() & twins.alike_still()


def _line(pair: Twins, members: Mapping[int, Member], units: Mapping[int, str]) -> Line:
    low, high = members[pair.low_id], members[pair.high_id]
    names = dict.fromkeys((low.full_name, high.full_name))
    told = (
        " / ".join(names),
        "/".join(reversed((low.birth or "").split("-"))),
        *(f"{each.member_no} · {units.get(each.id, '')}" for each in (low, high)),
        badge_of(pair),
        pair.found_at,
    )
    return Line(told, url_for("twins.one", twins_id=pair.id))
