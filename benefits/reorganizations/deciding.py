"""A plan worked into the draft of the tree: what closes, who takes over, what moves."""

from dataclasses import dataclass, field
from datetime import date

from benefits.errors import Conflict
from benefits.organization import Draft, SuccessionKind
from benefits.organization.histories import FOR_GOOD, History, Merger
from benefits.periods import ONE_DAY
from benefits.reorganizations.plans import Kind, Part, Plan


@dataclass(slots=True)
class Effects:
    """By code: the units that close, each with its heir, and those that move without closing.

    `after` is when the life of the closed units would have ended; `annulled` names the closed ones
    that were to end on a later day anyway, with that day.
    """

    closed: dict[str, str | None] = field(default_factory=dict)
    moved: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    after: date = FOR_GOOD
    annulled: dict[str, date] = field(default_factory=dict)


def decide(draft: Draft, plan: Plan, decision: str | None) -> Effects:
    """Let the draft be as the plan says; raises a Conflict where that cannot be."""
    before, known = plan.day - ONE_DAY, dict(draft.histories)
    going = [unit for part in plan.parts for unit in part.units]
    if plan.closes or plan.kind is Kind.TACH:
        for code in plan.units:
            if not known[code].is_open_on(plan.day):
                raise Conflict("unit_not_open", organization=code, day=plan.day)
    # Of the day itself: others may have been decided to come, or to go, on that very day.
    below = sorted({*going, *draft.below((*plan.units, *going), plan.day)} - {*plan.units})
    effects = _ACTS[plan.kind](draft, plan, decision)
    if plan.kind is Kind.TAI_LAP:  # whatever its end moved elsewhere stays there
        below = draft.below(plan.units, plan.day)
    effects.below = tuple(each for each in below if each not in effects.closed)
    ends = {code: known[code].life_end(before) for code in effects.closed}
    effects.after = min(ends.values(), default=FOR_GOOD)
    effects.annulled = {code: day for code, day in ends.items() if plan.day < day < FOR_GOOD}
    draft.check()
    return effects


def _establish(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    for part in plan.parts:
        draft.found(part.code, part.name, part.level, part.parent, plan.day)
    return Effects(moved=_put_below(draft, plan))


def _dissolve(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    if plan.with_below:
        codes = [*plan.units, *draft.below(plan.units, plan.day)]
        draft.close(codes, plan.day)
        return Effects(dict.fromkeys(codes))
    moved = [] if plan.parent is None else _children(draft, plan)
    if plan.parent is None:
        draft.close(plan.units, plan.day)
    else:
        draft.replace(plan.units, plan.parent, plan.day)
    return Effects(dict.fromkeys(plan.units), tuple(moved))


def _merge(draft: Draft, plan: Plan, decision: str | None) -> Effects:
    heir, moved = plan.into or "", _children(draft, plan)
    draft.merge(plan.units, heir, plan.day, SuccessionKind.SAP_NHAP, decision)
    return Effects(dict.fromkeys(plan.units, heir), tuple(moved))


def _unite(draft: Draft, plan: Plan, decision: str | None) -> Effects:
    [part] = plan.parts
    moved = _children(draft, plan)
    _found_beside(draft, plan, part)
    draft.merge(plan.units, part.code, plan.day, SuccessionKind.HOP_NHAT, decision)
    return Effects(dict.fromkeys(plan.units, part.code), tuple(moved))


def _divide(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    [unit] = plan.units
    for part in plan.parts:
        _found_beside(draft, plan, part)
    moved = _children(draft, plan)
    _put_below(draft, plan)
    rest = next((part.code for part in plan.parts if part.takes_rest), None)
    if rest is None:
        draft.close([unit], plan.day)
    else:
        draft.replace([unit], rest, plan.day)
    return Effects({unit: rest}, tuple(moved))


def _separate(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    for part in plan.parts:
        _found_beside(draft, plan, part)
    return Effects(moved=_put_below(draft, plan))


def _move(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    for code in plan.units:
        draft.move(code, plan.parent, plan.day)
    return Effects(moved=plan.units)


def _rename(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    draft.rename(plan.units[0], plan.name or "", plan.day)
    return Effects()


def _reopen(draft: Draft, plan: Plan, _decision: str | None) -> Effects:
    for code in plan.units:
        history = draft.histories[code]
        draft.reopen(code, plan.parent or last_parent(history, plan.day), plan.day)
        if history.names and plan.day < history.names[0].valid_from:
            draft.rename(code, history.names[0].name, plan.day)
    return Effects()


def last_parent(history: History, day: date) -> str | None:
    """Return below what a closed unit stood at its end before a day, or will as a new one."""
    earlier = [stay for stay in history.stays if stay.valid_from < day]
    nearest = earlier[-1:] or history.stays[:1]
    return nearest[0].parent if nearest else None


def last_end(history: History, day: date) -> date | None:
    """Return when a unit that is closed on a day was closed."""
    ends = [stay.valid_until for stay in history.stays if stay.valid_until <= day]
    return max(ends, default=None)


def merger_on(history: History, day: date) -> Merger | None:
    """Return the merger that ended a unit on a day; none where it was dissolved."""
    return next((each for each in history.mergers if each.day == day), None)


def _children(draft: Draft, plan: Plan) -> list[str]:
    found: dict[str, None] = {}
    for unit in plan.units:
        found |= dict.fromkeys(draft.children(unit, plan.day))
    return [code for code in found if code not in (*plan.units, plan.into, *plan.made)]


def _found_beside(draft: Draft, plan: Plan, part: Part) -> None:
    """Found a part below its parent, else where the unit stands that it is made of."""
    if plan.is_again:
        known = draft.histories.get(part.code, History())
        if known.life_end(plan.day) != FOR_GOOD:
            raise Conflict("unit_not_open", organization=part.code, day=plan.day)
        return
    history = draft.histories[plan.units[0]]
    stay = history.stay_on(plan.day)
    parent = part.parent or (stay.parent if stay else None)
    draft.found(part.code, part.name, part.level, parent, plan.day)


def _put_below(draft: Draft, plan: Plan) -> tuple[str, ...]:
    for part in plan.parts:
        for code in part.units:
            draft.move(code, part.code, plan.day)
    return tuple(code for part in plan.parts for code in part.units)


_ACTS = {
    Kind.THANH_LAP: _establish,
    Kind.GIAI_THE: _dissolve,
    Kind.SAP_NHAP: _merge,
    Kind.HOP_NHAT: _unite,
    Kind.CHIA: _divide,
    Kind.TACH: _separate,
    Kind.CHUYEN_CAP_TREN: _move,
    Kind.DOI_TEN: _rename,
    Kind.TAI_LAP: _reopen,
}
