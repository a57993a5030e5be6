"""Letting somebody belong to another unit, anywhere in the union: the unit they leave may do it."""

from datetime import date

from flask import flash
from flask_babel import gettext as _

from benefits import purchases, reorganizations
from benefits.desk.people import member_scope
from benefits.desk.people.member_notes import note
from benefits.members import EndReason, Member, leaving
from benefits.organization import Organization
from benefits.web import current
from benefits.web.filters import last_day


def move(member: Member, code: str, day: date) -> bool:
    """Move a person, and the relatives, to a unit from a day on; tell whether that is new.

    Raises a Refusal for days or a unit that cannot be, and NotFound where no unit has that code.
    """
    session = current.session()
    came_from = (member_scope.on(member, day) or member_scope.last(member)).organization_id
    member_scope.hold_since(member, day)
    unit = member_scope.open_unit(code, day)
    if not purchases.transfer(session, member.id, unit.id, day, now=current.now()):
        return False
    left = session.get_one(Organization, came_from).code
    note("member_transferred", member.id, **{"from": left, "to": unit.code}, day=day)
    go_on(member)
    return True


def go_on(member: Member) -> None:
    """Carry somebody on into a part of a unit that is to be divided; tell where a unit just ends.

    Whoever comes to a unit while its end is ahead would leave with it, which no form says.
    """
    session = current.session()
    reorganizations.go_on_in_parts(session, now=current.now(), members=[member.id])
    last = leaving.last_span(session, member.id)
    if last is None or last.ended_because is not EndReason.DON_VI_GIAI_THE:
        return
    told = _(
        "Đơn vị của %(name)s chấm dứt sau ngày %(day)s: từ đó người này không thuộc đơn vị nào.",
        name=member.full_name,
        day=last_day(last.valid_until),
    )
    flash(told, "warn")
