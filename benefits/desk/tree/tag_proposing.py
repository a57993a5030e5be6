"""Asking those above to change a group that is theirs to fill, and answering what was asked."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from benefits import audit
from benefits.access import Permission
from benefits.desk import scope
from benefits.desk.tree import tag_page, tag_proposal_list, tag_scope
from benefits.desk.tree.tag_forms import DeclineForm, ProposalForm
from benefits.errors import Conflict
from benefits.organization import Organization, Placement
from benefits.organization.tag_proposals import (
    TagProposal,
    accept,
    decline,
    propose,
    proposed_units,
    withdraw,
)
from benefits.web import allow, current
from benefits.web.telling import sentence

pages = Blueprint("tag_proposing", __name__, url_prefix="/nhom")


@pages.post("/<int:tag_id>/de-nghi")
@allow(Permission.MANAGE_UNITS)
def ask(tag_id: int) -> ResponseReturnValue:
    """Ask for a change; asked twice it is asked once."""
    tag, form = tag_scope.tag(tag_id), ProposalForm()
    units = tag_page.meant(form) if form.is_sent() else None
    if units is None:
        shown = tag_page.about(tag, tag_page.blank(), proposing=form)
        return render_template("desk/tags/one.html", **shown), 422
    session, by, now = current.session(), current.actor().account_id, current.now()
    own, day = scope.organization_id(), form.since
    _made, is_new = propose(session, tag, own, units, day, goes_in=form.goes_in, by=by, now=now)
    if is_new:
        act = "tag_in_proposed" if form.goes_in else "tag_out_proposed"
        named = ", ".join(list(units.values())[:20])
        _note(act, tag.id, count=len(units), day=day.isoformat(), units=named)
    flash(_("Đã gửi đề nghị. Cấp trên thấy ở trang đầu và trả lời tại đây."), "good")
    return redirect(url_for("tags.one", tag_id=tag.id), 303)


@pages.post("/de-nghi/<int:proposal_id>/dong-y")
@allow(Permission.MANAGE_UNITS)
def agree(proposal_id: int) -> ResponseReturnValue:
    """Do what was asked, as far as its units are within reach today."""
    proposal, session = tag_proposal_list.one(proposal_id), current.session()
    by, now = current.actor().account_id, current.now()
    try:
        news = accept(session, proposal, _reached(proposal), by=by, now=now)
    except Conflict as conflict:
        return _too_late(proposal, conflict)
    _note("tag_proposal_accepted", proposal.tag_id, proposal=proposal.id)
    if news:
        codes = session.scalars(select(Organization.code).where(Organization.id.in_(news)))
        named, act = ", ".join(list(codes)[:20]), "tag_put_in"
        act = act if proposal.goes_in else "tag_taken_out"
        day = proposal.day.isoformat()
        _note(act, proposal.tag_id, count=len(news), day=day, units=named)
    flash(_("Đã chấp nhận đề nghị và đổi nhóm."), "good")
    return redirect(url_for("tags.one", tag_id=proposal.tag_id), 303)


@pages.post("/de-nghi/<int:proposal_id>/tu-choi")
@allow(Permission.MANAGE_UNITS)
def refuse(proposal_id: int) -> ResponseReturnValue:
    proposal, form = tag_proposal_list.one(proposal_id), DeclineForm()
    if not form.is_sent():
        flash(_("Hãy ghi lý do không chấp nhận để đơn vị biết."), "bad")
        return redirect(url_for("tags.one", tag_id=proposal.tag_id), 303)
    by, now = current.actor().account_id, current.now()
    try:
        decline(current.session(), proposal, form.answer.data or "", by=by, now=now)
    except Conflict as conflict:
        return _too_late(proposal, conflict)
    _note("tag_proposal_declined", proposal.tag_id, proposal=proposal.id)
    flash(_("Đã trả lời: không chấp nhận."), "good")
    return redirect(url_for("tags.one", tag_id=proposal.tag_id), 303)


@pages.post("/de-nghi/<int:proposal_id>/rut")
@allow(Permission.MANAGE_UNITS)
def take_back(proposal_id: int) -> ResponseReturnValue:
    proposal = tag_proposal_list.to_withdraw(proposal_id)
    by, now = current.actor().account_id, current.now()
    try:
        withdraw(current.session(), proposal, by=by, now=now)
    except Conflict as conflict:
        return _too_late(proposal, conflict)
    _note("tag_proposal_withdrawn", proposal.tag_id, proposal=proposal.id)
    flash(_("Đã rút lại đề nghị."), "good")
    return redirect(url_for("tags.one", tag_id=proposal.tag_id), 303)


def _reached(proposal: TagProposal) -> frozenset[int]:
    named = proposed_units(current.session(), [proposal.id])[proposal.id]
    mine = scope.unit_ids().where(Placement.organization_id.in_(named))
    return frozenset(current.session().scalars(mine))


def _too_late(proposal: TagProposal, conflict: Conflict) -> ResponseReturnValue:
    flash(sentence(conflict.code, **conflict.params), "warn")
    return redirect(url_for("tags.one", tag_id=proposal.tag_id), 303)


def _note(act: str, tag_id: int, **fields: object) -> None:
    session, by = current.session(), current.actor().account_id
    audit.note(session, by, act, "tags", tag_id, now=current.now(), fields=fields)
