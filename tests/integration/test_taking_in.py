"""Uses and reversals from files: stated prices are kept, limits only counted, nonsense refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from benefits.agreements import Discount, LimitWindow, OfferOutlet
from benefits.cards import CardIndex, CardStatus
from benefits.money import Dong
from benefits.purchases import (
    Evidence,
    Method,
    Purchase,
    Recorded,
    take_in,
)
from benefits.purchases.models import QuotaCounter
from tests.counter import limit, purchase_id
from tests.scenes import DAY, TODAY, Scene
from tests.stated import LATER, flags, row, taken_in


def test_what_the_file_says_was_paid_is_kept(scene: Scene) -> None:
    [answer] = taken_in(scene, row(scene, paid=Dong(160_000), subsidy=Dong(10_000)))
    purchase = scene.world.session.scalars(select(Purchase)).one()
    assert flags(answer) == ["differs_from_rule"]
    assert (purchase.paid, purchase.benefit, purchase.subsidy) == (160_000, 40_000, 10_000)
    assert (purchase.evidence, purchase.warnings) == (Evidence.TAP_TIN_NHAP, ["differs_from_rule"])
    assert purchase.known_at == scene.counter.now + LATER


def test_without_a_price_paid_the_rule_is_asked(scene: Scene) -> None:
    assert flags(take_in(scene.world.session, row(scene, paid=None), scene.counter.now)) == []
    assert scene.world.session.scalars(select(Purchase.benefit)).one() == 30_000


def test_a_subsidy_is_kept_where_the_price_paid_is_left_to_the_rule(scene: Scene) -> None:
    payers: dict[str, object] = {"subsidies": [{"payer": "ldld", "amount": 20_000}]}
    scene.world.offered("AK-HT", scene.world.agreement, "Hỗ trợ", rule=payers)
    stated = [None, Dong(20_000), Dong(5_000)]
    rows = [row(scene, offer_code="AK-HT", paid=None, subsidy=each) for each in stated]
    answers = taken_in(scene, *rows)
    assert [flags(answer) for answer in answers] == [[], [], ["differs_from_rule"]]
    kept = dict(scene.world.session.execute(select(Purchase.id, Purchase.subsidy)).all())
    assert [kept[each.id] for each in rows] == [20_000, 20_000, 5_000]
    again = taken_in(scene, *rows, replace(rows[0], subsidy=Dong(5_000)))
    assert [answer.state for answer in again] == ["same", "same", "same", "refused"]
    [refused] = taken_in(scene, row(scene, paid=None, subsidy=Dong(170_001)))
    assert (refused.column, refused.state) == ("subsidy", "refused")


def test_a_stated_benefit_pays_nothing(scene: Scene) -> None:
    scene.world.offered("VAY", scene.world.agreement, "Lãi", discount=Discount.TYPED, value=0)
    amounts = {"list_price": Dong(1_284_500), "paid": Dong(0)}
    taken_in(
        scene, row(scene, offer_code="VAY", **amounts), row(scene, offer_code="VAY", paid=None)
    )
    methods = scene.world.session.scalars(select(Purchase.method)).all()
    assert set(methods) == {Method.STATED}


def test_a_full_limit_is_flagged_and_counted(scene: Scene) -> None:
    limit(scene.world.session, scene.world.offer, 2, window=LimitWindow.TOTAL)
    moments = [scene.counter.now + timedelta(hours=each) for each in (2, 0, 1)]
    answers = taken_in(scene, *(row(scene, bought_at=moment) for moment in moments))
    counter = scene.world.session.scalars(select(QuotaCounter)).one()
    assert [flags(answer) for answer in answers] == [["limit_exceeded"], [], []]
    assert (counter.used, counter.allowed) == (3, 3)
    assert scene.counter.refused(scene.print_of()) == "limit_reached"


def test_the_same_row_again_changes_nothing(scene: Scene) -> None:
    rows = [row(scene, invoice="HD-1"), row(scene)]
    limit(scene.world.session, scene.world.offer, 5)
    taken_in(scene, *rows)
    scene.ends(CardStatus.REVOKED)
    again = taken_in(scene, *rows, replace(rows[1], paid=None))
    assert [answer.state for answer in again] == ["same"] * 3
    assert scene.world.session.scalars(select(QuotaCounter.used)).one() == 2


def test_the_same_id_for_another_use_is_refused_in_one_file_or_two(scene: Scene) -> None:
    first = row(scene)
    other = replace(first, list_price=Dong(210_000))
    states = [answer.state for answer in taken_in(scene, first, first, other)]
    [answer] = taken_in(scene, replace(first, invoice="HD-1"))
    assert states == ["added", "same", "refused"]
    assert (answer.column, answer.reason and answer.reason.code) == ("id", "id_of_another_use")


def test_a_use_recorded_at_the_till_is_the_same_in_a_file(scene: Scene) -> None:
    recorded = scene.counter.record(scene.print_of(), invoice="HD-1")
    exported = row(scene, id=purchase_id(recorded), invoice="HD-1", evidence=Evidence.QUET_THE_IN)
    assert taken_in(scene, exported)[0].state == "same"


def test_a_use_from_a_file_is_answered_to_the_till_that_sends_it_again(scene: Scene) -> None:
    recording = scene.counter.recording(scene.print_of(), invoice="HD-1")
    taken_in(scene, row(scene, id=recording.id, invoice="HD-1"))
    answer = scene.counter.send(recording)
    assert isinstance(answer, Recorded)
    assert not answer.is_new
    assert answer.answer["benefit"] == 30_000


def gone(scene: Scene) -> dict[str, Any]:
    somebody = scene.world.member("DV020", "Hồ Thị Na", scene.world.lotus, until=TODAY)
    card = scene.world.card(somebody)
    return {"card_code": scene.world.session.get_one(CardIndex, card.index).code}


def ended(status: CardStatus) -> Callable[[Scene], dict[str, Any]]:
    def act(scene: Scene) -> dict[str, Any]:
        scene.ends(status)
        return {"bought_at": scene.counter.now + DAY}

    return act


def expired(scene: Scene) -> dict[str, Any]:
    scene.card.valid_until = TODAY
    return {}


def other_partners_outlet(scene: Scene) -> dict[str, Any]:
    cafe = scene.world.partner("CF", "Cà phê Sen")
    return {"outlet_code": scene.world.shop("CF1", cafe, "Cà phê Sen").code}


REFUSED: dict[str, tuple[str, str, Callable[[Scene], dict[str, Any]]]] = {
    "no such card": ("card_code", "unknown_code", lambda _: {"card_code": "?"}),
    "no such outlet": ("outlet_code", "unknown_code", lambda _: {"outlet_code": "?"}),
    "no such offer": ("offer_code", "unknown_code", lambda _: {"offer_code": "?"}),
    "an outlet elsewhere": ("outlet_code", "outlet_of_other_partner", other_partners_outlet),
    "not a member then": ("card_code", "membership_not_open", gone),
    "revoked": ("card_code", "card_revoked", ended(CardStatus.REVOKED)),
    "lost": ("card_code", "card_lost", ended(CardStatus.LOST)),
    "past its last day": ("card_code", "card_expired", expired),
    "no agreement": (
        "offer_code",
        "agreement_not_in_force",
        lambda scene: {"bought_at": scene.counter.now.replace(year=2027)},
    ),
    "paid too much": (
        "paid",
        "paid_above_list_price",
        lambda _: {"paid": Dong(200_001)},
    ),
    "subsidy too large": (
        "subsidy",
        "subsidy_above_paid",
        lambda _: {"subsidy": Dong(170_001)},
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_cannot_be_a_use_is_refused(scene: Scene, case: str) -> None:
    column, code, prepare = REFUSED[case]
    changes = prepare(scene)
    scene.world.session.flush()
    [answer] = taken_in(scene, row(scene, **changes))
    assert answer.state == "refused"
    assert (answer.column, answer.reason and answer.reason.code) == (column, code)


def suspended(scene: Scene) -> dict[str, Any]:
    scene.ends(CardStatus.SUSPENDED)
    return {}


def revoked_that_day(scene: Scene) -> dict[str, Any]:
    """Perhaps later that day; a file knows no hour."""
    scene.ends(CardStatus.REVOKED)
    return {}


def at_an_outlet_left_out(scene: Scene) -> dict[str, Any]:
    scene.world.session.add(
        OfferOutlet(offer_version_id=scene.world.offer.id, outlet_id=scene.world.other_outlet.id)
    )
    return {}


def uncovered(scene: Scene) -> dict[str, Any]:
    signed = scene.world.signed("02/TT", scene.world.pharmacy, scene.world.south)
    scene.world.offered("AK-NAM", signed, "Chỉ phía Nam")
    return {"offer_code": "AK-NAM"}


def from_300_000(scene: Scene) -> str:
    scene.world.offered("AK-300", scene.world.agreement, "Từ 300.000").min_spend = Dong(300_000)
    return "AK-300"


KEPT: dict[str, tuple[list[str], Callable[[Scene], dict[str, Any]]]] = {
    "before the card's first day": (
        [],
        lambda scene: {"bought_at": datetime(2026, 1, 1, tzinfo=scene.counter.now.tzinfo)},
    ),
    "suspended": ([], suspended),
    "revoked that day": ([], revoked_that_day),
    "an empty invoice": ([], lambda _: {"invoice": "  "}),
    "to come": (["bought_in_future"], lambda scene: {"bought_at": scene.counter.now + 2 * LATER}),
    "an outlet left out": (["outlet_not_in_offer"], at_an_outlet_left_out),
    "a unit not covered": (["unit_not_covered"], uncovered),
    "a subsidy the rule does not give": (
        ["differs_from_rule"],
        lambda _: {"subsidy": Dong(10_000)},
    ),
    "no subsidy, said so": ([], lambda _: {"subsidy": Dong(0)}),
    "less than the offer asks for": (
        ["nothing_saved"],
        lambda scene: {"offer_code": from_300_000(scene), "paid": None},
    ),
    "less than that, and so paid": (
        ["nothing_saved"],
        lambda scene: {"offer_code": from_300_000(scene), "paid": Dong(200_000)},
    ),
    "more than half": (
        ["differs_from_rule", "above_half"],
        lambda _: {"paid": Dong(90_000)},
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_is_odd_is_kept_and_flagged(scene: Scene, case: str) -> None:
    expected, prepare = KEPT[case]
    changes = prepare(scene)
    scene.world.session.flush()
    assert flags(taken_in(scene, row(scene, **changes))[0]) == expected


def test_a_group_of_rows_needs_as_many_statements_as_one(
    scene: Scene, statements: list[str]
) -> None:
    limit(scene.world.session, scene.world.offer, 500)
    rows = [row(scene, invoice=f"HD-{each}") for each in range(200)]
    statements.clear()
    taken_in(scene, *rows)
    assert len(statements) <= 20
