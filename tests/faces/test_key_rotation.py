"""A drill: the key that signs cards is changed while cards, phones and scanners are in use."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from benefits.cards import KeyRing, KeysUnusable, Medium, Presented, card_url, key_needs
from benefits.cards.tokens import phone_token, printed_token, slot_at
from benefits.web import current
from tests.counter import Counter
from tests.faces.people import People, Site, Visitor
from tests.faces.till import API
from tests.support.offline_phone import Distrusted, OfflinePhone
from tests.world import World

HERE = "http://localhost"


@pytest.fixture
def own_ring(tmp_path: Path) -> KeyRing:
    """Keys of this drill's own: those of the other tests stay as they are."""
    return KeyRing.open(tmp_path / "own-keys", create=True)


@pytest.fixture
def scanner(
    site: Site, own_ring: KeyRing, world: World, people: People, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    for app in site.apps.values():
        # The server's own view of the folder, which has to notice what happens there.
        monkeypatch.setitem(app.extensions, current.KEYS, KeyRing.open(own_ring.folder))
    return site.program(people.phone(world.outlet).token)


def keys_of(scanner: Visitor) -> list[dict[str, str]]:
    found: list[dict[str, str]] = scanner.get(f"{API}/keys").get_json()["keys"]
    return found


def file_of(scanner: Visitor, keys: list[dict[str, str]]) -> OfflinePhone:
    return OfflinePhone(scanner.get(f"{API}/offline-file").data, keys)


def rotate(own_ring: KeyRing, at: datetime) -> None:
    """Make the next key, at the time of the drill."""
    made = own_ring.rotate()
    os.utime(own_ring.folder / f"{made}.pem", (at.timestamp(), at.timestamp()))


def test_a_key_is_changed_under_everybodys_hands_and_let_go_when_nothing_needs_it(
    scanner: Visitor, own_ring: KeyRing, world: World, session: Session, now: datetime
) -> None:
    counter = Counter(session, own_ring, now, world.outlet.id, world.offer.id)
    own_phone = world.card(world.hanh, medium=Medium.PHONE)
    session.flush()

    def printed(index: int) -> str:
        last_day = world.hanh_card.valid_until - timedelta(days=1)
        return card_url(HERE, printed_token(own_ring, index, last_day, "doan_vien"))

    def verdict(text: str) -> str | None:
        seen = counter.verify(Presented(text), now=now, own_hosts=("localhost",))
        return None if seen.reason is None else seen.reason.code

    old_print, old_code = (
        printed(world.hanh_card.index),
        phone_token(own_ring, own_phone.index, slot_at(now)),
    )
    old_keys = keys_of(scanner)
    old_file = file_of(scanner, old_keys)
    old_tag = scanner.get(f"{API}/offline-file").headers["ETag"]

    rotate(own_ring, now)

    new_print, new_code = (
        printed(world.son_card.index),
        phone_token(own_ring, own_phone.index, slot_at(now)),
    )
    assert new_code != old_code
    assert [verdict(each) for each in (old_print, old_code, new_print, new_code)] == [None] * 4
    assert [key["kid"] for key in keys_of(scanner)] == ["0", "1"]
    changed = scanner.get(f"{API}/offline-file", headers={"If-None-Match": old_tag})
    assert changed.status_code == 200

    # A scanner that heard nothing of it yet neither refuses the new nor takes it for good.
    assert old_file.answer(old_print, now)[0] is None
    assert old_file.answer(new_print, now) == ("unknown_card", {})
    with pytest.raises(Distrusted, match="unknown_key"):
        file_of(scanner, old_keys)
    new_file = file_of(scanner, keys_of(scanner))
    assert (new_file.head["key_id"], [key["kid"] for key in new_file.head["keys"]]) == (
        "1",
        ["0", "1"],
    )
    for shown in (old_print, new_print, old_code, new_code):
        assert new_file.answer(shown, now)[0] is None

    # The old key stays while a card or a phone may need it, and the new one because it signs.
    need = key_needs.need_of(session, own_ring, 0, now)
    assert (need.cards, need.last_day) == (3, world.hanh_card.valid_until - timedelta(days=1))
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
    assert verdict(old_print) == "bad_signature"
    assert verdict(new_code) is None
    final = file_of(scanner, keys_of(scanner))
    assert final.answer(old_print, now)[0] == "bad_signature"
    assert final.answer(new_code, now)[0] is None


def test_a_server_that_runs_notices_a_retired_key_at_once(own_ring: KeyRing) -> None:
    running = KeyRing.open(own_ring.folder)
    own_ring.rotate()
    assert running.public(0) is not None
    own_ring.retire(0)
    assert running.public(0) is None
    assert (running.ids, running.retired_ids, running.signing[0]) == ([1], [0], 1)
    assert running.rotate() == 2
