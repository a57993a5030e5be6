"""What members bought at the manager's outlets: a list, what it adds up to, the whole as a file.

A person is a masked name here and in every file: a shop sees no more of a card's owner.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from sqlalchemy import select

from benefits import purchases
from benefits.access import Permission
from benefits.purchases import Line as Use
from benefits.purchases import Purchase
from benefits.web import allow, current, lists
from benefits.web.lists import Badge, Column, Line, Register, Selection, Shape
from partner_portal import scope, use_filters
from partner_portal.use_filters import UseFilters
from partner_portal.words import EVIDENCES, GONE, KINDS, PARTLY, STATE_LOOKS, STATES, WHOLE

pages = Blueprint("own_uses", __name__, url_prefix="/cac-luot")

COLUMNS: Final = (
    Column(_l("Lúc"), Shape.MOMENT),
    Column(_l("Khách")),
    Column(lazy_pgettext("one", "Ưu đãi")),
    Column(lazy_pgettext("one", "Điểm ưu đãi")),
    Column(lazy_pgettext("one", "Thu ngân")),
    Column(_l("Cửa hàng thu"), Shape.DONG),
    Column(_l("Đã giảm"), Shape.DONG),
    Column(_l("Tình trạng"), Shape.BADGE),
    Column(_l("Giá gốc"), Shape.DONG, in_file_only=True),
    Column(_l("Hỗ trợ"), Shape.DONG, in_file_only=True),
    Column(_l("Số hóa đơn"), in_file_only=True),
    Column(_l("Đối tượng"), in_file_only=True),
    Column(_l("Cách ghi nhận"), in_file_only=True),
    Column(_l("Số của lượt"), in_file_only=True),
)


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page() -> ResponseReturnValue:
    register = asked()
    return render_template(
        "partner_portal/own_uses.html",
        listing=lists.opened(register),
        totals=purchases.totals_where(current.session(), *register.selection.wanted),
    )


def asked() -> Register:
    """Read from the address which uses are wanted, the latest first."""
    form = UseFilters.asked()
    wanted = tuple(use_filters.wanted(form))
    selection = Selection(select(Purchase.bought_at, Purchase.id), wanted, is_descending=True)
    return Register("luot-su-dung", COLUMNS, selection, _lines, form)


lists.offer_files(pages, asked, Permission.MANAGE_OUTLET)


def _lines(purchase_ids: Sequence[UUID]) -> list[Line]:
    session = current.session()
    uses = purchases.of_ids(session, purchase_ids)
    names = scope.names_of({each.purchase.account_id for each in uses.values()})
    return [_line(uses[each], names) for each in purchase_ids if each in uses]


def _line(use: Use, names: Mapping[int, str]) -> Line:
    bought, state = use.purchase, _state_of(use)
    return Line(
        (
            bought.bought_at,
            use.masked_name,
            use.offer_title,
            use.outlet_name,
            names.get(bought.account_id or 0),
            use.left.paid,
            use.left.benefit,
            Badge(STATES[state], STATE_LOOKS[state]),
            use.left.list_price,
            use.left.subsidy,
            bought.invoice,
            KINDS[bought.kind],
            EVIDENCES[bought.evidence],
            str(bought.id),
        ),
        url_for("receipts.receipt", purchase_id=bought.id),
    )


def _state_of(use: Use) -> str:
    if use.is_reversed:
        return GONE
    return PARTLY if use.is_partly_reversed else WHOLE
