"""What a person's page tells of the person's belonging: what may be done, the family, the dues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benefits.desk.people import member_scope
from benefits.desk.people.member_forms import DUES, ENDED, ENDINGS, OWES, PAYS, HouseholdForm
from benefits.members import Member, Membership, households, leaving
from benefits.members.onward import span_by
from benefits.web import current


@dataclass(frozen=True, slots=True)
class Standing:
    """`family` are the others of the household within reach, `beyond` how many are elsewhere.

    Whose leaving is written down with a last day to come, or today's, `is_leaving`.
    """

    is_open: bool
    is_leaving: bool
    is_relative: bool
    through: Member | None
    relatives: Sequence[Member]
    family: Sequence[Member]
    beyond: int
    dues: str | None
    form: HouseholdForm
    reached: frozenset[int]

    def ended(self, span: Membership) -> Any:
        return ENDED[span.ended_because] if span.ended_because else ""


def _is_leaving(last: Membership, spans: Sequence[Membership], today: date) -> bool:
    """Tell of the span that holds whether an officer ended it, and nothing follows yet."""
    ends = last.valid_until is not None and last.valid_until > today
    goes_on = any(span.valid_from > last.valid_from for span in spans)
    return ends and last.ended_because in ENDINGS and not goes_on


def of(member: Member, spans: Sequence[Membership], today: date) -> Standing:
    session = current.session()
    last = span_by(spans, today)
    through = session.get(Member, last.relative_of_id) if last and last.relative_of_id else None
    relatives = leaving.relatives_of(session, member.id, today)
    others = [
        each for each in households.people_of(session, member.household_id) if each is not member
    ]
    near = (*others, *relatives, *([through] if through else []))
    reached = member_scope.within([each.id for each in near])
    return Standing(
        is_open=last is not None and (last.valid_until is None or last.valid_until > today),
        is_leaving=last is not None and _is_leaving(last, spans, today),
        is_relative=last is not None and member_scope.is_relative(last),
        through=through,
        relatives=relatives,
        family=[each for each in others if each.id in reached],
        beyond=sum(each.id not in reached for each in others),
        dues=None if member.pays_dues is None else DUES[PAYS if member.pays_dues else OWES],
        form=HouseholdForm(formdata=None),
        reached=reached,
    )
