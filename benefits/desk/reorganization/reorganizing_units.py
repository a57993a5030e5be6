"""Units that a decision names: ticked, pasted as codes, or typed as words and searched for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select

from benefits import organization
from benefits.desk import scope, unit_picker
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.reorganizations import Kind
from benefits.web import current

SHOWN: Final = 60
MOST: Final = 5_000
AT_ONCE: Final = 500
Named = tuple[str, str]
"""A unit's code and its name."""


class Days(NamedTuple):
    """The first day of a unit, and the first one on which it is closed for good."""

    first: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: the first of them to choose from, and how many there are."""

    units: Sequence[Named] = ()
    count: int = 0


def named(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of those units within reach that have one of the codes."""
    session, wanted = current.session(), list(dict.fromkeys(codes))[:MOST]
    reached = select(Organization.id, Organization.code).where(
        Organization.id.in_(scope.unit_ids())
    )
    found: dict[str, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = reached.where(Organization.code.in_(wanted[start : start + AT_ONCE]))
        found |= {code: key for key, code in session.execute(some)}
    names = organization.names_on(session, found.values(), day_of(current.now()))
    return {code: names.get(found[code]) or code for code in wanted if code in found}


def search(typed: str, *, under: Organization, but: Iterable[str] = ()) -> list[Named]:
    """Find units by words or code, or all right below one where nothing is typed."""
    left_out = {*but}
    if typed:
        units: Iterable[organization.Unit] = unit_picker.search(typed)
    else:
        today = day_of(current.now())
        units = organization.outline(current.session(), under.id, today)
        units = (unit for unit in units if unit.depth == 1)
    return [(unit.code, unit.name) for unit in units if unit.code not in left_out]


def one(typed: str) -> tuple[str | None, Found]:
    """Take what was typed for a unit's code, else for words of a name that only one bears."""
    if not typed:
        return None, Found()
    if typed in named([typed]):
        return typed, Found()
    found = [(unit.code, unit.name) for unit in unit_picker.search(typed)]
    if len(found) == 1:
        return found[0][0], Found()
    return None, Found(found[:SHOWN], len(found))


def may_decide_on(unit: Organization) -> bool:
    """Tell whether a unit is the officer's to reorganize: it stands below the officer's own.

    Only the top of the union decides on itself, as nobody stands above it.
    """
    own = scope.organization_id()
    if unit.id != own:
        return True
    return organization.path_on(current.session(), own, day_of(current.now())) == (own,)


def bound() -> str | None:
    """Name the unit within which the officer decides; the top of the union has no bounds."""
    own = current.session().get_one(Organization, scope.organization_id())
    return None if may_decide_on(own) else own.code


def own_code() -> str:
    return current.session().get_one(Organization, scope.organization_id()).code


def days_of(unit: Organization) -> Days:
    """Look up when a unit opens, or did, and when it is closed for good."""
    lives = organization.courses(current.session(), [unit.id])
    return Days(lives.first_day(unit.id), lives.closed_since(unit.id))


def first_day_for(kind: Kind, unit: Organization) -> date:
    """Return the first day, from today on, for which a decision may be meant.

    A unit that opens again does so on the day of its end where that is still to come; one that
    was founded ahead cannot be decided about before it is there.
    """
    today = day_of(current.now())
    lives = organization.courses(current.session(), [unit.id]).lives.get(unit.id)
    if not lives or (kind is Kind.TAI_LAP and lives[0][0] > today):
        return today
    since, until = lives[-1]
    return max(today, until or today) if kind is Kind.TAI_LAP else max(today, since)


def above(unit: Organization) -> Organization:
    """Return the unit right above one, as far as the officer reaches."""
    session, own = current.session(), scope.organization_id()
    over = organization.ancestors_on(session, unit.id, day_of(current.now()))
    is_inside = unit.id != own and over and own in over
    return session.get_one(Organization, over[-1] if is_inside else own)
