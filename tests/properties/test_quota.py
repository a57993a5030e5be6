"""Whatever is bought, returned and taken back, counters hold exactly the uses that still live."""

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from benefits.agreements import Basket, LimitScope, LimitWindow
from benefits.cards import Card
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.periods import day_of
from benefits.purchases import (
    Amounts,
    Purchase,
    Recorded,
    ReversalRequest,
    TakenBack,
    of_member,
    part_of,
    reverse,
    totals_of,
)
from benefits.purchases.models import QuotaCounter, QuotaTaking
from tests.counter import limit, purchase_id
from tests.scenes import DAY, Scene

LIMITS: Final = {
    (LimitScope.MEMBER, LimitWindow.DAY): 2,
    (LimitScope.MEMBER, LimitWindow.TOTAL): 4,
    (LimitScope.ORGANIZATION, LimitWindow.MONTH): 5,
    (LimitScope.ALL, LimitWindow.TOTAL): 7,
}
Window = tuple[str, str, int, date | None]


@dataclass(eq=False)
class Use:
    """A use as this test keeps it, without asking the product."""

    id: UUID
    card: Card
    day: date
    left: Amounts
    lives: bool = True

    def windows(self, units: dict[int, int]) -> list[Window]:
        member, month = self.card.member_id, self.day.replace(day=1)
        return [
            ("member", "day", member, self.day),
            ("member", "total", member, None),
            ("organization", "month", units[member], month),
            ("all", "total", 0, None),
        ]


class Till(RuleBasedStateMachine):
    """Three members of two units, three days around the end of a month, one offer."""

    scene: Scene
    uses = Bundle("uses")

    def __init__(self) -> None:
        super().__init__()
        world = self.scene.world
        self.savepoint = world.session.begin_nested()
        for (scope, window), allowed in LIMITS.items():
            limit(world.session, world.offer, allowed, scope, window)
        self.cards = (world.hanh_card, world.son_card, world.lan_card)
        lotus, dawn = world.lotus.id, world.dawn.id
        self.units = {world.hanh.id: lotus, world.son.id: lotus, world.lan.id: dawn}
        self.kept: list[Use] = []

    def teardown(self) -> None:
        try:
            self.counters_hold_the_uses_that_live()
            self.takings_are_those_of_the_uses_that_live()
            self.the_benefit_is_the_sum_of_what_is_left()
        finally:
            self.savepoint.rollback()
            self.scene.world.session.expunge_all()

    @rule(
        target=uses,
        who=st.integers(0, 2),
        ago=st.integers(0, 2),
        price=st.sampled_from([40_000, 200_001, 1_000_000]),
    )
    def buy(self, who: int, ago: int, price: int) -> object:
        card, at = self.cards[who], self.scene.counter.now - ago * DAY
        use = Use(new_uuid(), card, day_of(at), Amounts(Dong(0), Dong(0)))
        asked = self.scene.counter.recording(
            self.scene.print_of(card), basket=Basket(list_price=Dong(price)), bought_at=at
        )
        answer = self.scene.counter.send(asked)
        assert isinstance(answer, Recorded) == self.has_room(use)
        if not isinstance(answer, Recorded):
            return multiple()
        told = answer.answer
        use.id, use.left = purchase_id(answer), Amounts(told["list_price"], told["paid"])
        self.kept.append(use)
        return use

    @rule(use=uses, price=st.integers(1, 1_000_000))
    def give_back_goods(self, use: Use, price: int) -> None:
        part = part_of(use.left, Dong(price))
        self.take_back(use, part)

    @rule(use=uses)
    def void(self, use: Use) -> None:
        self.take_back(use, None)

    def take_back(self, use: Use, part: Amounts | None) -> None:
        asked = ReversalRequest(id=new_uuid(), purchase_id=use.id, reason="other", amounts=part)
        answer = reverse(self.scene.world.session, asked, self.scene.counter.now)
        assert isinstance(answer, TakenBack) == use.lives
        if use.lives:
            use.left = use.left.less(part or use.left)
            use.lives = use.left.list_price > 0

    def has_room(self, use: Use) -> bool:
        counted, allowed = self.counted(), {(*key,): most for key, most in LIMITS.items()}
        return all(
            counted[window] < allowed[LimitScope(window[0]), LimitWindow(window[1])]
            for window in use.windows(self.units)
        )

    def counted(self) -> Tally[Window]:
        return Tally(window for use in self.kept if use.lives for window in use.windows(self.units))

    def counters_hold_the_uses_that_live(self) -> None:
        session = self.scene.world.session
        rows = session.execute(
            select(
                QuotaCounter.scope,
                QuotaCounter.window,
                QuotaCounter.subject,
                QuotaCounter.starts_on,
                QuotaCounter.used,
            ).where(QuotaCounter.used > 0)
        )
        found = {
            (scope, window, int(subject or 0), None if window == "total" else starts_on): used
            for scope, window, subject, starts_on, used in rows
        }
        assert found == dict(self.counted())

    def takings_are_those_of_the_uses_that_live(self) -> None:
        taken = dict(
            self.scene.world.session.execute(
                select(QuotaTaking.purchase_id, func.count()).group_by(QuotaTaking.purchase_id)
            ).all()
        )
        assert taken == {use.id: len(LIMITS) for use in self.kept if use.lives}

    def the_benefit_is_the_sum_of_what_is_left(self) -> None:
        for card in self.cards:
            mine = [use for use in self.kept if use.card is card]
            totals = totals_of(of_member(self.scene.world.session, card.member_id))
            assert totals.uses == sum(use.lives for use in mine)
            assert totals.benefit == sum(use.left.benefit for use in mine)


def test_any_sequence_of_sales_and_returns_leaves_the_counters_true(scene: Scene) -> None:
    scene.counter.now = scene.counter.now.replace(month=6, day=2)
    here = type("HereTill", (Till,), {"scene": scene})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            phases=(Phase.reuse, Phase.generate),  # to shrink a story of sales takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert scene.world.session.scalars(select(Purchase)).all() == []
