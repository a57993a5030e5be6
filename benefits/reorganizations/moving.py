"""What becomes of the people: they leave with a unit, go on in another, or come back to one."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from benefits.members import coming_back, in_bulk, left_along
from benefits.organization.keeping import Register
from benefits.periods import day_of
from benefits.reorganizations import counting
from benefits.reorganizations.endings import ending_of, last_endings
from benefits.reorganizations.following import attribute, follow_in
from benefits.reorganizations.looking import Look
from benefits.reorganizations.plans import Back, Kind
from benefits.reorganizations.sharing import People, shares

Keys = Mapping[str, int]


def move_people(session: Session, seen: Look, keys: Keys, people: People, now: datetime) -> None:
    """Bring memberships to what was decided, and the uses since the day along with them."""
    session.flush()
    _undo_annulled(session, seen, keys, now)
    back = _act(session, seen, keys, people, now)
    opened = seen.plan.units if seen.plan.kind is Kind.TAI_LAP else ()
    register = Register(keys, seen.draft.histories)
    follow_in(session, {*filter(None, seen.effects.closed.values()), *opened}, register, now=now)
    session.expire_all()
    if seen.plan.day <= day_of(now) and (seen.plan.heirs or back):
        units = [keys[code] for code in seen.plan.units] if seen.plan.heirs else []
        buyers = counting.buyers_since(session, units, seen.plan.day) if units else set[int]()
        attribute(session, buyers | back, now)


def _act(
    session: Session, seen: Look, keys: Keys, people: People, now: datetime
) -> frozenset[int] | set[int]:
    """Do what the kind of decision asks for; return those who came back."""
    plan, effects, day = seen.plan, seen.effects, seen.plan.day
    match plan.kind:
        case Kind.GIAI_THE:
            left_along.dissolve(session, [keys[code] for code in effects.closed], day)
        case Kind.SAP_NHAP | Kind.HOP_NHAT:
            heirs = {keys[code]: keys[heir] for code, heir in effects.closed.items() if heir}
            in_bulk.move_all(session, heirs, day, effects.after, now=now)
        case Kind.CHIA | Kind.TACH:
            for code, members in shares(plan, people).items():
                heirs = {keys[plan.units[0]]: keys[code]}
                in_bulk.move_all(session, heirs, day, effects.after, now=now, only=members)
        case Kind.TAI_LAP if seen.takes(Back.PEOPLE):
            return _come_back(session, seen, keys, now)
    return set()


def _come_back(session: Session, seen: Look, keys: Keys, now: datetime) -> set[int]:
    """Let people belong to the units again that open; return who they are."""
    found, day = set[int](), seen.plan.day
    for ending in last_endings(session, seen, keys).values():
        back = coming_back.take_back(session, ending, day, now=now)
        left_along.come_along(session, back, ending.day, day, now=now)
        found.update(back)
    return found


def _undo_annulled(session: Session, seen: Look, keys: Keys, now: datetime) -> None:
    """Let people be where they would be without the later endings that this decision replaces."""
    for code, day in seen.effects.annulled.items():
        back = coming_back.undo(session, ending_of(session, seen, keys, code, day))
        left_along.come_along(session, back, day, day, now=now)
    session.expire_all()
