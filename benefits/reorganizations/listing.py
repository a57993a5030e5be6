"""What a decision touches, line by line: the units, the papers, the officers."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from benefits.access import officers_at
from benefits.agreements import Agreement, holders_on, lost
from benefits.partners import Partner
from benefits.reorganizations import counting
from benefits.reorganizations.looking import Look, keyed
from benefits.reorganizations.plans import CoverageGoes, Kind


class UnitLine(NamedTuple):
    """A unit decided about with the people below it too, and where they go.

    `heir` of None is nowhere, or no change.
    """

    code: str
    name: str
    members: int
    heir: str | None


class AgreementLine(NamedTuple):
    """`loses_cover`: it would no longer reach some of its people, were nothing chosen."""

    id: int
    number: str
    partner_name: str
    is_signed: bool
    is_held: bool
    loses_cover: bool


class OfficerLine(NamedTuple):
    """An officer of a unit that closes; `goes_to` of None ends the role."""

    role_id: int
    account_name: str
    unit_code: str
    goes_to: str | None


def units(seen: Look, members: Mapping[int, int], returning: int) -> list[UnitLine]:
    """List the units; to one that opens again belong those who come back."""
    known, histories = seen.draft.known.ids, seen.was.histories
    codes = [code for code in seen.effects.closed or seen.plan.units if code in known]
    people = _with_those_below(seen, codes, members)
    return [
        UnitLine(
            code,
            histories[code].name_on(seen.before) or code,
            people[code] + returning,
            seen.effects.closed.get(code),
        )
        for code in codes
    ]


def _with_those_below(seen: Look, codes: list[str], members: Mapping[int, int]) -> Counter[str]:
    """Count the people of each unit and of all that stands below it on the day."""
    tree, day = seen.was, seen.plan.day
    if seen.plan.kind is Kind.TAI_LAP:
        tree = seen.draft
    found: Counter[str] = Counter()
    ids = tree.known.ids
    for each in seen.reach():
        path = tree.path_on(each, day) or (each,)
        for code in set(path).intersection(codes):
            found[code] += members.get(ids.get(each, 0), 0)
    return found


def agreements(session: Session, seen: Look) -> list[AgreementLine]:
    """List the papers the closing units signed or hold, and those that would miss somebody."""
    closing, day = seen.ids(list(seen.effects.closed)), seen.plan.day
    ids = dict(seen.draft.known.ids)
    missed = lost(session, keyed(seen, ids, CoverageGoes.HEIRS), day)
    papers = counting.papers_of(closing, day).with_only_columns(Agreement.id)
    rows = session.execute(
        select(Agreement.id, Agreement.number, Partner.name, Agreement.signed_by_id)
        .join(Partner, Partner.id == Agreement.partner_id)
        .where(or_(Agreement.id.in_(papers), Agreement.id.in_(missed)))
        .order_by(Agreement.id)
    ).all()
    holders = holders_on(session, (row[0] for row in rows), day)
    return [
        AgreementLine(key, number, name, signer in closing, holders[key] in closing, key in missed)
        for key, number, name, signer in rows
    ]


def officers(session: Session, seen: Look, day: date) -> list[OfficerLine]:
    """List who has a role on a day at a unit that closes."""
    codes = {seen.draft.known.ids[code]: code for code in seen.effects.closed}
    return [
        OfficerLine(
            role.id,
            account.name,
            codes[role.organization_id or 0],
            seen.officers_go_to(codes[role.organization_id or 0]),
        )
        for role, account in session.execute(officers_at(codes, day))
    ]
