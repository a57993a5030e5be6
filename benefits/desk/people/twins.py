"""Possible twins: two records side by side, and whether they are one person."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import RadioField

from benefits import audit, purchases
from benefits.access import Account, Permission
from benefits.cards import Card
from benefits.cards.printing import serial_of
from benefits.desk.people import twin_list
from benefits.members import Member, Twins, TwinState
from benefits.members import twins as pairs
from benefits.web import Form, allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("twins", __name__, url_prefix="/trung")

lists.offer_files(pages, twin_list.asked, Permission.MANAGE_MEMBERS)


class SameForm(Form):
    keep = RadioField(_l("Giữ hồ sơ nào?"), choices=[], coerce=int)

    def offer(self, people: list[Member]) -> None:
        """Offer both; the one that was there first is suggested."""
        self.keep.choices = [(each.id, f"{each.member_no} · {each.full_name}") for each in people]
        if self.keep.data is None:
            self.keep.data = people[0].id


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    return render_template("desk/twins/page.html", listing=lists.opened(twin_list.asked()))


@pages.get("/<int:twins_id>")
@allow(Permission.MANAGE_MEMBERS)
def one(twins_id: int) -> ResponseReturnValue:
    pair = twin_list.one(twins_id)
    current.after_read(_note_looks(pair))
    return _shown(pair, SameForm())


@pages.post("/<int:twins_id>/mot-nguoi")
@allow(Permission.MANAGE_MEMBERS)
def same(twins_id: int) -> ResponseReturnValue:
    """Let one record stand for both."""
    pair, form = twin_list.one(twins_id), SameForm()
    if pair.state is not TwinState.OPEN:
        return _too_late(pair)
    form.offer(_people(pair))
    if not form.is_sent():
        return _shown(pair, form), 422
    session, by, now = current.session(), current.actor().account_id, current.now()
    survivor = session.get_one(Member, form.keep.data)
    other = purchases.decide_same(session, pair, survivor, by=by, now=now)
    for each, act in ((survivor, "member_stands_for"), (other, "member_merged")):
        audit.note(session, by, act, "members", each.id, now=now, fields={"pair": pair.id})
    flash(_("Đã gộp. Thẻ của cả hai hồ sơ vẫn dùng được."), "good")
    return redirect(url_for(".one", twins_id=pair.id), 303)


@pages.post("/<int:twins_id>/khac-nhau")
@allow(Permission.MANAGE_MEMBERS)
def different(twins_id: int) -> ResponseReturnValue:
    pair = twin_list.one(twins_id)
    if pair.state is not TwinState.OPEN:
        return _too_late(pair)
    session, by, now = current.session(), current.actor().account_id, current.now()
    pairs.tell_apart(session, pair, by=by, now=now)
    for each in (pair.low_id, pair.high_id):
        audit.note(
            session, by, "member_told_apart", "members", each, now=now, fields={"pair": pair.id}
        )
    flash(_("Đã ghi: hai người khác nhau. Cặp này sẽ không được hỏi lại."), "good")
    return redirect(url_for(".page"), 303)


def _shown(pair: Twins, form: SameForm) -> str:
    session, people = current.session(), _people(pair)
    form.offer(people)
    ids = [each.id for each in people]
    cards = session.scalars(select(Card).where(Card.member_id.in_(ids)).order_by(Card.index)).all()
    return render_template(
        "desk/twins/one.html",
        pair=pair,
        people=people,
        units=twin_list.units_of(set(ids)),
        cards={each: [card for card in cards if card.member_id == each] for each in ids},
        serial_of=serial_of,
        standing=twin_list.badge_of(pair),
        decider=session.get_one(Account, pair.decided_by_id).name if pair.decided_by_id else None,
        form=form,
    )


def _people(pair: Twins) -> list[Member]:
    both = (pair.low_id, pair.high_id)
    found = current.session().scalars(select(Member).where(Member.id.in_(both)))
    return sorted(found, key=lambda member: member.id)


def _too_late(pair: Twins) -> ResponseReturnValue:
    flash(sentence("twins_decided"), "warn")
    return redirect(url_for(".one", twins_id=pair.id), 303)


def _note_looks(pair: Twins) -> Callable[[Session], None]:
    """Write down who looked at the two, so that they can be told."""
    by, now, both = current.actor().account_id, current.now(), (pair.low_id, pair.high_id)

    def note(session: Session) -> None:
        for each in both:
            audit.note(session, by, "member_seen", "members", each, now=now)

    return note
