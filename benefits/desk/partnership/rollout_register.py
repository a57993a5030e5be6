"""The CĐCS to which an agreement is rolled out, as a file to write to those who are late."""

from collections.abc import Sequence
from typing import Final

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import select

from benefits import agreements, organization
from benefits.agreements import Agreement
from benefits.desk.partnership import partner_scope, rollout_list
from benefits.desk.partnership.agreement_forms import today
from benefits.desk.partnership.rollout_list import Rolled
from benefits.errors import NotFound
from benefits.organization import Organization
from benefits.web import current
from benefits.web.lists import Column, FilterForm, Line, Register, Selection, Shape

COLUMNS: Final = (
    Column(lazy_pgettext("one", "Đơn vị")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Ngày đã phổ biến đến đoàn viên"), Shape.DAY),
)
TOLD: Final = "roi"


class RolledFilters(FilterForm):
    """`xem` asks for those that told their people; without it, for those that did not."""

    @property
    def is_told(self) -> bool:
        return request.args.get("xem") == TOLD


def signed(agreement_id: int) -> Agreement:
    found = partner_scope.agreement(agreement_id)
    if found.is_draft:
        raise NotFound
    return found


def listed(units: Sequence[Rolled], form: RolledFilters) -> list[Rolled]:
    return rollout_list.wanted(units, form.typed, is_told=form.is_told)


def asked() -> Register:
    """Read from the address of which agreement, and which of its units, are wanted."""
    agreement, form = signed((request.view_args or {})["agreement_id"]), RolledFilters.asked()
    wanted = [each.id for each in listed(rollout_list.units_of(agreement), form)]
    chosen = select(Organization.code, Organization.id).where(Organization.id.in_(wanted))

    def lines(ids: Sequence[int]) -> list[Line]:
        return _lines(agreement, ids)

    return Register(f"trien-khai-{agreement.id}", COLUMNS, Selection(chosen), lines, form)


def _lines(agreement: Agreement, ids: Sequence[int]) -> list[Line]:
    session = current.session()
    names = organization.names_on(session, set(ids), today())
    codes = dict(
        session.execute(
            select(Organization.id, Organization.code).where(Organization.id.in_(ids))
        ).all()
    )
    said = agreements.told_by(session, agreement.id)
    days = {unit: told.acknowledged_on for unit, told in said.items()}
    return [
        Line(
            (names.get(each) or codes[each], codes[each], days.get(each)),
            url_for("units.one", code=codes[each]),
        )
        for each in ids
    ]
