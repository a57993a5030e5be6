"""Offers at the desk: listed, looked at, and what a form of one needs."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.desk.partnership import offer_page, offer_register, partner_scope
from benefits.desk.partnership.offer_forms import EndForm
from benefits.web import allow, lists

pages = Blueprint("offers", __name__, url_prefix="/uu-dai")

lists.offer_files(pages, offer_register.asked, Permission.READ_PARTNERS)


@pages.get("/")
@allow(Permission.READ_PARTNERS)
def page() -> ResponseReturnValue:
    return render_template("desk/offers/list.html", listing=lists.opened(offer_register.asked()))


@pages.get("/<int:offer_id>")
@allow(Permission.READ_PARTNERS)
def one(offer_id: int) -> ResponseReturnValue:
    offer = partner_scope.offer(offer_id)
    told = offer_page.about(offer, ending=EndForm(formdata=None))
    return render_template("desk/offers/one.html", **told)
