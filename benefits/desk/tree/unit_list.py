"""Units of the sub-tree as a list: directly below one, all below it, or what a search finds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select
from wtforms import HiddenField

from benefits import organization
from benefits.desk import labels, scope
from benefits.desk.tree import tag_filters, unit_counts
from benefits.desk.tree.tag_filters import WithTag
from benefits.desk.tree.unit_counts import Counts
from benefits.folding import folded
from benefits.organization import Level, Organization, OrganizationName, as_known
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

COLUMNS: Final = (
    Column(_l("Tên đơn vị")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Cấp")),
    Column(_l("Đơn vị bên dưới"), Shape.NUMBER),
    Column(_l("Số người, kể cả thân nhân"), Shape.NUMBER),
    Column(_l("Đã có thẻ in"), Shape.NUMBER),
    Column(_l("Lượt từ ngày 1 tháng này"), Shape.NUMBER),
    Column(_l("Tình trạng"), Shape.BADGE),
)
OPEN: Final = Badge(_l("Đang hoạt động"), "good")
CLOSED: Final = Badge(_l("Đã đóng"), "neutral")
ALL, SHUT = "tat_ca", "da_dong"
DEPTHS: Final = Words({ALL: _l("Mọi cấp bên dưới"), SHUT: _l("Đơn vị đã đóng, ở mọi cấp bên dưới")})


class UnitFilters(WithTag, FilterForm):
    donvi = HiddenField()
    dem = HiddenField()
    pham_vi = choice_field(_l("Phạm vi"), DEPTHS, _l("Ngay bên dưới"))
    cap = choice_field(_l("Cấp"), labels.LEVELS)

    @property
    def counts(self) -> bool:
        """Tell whether people and uses are to be counted, however many units that takes."""
        return bool(self.dem.data)


def asked() -> Register:
    """Read from the address which units are wanted, by their codes."""
    form, today = UnitFilters.asked(), day_of(current.now())
    unit = scope.unit_or_own(form.donvi.data)
    reached = select(Organization.code, Organization.id).where(
        Organization.id.in_(scope.unit_ids()), Organization.id != unit.id
    )
    does_count = form.counts or unit_counts.is_small(unit.id)

    def lines(unit_ids: Sequence[int]) -> list[Line]:
        return lines_of(unit_ids, today, does_count=does_count)

    selection = Selection(reached, tuple(_wanted(form, unit, today)))
    return Register("don-vi", COLUMNS, selection, lines, form)


def _wanted(form: UnitFilters, unit: Organization, today: date) -> Iterator[ColumnElement[bool]]:
    depth = form.chosen("pham_vi")
    tagged = tag_filters.units_of(form, today)
    if form.typed or depth or tagged is not None:
        yield Organization.id.in_(scope.below(unit.id))
    else:
        yield Organization.id.in_(organization.children_on(unit.id, today))
    if tagged is not None:
        yield Organization.id.in_(tagged)
    if depth == SHUT:
        yield Organization.id.not_in(organization.open_on(today))
    if form.typed:
        yield matches(form.typed)
    if level := form.chosen("cap"):
        yield Organization.level == Level(level)


def matches(typed: str) -> ColumnElement[bool]:
    """Match the beginnings of words of any name a unit has borne, or the code's."""
    named = select(OrganizationName.organization_id).where(as_known(OrganizationName))
    for word in folded(typed).split():
        named = named.where((" " + OrganizationName.name_key).contains(f" {word}", autoescape=True))
    return Organization.code.istartswith(typed, autoescape=True) | Organization.id.in_(named)


def lines_of(unit_ids: Sequence[int], today: date, *, does_count: bool) -> list[Line]:
    session = current.session()
    rows = session.scalars(select(Organization).where(Organization.id.in_(unit_ids))).all()
    units = {unit.id: unit for unit in rows}
    names = organization.names_on(session, unit_ids, today)
    open_today = set(
        session.scalars(
            select(Organization.id).where(
                Organization.id.in_(unit_ids), Organization.id.in_(organization.open_on(today))
            )
        )
    )
    below = unit_counts.below(unit_ids, today)
    counts = unit_counts.counted(unit_ids, today) if does_count else {}
    return [
        _line(units[each], names, below.get(each, 0), counts.get(each), is_open=each in open_today)
        for each in unit_ids
    ]


def _line(
    unit: Organization,
    names: Mapping[int, str],
    below: int,
    counts: Counts | None,
    *,
    is_open: bool,
) -> Line:
    return Line(
        (
            names.get(unit.id) or unit.code,
            unit.code,
            labels.LEVELS[unit.level],
            below,
            *(counts or (None, None, None)),
            OPEN if is_open else CLOSED,
        ),
        url_for("units.one", code=unit.code),
    )
