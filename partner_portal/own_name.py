"""A manager's own name; a cashier's is the manager's to mend, as it stands on the PIN page."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.web import allow, own_name
from benefits.web.own_name import NameForm

pages = Blueprint("own_name", __name__, url_prefix="/ho-ten")


@pages.get("")
@allow(Permission.MANAGE_OUTLET)
def page() -> ResponseReturnValue:
    return render_template("web/own_name.html", form=own_name.form_of_own())


@pages.post("")
@allow(Permission.MANAGE_OUTLET)
def rename() -> ResponseReturnValue:
    form = NameForm()
    if own_name.renamed(form):
        return redirect(url_for("home.page"), 303)
    return render_template("web/own_name.html", form=form), 422
