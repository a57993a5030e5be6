"""Whoever holds a phone whose card was lost or revoked is signed out on it, and stays so."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from benefits import cards, purchases
from benefits.access import Face, WebSession, accounts, sessions
from benefits.cards import Card, CardStatus, Medium, allowing, changing, phones
from benefits.cards.allowing import ALLOWED
from benefits.errors import Conflict
from benefits.members import Member
from tests.scenes import Scene

SECRET, OTHER = "a" * 43, "b" * 43
WHY = "Dùng sai quy định"


def got(scene: Scene, secret: str = SECRET, member: Member | None = None) -> Card:
    who, now = member or scene.world.hanh, scene.counter.now
    return phones.get_on_phone(scene.world.session, who.id, secret, name="", by=None, now=now)


def signs_in(scene: Scene, member: Member) -> str:
    session, now = scene.world.session, scene.counter.now
    added = accounts.add_member(session, name="", member_id=member.id, now=now, secret="260418")
    return sessions.open_session(
        session, account=added.account, role=added.role, face=Face.MEMBER, now=now
    )


def is_in(scene: Scene, word: str) -> bool:
    return (
        sessions.find_actor(scene.world.session, Face.MEMBER, word, scene.counter.now) is not None
    )


def objects(scene: Scene) -> str | None:
    refused = allowing.objection(scene.world.session, scene.world.hanh.id, scene.counter.now)
    return refused.code if refused else None


def lose(scene: Scene, card: Card) -> None:
    cards.lose(scene.world.session, card.index, by=None, now=scene.counter.now)


def revoke(scene: Scene, card: Card) -> None:
    cards.revoke(scene.world.session, card.index, by=None, now=scene.counter.now, reason=WHY)


def revoke_many(scene: Scene, card: Card) -> None:
    listed, session = [card.index, scene.world.son_card.index], scene.world.session
    now = scene.counter.now
    changing.change_many(session, listed, CardStatus.REVOKED, by=None, now=now, reason=WHY)


@pytest.mark.parametrize("stops", [lose, revoke, revoke_many])
def test_the_person_is_signed_out_by_whichever_record_and_nobody_else(
    scene: Scene, stops: Callable[[Scene, Card], None]
) -> None:
    old = scene.world.member("TRUNG", "Nguyễn Thị Hạnh", scene.world.dawn)
    own, by_old, sons = (signs_in(scene, each) for each in (scene.world.hanh, old, scene.world.son))
    purchases.merge(scene.world.session, old, scene.world.hanh, now=scene.counter.now)
    stops(scene, got(scene))
    assert [is_in(scene, each) for each in (own, by_old, sons)] == [False, False, True]


@pytest.mark.parametrize("stops", [lose, revoke])
def test_a_printed_card_that_ends_signs_nobody_out(
    scene: Scene, stops: Callable[[Scene, Card], None]
) -> None:
    own = signs_in(scene, scene.world.hanh)
    stops(scene, scene.card)
    assert is_in(scene, own)


def test_the_browser_in_which_the_owner_says_so_stays(scene: Scene) -> None:
    signs_in(scene, scene.world.hanh)
    session, now = scene.world.session, scene.counter.now
    [row] = session.scalars(select(WebSession))
    cards.lose(session, got(scene).index, by=None, now=now, here=row.token_hash)
    session.refresh(row)
    assert row.revoked_at is None


def test_after_a_loss_there_is_a_new_one_and_after_a_revocation_none(scene: Scene) -> None:
    lost = got(scene)
    lose(scene, lost)
    assert objects(scene) is None
    new = got(scene, OTHER)
    revoke(scene, new)
    assert objects(scene) == "revoked"
    with pytest.raises(Conflict, match="revoked"):
        got(scene, "c" * 43)


def test_what_was_revoked_is_allowed_again_by_word_or_by_being_brought_back(scene: Scene) -> None:
    session, now = scene.world.session, scene.counter.now
    card = got(scene)
    revoke(scene, card)
    cards.restore(session, card.index, by=None, now=now, reason="Thao tác nhầm")
    assert (objects(scene), card.status) == (None, CardStatus.ACTIVE)
    revoke(scene, card)
    later = now + timedelta(days=3)
    allowed = allowing.allow_again(session, scene.world.hanh.id, by=None, now=later)
    since = card.status_on
    assert (list(allowed), card.status_reason, since < later.date()) == ([card], ALLOWED, True)
    assert cards.events_of(session, card)[-1].reason == ALLOWED
    assert (objects(scene), card.status) == (None, CardStatus.REVOKED)
    assert got(scene, OTHER).status is CardStatus.ACTIVE
    assert allowing.allow_again(session, scene.world.hanh.id, by=None, now=later) == []


def ended_by_themselves(scene: Scene) -> Sequence[Card]:
    moved, session, now = got(scene), scene.world.session, scene.counter.now
    removed = got(scene, OTHER)
    phones.take_off(session, scene.world.hanh.id, by=None, now=now)
    ousted = got(scene, "c" * 43)
    assert phones.oust(session, "c" * 43, now=now) == [ousted]
    told_by_a_file = scene.world.card(scene.world.hanh, medium=Medium.PHONE)
    told_by_a_file.status = CardStatus.REVOKED
    session.flush()
    return moved, removed, ousted, told_by_a_file


def test_only_what_the_union_took_away_is_held_against_anybody(scene: Scene) -> None:
    for each in ended_by_themselves(scene):
        assert each.status is CardStatus.REVOKED
        assert not allowing.is_held_against(each)
    assert objects(scene) is None


def test_a_phone_is_left_to_another_only_by_the_secret_it_holds(scene: Scene) -> None:
    card, session, now = got(scene), scene.world.session, scene.counter.now
    assert phones.oust(session, OTHER, now=now) == []
    assert card.status is CardStatus.ACTIVE
    found = phones.on_phone(session, SECRET)
    assert found is not None
    assert found.card is card
