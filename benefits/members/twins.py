"""Records that may be one person: found when they come in, decided by somebody who knows them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session, aliased

from benefits.database import insert_or_ignore
from benefits.errors import Conflict
from benefits.members import looking_up
from benefits.members.merging import is_merged
from benefits.members.models import Member, Twins, TwinState
from benefits.members.namesakes import share_name_and_year


def find(session: Session, new: Mapping[int, str], now: datetime) -> set[int]:
    """Put every pair that one of these people makes on the list; return who has a twin.

    `new` tells their likeness by id. A pair that somebody has decided on stays decided.
    """
    shared = looking_up.shared(session, set(new.values()))
    if not shared:
        return set()
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for key, likeness in session.execute(
        select(Member.id, Member.likeness).where(
            Member.likeness.in_(shared),
            ~is_merged(Member.id),
            Member.erased_at.is_(None),
        )
    ):
        sharing[likeness or ""].append(key)
    pairs = {
        (min(one, other), max(one, other))
        for some in sharing.values()
        for one in some
        for other in some
        if one in new and one != other
    }
    rows: list[dict[str, object]] = [
        {"low_id": low, "high_id": high, "state": TwinState.OPEN, "found_at": now}
        for low, high in sorted(pairs)
    ]
    insert_or_ignore(session, Twins, *rows)
    return {each for pair in pairs for each in pair if each in new}


def pair(session: Session, one: int, other: int, now: datetime) -> Twins:
    """Put two records next to each other because somebody says so; decided ones stay decided."""
    low, high = sorted((one, other))
    row: dict[str, object] = {
        "low_id": low,
        "high_id": high,
        "state": TwinState.OPEN,
        "found_at": now,
    }
    insert_or_ignore(session, Twins, row)
    both = select(Twins).where(Twins.low_id == low, Twins.high_id == high)
    return session.scalars(both).one()


def waits() -> ColumnElement[bool]:
    """Tell of a statement's pairs whether somebody has still to decide."""
    stands = [~is_merged(each) for each in (Twins.low_id, Twins.high_id)]
    return and_(Twins.state == TwinState.OPEN, *stands)


def alike_still() -> ColumnElement[bool]:
    """Tell whether the two still share a name and birthday: a mistake may have been mended.

    Where the birthday of one of them is not known, the year does.
    """
    low, high = aliased(Member), aliased(Member)
    return (
        select(low.id)
        .join(high, high.id == Twins.high_id)
        .where(low.id == Twins.low_id)
        .where(or_(high.likeness == low.likeness, share_name_and_year(low, high)))
        .exists()
    )


def tell_apart(session: Session, pair: Twins, *, by: int | None, now: datetime) -> None:
    """Remember that these are two people."""
    decide(session, pair, TwinState.DIFFERENT, by=by, now=now)


def decide(
    session: Session,
    pair: Twins,
    state: TwinState,
    *,
    by: int | None,
    now: datetime,
    into_id: int | None = None,
) -> None:
    """Decide what nobody has decided yet: of two who do, the second is told."""
    decided = session.scalar(
        update(Twins)
        .where(Twins.id == pair.id, Twins.state == TwinState.OPEN)
        .values(state=state, into_id=into_id, decided_at=now, decided_by_id=by)
        .returning(Twins.id)
        .execution_options(synchronize_session=False)
    )
    if decided is None:
        raise Conflict("twins_decided")
    session.refresh(pair)
