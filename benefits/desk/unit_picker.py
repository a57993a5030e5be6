"""Choosing a unit of the own sub-tree: the road down to it, and a search by name or code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import request
from sqlalchemy import select

from benefits import organization
from benefits.desk import scope
from benefits.members.names import folded
from benefits.organization import Organization, Unit
from benefits.periods import day_of
from benefits.web import current

MOST: Final = 30


@dataclass(frozen=True, slots=True)
class Picker:
    """The unit that is open, what stands above it within reach, and what a search found."""

    unit: Organization
    name: str
    above: Sequence[tuple[str, str]]
    typed: str
    found: Sequence[Unit]
    count: int


def pick(unit: Organization) -> Picker:
    typed = request.args.get("tim_don_vi", "").strip()
    road = _road(unit)
    found = search(typed) if typed else []
    return Picker(unit, road[-1][1], road[:-1], typed, found[:MOST], len(found))


def search(typed: str) -> list[Unit]:
    """Find units of the sub-tree by the beginnings of words, or of the code."""
    words, code = folded(typed).split(), typed.casefold()
    today = day_of(current.now())
    return [
        unit
        for unit in organization.outline(current.session(), scope.organization_id(), today)
        if unit.code.casefold().startswith(code) or _holds(folded(unit.name).split(), words)
    ]


def _holds(name: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in name) for word in words)


def _road(unit: Organization) -> list[tuple[str, str]]:
    """Name the units from the officer's own down to one, as they stand today."""
    session, today, own = current.session(), day_of(current.now()), scope.organization_id()
    path = organization.path_on(session, unit.id, today) or (own, unit.id)
    ids = list(dict.fromkeys(path[path.index(own) :] if own in path else (own, unit.id)))
    names = organization.names_on(session, ids, today)
    codes = dict(
        session.execute(
            select(Organization.id, Organization.code).where(Organization.id.in_(ids))
        ).all()
    )
    return [(codes[each], names.get(each) or codes[each]) for each in ids]
