"""Agreements as a list: with whom, signed by whom, how they stand, which end soon."""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import ColumnElement, exists, or_, select

from benefits import organization
from benefits.agreements import Agreement, State, ends_on, is_in, state_of
from benefits.desk import scope
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.partner_words import STATES, names, state_badge
from benefits.organization import Organization
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current, lists, text_field
from benefits.web.lists import Column, FilterForm, Line, Register, Selection, Shape, choice_field

OWN, OTHERS = "minh", "khac"
SIGNERS: Final = {OWN: _l("Đơn vị mình và cấp dưới"), OTHERS: _l("Cấp trên, đơn vị khác")}
COLUMNS: Final = (
    Column(_l("Số"), Shape.CODE),
    Column(lazy_pgettext("one", "Đối tác")),
    Column(_l("Đơn vị ký")),
    Column(_l("Từ ngày"), Shape.DAY),
    Column(_l("Đến hết ngày"), Shape.LAST_DAY),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Ngày ký"), Shape.DAY, in_file_only=True),
    Column(_l("Mã đối tác"), in_file_only=True),
    Column(_l("Mã đơn vị ký"), in_file_only=True),
)


class AgreementFilters(FilterForm):
    tinh_trang = choice_field(_l("Tình trạng"), STATES)
    ben_ky = choice_field(_l("Bên công đoàn ký"), SIGNERS)
    ma_ky = text_field(_l("Mã đơn vị ký"))
    doi_tac = text_field(_l("Mã đối tác"))


def asked() -> Register:
    """Read from the address which agreements are wanted, the latest first."""
    form = AgreementFilters.asked()
    reached = partner_scope.agreements().with_only_columns(Agreement.valid_from, Agreement.id)
    selection = Selection(reached, tuple(_wanted(form)), is_descending=True)
    return Register("thoa-thuan", COLUMNS, selection, _lines, form)


def _wanted(form: AgreementFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        partner = exists().where(
            Partner.id == Agreement.partner_id, names(Partner.name_key, form.typed)
        )
        yield or_(lists.is_written_in(Agreement.number, form.typed), partner)
    if state := form.chosen("tinh_trang"):
        yield is_in(State(state), day_of(current.now()))
    if signer := form.chosen("ben_ky"):
        mine = Agreement.signed_by_id.in_(scope.unit_ids())
        yield mine if signer == OWN else ~mine
    if code := form.chosen("ma_ky"):
        signed = Organization.id == Agreement.signed_by_id
        yield exists().where(signed, Organization.code == code)
    if code := form.chosen("doi_tac"):
        yield exists().where(Partner.id == Agreement.partner_id, Partner.code == code)


def _lines(agreement_ids: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    rows = session.execute(
        select(Agreement, Partner, Organization.code)
        .join(Partner, Partner.id == Agreement.partner_id)
        .join(Organization, Organization.id == Agreement.signed_by_id)
        .where(Agreement.id.in_(agreement_ids))
    ).all()
    signers = organization.names_on(session, {row[0].signed_by_id for row in rows}, today)
    told = {
        agreement.id: Line(
            (
                agreement.number,
                partner.name,
                signers.get(agreement.signed_by_id, code),
                agreement.valid_from,
                ends_on(agreement),
                state_badge(state_of(agreement, today)),
                agreement.signed_on,
                partner.code,
                code,
            ),
            url_for("agreements.one", agreement_id=agreement.id),
        )
        for agreement, partner, code in rows
    }
    return [told[each] for each in agreement_ids]
