"""The tags an officer sees, and the units of one of them over time."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import func, or_, select

from benefits import organization
from benefits.desk import labels, scope
from benefits.desk.tree import tag_scope
from benefits.desk.tree.unit_list import CLOSED, matches
from benefits.folding import folded
from benefits.organization import (
    Organization,
    OrganizationTag,
    Placement,
    Tag,
    TagKind,
    as_known,
)
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
    Column(lazy_pgettext("one", "Nhóm")),
    Column(_l("Loại nhóm")),
    Column(_l("Đơn vị lập nhóm")),
    Column(_l("Số đơn vị hiện nay"), Shape.NUMBER),
)
UNIT_COLUMNS: Final = (
    Column(lazy_pgettext("one", "Đơn vị")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Từ ngày"), Shape.DAY),
    Column(_l("Đến hết ngày"), Shape.LAST_DAY),
    Column(_l("Tình trạng"), Shape.BADGE),
)
IN, COMING, OUT = (
    Badge(_l("Trong nhóm"), "good"),
    Badge(_l("Sắp vào nhóm"), "info"),
    Badge(_l("Đã rời nhóm"), "neutral"),
)
PAST: Final = "ca_da_roi"
WHEN: Final = {PAST: _l("Cả đơn vị đã rời nhóm")}


class TagFilters(FilterForm):
    loai = choice_field(_l("Loại nhóm"), labels.TAG_KINDS)


class UnitsFilters(FilterForm):
    gom = choice_field(_l("Hiện"), WHEN, _l("Đơn vị đang trong nhóm"))


def asked() -> Register:
    form = TagFilters.asked()
    seen = tag_scope.tags().with_only_columns(Tag.name_key, Tag.id)
    if form.typed:
        seen = seen.where(Tag.name_key.contains(folded(form.typed), autoescape=True))
    if kind := form.chosen("loai"):
        seen = seen.where(Tag.kind == TagKind(kind))
    return Register("nhom", COLUMNS, Selection(seen), _lines, form)


def _lines(tag_ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    tags = {tag.id: tag for tag in session.scalars(select(Tag).where(Tag.id.in_(tag_ids)))}
    names = organization.names_on(session, {tag.held_by_id for tag in tags.values()}, today)
    counted = (
        select(OrganizationTag.tag_id, func.count())
        .where(OrganizationTag.tag_id.in_(tag_ids), organization.worn_on(today))
        .where(OrganizationTag.organization_id.in_(organization.open_on(today)))
        .group_by(OrganizationTag.tag_id)
    )
    counts = dict(session.execute(counted).all())
    return [
        Line(
            (
                tags[each].name,
                labels.TAG_KINDS[tags[each].kind],
                names.get(tags[each].held_by_id, ""),
                counts.get(each, 0),
            ),
            url_for("tags.one", tag_id=each),
        )
        for each in tag_ids
    ]


def units_asked() -> Register:
    """Read from the address of which tag the units are wanted."""
    return units_of(tag_scope.tag((request.view_args or {})["tag_id"]))


def units_of(tag: Tag) -> Register:
    """List the units of a tag that the officer reaches, in the order of their codes."""
    form, today = UnitsFilters.asked(), day_of(current.now())
    reached = (
        select(Organization.code, OrganizationTag.id)
        .join(Organization, Organization.id == OrganizationTag.organization_id)
        .where(OrganizationTag.tag_id == tag.id, as_known(OrganizationTag))
        .where(Organization.id.in_(scope.unit_ids()))
    )
    if form.chosen("gom") != PAST:
        until = OrganizationTag.valid_until
        reached = reached.where(or_(until.is_(None), until > today))
    if form.typed:
        reached = reached.where(matches(form.typed))
    return Register(f"nhom-{tag.id}", UNIT_COLUMNS, Selection(reached), _unit_lines, form)


def _unit_lines(ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    rows = session.execute(
        select(OrganizationTag, Organization.code)
        .join(Organization, Organization.id == OrganizationTag.organization_id)
        .where(OrganizationTag.id.in_(ids))
    ).all()
    units = {row.organization_id for row, _code in rows}
    names = organization.names_on(session, units, today)
    still_open = set(
        session.scalars(organization.open_on(today).where(Placement.organization_id.in_(units)))
    )
    told = {
        row.id: _unit_line(row, code, names, today, is_open=row.organization_id in still_open)
        for row, code in rows
    }
    return [told[each] for each in ids]


def _unit_line(
    row: OrganizationTag, code: str, names: dict[int, str], today: date, *, is_open: bool
) -> Line:
    is_over = row.valid_until is not None and row.valid_until <= today
    in_it = IN if is_open else CLOSED
    state: Any = OUT if is_over else COMING if row.valid_from > today else in_it
    values = (names.get(row.organization_id) or code, code, row.valid_from, row.valid_until, state)
    return Line(values, url_for("units.one", code=code))
