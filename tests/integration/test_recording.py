"""A use is stored once, with the right amounts and evidence, or refused for its own reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from benefits.agreements import Basket, Discount, OfferVersion, Trust
from benefits.cards import CardIndex, CardStatus, Medium, Presented
from benefits.errors import Conflict
from benefits.money import Dong
from benefits.purchases import Evidence, Method, Purchase, Recorded, Till
from benefits.purchases.models import InvoiceClaim, QuotaCounter, QuotaTaking, Submission
from tests.counter import limit, purchase_id
from tests.scenes import DAY, TODAY, Scene

PRICE = Basket(list_price=Dong(200_000))


def stored(scene: Scene) -> int:
    return scene.world.session.scalar(select(func.count()).select_from(Purchase)) or 0


def test_a_use_is_stored_with_all_that_a_figure_needs(scene: Scene) -> None:
    answer = scene.counter.record(scene.print_of())
    purchase = scene.world.session.scalars(select(Purchase)).one()
    world = scene.world
    assert (purchase.list_price, purchase.paid, purchase.benefit) == (200_000, 170_000, 30_000)
    assert (purchase.member_id, purchase.card_index) == (world.hanh.id, scene.card.index)
    assert (purchase.organization_id, purchase.kind) == (world.lotus.id, "doan_vien")
    assert (purchase.agreement_id, purchase.outlet_id) == (world.agreement.id, world.outlet.id)
    assert (purchase.bought_on, purchase.known_at) == (TODAY, scene.counter.now)
    assert (purchase.evidence, purchase.method) == (Evidence.QUET_THE_IN, Method.COMPUTED)
    assert answer.answer["member"]["name"] == "Nguyễn T** H**"
    assert answer.answer["member_pays"] == 170_000
    assert answer.answer["recorded_at"] == "2026-05-01T10:00:00+07:00"


def test_the_evidence_follows_from_what_was_shown(scene: Scene) -> None:
    session = scene.world.session
    scene.world.offer.trust = Trust.NAME
    phone = scene.world.card(scene.world.hanh, medium=Medium.PHONE)
    code = session.get_one(CardIndex, scene.card.index).typed_code
    shown = {
        "quet_ma_dong": scene.counter.on_phone(phone),
        "quet_the_in": scene.print_of(),
        "go_ma": Presented(code),
        "tra_ten": Presented.found_by_name(scene.card.index),
    }
    for evidence, presented in shown.items():
        assert scene.counter.record(presented).answer["evidence"] == evidence


def test_a_stated_benefit_is_all_benefit(scene: Scene) -> None:
    loan = scene.world.offered(
        "VAY", scene.world.agreement, "Giảm lãi suất", discount=Discount.TYPED, value=0
    )
    basket = Basket(stated=Dong(1_284_500))
    scene.counter.record(scene.print_of(), offer_version_id=loan.id, basket=basket)
    purchase = scene.world.session.scalars(select(Purchase)).one()
    assert (purchase.list_price, purchase.paid, purchase.benefit) == (1_284_500, 0, 1_284_500)
    assert purchase.method is Method.STATED


def test_the_same_sent_three_times_is_one_use_and_one_answer(scene: Scene) -> None:
    recording = scene.counter.recording(scene.print_of())
    later = scene.counter.now + timedelta(minutes=3)
    answers = [
        scene.counter.send(recording, now=when) for when in (scene.counter.now, later, later)
    ]
    recorded = [answer for answer in answers if isinstance(answer, Recorded)]
    assert [answer.is_new for answer in recorded] == [True, False, False]
    assert recorded[0].answer == recorded[1].answer == recorded[2].answer
    assert stored(scene) == 1


def test_a_repeated_use_is_answered_alike_even_after_the_card_was_revoked(scene: Scene) -> None:
    recording = scene.counter.recording(scene.print_of())
    first = scene.counter.send(recording)
    scene.card.status, scene.card.status_on = CardStatus.REVOKED, TODAY
    scene.world.session.flush()
    assert scene.counter.send(recording).answer == first.answer  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "changes",
    [
        {"basket": Basket(list_price=Dong(200_001))},
        {"invoice": "HD-2"},
        {"bought_at_later": 1},
        {"card": "son"},
    ],
)
def test_other_content_under_the_same_id_is_a_conflict(
    scene: Scene, changes: dict[str, Any]
) -> None:
    recording = scene.counter.recording(scene.print_of(), invoice="HD-1")
    scene.counter.send(recording)
    if seconds := changes.pop("bought_at_later", None):
        changes["bought_at"] = scene.counter.now + timedelta(seconds=seconds)
    if changes.pop("card", None):
        changes["presented"] = scene.print_of(scene.world.son_card)
    with pytest.raises(Conflict) as conflict:
        scene.counter.send(replace(recording, **changes))
    assert {"first", "sent"} < conflict.value.params.keys()
    assert stored(scene) == 1


def test_only_the_outlet_that_sent_the_first_is_told_both_versions(scene: Scene) -> None:
    recording = scene.counter.recording(scene.print_of())
    scene.counter.send(recording)
    elsewhere = Till(outlet_id=scene.world.other_outlet.id)
    with pytest.raises(Conflict) as conflict:
        scene.counter.send(replace(recording, till=elsewhere))
    assert conflict.value.params.keys() == {"id"}


def test_clock_and_attempt_do_not_make_a_submission_another(scene: Scene) -> None:
    recording = scene.counter.recording(scene.print_of())
    scene.counter.send(recording)
    again = replace(recording, clock_offset_ms=4_000, device_time=scene.counter.now)
    assert scene.counter.send(again).is_new is False  # type: ignore[union-attr]


def test_a_refusal_stores_nothing(scene: Scene) -> None:
    assert scene.counter.refused(scene.ends(CardStatus.LOST)) == "lost"
    for table in (Purchase, Submission, QuotaCounter, QuotaTaking, InvoiceClaim):
        assert scene.world.session.scalars(select(table)).all() == []


def too_small(scene: Scene) -> dict[str, Any]:
    scene.world.offer.min_spend = Dong(300_000)
    return {}


def other_version(scene: Scene) -> dict[str, Any]:
    old = scene.world.offer
    old.valid_until = TODAY
    scene.world.session.add(
        OfferVersion(
            offer_id=old.offer_id,
            number=2,
            partner_id=old.partner_id,
            partner_kind=old.partner_kind,
            title="Giảm 10%",
            category=old.category,
            discount=old.discount,
            value=1_000,
            valid_from=TODAY,
            known_at=scene.counter.now,
        )
    )
    return {}


def other_partner(scene: Scene) -> dict[str, Any]:
    cafe = scene.world.partner("CF", "Cà phê Sen")
    signed = scene.world.signed("03/TT", cafe, scene.world.province)
    return {"offer_version_id": scene.world.offered("CF-5", signed, "Giảm cà phê").id}


def same_invoice(scene: Scene) -> dict[str, Any]:
    scene.counter.record(scene.print_of(), invoice="HD 01")
    return {"invoice": " hd01 "}


REFUSALS: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "min_spend_not_reached": too_small,
    "no_amount": lambda _: {"basket": Basket()},
    "quote_changed": lambda _: {"expected_paid": Dong(169_999)},
    "offer_changed": other_version,
    "offer_not_here": other_partner,
    "invoice_used": same_invoice,
    "bought_in_future": lambda scene: {"bought_at": scene.counter.now + timedelta(minutes=3)},
    "bought_too_long_ago": lambda scene: {"bought_at": scene.counter.now - timedelta(hours=73)},
}


@pytest.mark.parametrize("code", REFUSALS)
def test_each_sale_is_refused_for_its_own_reason(scene: Scene, code: str) -> None:
    changes = REFUSALS[code](scene)
    scene.world.session.flush()
    assert scene.counter.refused(scene.print_of(), **changes) == code


def test_the_expected_price_lets_it_through(scene: Scene) -> None:
    scene.counter.record(scene.print_of(), expected_paid=Dong(170_000))
    assert stored(scene) == 1


def test_the_same_invoice_on_another_card_is_a_warning(scene: Scene) -> None:
    scene.counter.record(scene.print_of(), invoice="HD-1")
    answer = scene.counter.record(scene.print_of(scene.world.son_card), invoice="HD-1")
    assert [each["code"] for each in answer.answer["warnings"]] == ["invoice_on_another_card"]


def test_an_unusual_price_is_a_warning_once_there_is_something_to_compare(scene: Scene) -> None:
    for _ in range(20):
        scene.counter.record(scene.print_of())
    usual = scene.counter.record(scene.print_of(), basket=Basket(list_price=Dong(2_000_000)))
    slip = scene.counter.record(scene.print_of(), basket=Basket(list_price=Dong(2_000_001)))
    assert usual.answer["warnings"] == []
    assert slip.answer["warnings"][0]["code"] == "price_unusual"
    assert scene.world.session.get_one(Purchase, (scene.world.hanh.id, purchase_id(slip))).warnings


def test_the_unit_and_kind_are_those_of_the_day_of_the_purchase(scene: Scene) -> None:
    moved = scene.world.member("DV010", "Phan Thị Thu", scene.world.dawn, until=TODAY)
    scene.world.belongs(moved, scene.world.lotus, since=TODAY)
    presented = scene.print_of(scene.world.card(moved))
    scene.counter.record(presented, bought_at=scene.counter.now - DAY)
    scene.counter.record(presented)
    units = select(Purchase.organization_id).order_by(Purchase.bought_at)
    assert list(scene.world.session.scalars(units)) == [scene.world.dawn.id, scene.world.lotus.id]


def test_a_use_just_before_midnight_belongs_to_that_day(scene: Scene) -> None:
    last_second = scene.counter.now.replace(hour=16, minute=59, second=59)
    scene.counter.now = last_second + timedelta(seconds=1)
    scene.counter.record(scene.print_of(), bought_at=last_second)
    scene.counter.record(scene.print_of())
    days = select(Purchase.bought_on).order_by(Purchase.bought_at)
    assert list(scene.world.session.scalars(days)) == [date(2026, 5, 1), date(2026, 5, 2)]


def test_a_limit_counts_the_member_whichever_card_is_shown(scene: Scene) -> None:
    limit(scene.world.session, scene.world.offer)
    phone = scene.world.card(scene.world.hanh, medium=Medium.PHONE)
    scene.counter.record(scene.print_of())
    assert scene.counter.refused(scene.counter.on_phone(phone)) == "limit_reached"


def test_recording_needs_few_statements(scene: Scene, statements: list[str]) -> None:
    limit(scene.world.session, scene.world.offer)
    presented = scene.print_of()
    statements.clear()
    scene.counter.record(presented)
    scene.world.session.flush()
    assert len(statements) <= 14
