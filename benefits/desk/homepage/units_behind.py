"""Units that lack cards, uses, officers or a report, measured in the database, most first."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    case,
    exists,
    func,
    or_,
    select,
)
from wtforms import HiddenField

from benefits import organization, purchases
from benefits.cards.finding import belonged_on
from benefits.desk import labels, scope
from benefits.desk.counting.period_choices import label_of
from benefits.desk.homepage import looked_after, reports_owed
from benefits.desk.homepage.unit_people import per_unit
from benefits.desk.people.member_filters import holds_card
from benefits.desk.tree import tag_filters
from benefits.desk.tree.tag_filters import WithTag
from benefits.desk.tree.unit_list import matches
from benefits.members import Confirmation, Membership, confirming
from benefits.money import grouped
from benefits.organization import Level, Organization
from benefits.periods import Period, code_of_month, day_of
from benefits.purchases import Attribution, Purchase
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

FEW_PEOPLE: Final = 20
COLUMNS: Final = (
    Column(_l("Đơn vị")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Cấp")),
    Column(_l("Số người, kể cả thân nhân"), Shape.NUMBER),
    Column(_l("Đã có thẻ"), Shape.NUMBER),
    Column(_l("Lượt trong kỳ"), Shape.BADGE),
    Column(_l("Cán bộ"), Shape.BADGE),
    Column(_l("Xác nhận lần cuối"), Shape.MOMENT),
    Column(_l("Báo cáo kỳ vừa qua"), Shape.BADGE),
)
USED, UNUSED = Badge(_l("Có"), "good"), Badge(_l("Chưa có"), "warn")
ABOVE = Badge(_l("CĐCS phụ trách"), "neutral")
SENT, UNSENT = Badge(_l("Đã báo gửi"), "good"), Badge(_l("Quá hạn, chưa báo gửi"), "bad")
AWAITED = Badge(_l("Chưa đến hạn"), "neutral")
NOBODY = Badge(_l("Chưa có cán bộ để báo"), "neutral")


class Lack(StrEnum):
    CARDS = "the"
    USES = "luot"
    OFFICERS = "can_bo"
    CONFIRMATION = "xac_nhan"
    REPORT = "bao_cao"


TITLES: Final = {
    Lack.CARDS: _l("Đơn vị có dưới một nửa số người có thẻ"),
    Lack.USES: _l("Đơn vị chưa có lượt nào trong kỳ này"),
    Lack.OFFICERS: _l("Đơn vị chưa có cán bộ nào có tài khoản"),
    Lack.CONFIRMATION: _l("Đơn vị quá 6 tháng chưa xác nhận danh sách"),
    Lack.REPORT: _l("Đơn vị đã quá hạn mà chưa báo gửi báo cáo"),
}


class LackForm(WithTag, FilterForm):
    thieu = HiddenField()
    cap = choice_field(_l("Cấp"), labels.LEVELS)


class People(NamedTuple):
    people: int
    with_card: int


def lack() -> Lack:
    asked = request.args.get("thieu", "")
    return Lack(asked) if asked in set(Lack) else Lack.CARDS


def title(what: Lack | None = None) -> str:
    """Say what the units lack; a report is named by its period."""
    told = str(TITLES[what or lack()])
    return f"{told} {label_of(reports_owed.code())}" if (what or lack()) is Lack.REPORT else told


def asked() -> Register:
    """Read from the address what the units wanted lack."""
    form, found = LackForm.asked(), lacking(lack())
    _amount, unit_id = found.selected_columns
    tagged = tag_filters.units_of(form, day_of(current.now()))
    wanted = [] if tagged is None else [unit_id.in_(tagged)]
    if form.typed:
        wanted.append(unit_id.in_(select(Organization.id).where(matches(form.typed))))
    if level := form.chosen("cap"):
        at_level = select(Organization.id).where(Organization.level == Level(level))
        wanted.append(unit_id.in_(at_level))
    chosen = Selection(found, tuple(wanted), is_descending=True)
    return Register("don-vi-cham", COLUMNS, chosen, lines, form)


def lacking(what: Lack) -> Select[*tuple[Any, ...]]:
    """Select how many people each unit that lacks something leaves without it, and its key."""
    today = day_of(current.now())
    per = per_unit(today, with_cards=what is Lack.CARDS)
    if what is Lack.CARDS:
        few = (per.c.people >= FEW_PEOPLE) & (per.c.with_card * 2 < per.c.people)
        return select((per.c.people - per.c.with_card).label("lacking"), per.c.id).where(few)
    people = func.coalesce(per.c.people, 0).label("lacking")
    units = select(people, Organization.id).outerjoin(per, per.c.id == Organization.id)
    below = organization.subtree_on(scope.organization_id(), today)
    units = units.where(Organization.id.in_(below))
    if what is Lack.CONFIRMATION:
        return units.where(Organization.id.in_(confirming.unconfirmed(today)))
    if what is Lack.REPORT:
        is_below = Organization.id != scope.organization_id()
        return units.where(is_below, reports_owed.is_owed())
    if what is Lack.USES:
        return units.where(per.c.people > 0, ~_has_uses(_this_month()))
    return units.where(~looked_after.has_officers(today), ~looked_after.is_looked_after(today))


def not_asked() -> int:
    """Count the units below of which no report is missed, for they had no officer by then."""
    below = organization.subtree_on(scope.organization_id(), day_of(current.now()))
    units = select(func.count()).where(
        Organization.id.in_(below),
        Organization.id != scope.organization_id(),
        reports_owed.is_of_nobody(),
    )
    return current.session().scalar(units) or 0


def note(what: Lack | None = None) -> str:
    """Say whom a list leaves out, where it leaves out somebody who lags as well."""
    left_out = not_asked() if (what or lack()) is Lack.REPORT else 0
    if not left_out:
        return ""
    said = ngettext(
        "Chưa kể %(n)s đơn vị chưa có cán bộ lúc đến hạn, nên không có ai để báo gửi.",
        "Chưa kể %(n)s đơn vị chưa có cán bộ lúc đến hạn, nên không có ai để báo gửi.",
        left_out,
        n=grouped(left_out),
    )
    return str(said)


def _this_month() -> Period:
    return Period.of_code(code_of_month(day_of(current.now())))


def _has_uses(period: Period) -> ColumnElement[bool]:
    """Tell of units whether a use of the period counts for them, by the last word on whose."""
    in_period = (Purchase.bought_on >= period.first, Purchase.bought_on < period.after)
    said_once = exists().where(
        Purchase.organization_id == Organization.id, *in_period, ~purchases.is_said_anew()
    )
    said_anew = exists().where(
        Attribution.organization_id == Organization.id,
        Purchase.member_id == Attribution.member_id,
        Purchase.id == Attribution.purchase_id,
        *in_period,
        purchases.is_last_word(),
    )
    return or_(said_once, said_anew)


def _confirmed_at() -> ScalarSelect[datetime]:
    mine = select(func.max(Confirmation.confirmed_at))
    return mine.where(Confirmation.organization_id == Organization.id).scalar_subquery()


def lines(unit_ids: Sequence[int]) -> list[Line]:
    """Tell of those units what they have and what they lack."""
    session, today = current.session(), day_of(current.now())
    names, people = organization.names_on(session, list(unit_ids), today), _people(unit_ids, today)
    rows = session.execute(
        select(
            Organization,
            _has_uses(_this_month()),
            looked_after.has_officers(today),
            looked_after.is_looked_after(today),
            _confirmed_at(),
            reports_owed.is_said_sent(),
            reports_owed.is_owed(),
        ).where(Organization.id.in_(unit_ids))
    ).all()
    told = {row[0].id: _line(row, names, people) for row in rows}
    return [told[each] for each in unit_ids]


def _people(unit_ids: Sequence[int], today: date) -> Mapping[int, People]:
    has_card = case((holds_card(today, Membership.member_id), 1), else_=0)
    rows = current.session().execute(
        select(Membership.organization_id, func.count(), func.sum(has_card))
        .where(Membership.organization_id.in_(unit_ids), belonged_on(today))
        .group_by(Membership.organization_id)
    )
    return {unit_id: People(people, with_card) for unit_id, people, with_card in rows}


def _line(row: Any, names: Mapping[int, str], people: Mapping[int, People]) -> Line:
    unit, has_uses, has_officers, is_part, confirmed_at, is_sent, is_owed = row
    counted = people.get(unit.id, People(0, 0))
    return Line(
        (
            names.get(unit.id, unit.code),
            unit.code,
            labels.LEVELS[unit.level],
            counted.people,
            counted.with_card,
            USED if has_uses else UNUSED,
            USED if has_officers else ABOVE if is_part else UNUSED,
            confirmed_at,
            _report(unit.level, is_sent=is_sent, is_owed=is_owed),
        ),
        _way_to(unit),
    )


def _report(level: Level, *, is_sent: bool, is_owed: bool) -> Badge:
    if is_sent or is_owed:
        return SENT if is_sent else UNSENT
    return NOBODY if reports_owed.is_past(level) else AWAITED


def _way_to(unit: Organization) -> str:
    if lack() is Lack.REPORT:
        return url_for("reports.page", donvi=unit.code, ky=reports_owed.code())
    return url_for("members.page", donvi=unit.code)
