"""Plays an invented union to the product: its tree, its uses, and what was said of them later."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import insert, select

from benefits import figures, organization
from benefits.cards.models import Card
from benefits.database import new_uuid
from benefits.errors import Conflict
from benefits.figures import By, Question, Reading
from benefits.members import BeneficiaryKind, MemberMerge
from benefits.organization import DeclaredRow, Level, Organization
from benefits.periods import Period
from benefits.purchases.models import Attribution, Evidence, Method, Purchase, Reversal
from tests.support import naive_union
from tests.support.invented_unions import INSTANTS, UNITS, Invented
from tests.support.naive_union import NaiveUse
from tests.world import World

DAY_0: Final = date(2026, 3, 3)
TODAY: Final = 30
OPENING: Final = datetime(2026, 4, 2, 3, 0, tzinfo=UTC)
LAST: Final = INSTANTS + 3


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


def instant(number: int) -> datetime:
    return OPENING + timedelta(minutes=number)


class Stage:
    """Plays an invented union to the product."""

    def __init__(self, world: World, cards: list[Card], story: Invented) -> None:
        self.session, self.world, self.cards, self.story = world.session, world, cards, story
        self.units: dict[str, Organization] = {}
        self._found()
        story.decide(self._take)
        self._record()

    def _found(self) -> None:
        rows = []
        for line, (unit, days) in enumerate(self.story.founding.parents.items()):
            first = min(days)
            rows.append(DeclaredRow(line, unit, unit, Level.CO_SO, days[first], day(first)))
        placed = organization.place(self.session, rows, instant(0))
        assert not placed.refused
        chosen = select(Organization).where(Organization.code.in_(tuple(UNITS)))
        self.units = {unit.code: unit for unit in self.session.scalars(chosen)}

    def _take(self, act: str, unit: str, other: str | None, when: int, known: int) -> bool:
        one, two = self.units[unit], self.units[other] if other else None
        try:
            match act:
                case "move":
                    organization.move(self.session, one, two, day(when), instant(known))
                case "close":
                    organization.close(self.session, one, day(when), instant(known))
                case "reopen":
                    organization.reopen(self.session, one, two, day(when), instant(known))
                case _ if two is None:
                    return False
                case _:
                    organization.merge(self.session, [one], two, day(when), instant(known))
        except Conflict:
            return False
        return True

    def _record(self) -> None:
        rows = _rows(self)
        for table, lines in zip((Purchase, Reversal, Attribution), rows, strict=True):
            if lines:
                self.session.execute(insert(table), lines)
        merges = [
            {
                "member_id": self.cards[one].member_id,
                "into_id": self.cards[other].member_id,
                "known_at": instant(known),
            }
            for known, one, other in self.story.merges()
        ]
        if merges:
            self.session.execute(insert(MemberMerge), merges)

    def ask(
        self,
        period: tuple[int, int],
        as_of: int,
        reading: Reading,
        *,
        unit: str | None = None,
        by: By | None = By.ORGANIZATION,
    ) -> figures.Answer:
        root = self.units[unit].id if unit else None
        asked = Period(day(period[0]), day(period[1]))
        return figures.ask(self.session, Question(root, asked, instant(as_of), reading, by=by))

    def expected(
        self,
        period: tuple[int, int],
        as_of: int,
        reading: Reading,
        unit: str,
        within: Period | None = None,
    ) -> tuple[int, int, int, int, int]:
        """Count by hand: sets of people over uses whose path holds the unit.

        Only those `within` some days of the period count, where such are given.
        """
        union, first, end = self.story.belief(as_of), *period
        counting = [
            (use, _counting(union, use, as_of, end, reading), self.story.person(use.person, as_of))
            for use in self.story.uses
            if use.known <= as_of
            and first <= use.day < end
            and (within is None or within.contains(day(use.day)))
        ]
        return naive_union.figures(counting, unit, as_of)


def _counting(
    union: naive_union.NaiveUnion, use: NaiveUse, as_of: int, end: int, reading: Reading
) -> set[str]:
    unit = use.unit(as_of)
    if reading is Reading.NOW:
        return union.counted_now(unit, TODAY)
    return union.counted_then(unit, use.day, end)


Line = dict[str, object]
Lines = list[Line]


def _rows(stage: Stage) -> tuple[Lines, Lines, Lines]:
    purchases, reversals, attributions = Lines(), Lines(), Lines()
    for use in stage.story.uses:
        key = new_uuid()
        of_it = {"member_id": stage.cards[use.person].member_id, "purchase_id": key}
        purchases.append({"id": key, **_bought(stage, use)})
        reversals += [{**of_it, **line} for line in _taken_back(use)]
        attributions += [{**of_it, **line} for line in _put_elsewhere(stage, use)]
    return purchases, reversals, attributions


def _bought(stage: Stage, use: NaiveUse) -> Line:
    card = stage.cards[use.person]
    return {
        "member_id": card.member_id,
        "card_index": card.index,
        "organization_id": stage.units[use.units[0][1]].id,
        "kind": BeneficiaryKind.DOAN_VIEN,
        "outlet_id": stage.world.outlet.id,
        "offer_version_id": stage.world.offer.id,
        "agreement_id": stage.world.agreement.id,
        "bought_at": instant(0),
        "bought_on": day(use.day),
        "method": Method.COMPUTED,
        "evidence": Evidence.QUET_THE_IN,
        "known_at": instant(use.known),
        "warnings": [],
        **_amounts(use.amounts),
    }


def _taken_back(use: NaiveUse) -> Lines:
    return [
        {
            "id": new_uuid(),
            "number": number,
            "is_whole": is_whole,
            "reason": "returned",
            "reversed_at": instant(known),
            "known_at": instant(known),
            **_amounts(amounts),
        }
        for number, (known, is_whole, amounts) in enumerate(use.returned)
    ]


def _put_elsewhere(stage: Stage, use: NaiveUse) -> Lines:
    return [
        {
            "id": new_uuid(),
            "organization_id": stage.units[unit].id,
            "kind": BeneficiaryKind.DOAN_VIEN,
            "because_of": "late transfer",
            "known_at": instant(known),
        }
        for known, unit in use.units[1:]
    ]


def _amounts(amounts: tuple[int, int, int]) -> Line:
    benefit, subsidy, paid = amounts
    return {"list_price": benefit + paid, "paid": paid, "benefit": benefit, "subsidy": subsidy}
