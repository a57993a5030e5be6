"""Partners of which nobody said whether people go there in confidence: asked about in one list."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import exists, select
from wtforms import SelectMultipleField

from benefits import partners
from benefits.access import Permission
from benefits.agreements import Agreement, OfferVersion, is_to_count_on
from benefits.desk import scope
from benefits.desk.partnership.agreement_forms import today
from benefits.desk.partnership.partner_notes import note
from benefits.desk.staff import account_scope
from benefits.partners import Outlet, Partner, sounds_discreet
from benefits.web import Form, allow, current

pages = Blueprint("unasked", __name__, url_prefix="/doi-tac/chua-ro")
PAGE: Final = 50
TITLES: Final = 3


class AnswerForm(Form):
    """Which partners a page showed, and which of those are about health or legal aid."""

    shown = SelectMultipleField(coerce=int, validate_choice=False)
    ticked = SelectMultipleField(
        _l("Y tế hoặc trợ giúp pháp lý"), coerce=int, validate_choice=False
    )


class Unasked(NamedTuple):
    id: int
    name: str
    titles: Collection[str]
    is_likely: bool


def unasked() -> list[Partner]:
    """List the partners looked after whose names, and whose outlets' names, tell nothing."""
    mine = select(Partner) if scope.is_top() else account_scope.partners()
    goes_on = exists().where(Agreement.partner_id == Partner.id, is_to_count_on(today()))
    session = current.session()
    found = session.scalars(mine.where(Partner.is_health.is_(None), goes_on)).all()
    silent = [each for each in found if not sounds_discreet(each.name)]
    rows = select(Outlet.partner_id, Outlet.name).where(
        Outlet.partner_id.in_([each.id for each in silent])
    )
    told = {key for key, name in session.execute(rows) if sounds_discreet(name)}
    return sorted((each for each in silent if each.id not in told), key=lambda each: each.name_key)


@pages.get("/")
@allow(Permission.MANAGE_PARTNERS)
def page() -> ResponseReturnValue:
    found = unasked()
    titles = _titles([each.id for each in found[:PAGE]])
    shown = [_shown(each, titles.get(each.id, ())) for each in found[:PAGE]]
    return render_template("desk/partners/unasked.html", partners=shown, count=len(found))


@pages.post("/")
@allow(Permission.MANAGE_PARTNERS)
def answer() -> ResponseReturnValue:
    """Take what was ticked for a yes, and the rest of what was shown for a no."""
    form = AnswerForm()
    form.validate()
    shown, ticked = set(form.shown.data or ()), set(form.ticked.data or ())
    asked = [each for each in unasked() if each.id in shown]
    for each in asked:
        is_health = each.id in ticked
        if partners.answer(each, is_health=is_health):
            note("partner_hides_names" if is_health else "partner_shows_names", "partners", each.id)
    told = ngettext("Đã ghi %(num)s đối tác.", "Đã ghi %(num)s đối tác.", len(asked))
    flash(told, "good")
    return redirect(url_for(".page"), 303)


def _shown(partner: Partner, titles: Collection[str]) -> Unasked:
    """Tick who offers something of the kind: else one press would say no of it unseen."""
    is_likely = any(map(sounds_discreet, titles))
    return Unasked(partner.id, partner.name, list(titles)[:TITLES], is_likely)


def _titles(partner_ids: Collection[int]) -> Mapping[int, Collection[str]]:
    """Name what each offers: a name such as Tâm Kiến tells nothing by itself."""
    rows = select(OfferVersion.partner_id, OfferVersion.title).where(
        OfferVersion.partner_id.in_(partner_ids)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key, title in current.session().execute(rows.order_by(OfferVersion.id.desc())):
        if title not in found[key]:
            found[key].append(title)
    return found
