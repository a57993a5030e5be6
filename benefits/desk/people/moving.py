"""Letting somebody belong to another unit, anywhere in the union: the unit they leave may do it."""

from datetime import date

from benefits import purchases
from benefits.desk.people import member_scope
from benefits.desk.people.member_notes import note
from benefits.members import Member
from benefits.organization import Organization
from benefits.web import current


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
    return True
