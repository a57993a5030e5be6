"""How every card stands today and on the days to come, by its index."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from benefits.cards import Card, CardIndex, CardStatus
from benefits.cards.finding import belonged_on
from benefits.members import Membership
from benefits.members.merging import survivor_of
from benefits.organization import Placement, as_known, holds_on, ids_of
from benefits.periods import day_of

STATES: Final = (
    "good",
    "not_yet_valid",
    "replaced",
    "suspended",
    "revoked",
    "lost",
    "membership_ended",
    "unassigned",
)
UNASSIGNED: Final = STATES.index("unassigned")
DAYS: Final = 4  # an answer of today must still be right three days on
AT_ONCE: Final = 20_000
Place = tuple[int | None, str | None]
NOWHERE: Final[Place] = (None, None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A day: the state of each index, and which of `Survey.places` its owner belongs to.

    `paths` says where every unit stands in the tree that day.
    """

    day: date
    states: bytes
    places: "array[int]"
    paths: Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Survey:
    """All cards on some days; a place is a unit and a kind, the first of them is none."""

    made_at: datetime
    places: list[Place] = field(default_factory=lambda: [NOWHERE])
    days: list[Standing] = field(default_factory=list)
    _planes: dict[Hashable, int] = field(default_factory=dict, repr=False)

    def plane(self, name: Hashable, make: Callable[[], int]) -> int:
        """Return a plane of bits, made once for all the outlets that need it."""
        if name not in self._planes:
            self._planes[name] = make()
        return self._planes[name]


def survey(session: Session, now: datetime) -> Survey:
    """Read every card once, and again only those that change within the days to come."""
    made, first = Survey(now), day_of(now)
    size = (session.scalar(select(func.max(CardIndex.index))) or 0) + 1
    states = bytearray([UNASSIGNED]) * size
    places = array("I", bytes(size * array("I").itemsize))
    known: dict[Place, int] = {NOWHERE: 0}
    for day in (first + timedelta(days=ahead) for ahead in range(DAYS)):
        cards = _cards(day) if day == first else _cards(day).where(_changed(first, day))
        for index, state, unit, kind in _rows(session, cards):
            states[index] = state
            places[index] = known.setdefault((unit, kind), len(known))
        made.days.append(Standing(day, bytes(states), places[:], _paths(session, day)))
    made.places[:] = known
    return made


def _rows(session: Session, cards: Select[*tuple[Any, ...]]) -> Iterable[Any]:
    found = session.connection().execute(
        cards, execution_options={"stream_results": True, "yield_per": AT_ONCE}
    )
    for rows in found.partitions():
        yield from rows


def _cards(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            CardIndex.index,
            _state(day),
            Membership.organization_id,
            type_coerce(Membership.kind, String),
        )
        .join(Card, and_(Card.member_id == CardIndex.member_id, Card.index == CardIndex.index))
        .outerjoin(
            Membership,
            and_(Membership.member_id == survivor_of(CardIndex.member_id), belonged_on(day)),
        )
    )


def _state(day: date) -> ColumnElement[int]:
    """Ask in the order in which a look at the card does."""
    stopped = {
        CardStatus.SUSPENDED: "suspended",
        CardStatus.REVOKED: "revoked",
        CardStatus.LOST: "lost",
    }
    return case(
        *(
            (and_(Card.status == status, Card.status_on <= day), STATES.index(name))
            for status, name in stopped.items()
        ),
        (Card.valid_from > day, STATES.index("not_yet_valid")),
        (Card.valid_until <= day, STATES.index("replaced")),
        (Membership.organization_id.is_(None), STATES.index("membership_ended")),
        else_=STATES.index("good"),
    )


def _changed(first: date, day: date) -> ColumnElement[bool]:
    """Cards for which something begins or ends after the first day, up to this one."""

    def meanwhile(column: Any) -> ColumnElement[bool]:
        return and_(column > first, column <= day)

    moved = select(Membership.member_id).where(
        or_(meanwhile(Membership.valid_from), meanwhile(Membership.valid_until))
    )
    return or_(
        *(meanwhile(each) for each in (Card.valid_from, Card.valid_until, Card.status_on)),
        survivor_of(CardIndex.member_id).in_(moved),
    )


def _paths(session: Session, day: date) -> dict[int, tuple[int, ...]]:
    rows = session.execute(
        select(Placement.organization_id, Placement.path).where(
            holds_on(Placement, day), as_known(Placement)
        )
    )
    return {unit: ids_of(path) for unit, path in rows}
