"""A drill: the key that signs cards is changed while cards, phones and scanners are in use."""

from datetime import datetime, timedelta

import pytest

from benefits.cards import KeyRing, KeysUnusable, begin_anew, key_needs
from tests.faces.people import Visitor
from tests.faces.till import API
from tests.faces.turning_keys import Hand, file_of, keys_of, rotate
from tests.support.offline_phone import Distrusted
from tests.world import World


def test_a_key_is_changed_under_everybodys_hands(
    scanner: Visitor, own_ring: KeyRing, world: World, hand: Hand, now: datetime
) -> None:
    old = [hand.printed(world.hanh_card), hand.on_phone()]
    old_keys = keys_of(scanner)
    old_file = file_of(scanner, old_keys)
    old_tag = scanner.get(f"{API}/offline-file").headers["ETag"]
    rotate(own_ring, now)
    new = [hand.printed(world.son_card), hand.on_phone()]
    assert old[1] != new[1]
    assert [hand.verdict(each) for each in (*old, *new)] == [None] * 4
    changed = scanner.get(f"{API}/offline-file", headers={"If-None-Match": old_tag})
    assert changed.status_code == 200

    # A scanner that heard nothing of it yet neither refuses the new nor takes it for good.
    assert old_file.answer(old[0], now)[0] is None
    assert old_file.answer(new[0], now) == ("unknown_card", {})
    with pytest.raises(Distrusted, match="unknown_key"):
        file_of(scanner, old_keys)
    new_file = file_of(scanner, keys_of(scanner))
    told = [[key["kid"] for key in keys] for keys in (keys_of(scanner), new_file.head["keys"])]
    assert (new_file.head["key_id"], told) == ("1", [["0", "1"], ["0", "1"]])
    assert [new_file.answer(each, now)[0] for each in (*old, *new)] == [None] * 4


def test_an_old_key_is_let_go_only_when_no_card_and_no_phone_needs_it(
    scanner: Visitor, own_ring: KeyRing, world: World, hand: Hand, now: datetime
) -> None:
    session, old = world.session, hand.printed(world.hanh_card)
    rotate(own_ring, now)
    need = key_needs.need_of(session, own_ring, 0, now)
    assert (need.cards, need.last_day) == (3, hand.last_day)
    for key_id, why in ((0, "key_needed"), (1, "key_signs"), (7, "key_unknown")):
        with pytest.raises(KeysUnusable, match=why):
            key_needs.retire(session, own_ring, key_id, now)
    later = now + timedelta(days=8)
    for card in (world.hanh_card, world.lan_card):
        card.valid_until = later.date()
    world.son_card.known_at, world.son_card.valid_from = later, later.date()
    session.flush()
    assert key_needs.need_of(session, own_ring, 0, now + timedelta(days=2)).last_day is not None
    key_needs.retire(session, own_ring, 0, later)
    assert [key["kid"] for key in keys_of(scanner)] == ["1"]
    file, new = file_of(scanner, keys_of(scanner)), hand.on_phone()
    assert (hand.verdict(old), file.answer(old, now)[0]) == ("retired_key", "retired_key")
    assert (hand.verdict(new), file.answer(new, now)[0]) == (None, None)


def test_a_server_that_runs_notices_a_retired_key_at_once(own_ring: KeyRing) -> None:
    running = KeyRing.open(own_ring.folder)
    own_ring.rotate()
    assert running.public(0) is not None
    own_ring.retire(0)
    assert running.public(0) is None
    assert (running.ids, running.retired_ids, running.signing[0]) == ([1], [0], 1)
    assert running.rotate() == 2


def test_cards_of_a_key_that_was_lost_are_old_and_not_forged(
    scanner: Visitor, own_ring: KeyRing, world: World, hand: Hand, now: datetime
) -> None:
    """Nobody can tell them from forged ones any more; an honest owner has the typed code."""
    lost = [hand.printed(world.hanh_card), hand.on_phone()]
    (own_ring.folder / "0.pem").unlink()
    begin_anew(own_ring.folder, [])
    newer = hand.printed(world.hanh_card)
    offline = file_of(scanner, keys_of(scanner))
    for says in (hand.verdict, lambda each: offline.answer(each, now)[0]):
        assert [says(each) for each in (*lost, newer)] == ["retired_key", "retired_key", None]
    strange = newer[:-9] + ("B" if newer[-9] == "A" else "A") + newer[-8:]
    assert hand.verdict(strange) == "bad_signature"
    own_ring.rotate()
    own_ring.retire(1)
    assert [hand.verdict(each) for each in (newer, strange)] == ["retired_key", "bad_signature"]
