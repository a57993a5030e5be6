"""People of the sub-tree: found by name or number, and what is known about one of them.

What somebody bought is nowhere here: that takes a right of its own, a reason and a note.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import audit, organization
from benefits.access import Permission
from benefits.cards import Card, Medium, trying
from benefits.cards.printing import serial_of
from benefits.desk import naming, scope, unit_picker
from benefits.desk.carding import card_acts, card_list, handed_over, renamed
from benefits.desk.naming import NamingForm
from benefits.desk.people import member_list, member_standing
from benefits.members import Member, Membership, enrolment, merging
from benefits.periods import day_of
from benefits.web import allow, current, lists

pages = Blueprint("members", __name__, url_prefix="/doan-vien")


lists.offer_files(pages, member_list.asked, Permission.READ_MEMBERS)


@pages.get("/")
@allow(Permission.READ_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return render_template(
        "desk/members/list.html",
        listing=lists.opened(member_list.asked()),
        picker=unit_picker.pick(unit),
    )


@pages.get("/<int:member_id>")
@allow(Permission.READ_MEMBERS)
def one(member_id: int) -> ResponseReturnValue:
    member, session, today = scope.member(member_id), current.session(), day_of(current.now())
    records = merging.records_of(session, member.id)
    spans = _spans(session, records)
    cards = session.scalars(
        select(Card).where(Card.member_id.in_(records)).order_by(Card.index.desc())
    ).all()
    return render_template(
        "desk/members/one.html",
        member=member,
        merging=_merging(session, member.id, records),
        spans=spans[::-1],
        standing=member_standing.of(member, _own(member.id, spans), today),
        names=organization.names_on(session, {span.organization_id for span in spans}, today),
        cards=cards,
        card_badges=card_list.badges_of(cards, today),
        lacks_card=card_acts.lacks(cards, Medium.PRINT, today),
        renamed=renamed.of_person(records),
        signed=handed_over.of_cards([each.index for each in cards]),
        serial_of=serial_of,
        naming=NamingForm(formdata=None) if naming.may_name() else None,
        noted=audit.about(session, "members", member.id),
        waits_until=trying.waits_until(session, member.id, current.now()),
    )


def _spans(session: Session, records: list[int]) -> list[Membership]:
    """List the days of every record of a person, the earliest first."""
    found = [span for each in enrolment.spans_of(session, records).values() for span in each]
    return sorted(found, key=lambda span: (span.valid_from, span.valid_until or date.max))


def _own(member_id: int, spans: Sequence[Membership]) -> list[Membership]:
    """Keep the days of the record itself: the others' say nothing of where the person is now."""
    return [span for span in spans if span.member_id == member_id]


def _merging(
    session: Session, member_id: int, records: list[int]
) -> tuple[Member | None, Mapping[int, str]]:
    """Say which record stands for this one, if another does, and the numbers of those beside."""
    if len(records) == 1:
        return None, {}
    standing = merging.survivors(session, [member_id]).get(member_id)
    others = session.execute(
        select(Member.id, Member.member_no)
        .where(Member.id.in_(records), Member.id != member_id)
        .order_by(Member.member_no)
    ).all()
    survivor = session.get_one(Member, standing) if standing else None
    return survivor, dict(others)
