"""Finding a card and, in the same look, whose it is and where its owner belongs that day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Date, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from benefits.agreements import Trust
from benefits.cards.formerly import is_touched, mergers_behind, with_former
from benefits.cards.models import Card, CardIndex, CardStatus, Medium
from benefits.cards.presenting import Clue, Handle
from benefits.cards.tokens import Facts
from benefits.database import Prepared, Question, foresee
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.members.merging import survivor_of
from benefits.organization import OrganizationName, Placement, as_known, holds_on, ids_of


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where somebody belongs on a day; `path` runs from the top of the tree to the unit."""

    organization_id: int
    kind: BeneficiaryKind
    path: tuple[int, ...]
    unit_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCard:
    """A card of ours and its owner on one day; `facts` is what its token says, if it had one.

    `member_id` is the record the card was given to, `person_id` the one that stands for its owner.
    """

    index: int
    member_id: int
    person_id: int
    medium: Medium
    status: CardStatus
    status_on: date
    valid_from: date
    valid_until: date
    full_name: str
    photo_hash: str | None
    household_id: int | None
    belonging: Belonging | None
    trust: Trust
    facts: Facts | None


def find(
    session: Session,
    clue: Clue,
    day: date,
    *,
    lock: bool = False,
    alongside: Iterable[Question] = (),
) -> FoundCard | None:
    """Return the card, for update where it is about to be used; ask others in the same trip."""
    question = asking(clue, day, lock=lock)
    if others := tuple(alongside):
        foresee(session, question, *others)
    columns = question.first(session)
    if columns is None and (written := _as_written(session, clue)) is not None:
        columns = asking(written, day, lock=lock).first(session)
    return None if columns is None else _found(session, columns, clue, day)


def asking(clue: Clue, day: date, *, lock: bool = False) -> Question:
    """Return what `find` will ask."""
    return _card(clue.by, lock=lock).asking(day=day, key=clue.key)


def spellings(code: str) -> frozenset[str]:
    """Return how a code that came in a file may stand there: keyboards at a till write capitals."""
    return frozenset({code, code.upper(), code.lower()})


def _as_written(session: Session, clue: Clue) -> Clue | None:
    """Find the one code of a file that differs from what was typed in capitals alone."""
    if not clue.written:
        return None
    alike = select(CardIndex.code).where(CardIndex.code.in_(spellings(clue.written))).limit(2)
    found = session.scalars(alike).all()
    return replace(clue, by="code", key=found[0]) if len(found) == 1 else None


def find_all(session: Session, member_id: int, day: date) -> list[FoundCard]:
    """Return every card of a member's, as if each were found by its owner's name."""
    rows = _card("member_id").all(session, day=day, key=member_id)
    clues = (Clue("index", row["index"], Trust.NAME) for row in rows)
    return [_found(session, row, clue, day) for row, clue in zip(rows, clues, strict=True)]


def last_belonging(session: Session, member_id: int, day: date) -> tuple[date | None, str | None]:
    """Return until when somebody last belonged to a unit before a day, and the unit's name."""
    row = session.execute(
        select(Membership.valid_until, OrganizationName.name)
        .outerjoin(OrganizationName, _named(day))
        .where(Membership.member_id == member_id, Membership.valid_from <= day)
        .order_by(Membership.valid_from.desc(), OrganizationName.valid_from.desc())
    ).first()
    return (None, None) if row is None else (row[0], row[1])


def belonged_on(day: date) -> ColumnElement[bool]:
    """Memberships that hold on a day."""
    not_yet_over = or_(Membership.valid_until.is_(None), Membership.valid_until > day)
    return and_(Membership.valid_from <= day, not_yet_over)


@cache
def _card(by: Handle | Literal["member_id"], *, lock: bool = False) -> Prepared:
    """Select the columns under the names of the fields that they fill."""
    day: Any = bindparam("day", type_=Date())
    statement = (
        select(
            CardIndex.index,
            CardIndex.member_id,
            Member.id.label("person_id"),
            Card.medium,
            Card.status,
            Card.status_on,
            Card.valid_from,
            Card.valid_until,
            Member.full_name,
            Member.photo_hash,
            Member.household_id,
            Membership.organization_id,
            Membership.kind,
            Placement.path,
            OrganizationName.name.label("unit_name"),
            is_touched(day).label("is_touched"),
        )
        .join(Card, and_(Card.member_id == CardIndex.member_id, Card.index == CardIndex.index))
        .join(Member, Member.id == survivor_of(CardIndex.member_id))
        .outerjoin(Membership, and_(Membership.member_id == Member.id, belonged_on(day)))
        .outerjoin(
            Placement,
            and_(
                Placement.organization_id == Membership.organization_id,
                holds_on(Placement, day),
                as_known(Placement),
            ),
        )
        .outerjoin(OrganizationName, and_(_named(day), holds_on(OrganizationName, day)))
        .where(getattr(CardIndex, by) == bindparam("key"))
    )
    # Rows that point at the card may be written meanwhile: a file taken in never waits for a till.
    return Prepared(statement.with_for_update(of=Card, key_share=True) if lock else statement)


def _named(day: date) -> ColumnElement[bool]:
    return and_(
        OrganizationName.organization_id == Membership.organization_id,
        OrganizationName.valid_from <= day,
        as_known(OrganizationName),
    )


def _found(session: Session, columns: dict[str, Any], clue: Clue, day: date) -> FoundCard:
    unit, kind = columns.pop("organization_id"), columns.pop("kind")
    path, name = columns.pop("path"), columns.pop("unit_name") or ""
    touched = columns.pop("is_touched")
    belonging = None
    if unit is not None:
        way = ids_of(path) if path else (unit,)
        if touched:
            people, since = (columns["member_id"], columns["person_id"]), columns["valid_from"]
            behind = mergers_behind(session, people=people, since=since, day=day)
            name = with_former(name, behind, way)
        belonging = Belonging(unit, kind, way, name)
    return FoundCard(**columns, belonging=belonging, trust=clue.trust, facts=clue.facts)
