"""Every card and every offer gets its own true reason: one table, one fact changed a row."""

from collections.abc import Callable
from datetime import date

import pytest

from benefits.cards import CardStatus, Presented, printed_token
from benefits.wording import say
from tests import scenes
from tests.scenes import DAY, TODAY, Scene

TABLE: dict[str, tuple[str, Callable[[Scene], Presented]]] = {
    "a web page": ("not_ours", lambda _: Presented("https://example.com/menu")),
    "random text": ("not_ours", lambda _: Presented("WIFI:S:quancafe;;")),
    "nothing": ("not_ours", lambda _: Presented("  ")),
    "a code with a slip": ("code_mistyped", scenes.mistyped),
    "foreign": (
        "other_installation",
        lambda scene: Presented(f"HTTPS://THE.KHAC.EXAMPLE/Q/{scenes.foreign_token(scene)}"),
    ),
    "forged, at our address": (
        "bad_signature",
        lambda scene: Presented(f"HTTPS://THE.HOAPHUONG.EXAMPLE/Q/{scenes.foreign_token(scene)}"),
    ),
    "forged, no address": ("bad_signature", lambda scene: Presented(scenes.foreign_token(scene))),
    "altered": (
        "bad_signature",
        lambda scene: Presented(scenes.altered(scene.print_of().text.rpartition("/")[2])),
    ),
    "signed, but in no register": (
        "unknown_card",
        lambda scene: Presented(
            printed_token(scene.counter.ring, 999_999, date(2027, 12, 31), "doan_vien")
        ),
    ),
    "a phone's code of a printed card": ("unknown_card", scenes.phone_token_of_a_print),
    "a screenshot": ("slot_expired", scenes.stale_phone),
    "revoked": ("revoked", lambda scene: scene.ends(CardStatus.REVOKED)),
    "lost": ("lost", lambda scene: scene.ends(CardStatus.LOST)),
    "suspended": ("suspended", lambda scene: scene.ends(CardStatus.SUSPENDED)),
    "not yet valid": ("not_yet_valid", scenes.not_yet_valid),
    "expired": ("expired", scenes.expired),
    "expired on its face": ("expired", scenes.expired_on_its_face),
    "replaced, and its day is over": ("expired", scenes.replaced_and_over),
    "left the union": ("membership_ended", lambda scene: scene.member_with_card(until=TODAY)),
    "not a member yet": (
        "membership_ended",
        lambda scene: scene.member_with_card(since=TODAY + DAY),
    ),
    "a revoked phone": ("device_not_allowed", scenes.lost_phone),
    "a phone of another outlet": ("device_not_allowed", scenes.phone_of_another_outlet),
    "a cashier of another outlet": ("cashier_not_allowed", scenes.cashier_of_another_outlet),
    "a closed outlet": ("outlet_closed", scenes.closed_outlet),
    "a closed partner": ("outlet_closed", scenes.closed_partner),
    "an excluded unit": ("unit_not_covered", scenes.excluded_unit),
    "a relative": ("kind_not_covered", scenes.relative),
    "an offer to come": ("not_in_force", scenes.offer_to_come),
    "an agreement that was ended": ("not_in_force", scenes.agreement_terminated),
    "not on this weekday": ("not_in_force", scenes.outside_hours),
    "used up": ("limit_reached", scenes.used_up),
    "found by name": ("trust_too_low", scenes.by_name),
    "a print where a phone is asked": ("trust_too_low", scenes.print_where_a_phone_is_asked),
    "no offer at all": ("no_offer", scenes.no_offer_here),
    "a good card": ("applies", lambda scene: scene.print_of()),
    "a replaced card before its day": ("applies", lambda scene: scene.ends(CardStatus.REPLACED)),
    "a good card, behind an old host": (
        "applies",
        lambda scene: scene.counter.printed(scene.card, "CU.EXAMPLE"),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_each_card_gets_its_own_reason(scene: Scene, case: str) -> None:
    expected, prepare = TABLE[case]
    presented = prepare(scene)
    scene.world.session.flush()

    checked = scene.counter.verify(presented)

    assert checked.headline.code == expected
    assert checked.applies == (expected == "applies")
    said = say(expected, checked.headline.params)
    assert "…" not in said.headline + said.customer + said.next_step


def test_a_card_reason_stops_before_any_offer_is_asked(scene: Scene) -> None:
    checked = scene.counter.verify(scene.ends(CardStatus.LOST))
    assert checked.offers == ()
    assert checked.person is None
    assert checked.unit_name == "CĐCS Công ty Hoa Sen"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (scenes.stale_phone_of_a_revoked_card, "slot_expired"),
        (scenes.lost_and_expired, "lost"),
        (scenes.expired_and_left, "expired"),
        (scenes.left_and_closed_outlet, "membership_ended"),
        (scenes.revoked_phone_at_a_closed_outlet, "device_not_allowed"),
        (scenes.uncovered_relative, "unit_not_covered"),
        (scenes.relative_of_an_ended_offer, "kind_not_covered"),
        (scenes.used_up_and_ended, "not_in_force"),
        (scenes.used_up_and_found_by_name, "limit_reached"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_of_two_reasons_the_earlier_one_is_told(
    scene: Scene, first: Callable[[Scene], Presented], second: str
) -> None:
    presented = first(scene)
    scene.world.session.flush()
    assert scene.counter.verify(presented).headline.code == second


def test_nobody_is_asked_to_come_back_for_a_version_that_the_agreement_s_end_cut_off(
    scene: Scene,
) -> None:
    world, planned = scene.world, TODAY + 30 * DAY
    following = world.offered("AK-2", world.agreement, "Giảm thêm")
    following.offer_id, following.number, following.valid_from = world.offer.offer_id, 2, planned
    world.offer.valid_until, world.agreement.terminated_on = planned, TODAY
    world.session.flush()
    [answer] = scene.counter.verify(scene.print_of()).offers
    assert answer.offer.version_id == world.offer.id
    assert answer.reason is not None
    assert (answer.reason.code, answer.reason.params["opens_at"]) == ("not_in_force", None)
    world.offer.valid_until, world.agreement.terminated_on = TODAY, None
    following.valid_until = None
    world.session.flush()
    [answer] = scene.counter.verify(scene.print_of()).offers
    assert answer.reason is not None
    assert answer.reason.params["opens_at"] == planned.isoformat()
