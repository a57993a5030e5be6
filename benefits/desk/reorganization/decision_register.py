"""Decisions about units that were carried out, as far as they concern the officer's sub-tree."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, or_, select
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from benefits import organization, reorganizations
from benefits.desk import scope
from benefits.desk.reorganization.reorganizing_words import KINDS
from benefits.desk.tree.unit_list import matches
from benefits.errors import NotFound
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.reorganizations import Concern, Kind, Reorganization
from benefits.web import current, lists, text_field
from benefits.web.forms import YEARS
from benefits.web.lists import Column, FilterForm, Line, Register, Selection, Shape, choice_field

SHOWN: Final = 3
MOST_ALIKE: Final = 20
COLUMNS: Final = (
    Column(_l("Số quyết định"), Shape.CODE),
    Column(_l("Loại")),
    Column(_l("Đơn vị")),
    Column(_l("Có hiệu lực từ"), Shape.DAY),
    Column(_l("Ngày ký"), Shape.DAY),
    Column(_l("Số đơn vị"), Shape.NUMBER),
    Column(_l("Ghi lúc"), Shape.MOMENT),
)


class DecisionFilters(FilterForm):
    loai = choice_field(_l("Loại"), KINDS)
    nam = IntegerField(
        _l("Năm có hiệu lực"), [Optional(), NumberRange(YEARS.start, YEARS.stop - 1)]
    )
    donvi = text_field(_l("Mã đơn vị"))


def asked() -> Register:
    """Read from the address which decisions are wanted, the newest first."""
    form = DecisionFilters.asked()
    reached = _reached().with_only_columns(Reorganization.known_at, Reorganization.id)
    selection = Selection(reached, tuple(_wanted(form)), is_descending=True)
    return Register("quyet-dinh", COLUMNS, selection, lines, form)


def one(decision_id: int) -> Reorganization:
    found: Reorganization | None = current.session().scalar(
        _reached().where(Reorganization.id == decision_id)
    )
    if found is None:
        raise NotFound
    return found


def about(unit: Organization, most: int) -> Sequence[Reorganization]:
    """List the decisions about one unit, the newest first."""
    mine = reorganizations.about_units([unit.id])
    found = reorganizations.recorded().where(Reorganization.id.in_(mine)).limit(most)
    return current.session().scalars(found).all()


def same_number(record: Reorganization) -> Sequence[Reorganization]:
    """List the other decisions in reach that were entered under one number, the newest first."""
    number = func.lower(Reorganization.decision_number) == func.lower(record.decision_number)
    others = _reached().where(number, Reorganization.id != record.id)
    newest = others.order_by(Reorganization.id.desc()).limit(MOST_ALIKE)
    return current.session().scalars(newest).all()


def _reached() -> Any:
    mine = reorganizations.about_units(scope.unit_ids())
    return reorganizations.recorded().order_by(None).where(Reorganization.id.in_(mine))


def _wanted(form: DecisionFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        named = reorganizations.about_units(select(Organization.id).where(matches(form.typed)))
        number = lists.is_written_in(Reorganization.decision_number, form.typed)
        yield or_(number, Reorganization.id.in_(named))
    if kind := form.chosen("loai"):
        yield Reorganization.kind == Kind(kind)
    if form.nam.data:
        yield func.extract("year", Reorganization.day) == form.nam.data
    if form.donvi.data:
        coded = select(Organization.id).where(Organization.code == form.donvi.data)
        yield Reorganization.id.in_(reorganizations.about_units(coded))


def lines(ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    records = session.scalars(reorganizations.recorded().where(Reorganization.id.in_(ids))).all()
    concerned = reorganizations.units_of(session, ids)
    keys = {record_id: _first_named(units) for record_id, units in concerned.items()}
    listed = {key for some in keys.values() for key in some[:SHOWN]}
    names = organization.names_on(session, listed, today)
    told = {each.id: _line(each, keys.get(each.id, []), names) for each in records}
    return [told[each] for each in ids]


def _first_named(units: Sequence[Any]) -> list[int]:
    """Give the units a decision is about, without those that only stand above them."""
    return list(
        dict.fromkeys(each.organization_id for each in units if each.concern != Concern.PARENT)
    )


def _line(record: Reorganization, keys: Sequence[int], names: Any) -> Line:
    shown = ", ".join(names.get(key, "") for key in keys[:SHOWN])
    return Line(
        (
            record.decision_number,
            KINDS[record.kind],
            shown + ("…" if len(keys) > SHOWN else ""),
            record.day,
            record.decided_on,
            len(keys),
            record.known_at,
        ),
        url_for("decisions.one", decision_id=record.id),
    )
