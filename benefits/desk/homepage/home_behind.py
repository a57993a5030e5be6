"""Who needs a hand and what ends soon: each a number, the largest few, and the list behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from benefits import organization
from benefits.agreements import Agreement, State, ends_on, is_in
from benefits.desk.carding import card_wants
from benefits.desk.homepage import units_behind
from benefits.desk.homepage.units_behind import Lack
from benefits.desk.partnership import partner_scope, partner_used
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.web import current
from benefits.web.filters import last_day

SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Watched:
    title: Any
    count: int
    url: str
    examples: list[tuple[str, int | None]]
    hint: str = ""
    note: str = ""


def watched() -> list[Watched]:
    return [*(_units(lack) for lack in Lack), _agreements(), _cards(), _partners()]


def _units(what: Lack) -> Watched:
    """Ask once for the number of units and for those that lack most."""
    lacking = units_behind.lacking(what).subquery()
    amount, unit_id = lacking.c
    rows = (
        current.session()
        .execute(
            select(unit_id, amount, func.count().over())
            .order_by(amount.desc(), unit_id.desc())
            .limit(SHOWN)
        )
        .all()
    )
    today = day_of(current.now())
    names = organization.names_on(current.session(), [row[0] for row in rows], today)
    return Watched(
        units_behind.title(what),
        rows[0][2] if rows else 0,
        url_for("home.units", thieu=what.value),
        [(names.get(key, ""), number) for key, number, _count in rows],
        {
            Lack.CARDS: _("người chưa có thẻ"),
            Lack.USES: _("người"),
            Lack.OFFICERS: _("người"),
            Lack.CONFIRMATION: _("người"),
            Lack.REPORT: _("người"),
        }[what],
        units_behind.note(what),
    )


def _agreements() -> Watched:
    today = day_of(current.now())
    ending = partner_scope.agreements().where(is_in(State.EXPIRING, today))
    named = ending.join(Partner, Partner.id == Agreement.partner_id).with_only_columns(
        Agreement, Partner.name, func.count().over()
    )
    soonest = named.order_by(_end(), Agreement.id).limit(SHOWN)
    rows = current.session().execute(soonest).all()
    return Watched(
        _("Thỏa thuận hết hạn trong 60 ngày tới"),
        rows[0][2] if rows else 0,
        url_for("agreements.page", tinh_trang=State.EXPIRING.value),
        [(_ending(agreement, name), None) for agreement, name, _count in rows],
    )


def _end() -> ColumnElement[date]:
    """Say the first day without an agreement, as `ends_on` says it."""
    until, terminated = Agreement.valid_until, Agreement.terminated_on
    return case((until.is_(None), terminated), (terminated < until, terminated), else_=until)


def _ending(agreement: Agreement, partner: str) -> str:
    return str(
        _(
            "%(partner)s: số %(number)s, đến hết %(day)s",
            partner=partner,
            number=agreement.number,
            day=last_day(ends_on(agreement)),
        )
    )


def _cards() -> Watched:
    url = url_for("cards.page", can_doi=card_wants.ENDING)
    return Watched(
        _("Thẻ hết hạn trong 60 ngày tới"), card_wants.counted(card_wants.ENDING), url, []
    )


def _partners() -> Watched:
    rows = current.session().execute(_unused().order_by(Partner.name_key).limit(SHOWN)).all()
    return Watched(
        _("Đối tác đang có thỏa thuận mà chưa có lượt nào"),
        rows[0][1] if rows else 0,
        url_for("partners.page", hieu_luc="co", luot="khong"),
        [(name, None) for name, _count in rows],
    )


def _unused() -> Select[str, int]:
    today = day_of(current.now())
    holds = or_(is_in(State.IN_FORCE, today), is_in(State.EXPIRING, today))
    in_force = exists().where(Agreement.partner_id == Partner.id, holds)
    return (
        partner_scope.partners()
        .where(in_force, ~partner_used.is_used())
        .with_only_columns(Partner.name, func.count().over())
    )
