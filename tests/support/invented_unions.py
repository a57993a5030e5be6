"""Random unions: a tree, decisions for any day in any order, uses and what became of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.support.naive_union import HORIZON, Impossible, NaiveUnion, NaiveUse

UNITS = "ABCDEFGH"
PEOPLE = 5
INSTANTS = 12
Decide = Callable[[str, str, str | None, int, int], bool]
"""Act, unit, other unit, day, instant → whether it was taken."""


@dataclass
class Invented:
    """The union as it was believed after each instant, and everything its people did."""

    founding: NaiveUnion
    acts: list[tuple[str, str, str | None, int]]
    uses: list[NaiveUse]
    same_people: list[tuple[int, int, int]]
    beliefs: list[NaiveUnion] = field(default_factory=list)

    def decide(self, take: Decide | None = None) -> None:
        """Tell every act to the product, if there is one; both must agree on what is possible."""
        self.beliefs = [self.founding]
        for instant, (act, unit, other, day) in enumerate(self.acts, start=1):
            belief = self.beliefs[-1].copy()
            try:
                tell(belief, act, unit, other, day)
                belief.check()
                possible = True
            except Impossible:
                belief, possible = self.beliefs[-1], False
            if take is not None:
                assert take(act, unit, other, day, instant) == possible, (act, unit, other, day)
            self.beliefs.append(belief)

    def belief(self, as_of: int) -> NaiveUnion:
        return self.beliefs[min(as_of, len(self.beliefs) - 1)]

    def person(self, number: int, as_of: int) -> int:
        for known, one, other in self.same_people:
            if known <= as_of and number == one:
                number = other
        return number

    def merges(self) -> list[tuple[int, int, int]]:
        """Rows as they are stored: after a second merger the earlier ones are written anew."""
        rows = []
        for known, one, other in self.same_people:
            gone = {number for number in range(PEOPLE) if self.person(number, known) == other}
            here = {n for n in gone if n != other and self.person(n, known - 1) == one} | {one}
            rows += [(known, number, other) for number in sorted(here)]
        return rows


def tell(union: NaiveUnion, act: str, unit: str, other: str | None, day: int) -> None:
    if act == "move" and other != unit:
        union.moved(unit, other, day)
    elif act == "close":
        union.closed(unit, day)
    elif act == "merge" and other not in {None, unit}:
        union.merged(unit, str(other), day)
    elif act == "reopen" and other != unit:
        union.reopened(unit, other, day)
    else:
        raise Impossible


@st.composite
def foundings(draw: st.DrawFn) -> NaiveUnion:
    """A top unit, and others below one another; some are founded later."""
    union = NaiveUnion()
    union.founded(UNITS[0], None, 0)
    for place, unit in enumerate(UNITS[1:], start=1):
        parent = UNITS[draw(st.integers(0, min(place - 1, 3)))]
        first = min(union.parents[parent])
        late = draw(st.sampled_from((0, 0, 0, 20)))
        union.founded(unit, parent, max(first, late))
    return union


days = st.integers(1, HORIZON - 1)
acts = st.tuples(
    st.sampled_from(("merge", "merge", "merge", "move", "move", "close", "reopen")),
    st.sampled_from(UNITS[1:]),
    st.sampled_from((*UNITS, None)),
    days,
)


@st.composite
def one_use(draw: st.DrawFn) -> NaiveUse:
    known = draw(st.integers(0, INSTANTS))
    paid = draw(st.integers(0, 900))
    amounts = (draw(st.integers(0, 300)), draw(st.integers(0, paid)), paid)
    use = NaiveUse(
        person=draw(st.integers(0, PEOPLE - 1)),
        units=[(known, draw(st.sampled_from(UNITS)))],
        day=draw(st.integers(0, HORIZON - 1)),
        amounts=amounts,
    )
    later = st.integers(known + 1, INSTANTS + 3)
    for instant in sorted(draw(st.sets(later, max_size=draw(st.sampled_from((0, 0, 0, 2)))))):
        use.units.append((instant, draw(st.sampled_from(UNITS))))
    give_back(draw, use)
    return use


def give_back(draw: st.DrawFn, use: NaiveUse) -> None:
    """Up to two returns; the last may take all, in so many words or by its amounts."""
    rest, known = list(use.amounts), use.known
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        how = draw(st.sampled_from(("some", "some", "all", "whole")))
        benefit, subsidy, paid = rest
        if how == "some":
            paid = draw(st.integers(0, paid))
            benefit = draw(st.integers(0, benefit))
            subsidy = draw(st.integers(0, min(paid, subsidy)))
        elif subsidy > paid:
            return
        known = draw(st.integers(known, INSTANTS))
        use.returned.append((known, how == "whole", (benefit, subsidy, paid)))
        rest = [whole - part for whole, part in zip(rest, (benefit, subsidy, paid), strict=True)]
        if how != "some":
            return


@st.composite
def same_people(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    """Records that turn out to be one person, survivors that are merged again included."""
    found: list[tuple[int, int, int]] = []
    alive = list(range(PEOPLE))
    for known in sorted(draw(st.sets(st.integers(1, INSTANTS), max_size=2))):
        one = alive.pop(draw(st.integers(0, len(alive) - 1)))
        found.append((known, one, draw(st.sampled_from(alive))))
    return found


invented = st.builds(
    Invented,
    founding=foundings(),
    acts=st.lists(acts, min_size=4, max_size=9),
    uses=st.lists(one_use(), min_size=1, max_size=20),
    same_people=same_people(),
)
