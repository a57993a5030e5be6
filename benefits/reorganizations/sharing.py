"""Who goes to which part of a unit that is split: whoever it names, and their relatives along."""

from collections.abc import Mapping

from benefits.reorganizations.plans import Kind, Plan

People = Mapping[int, int | None]
"""Ids of people, each with whom they belong through, if they are relatives."""


def shares(plan: Plan, people: People) -> dict[str, set[int]]:
    """Tell by the codes of the parts who goes there; in a division one may take the rest."""
    named = _named(plan)
    rest = next((part.code for part in plan.parts if part.takes_rest), None)
    found: dict[str, set[int]] = {part.code: set() for part in plan.parts}
    for person in people:
        code = named.get(_leader(person, people))
        if code is None and plan.kind is Kind.CHIA:
            code = rest
        if code is not None:
            found[code].add(person)
    return found


def torn_away(plan: Plan, people: People) -> int:
    """Count the relatives whom the plan names for another place than their member's."""
    named, goes = _named(plan), shares(plan, people)
    return sum(
        person in people and _leader(person, people) != person and person not in goes[code]
        for person, code in named.items()
    )


def _named(plan: Plan) -> dict[int, str]:
    return {member: part.code for part in plan.parts for member in part.members}


def _leader(person: int, people: People) -> int:
    """Return whom somebody follows: the member they belong through, where that one is here too."""
    through = people[person]
    return through if through is not None and through in people else person
