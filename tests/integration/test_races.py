"""Many tills at once, with real commits: whoever comes second is told the truth."""

from collections import Counter as Tally
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from benefits import cards
from benefits.agreements import Basket, LimitScope, LimitWindow
from benefits.cards import CardIndex, KeyRing, Medium, Presented
from benefits.database import Database, new_uuid, retrying
from benefits.errors import Conflict
from benefits.money import Dong
from benefits.purchases import (
    Purchase,
    Recorded,
    Recording,
    Reversal,
    ReversalRequest,
    TakenIn,
)
from benefits.purchases.models import InvoiceClaim, QuotaCounter, QuotaTaking
from tests.counter import purchase_id
from tests.tills import Counters, at_once, told

CASHIERS = 50


class Cut(Exception):
    """The line went dead after the server had committed."""


@pytest.fixture
def counters(database: Database, ring: KeyRing, now: datetime) -> Counters:
    return Counters(database, ring, now)


def sending(counters: Counters, recordings: Sequence[Recording]) -> list[Any]:
    return at_once([lambda each=each: counters.send(each) for each in recordings])  # type: ignore[misc]


def test_of_fifty_cashiers_at_a_members_limit_of_one_exactly_one_wins(counters: Counters) -> None:
    counters.limited()
    with counters.database.write() as session:
        phone = cards.issue(
            session, counters.world.hanh.id, Medium.PHONE, by=None, now=counters.now
        )
    shown = [counters.plain.printed(counters.world.hanh_card), counters.plain.on_phone(phone)]
    recordings = [counters.recording(shown[each % 2]) for each in range(CASHIERS)]

    answers = sending(counters, recordings)

    assert told(answers) == {"Recorded": 1, "limit_reached": CASHIERS - 1}
    assert counters.count(Purchase) == 1


def test_of_fifty_members_at_one_use_for_all_exactly_one_wins(counters: Counters) -> None:
    counters.limited(scope=LimitScope.ALL, window=LimitWindow.TOTAL)
    counters.limited(scope=LimitScope.OUTLET, window=LimitWindow.DAY, allowed=CASHIERS)
    with counters.database.write() as session:
        counters.world.session = session
        members = [
            counters.world.member(f"M{each}", "Lê Văn An", counters.world.lotus)
            for each in range(CASHIERS)
        ]
        issued = cards.issue_many(
            session, [each.id for each in members], Medium.PRINT, by=None, now=counters.now
        )
    recordings = [counters.recording(Presented(each.typed_code)) for each in issued]

    answers = sending(counters, recordings)

    assert told(answers) == {"Recorded": 1, "limit_reached": CASHIERS - 1}
    with counters.database.read() as session:
        assert set(session.scalars(select(QuotaCounter.used))) == {1}
    assert counters.count(QuotaTaking) == 2


def test_the_same_use_sent_by_many_at_once_is_one_use_and_one_answer(counters: Counters) -> None:
    recording = counters.recording()
    answers = sending(counters, [recording] * 8)
    assert told(answers) == {"Recorded": 8}
    assert all(answer.answer == answers[0].answer for answer in answers)
    assert sum(answer.is_new for answer in answers) == 1
    assert counters.count(Purchase) == 1


def test_a_use_whose_answer_was_lost_is_answered_alike_when_sent_again(
    counters: Counters,
) -> None:
    recording, heard = counters.recording(), []

    def cut_after_commit() -> None:
        answer = counters.send(recording)
        heard.append(answer)
        raise Cut

    with pytest.raises(Cut):
        cut_after_commit()
    again = [counters.send(recording), counters.send(recording)]

    assert told([*heard, *again]) == {"Recorded": 3}
    assert all(each.answer == heard[0].answer for each in again)  # type: ignore[union-attr]
    assert counters.count(Purchase) == 1


def test_other_content_under_one_id_at_once_leaves_one_use(counters: Counters) -> None:
    identity = new_uuid()
    recordings = [
        counters.recording(id=identity, basket=Basket(list_price=Dong(100_000 + each)))
        for each in range(8)
    ]
    answers = sending(counters, recordings)
    assert told(answers) == {"Recorded": 1, "Conflict": 7}
    assert all(
        answer.code == "submission_differs" for answer in answers if isinstance(answer, Conflict)
    )


def test_one_id_for_two_people_at_once_is_one_use(counters: Counters) -> None:
    identity, world = new_uuid(), counters.world
    recordings = [
        counters.recording(counters.plain.printed(card), id=identity)
        for card in (world.hanh_card, world.son_card) * 4
    ]
    assert told(sending(counters, recordings)) == {"Recorded": 4, "Conflict": 4}
    assert counters.count(Purchase) == 1


def test_one_invoice_shown_at_two_tills_at_once_serves_once(counters: Counters) -> None:
    with counters.database.write() as session:
        phone = cards.issue(
            session, counters.world.hanh.id, Medium.PHONE, by=None, now=counters.now
        )
    shown = [counters.plain.printed(counters.world.hanh_card), counters.plain.on_phone(phone)]
    recordings = [counters.recording(shown[each % 2], invoice="HD-1") for each in range(8)]
    assert told(sending(counters, recordings)) == {"Recorded": 1, "invoice_used": 7}
    assert counters.count(InvoiceClaim) == 1


def test_of_cashiers_who_take_back_at_once_one_does_and_the_others_are_told(
    counters: Counters,
) -> None:
    counters.limited()
    bought = counters.send(counters.recording())
    assert isinstance(bought, Recorded)
    asked = [
        ReversalRequest(id=new_uuid(), purchase_id=purchase_id(bought), reason="wrong_card")
        for _ in range(6)
    ]

    answers = at_once([lambda each=each: counters.take_back(each) for each in asked * 2])  # type: ignore[misc]

    assert told(answers) == {"TakenBack": 2, "already_reversed": 10}
    assert counters.count(Reversal) == 1
    with counters.database.read() as session:
        assert list(session.scalars(select(QuotaCounter.used))) == [0]


def test_a_file_being_taken_in_never_fails_a_recording(counters: Counters) -> None:
    counters.limited(allowed=10_000)
    counters.limited(allowed=10_000, scope=LimitScope.ALL, window=LimitWindow.TOTAL)
    with counters.database.read() as session:
        code = session.get_one(CardIndex, counters.world.hanh_card.index).code

    def take_in_a_file() -> list[str]:
        states = []
        for _group in range(5):
            rows = [
                TakenIn(
                    id=new_uuid(),
                    card_code=code,
                    outlet_code="AK1",
                    offer_code="AK-15",
                    bought_at=counters.now,
                    list_price=Dong(200_000),
                )
                for _ in range(100)
            ]
            answers = retrying(lambda rows=rows: counters.take_in(rows))  # type: ignore[misc]
            states += [answer.state.value for answer in answers]
        return states

    def sell() -> list[str]:
        return list(told([counters.send(counters.recording()) for _ in range(10)]).elements())

    answers = at_once([take_in_a_file, sell, sell])

    assert Tally(each for some in answers for each in some) == {"added": 500, "Recorded": 20}
    with counters.database.read() as session:
        assert set(session.scalars(select(QuotaCounter.used))) == {520}
