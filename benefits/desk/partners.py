"""Partners and what was agreed with them: lists to read, search and take away."""

import csv
from io import BytesIO, StringIO
from typing import Final

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits.access import Permission, devices, shifts
from benefits.agreements import Agreement
from benefits.desk import labels, partner_lists, partner_scope
from benefits.desk.figures_files import BOM
from benefits.desk.forms import CashierForm
from benefits.desk.partner_lists import LISTS
from benefits.errors import NotFound
from benefits.partners import Outlet
from benefits.web import allow, current

pages = Blueprint("partners", __name__, url_prefix="/doi-tac")

LINES_A_PAGE: Final = 50


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    kind = request.args.get("muc", "partners")
    if kind not in LISTS:
        raise NotFound
    typed, number = request.args.get("tim", "").strip(), request.args.get("trang", 1, int)
    lines = partner_lists.found(kind, typed)
    first = max(number - 1, 0) * LINES_A_PAGE
    return render_template(
        "desk/partners/list.html",
        kind=kind,
        lists=LISTS,
        typed=typed,
        count=len(lines),
        number=number,
        lines=lines[first : first + LINES_A_PAGE],
        has_more=first + LINES_A_PAGE < len(lines),
    )


@pages.get("/tai/<kind>")
@allow(Permission.READ_PARTNERS)
def as_csv(kind: str) -> ResponseReturnValue:
    """Write the same file as an export, of what is within reach."""
    if kind not in LISTS:
        raise NotFound
    out = StringIO(newline="")
    csv.writer(out).writerows(partner_lists.file_rows(kind))
    content = BytesIO((BOM + out.getvalue()).encode())
    return send_file(content, "text/csv", as_attachment=True, download_name=f"{kind}.csv")


@pages.get("/<int:partner_id>")
@allow(Permission.READ_PARTNERS)
def one(partner_id: int) -> ResponseReturnValue:
    partner, session = partner_scope.partner(partner_id), current.session()
    outlets = session.scalars(select(Outlet).where(Outlet.partner_id == partner.id)).all()
    signed = partner_scope.agreements().where(Agreement.partner_id == partner.id)
    return render_template(
        "desk/partners/one.html",
        partner=partner,
        kind=labels.PARTNER_KINDS[partner.kind],
        outlets=sorted(outlets, key=lambda outlet: outlet.name),
        agreements=session.scalars(signed.order_by(Agreement.valid_from.desc())).all(),
        offers=partner_lists.offers_of(partner),
        looks_after=partner_scope.looks_after(partner.id),
    )


@pages.get("/diem/<int:outlet_id>")
@allow(Permission.READ_PARTNERS)
def outlet(outlet_id: int) -> ResponseReturnValue:
    return render_template(
        "desk/partners/outlet.html", **about(partner_scope.outlet(outlet_id)), form=CashierForm()
    )


def about(outlet: Outlet) -> dict[str, object]:
    """Tell about an outlet; its phones and cashiers only to whoever looks after it."""
    session, looks_after = current.session(), partner_scope.looks_after(outlet.partner_id)
    return {
        "outlet": outlet,
        "partner": partner_scope.partner(outlet.partner_id),
        "looks_after": looks_after,
        "phones": session.scalars(devices.devices_of(outlet.id)).all() if looks_after else (),
        "cashiers": shifts.cashiers_of(session, outlet.id, current.now()) if looks_after else (),
    }
