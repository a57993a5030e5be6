"""Uses of the sub-tree as a list, the latest first, and what those asked for add up to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import Row, false, func, select

from benefits import figures, purchases
from benefits.agreements import OfferVersion, is_discreet_use
from benefits.cards import Card, CardIndex
from benefits.desk import few, labels, naming, scope
from benefits.desk.ledger import purchase_filters
from benefits.desk.ledger.purchase_filters import PurchaseFilters
from benefits.desk.ledger.purchase_reach import Days, of_days
from benefits.desk.ledger.purchase_words import (
    EVIDENCES,
    GONE,
    PARTLY,
    STATE_LOOKS,
    STATES,
    WHOLE,
)
from benefits.money import Dong
from benefits.organization import Worn
from benefits.partners import Outlet, Partner
from benefits.periods import Period
from benefits.purchases import Attribution, Purchase, Reversal, left_of
from benefits.web import current
from benefits.web.lists import Badge, Column, Line, Register, Selection, Shape

COLUMNS: Final = (
    Column(_l("Lúc"), Shape.MOMENT),
    Column(lazy_pgettext("one", "Điểm ưu đãi")),
    Column(lazy_pgettext("one", "Ưu đãi")),
    Column(_l("Đơn vị")),
    Column(lazy_pgettext("one", "Thẻ")),
    Column(_l("Cửa hàng thu"), Shape.DONG),
    Column(_l("Giá trị hưởng lợi"), Shape.DONG),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Giá gốc"), Shape.DONG, in_file_only=True),
    Column(_l("Hỗ trợ"), Shape.DONG, in_file_only=True),
    Column(_l("Cách ghi nhận"), in_file_only=True),
    Column(_l("Đối tượng"), in_file_only=True),
    Column(lazy_pgettext("one", "Đối tác"), in_file_only=True),
    Column(_l("Số của lượt"), in_file_only=True),
)


class Totals(NamedTuple):
    """What is left of the uses asked for, after everything that was taken back."""

    uses: int
    benefit: Dong
    turnover: Dong
    reversed: int


def asked() -> Register:
    return asked_of()[0]


def asked_of() -> tuple[Register, bool]:
    """Read what is asked, and tell whether that is of so few people that uses would name them."""
    form = PurchaseFilters.asked()
    # The day comes first because days have an index, which then need not be sorted.
    reached = select(Purchase.bought_on, Purchase.bought_at, Purchase.id)
    wanted, are_few = tuple(purchase_filters.wanted(form)), False
    if form.period is None:
        wanted = (*wanted, false())
    elif (below := _units_of(form, form.period)) is not None:
        reached = reached.where(of_days(below, form.period))
        are_few = figures.list_few(current.session(), below, form.period, current.now())
        wanted = (*wanted, false()) if are_few else wanted
    selection = Selection(reached, wanted, is_descending=True)
    return Register("luot-su-dung", COLUMNS, selection, lines, form), are_few


def _units_of(form: PurchaseFilters, period: Period) -> Days | None:
    """Find the units and days whose uses are asked for, as a figure does; `None` for all."""
    unit = scope.unit_or_own(form.donvi.data)
    is_all = unit.id == scope.organization_id() and scope.is_top()
    is_own_part = form.is_own_part(unit)
    if is_all and form.tag_id is None and not is_own_part:
        return None
    session, now = current.session(), current.now()
    over = form.read_over(period)
    tree = figures.standing(session, over, now, form.reading, tag_id=form.tag_id)
    if is_own_part:
        below: Days = figures.days_beside_parts(tree, unit.id)
    else:
        below = figures.days_of(tree, None if is_all else unit.id)
    return below if over == period else _within(below, period)


def _within(below: Days, period: Period) -> Days:
    """Keep of some units' days those of a period."""
    kept: dict[int, list[Worn]] = {}
    for unit, days in below.items():
        for each in days:
            first, until = max(each.valid_from, period.first), min(each.valid_until, period.after)
            if first < until:
                kept.setdefault(unit, []).append(Worn(first, until))
    return kept


def totals(selection: Selection) -> Totals:
    """Add up everything asked for, whichever page is open; two statements."""
    session, chosen = current.session(), selection.chosen
    bought = chosen.with_only_columns(
        func.count(), func.sum(Purchase.benefit), func.sum(Purchase.paid)
    )
    back = chosen.join(
        Reversal,
        (Reversal.member_id == Purchase.member_id) & (Reversal.purchase_id == Purchase.id),
    ).with_only_columns(
        func.count().filter(Reversal.is_whole), func.sum(Reversal.benefit), func.sum(Reversal.paid)
    )
    uses, benefit, paid = session.execute(bought).one()
    gone, lost, returned = session.execute(back).one()
    return Totals(
        uses - gone,
        Dong(int(benefit or 0) - int(lost or 0)),
        Dong(int(paid or 0) - int(returned or 0)),
        gone,
    )


def lines(purchase_ids: Sequence[UUID]) -> list[Line]:
    session = current.session()
    rows = session.execute(
        select(Purchase, Outlet.name, Partner, OfferVersion, Card.medium, CardIndex.typed_code)
        .join(Outlet, Outlet.id == Purchase.outlet_id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .join(Card, (Card.member_id == Purchase.member_id) & (Card.index == Purchase.card_index))
        .join(CardIndex, CardIndex.index == Purchase.card_index)
        .where(Purchase.id.in_(purchase_ids))
        .add_columns(
            purchases.newest(Attribution.kind), purchases.newest(Attribution.organization_id)
        )
    ).all()
    back = _taken_back([row[0] for row in rows])
    uses = {(row[-1] or row[0].organization_id, row[0].bought_on) for row in rows}
    names, may_name = few.names_of(uses), naming.may_name()
    told = {row[0].id: _line(row, names, back[row[0].id], may_name) for row in rows}
    return [told[each] for each in purchase_ids]


def _taken_back(bought: Sequence[Purchase]) -> dict[UUID, list[Reversal]]:
    back: dict[UUID, list[Reversal]] = defaultdict(list)
    of_these = select(Reversal).where(
        Reversal.member_id.in_({each.member_id for each in bought}),
        Reversal.purchase_id.in_([each.id for each in bought]),
    )
    for reversal in current.session().scalars(of_these):
        back[reversal.purchase_id].append(reversal)
    return back


def state_of(reversals: Sequence[Reversal]) -> Badge:
    """Say how much of a use is left."""
    is_gone = any(each.is_whole for each in reversals)
    state = GONE if is_gone else PARTLY if reversals else WHOLE
    return Badge(STATES[state], STATE_LOOKS[state])


def _line(
    row: Row[*tuple[Any, ...]],
    names: dict[tuple[int, date], str],
    reversals: Sequence[Reversal],
    may_name: bool,
) -> Line:
    """Tell of a use; the minute, and for whom it counts, lead to whoever held the card.

    Who may name nobody, or enters something of one person, would find the uses by either.
    """
    bought, outlet, partner, version, medium, code, kind, unit_id = row
    is_open = may_name and not is_discreet_use(version.category, partner, outlet)
    left = left_of(bought, reversals)
    return Line(
        (
            bought.bought_at if is_open else bought.bought_on,
            outlet,
            version.title,
            names[unit_id or bought.organization_id, bought.bought_on],
            naming.masked(medium, code, is_open=is_open),
            left.paid,
            left.benefit,
            state_of(reversals),
            left.list_price,
            left.subsidy,
            EVIDENCES[bought.evidence],
            labels.KINDS[kind or bought.kind] if is_open else None,
            partner.name,
            str(bought.id),
        ),
        url_for("purchases.one", purchase_id=bought.id),
    )
