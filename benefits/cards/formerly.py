"""What a card in hand still calls the union that issued it, when that was merged into another.

The look at a card tells whether any merger touches its owner's place; only then is more asked.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Boolean, Date, Integer, String, and_, bindparam, cast, exists, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement

from benefits.cards.models import Card
from benefits.database import Prepared
from benefits.members import Membership
from benefits.organization import (
    Level,
    Organization,
    OrganizationName,
    Placement,
    Succession,
    as_known,
    holds_on,
)

ISSUERS: Final = (Level.TINH, Level.NGANH)
KINDS: Final = (
    *("liên đoàn lao động", "lđlđ", "công đoàn cơ sở", "cđcs", "công đoàn", "cđ"),
    *("tỉnh", "thành phố", "tp.", "tp", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã"),
    "đặc khu",
)
"""What names begin with that says only what kind of unit they are the names of."""


class Merger(NamedTuple):
    """A merger of the owner's own unit, or of a federation above it, since the card began."""

    predecessor: int
    successor: int
    is_own: bool
    gone: str
    heir: str | None


class _leads_through(FunctionElement[bool]):  # noqa: N801 - written as a function of the database
    """Tell whether a path leads through a unit, so that an index on the unit's key is of use."""

    type = Boolean()
    inherit_cache = True


def is_touched(day: Any) -> ColumnElement[bool]:
    """Tell whether any unit on the owner's path has taken over another since the card began."""
    return exists().where(
        as_known(Succession),
        _leads_through(Succession.successor_id, Placement.path),
        Succession.day > Card.valid_from,
        Succession.day <= day,
    )


def mergers_behind(
    session: Session, *, people: tuple[int, int], since: date, day: date
) -> list[Merger]:
    """Return what became of the unions printed on a card that began on a day, the first first."""
    own, person = people
    rows = _MERGERS.all(session, own=own, person=person, since=since, day=day)
    return [Merger(**row) for row in rows]


def with_former(unit_name: str, mergers: Sequence[Merger], path: Sequence[int]) -> str:
    """Say a unit's name so that whoever reads the card in hand finds what is printed on it.

    Of mergers one after another the first and the last are told. The owner's own unit comes before
    a federation, and the latest before the earlier ones.
    """
    told = [(gone, heir) for gone, heir in _chains(mergers) if heir.successor in path]
    told.sort(key=lambda each: not each[0].is_own)
    for first, last in told:
        if last.heir is None or last.heir.casefold() == first.gone.casefold():
            return unit_name
        said = f"{first.gone} (nay thuộc {_apart(last.heir, first.gone)})"
        return said if first.is_own else f"{unit_name}, {said}"
    return unit_name


def _chains(mergers: Sequence[Merger]) -> Iterator[tuple[Merger, Merger]]:
    """Give each union a card may tell of with the last that took it over, the latest first."""
    onward = {each.predecessor: each for each in mergers}
    later = {each.successor for each in mergers}
    for first in reversed(mergers):
        if first.predecessor in later:
            continue
        last, seen = first, {first.predecessor}
        while last.successor in onward and last.successor not in seen:
            seen.add(last.successor)
            last = onward[last.successor]
        yield first, last


def _apart(name: str, other: str) -> str:
    """Leave out what says of both names alike which kind of unit they are of."""
    for kind in KINDS:
        if all(each.casefold().startswith(f"{kind} ") for each in (name, other)):
            return _apart(*(each[len(kind) :].lstrip() for each in (name, other)))
    return name


def _mergers() -> Prepared:
    """Select the mergers since a day of what somebody stood in, or of a federation above it."""
    day: Any = bindparam("day", type_=Date())
    since: Any = bindparam("since", type_=Date())
    people = [bindparam(each, type_=Integer()) for each in ("own", "person")]
    span, place = aliased(Membership), aliased(Placement)
    gone, heir = aliased(OrganizationName), aliased(OrganizationName)
    is_own = Succession.predecessor_id == span.organization_id
    columns = {
        "predecessor": Succession.predecessor_id,
        "successor": Succession.successor_id,
        "is_own": is_own,
        "gone": gone.name,
        "heir": heir.name,
    }
    stood = place.path.like("%/" + cast(Succession.predecessor_id, String) + "/%")
    is_called = and_(heir.organization_id == Succession.successor_id, holds_on(heir, day))
    return Prepared(
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(span)
        .join(Succession, _held_before(span))
        .join(Organization, Organization.id == Succession.predecessor_id)
        .join(place, and_(place.organization_id == span.organization_id, _held_before(place)))
        .join(gone, and_(gone.organization_id == Organization.id, _held_before(gone)))
        .outerjoin(heir, and_(is_called, heir.superseded_at.is_(None)))
        .where(span.member_id.in_(people), stood, Succession.day > since, Succession.day <= day)
        .where(*(each.superseded_at.is_(None) for each in (Succession, place, gone)))
        .where(or_(is_own, *(Organization.level == each for each in ISSUERS)))
        .order_by(Succession.day, Succession.id)
    )


def _held_before(row: Any) -> ColumnElement[bool]:
    """Tell whether a span holds on the day before a merger."""
    not_yet_over = or_(row.valid_until.is_(None), row.valid_until >= Succession.day)
    return and_(row.valid_from < Succession.day, not_yet_over)


@compiles(_leads_through, "postgresql")
def _in_array(element: _leads_through, compiler: SQLCompiler, **options: Any) -> str:
    unit, path = (compiler.process(each, **options) for each in element.clauses)
    return f"{unit} = ANY (CAST(string_to_array(trim(both '/' from {path}), '/') AS INTEGER[]))"


@compiles(_leads_through, "sqlite")
def _in_list(element: _leads_through, compiler: SQLCompiler, **options: Any) -> str:
    unit, path = (compiler.process(each, **options) for each in element.clauses)
    steps = f"'[' || replace(trim({path}, '/'), '/', ',') || ']'"
    return f"{unit} IN (SELECT value FROM json_each({steps}))"  # noqa: S608 - words of ours


_MERGERS: Final = _mergers()
