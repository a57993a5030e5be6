"""The one look at a plan that a preview and the act itself both take, before anything is done."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Crossing
from benefits.errors import Conflict
from benefits.members import Membership
from benefits.members.in_bulk import beginning, going_on
from benefits.organization import Draft
from benefits.periods import ONE_DAY
from benefits.reorganizations import counting
from benefits.reorganizations.deciding import Effects, decide, last_end
from benefits.reorganizations.objecting import not_open, of_shape
from benefits.reorganizations.plans import (
    Back,
    Choices,
    CoverageGoes,
    Kind,
    Objection,
    OfficersGo,
    Plan,
)
from benefits.reorganizations.sharing import People, shares, torn_away


@dataclass(slots=True)
class Look:
    """`draft` is the tree as it would be, `was` as it is."""

    plan: Plan
    choices: Choices
    draft: Draft
    was: Draft
    effects: Effects = field(default_factory=Effects)
    objections: list[Objection] = field(default_factory=list)

    @property
    def before(self) -> date:
        return self.plan.day - ONE_DAY

    def ids(self, codes: Collection[str]) -> list[int]:
        """Return the keys of the codes that exist already."""
        known = self.draft.known.ids
        return [known[code] for code in codes if code in known]

    def reach(self) -> list[str]:
        """Name the units decided about with everything below them."""
        return list(dict.fromkeys((*self.plan.units, *self.effects.closed, *self.effects.below)))

    def heir(self, code: str) -> str | None:
        """Name the unit that takes over what a closed one leaves, if any."""
        return self.effects.closed.get(code) or next(iter(self.plan.heirs), None)

    def holder(self, code: str) -> str | None:
        """Name who holds the agreements of a unit that closes: its heir, else who stood above."""
        return self.choices.holder or self._next_in_line(code)

    def officers_go_to(self, code: str) -> str | None:
        """Name where the officers of a unit that closes go on; None ends their roles."""
        if self.choices.officers is OfficersGo.OUT:
            return None
        return self.choices.officers_to or self._next_in_line(code)

    def takes(self, what: Back) -> bool:
        """Tell whether something comes back to the unit that opens again."""
        return what in (self.choices.takes_back or ())

    def _next_in_line(self, code: str) -> str | None:
        heir = self.heir(code) or self.plan.parent
        if heir:
            return heir
        above = reversed(self.was.path_on(code, self.before)[:-1])
        return next((each for each in above if each not in self.effects.closed), None)


def look(
    session: Session, draft: Draft, plan: Plan, choices: Choices, decision: str | None = None
) -> Look:
    """Work the plan into the draft; whatever speaks against it is among the objections."""
    was = Draft(session, draft.known, dict(draft.histories))
    seen = Look(plan, choices, draft, was)
    seen.objections += of_shape(plan, choices, draft)
    if seen.objections:
        return seen
    try:
        seen.effects = decide(draft, plan, decision)
    except Conflict as conflict:
        seen.objections.append(Objection(conflict.code, dict(conflict.params)))
        seen.draft = Draft(session, draft.known, dict(was.histories))  # not the half of it
        return seen
    if not draft.changes():
        seen.objections.append(Objection("reorganization_changes_nothing"))
    seen.choices = _settled(seen)
    seen.objections += not_open(choices, draft, plan.day)
    seen.objections += _about_members(session, seen)
    return seen


def _settled(seen: Look) -> Choices:
    """Say what comes back where that was left open: all, where the unit's end is undone."""
    plan, choices = seen.plan, seen.choices
    if plan.kind is not Kind.TAI_LAP or choices.takes_back is not None:
        return choices
    ends = {last_end(seen.was.histories[code], plan.day) for code in plan.units}
    is_undone = ends == {plan.day}
    return replace(choices, takes_back=frozenset(Back if is_undone else ()))


def crossings(seen: Look, goes: CoverageGoes) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """List by their paths the units whose people might no longer be covered, before and after."""
    plan, effects = seen.plan, seen.effects
    if goes is CoverageGoes.NOBODY:
        return []
    pairs = [(code, code) for code in effects.moved]
    if goes is CoverageGoes.HEIRS and plan.heirs:
        pairs = [(code, heir) for code in plan.units for heir in plan.heirs]
    return [
        (seen.was.path_on(old, seen.before), seen.draft.path_on(new, plan.day))
        for old, new in pairs
    ]


def keyed(seen: Look, ids: dict[str, int], goes: CoverageGoes) -> list[Crossing]:
    """Write the crossings in keys; a unit that is not there yet has one that is nobody's."""
    nobody = {code: -number for number, code in enumerate(seen.draft.founded, 1)}
    keys = {**nobody, **ids}
    return [
        Crossing(tuple(keys[each] for each in before), tuple(keys[each] for each in after))
        for before, after in crossings(seen, goes)
    ]


def _about_members(session: Session, seen: Look) -> Iterator[Objection]:
    plan, day, after = seen.plan, seen.plan.day, seen.effects.after
    for heir in filter(None, seen.effects.closed.values()):
        if seen.draft.histories[heir].life_end(day) < after:
            yield Objection("heir_closes_later", {"organization": heir})
            return
    if plan.kind is Kind.GIAI_THE:
        closed = seen.ids(list(seen.effects.closed))
        if later := counting.joined_later(session, closed, day, after):
            yield Objection("members_joined_later", {"count": later})
    if plan.kind not in (Kind.CHIA, Kind.TACH):
        return
    theirs = people_of(session, seen)
    named = {member for part in plan.parts for member in part.members}
    if (strangers := len(named - theirs.keys())) and not plan.is_again:
        yield Objection("members_of_others", {"count": strangers})
    if torn := torn_away(plan, theirs):
        yield Objection("relatives_go_along", {"count": torn})
    left = len(theirs) - sum(map(len, shares(plan, theirs).values()))
    if plan.kind is Kind.CHIA and left:
        yield Objection("members_unassigned", {"count": left})


def people_of(session: Session, seen: Look) -> People:
    """Return everybody who belongs to the unit that is split, on its day or from a later one."""
    unit, day = seen.ids(seen.plan.units), seen.plan.day
    spans = select(Membership.member_id, Membership.relative_of_id)
    now = session.execute(spans.where(going_on(unit, day)))
    later = session.execute(spans.where(beginning(unit, day, seen.effects.after)))
    return dict([*later.all(), *now.all()])
