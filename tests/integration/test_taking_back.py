"""Reversals from files: taken in order, once, and never more than is left."""

from dataclasses import replace

from sqlalchemy import select

from benefits.agreements import LimitWindow
from benefits.database import new_uuid
from benefits.money import Dong
from benefits.purchases import Amounts, Reversal, reverse_many
from benefits.purchases.models import InvoiceClaim, QuotaCounter, QuotaTaking
from tests.counter import limit
from tests.scenes import DAY, Scene
from tests.stated import LATER, back, flags, row, taken_in


def test_uses_above_a_limit_do_not_open_it_when_one_is_taken_back(scene: Scene) -> None:
    limit(scene.world.session, scene.world.offer, 1, window=LimitWindow.TOTAL)
    rows = [row(scene) for _ in range(3)]
    taken_in(scene, *rows)
    for each, still in zip(rows, ("limit_reached", "limit_reached", None), strict=True):
        reverse_many(scene.world.session, [back(each.id)], scene.counter.now)
        assert still is None or scene.counter.refused(scene.print_of()) == still
    scene.counter.record(scene.print_of())


def test_an_invoice_of_a_use_taken_back_goes_to_the_next(scene: Scene) -> None:
    """As an export tells it: both uses first, the reversals afterwards."""
    first, second = row(scene, invoice="HD-1"), row(scene, invoice="HD-1")
    answers = taken_in(scene, first, second)
    assert [flags(answer) for answer in answers] == [[], ["invoice_used"]]
    reverse_many(scene.world.session, [back(first.id)], scene.counter.now)
    assert scene.world.session.scalars(select(InvoiceClaim.purchase_id)).one() == second.id


def test_reversals_of_a_file_are_taken_in_order_and_once(scene: Scene) -> None:
    limit(scene.world.session, scene.world.offer, 5)
    one, other = row(scene), row(scene)
    taken_in(scene, one, other)
    part = Amounts(Dong(50_000), Dong(40_000))
    too_much = Amounts(Dong(160_000), Dong(130_000))
    rows = [
        back(one.id, amounts=part, at=scene.counter.now + DAY),
        back(one.id, amounts=too_much),
        back(one.id),
        back(one.id),
        back(new_uuid()),
        back(other.id, amounts=part),
    ]

    answers = reverse_many(scene.world.session, rows, scene.counter.now + LATER)
    again = reverse_many(scene.world.session, rows, scene.counter.now + LATER)

    reasons = [answer.reason and answer.reason.code for answer in answers]
    assert reasons == [None, "more_than_left", None, "already_reversed", "unknown_purchase", None]
    assert [answer.state for answer in again if answer.state != "refused"] == ["same"] * 3
    made = scene.world.session.scalars(select(Reversal).order_by(Reversal.number)).all()
    assert [each.number for each in made if each.purchase_id == one.id] == [1, 2]
    assert [each.is_whole for each in made if each.purchase_id == one.id] == [False, True]
    assert scene.world.session.scalars(select(QuotaCounter.used)).one() == 1
    assert scene.world.session.scalars(select(QuotaTaking.purchase_id)).one() == other.id


def test_another_reversal_under_one_id_is_refused(scene: Scene) -> None:
    bought = row(scene)
    taken_in(scene, bought)
    first = back(bought.id, amounts=Amounts(Dong(50_000), Dong(40_000)))
    reverse_many(scene.world.session, [first], scene.counter.now)
    [answer] = reverse_many(scene.world.session, [replace(first, amounts=None)], scene.counter.now)
    assert answer.reason
    assert answer.reason.code == "id_of_another_reversal"
