"""Cards of the sub-tree: who has one, finding one, and what becomes of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import Permission
from benefits.cards import CardStatus, Medium, allowing
from benefits.desk import scope, unit_picker
from benefits.desk.carding import card_counts, card_list, card_page, card_work
from benefits.desk.carding.card_acts import ACTS, ReasonForm
from benefits.desk.tree import unit_counts
from benefits.errors import Conflict, NotFound
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.web import allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("cards", __name__, url_prefix="/the")


lists.offer_files(pages, card_list.asked, Permission.READ_CARDS)


@pages.get("/")
@allow(Permission.READ_CARDS)
def page() -> ResponseReturnValue:
    """Show who has a card and list the cards; a single find opens at once."""
    unit, listing = scope.unit_or_own(request.args.get("donvi")), lists.opened(card_list.asked())
    if listing.form.typed and listing.count == 1 and listing.lines:
        return redirect(listing.lines[0].url or url_for(".page"))
    counts = _counted(unit) if unit_counts.is_small(unit.id) else None
    picker = unit_picker.pick(unit)
    return render_template("desk/cards/page.html", picker=picker, counts=counts, listing=listing)


@pages.get("/dem")
@allow(Permission.READ_CARDS)
def counts() -> ResponseReturnValue:
    """Count who has a card; where many units stand below one, a part that comes after its page."""
    unit = scope.unit_or_own(request.args.get("donvi"))
    picker = unit_picker.pick(unit)
    return render_template("desk/cards/counts.html", picker=picker, counts=_counted(unit))


@pages.get("/<int:index>")
@allow(Permission.READ_CARDS)
def one(index: int) -> ResponseReturnValue:
    return render_template("desk/cards/one.html", page=card_page.of(scope.card(index)))


@pages.post("/<int:index>/in")
@allow(Permission.MANAGE_CARDS)
def print_again(index: int) -> ResponseReturnValue:
    card = scope.card(index)
    if card.medium is not Medium.PRINT or card.status is not CardStatus.ACTIVE:
        raise Conflict("card_cannot_be_printed")
    by = current.actor().account_id
    audit.note(current.session(), by, "card_printed", "cards", card.index, now=current.now())
    return redirect(url_for("jobs.page", job_id=card_work.print_out([card.index]).id), 303)


@pages.post("/<int:index>/cho-lay-lai")
@allow(Permission.MANAGE_CARDS)
def allow_again(index: int) -> ResponseReturnValue:
    """Let somebody whose card on a phone was revoked get one again; the old phone's stays dead."""
    card, session, now = scope.card(index), current.session(), current.now()
    by = current.actor().account_id
    for each in allowing.allow_again(session, card.member_id, by=by, now=now):
        audit.note(session, by, "phone_card_allowed", "cards", each.index, now=now)
    flash(_("Đã cho lấy lại. Đoàn viên đăng nhập trên máy muốn dùng rồi lấy thẻ về."), "good")
    return redirect(url_for(".one", index=index), 303)


@pages.post("/<int:index>/<act>")
@allow(Permission.MANAGE_CARDS)
def change(index: int, act: str) -> ResponseReturnValue:
    """Take a card out of use, back into it, or give another for it; a listed reason says why."""
    card = scope.card(index)
    if act not in ACTS:
        raise NotFound
    form, chosen = ReasonForm.of(act, card), ACTS[act]
    if not form.is_sent():
        page = card_page.of(card, (act, form))
        return render_template("desk/cards/one.html", page=page), 422
    session, by, now = current.session(), current.actor().account_id, current.now()
    try:
        after = chosen.do(
            session, card.index, by=by, now=now, reason=form.reason.data, **form.until
        )
    except Conflict as conflict:
        flash(sentence(conflict.code, **conflict.params), "bad")
        return redirect(url_for(".one", index=index), 303)
    fields = {"status": chosen.becomes.value, "now": after.index}
    audit.note(session, by, "card_changed", "cards", card.index, now=now, fields=fields)
    if after.index != card.index:
        audit.note(session, by, "card_issued", "cards", after.index, now=now)
    flash(chosen.told_of(after), "good")
    return redirect(url_for(".one", index=after.index), 303)


def _counted(unit: Organization) -> card_counts.Counts:
    return card_counts.counted(current.session(), unit.id, day_of(current.now()))
