"""Possible twins: two records side by side, and whether they are one person."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import RadioField
from wtforms.validators import Optional

from benefits import audit, purchases
from benefits.access import Account, Permission
from benefits.cards import Card, CardStatus, Keeping, Medium
from benefits.cards.printing import serial_of
from benefits.desk.carding import card_list
from benefits.desk.carding.card_terms import check_last_day, usual_overlap
from benefits.desk.people import twin_list
from benefits.jobs import FileStore
from benefits.members import Member, Twins, TwinState, photos
from benefits.members import twins as pairs
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, Form, allow, current, lists
from benefits.web.telling import sentence

pages = Blueprint("twins", __name__, url_prefix="/trung")

lists.offer_files(pages, twin_list.asked, Permission.MANAGE_MEMBERS)


class SameForm(Form):
    keep = RadioField(_l("Giữ hồ sơ nào?"), choices=[], coerce=int)
    card = RadioField(_l("Giữ thẻ in nào?"), choices=[], default="")
    others_last_day = DayField(
        _l("Thẻ in kia dùng được đến hết ngày"), [Optional(), check_last_day], default=usual_overlap
    )

    def offer(self, people: list[Member]) -> None:
        """Offer both; the one that was there first is suggested."""
        self.keep.choices = [(each.id, f"{each.member_no} · {each.full_name}") for each in people]
        if self.keep.data is None:
            self.keep.data = people[0].id

    def offer_cards(self, held: Sequence[Card], people: Mapping[int, Member]) -> None:
        """Ask which printed card stays, where the two have more than one in use."""
        named = [
            (str(card.index), f"{serial_of(card.index)} · {people[card.member_id].member_no}")
            for card in held
        ]
        self.card.choices = [("", _l("Thẻ mới nhất của hồ sơ được giữ")), *named]

    @property
    def keeping(self) -> Keeping:
        """What was chosen; a last day left empty ends the other cards at once."""
        if not self.others_last_day.raw_data:
            return Keeping()
        last = self.others_last_day.data
        until = last + ONE_DAY if last else day_of(current.now())
        return Keeping(int(self.card.data) if self.card.data else None, until)


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    return render_template("desk/twins/page.html", listing=lists.opened(twin_list.asked()))


@pages.get("/<int:twins_id>")
@allow(Permission.MANAGE_MEMBERS)
def one(twins_id: int) -> ResponseReturnValue:
    return _shown(twin_list.one(twins_id), SameForm())


@pages.post("/<int:twins_id>/mot-nguoi")
@allow(Permission.MANAGE_MEMBERS)
def same(twins_id: int) -> ResponseReturnValue:
    """Let one record stand for both."""
    pair, form = twin_list.one(twins_id), SameForm()
    if pair.state is not TwinState.OPEN:
        return _too_late(pair)
    _offer(pair, form)
    if not form.is_sent():
        return _shown(pair, form), 422
    session, by, now = current.session(), current.actor().account_id, current.now()
    survivor = session.get_one(Member, form.keep.data)
    other = purchases.decide_same(session, pair, survivor, keeping=form.keeping, by=by, now=now)
    if photos.remove_unwanted(session, FileStore(current.settings().files_dir), survivor, now):
        audit.note(session, by, "photo_removed", "members", survivor.id, now=now)
    for each, act in ((survivor, "member_stands_for"), (other, "member_merged")):
        audit.note(session, by, act, "members", each.id, now=now, fields={"pair": pair.id})
    flash(_("Đã gộp thành một người."), "good")
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


def _offer(pair: Twins, form: SameForm) -> Sequence[Card]:
    """Put to the form what there is to choose from; return the cards of the two."""
    people = {each.id: each for each in _people(pair)}
    theirs = select(Card).where(Card.member_id.in_(people)).order_by(Card.index.desc())
    cards = current.session().scalars(theirs).all()
    form.offer(list(people.values()))
    form.offer_cards([card for card in cards if _is_printed_and_good(card)], people)
    return cards


def _is_printed_and_good(card: Card) -> bool:
    is_good = card.status is CardStatus.ACTIVE and card.valid_until > day_of(current.now())
    return is_good and card.medium is Medium.PRINT


def _shown(pair: Twins, form: SameForm) -> str:
    session, people, cards = current.session(), _people(pair), _offer(pair, form)
    ids = [each.id for each in people]
    return render_template(
        "desk/twins/one.html",
        pair=pair,
        people=people,
        units=twin_list.units_of(set(ids)),
        ending=[card for card in cards if _makes_way(card)],
        cards={each: [card for card in cards if card.member_id == each] for each in ids},
        card_badges=card_list.badges_of(cards, day_of(current.now())),
        serial_of=serial_of,
        standing=twin_list.badge_of(pair),
        decider=session.get_one(Account, pair.decided_by_id).name if pair.decided_by_id else None,
        form=form,
    )


def _makes_way(card: Card) -> bool:
    """Tell whether another printed card took its place, while it is good yet."""
    is_ending = card.status is CardStatus.REPLACED and card.replaced_by is not None
    return is_ending and card.valid_until > day_of(current.now())


def _people(pair: Twins) -> list[Member]:
    both = (pair.low_id, pair.high_id)
    found = current.session().scalars(select(Member).where(Member.id.in_(both)))
    return sorted(found, key=lambda member: member.id)


def _too_late(pair: Twins) -> ResponseReturnValue:
    flash(sentence("twins_decided"), "warn")
    return redirect(url_for(".one", twins_id=pair.id), 303)
