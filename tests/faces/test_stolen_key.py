"""A drill: the key is stolen and retired, while lawful cards, kept sales and repetitions go on."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benefits import cards
from benefits.cards import KeyRing, Presented, key_backup
from benefits.cards.tokens import printed_token
from benefits.desk.ledger import purchase_doubts
from benefits.purchases import Purchase
from benefits.wording import say
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.faces.till import Till, program_at, without_time
from tests.faces.turning_keys import Hand, file_of, keys_of, rotate
from tests.page import Page
from tests.world import World

COUNTER, DESK, LANGUAGE = "/doi-tac/q/", "/cong-doan", "/ngon-ngu"
OLD_CODE = "Mã QR cũ, không còn nhận nữa"
TRY_TYPED = "gõ mã in dưới mã QR để biết thẻ còn dùng được không"
HOUR = timedelta(hours=1)


@pytest.fixture
def thief(tmp_path: Path, own_ring: KeyRing) -> KeyRing:
    """Somebody with a copy of the key that signs."""
    copy = tmp_path / "stolen"
    copy.mkdir()
    (copy / "0.pem").write_bytes((own_ring.folder / "0.pem").read_bytes())
    return KeyRing.open(copy)


@pytest.fixture
def till(site: Site, scanner: Visitor, world: World) -> Till:
    assert scanner.bearer
    return Till(program_at(site, world.outlet.id), world)


def give_up(ring: KeyRing, at: datetime) -> None:
    rotate(ring, at - 2 * HOUR)
    ring.retire(0, at)


def token_in(text: str) -> str:
    return text.rpartition("/")[2]


def test_a_lawful_card_is_called_old_to_everybody_and_forged_to_nobody(  # noqa: PLR0917 - all who look
    scanner: Visitor, cashier: Visitor, site: Site, till: Till, own_ring: KeyRing, hand: Hand
) -> None:
    world, now = hand.world, site.now
    old, on_phone = hand.printed(world.hanh_card), hand.on_phone()
    give_up(own_ring, now - HOUR)

    at_counter = Page(cashier.get(COUNTER + token_in(old)))
    assert (at_counter.status, at_counter.heading.removeprefix("✗ ")) == (404, OLD_CODE)
    assert TRY_TYPED in at_counter.text.replace("Gõ", "gõ")
    typing = Page(cashier.get(at_counter.links()["Nhập mã"]))
    by_hand = typing.send(cashier, {"code": hand.typed(world.hanh_card)}, follow_redirects=True)
    assert "Được hưởng ưu đãi" in Page(by_hand).heading
    for_owner = Page(site.visitor().get(COUNTER + token_in(old)))
    assert OLD_CODE in for_owner.text
    assert TRY_TYPED in for_owner.text
    for page in (at_counter, for_owner):
        assert "Thẻ giả" not in page.text

    result = till.verify(old).get_json()["result"]
    assert result["code"] == "retired_key"
    refused = till.record(till.sale(card=old, bought_at=now.isoformat()))
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (422, "retired_key")
    assert problem["sentences"]["vi"]["headline"] == OLD_CODE
    assert "mở lại thẻ" in till.verify(on_phone).get_json()["sentences"]["vi"]["customer"]

    offline = file_of(scanner, keys_of(scanner))
    assert [offline.answer(each, now)[0] for each in (old, on_phone)] == ["retired_key"] * 2
    assert till.verify(hand.typed(world.hanh_card)).get_json()["applies"]
    assert hand.verdict(hand.printed(world.hanh_card)) is None  # printed again


PROMISES = ("không giả", "vẫn dùng được", "not forged", "still works", "genuine")


@pytest.mark.usefixtures("scanner")
@pytest.mark.either_database
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_vouches_for_what_a_thief_signed_nor_for_the_code_typed_below(  # noqa: PLR0917
    cashier: Visitor, site: Site, own_ring: KeyRing, thief: KeyRing, hand: Hand, language: str
) -> None:
    world, session = hand.world, hand.world.session
    give_up(own_ring, site.now - HOUR)
    cards.revoke(session, world.hanh_card.index, by=None, now=site.now, reason="nghỉ việc")
    session.flush()
    made_up = printed_token(thief, 9_999_999, hand.last_day, "doan_vien")
    headline = say("retired_key", language=language).headline
    for qr in (made_up, hand.printed(world.hanh_card, thief)):
        for who in (site.visitor(), cashier):
            who.post(LANGUAGE, data={"lang": language, "tiep": "/"})
            page = Page(who.get(COUNTER + token_in(qr)))
            assert page.status == 404
            assert headline in page.text
            assert [said for said in PROMISES if said in page.text] == []
    typing = Page(cashier.get("/doi-tac/ma"))
    typed = typing.send(cashier, {"code": hand.typed(world.hanh_card)}, follow_redirects=True)
    assert say("revoked", language=language).headline in Page(typed).heading


def test_forged_cards_stay_forged(
    scanner: Visitor, own_ring: KeyRing, hand: Hand, tmp_path: Path, now: datetime
) -> None:
    stranger = KeyRing.open(tmp_path / "stranger", create=True)
    forged = hand.printed(hand.world.hanh_card, stranger)
    give_up(own_ring, now)
    offline = file_of(scanner, keys_of(scanner))
    assert (hand.verdict(forged), offline.answer(forged, now)[0]) == ("bad_signature",) * 2
    elsewhere = forged.replace("LOCALHOST", "THE.KHAC.EXAMPLE")
    answers = hand.verdict(elsewhere), offline.answer(elsewhere, now)[0]
    assert answers == ("other_installation",) * 2
    # Without the retired key nobody can tell whose cards they were.
    (own_ring.folder / "0.retired").write_text("torn")
    fresh = KeyRing.open(own_ring.folder)
    assert (fresh.retired(0), fresh.retired_ids, fresh.retired_jwks()) == (None, [0], [])
    assert hand.verdict(forged) == "bad_signature"


def test_a_use_is_answered_alike_for_ever_whatever_becomes_of_the_key(
    till: Till, own_ring: KeyRing, hand: Hand, now: datetime
) -> None:
    qr = hand.printed(hand.world.hanh_card)
    sale = till.sale(card=qr, bought_at=(now - HOUR).isoformat())
    first = till.record(sale)
    assert first.status_code == 201
    give_up(own_ring, now - 2 * HOUR)
    again = till.record(sale)
    assert (again.status_code, without_time(again)) == (201, without_time(first))
    assert till.record(sale | {"list_price": 300_000}).get_json()["code"] == "submission_differs"
    (own_ring.folder / "0.retired").unlink()  # and even where the key itself is gone
    again = till.record(sale)
    assert (again.status_code, without_time(again)) == (201, without_time(first))
    assert till.take_back(sale["id"]).status_code == 201


def test_a_use_sent_after_the_theft_counts_and_waits_for_officers(  # noqa: PLR0917 - till and desk
    till: Till, own_ring: KeyRing, hand: Hand, signed_in: SignedIn, people: People, now: datetime
) -> None:
    world, session = hand.world, hand.world.session
    kept = till.sale(card=hand.printed(world.hanh_card), bought_at=(now - 3 * HOUR).isoformat())
    late = till.sale(card=hand.printed(world.son_card), bought_at=(now - HOUR).isoformat())
    ancient = till.sale(card=hand.printed(world.lan_card), bought_at=(now - 73 * HOUR).isoformat())
    give_up(own_ring, now - 2 * HOUR)
    sent = till.record(kept)
    assert sent.status_code == 201
    assert "key_retired_since" in [each["code"] for each in sent.get_json()["warnings"]]
    assert without_time(till.record(kept)) == without_time(sent)
    assert till.record(late).get_json()["code"] == "retired_key"
    assert till.record(ancient).get_json()["code"] == "bought_too_long_ago"
    [stored] = session.query(Purchase).all()
    assert str(stored.id) == kept["id"]

    officer = signed_in(people.officer(world.province))
    where = f"{DESK}/luot/{stored.id}"
    home = Page(officer.get(f"{DESK}/"))
    assert where in home.links().values()
    assert len(Page(officer.get(f"{DESK}/luot/?canh_bao=cho")).rows()) == 1
    page = Page(officer.get(where))
    assert "Gửi sau khi khóa ký thẻ đã thôi nhận" in page.text
    done = Page(page.send(officer, action="/da-xem", follow_redirects=True))
    assert "Chờ công đoàn xem lại" not in done.text.partition("Ưu đãi đã áp dụng")[0]
    assert "Xem lại lượt gửi sau khi thôi nhận khóa, để nguyên" in done.text
    assert where not in Page(officer.get(f"{DESK}/")).links().values()
    assert Page(officer.get(f"{DESK}/luot/?canh_bao=cho")).rows() == []
    assert len(Page(officer.get(f"{DESK}/luot/?canh_bao=co")).rows()) == 1


def test_uses_in_doubt_beyond_the_most_that_are_shown_follow_as_the_first_are_looked_at(  # noqa: PLR0917
    till: Till,
    own_ring: KeyRing,
    hand: Hand,
    signed_in: SignedIn,
    people: People,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(purchase_doubts, "MOST", 1)
    held, at = (hand.world.hanh_card, hand.world.son_card), (now - 3 * HOUR).isoformat()
    sales = [till.sale(card=hand.printed(card), bought_at=at) for card in held]
    give_up(own_ring, now - 2 * HOUR)
    assert [till.record(sale).status_code for sale in sales] == [201, 201]

    officer = signed_in(people.officer(hand.world.province))
    expected = {f"{DESK}/luot/{sale['id']}" for sale in sales}
    while expected:
        home = Page(officer.get(f"{DESK}/"))
        [where] = expected & set(home.links().values())
        assert len(Page(officer.get(f"{DESK}/luot/?canh_bao=cho")).rows()) == 1
        Page(officer.get(where)).send(officer, action="/da-xem")
        expected.remove(where)
    assert Page(officer.get(f"{DESK}/luot/?canh_bao=cho")).rows() == []


def test_a_forger_who_stays_at_the_till_gets_nothing_by_dating_back_at_a_counter(
    own_ring: KeyRing, thief: KeyRing, hand: Hand, now: datetime
) -> None:
    qr = hand.printed(hand.world.hanh_card, thief)
    lately = timedelta(minutes=10)
    give_up(own_ring, now - lately)
    counter = hand.counter
    before = {"bought_at": now - 2 * lately, "is_at_once": True}
    assert counter.refused(Presented(qr), **before) == "retired_key"
    assert counter.refused(Presented(qr), bought_at=now - lately) == "retired_key"


def test_backups_keep_since_when_a_key_is_retired(
    own_ring: KeyRing, tmp_path: Path, now: datetime
) -> None:
    give_up(own_ring, now)
    key_backup.back_up(own_ring.folder, tmp_path / "keys.tgz")
    elsewhere = tmp_path / "elsewhere"
    key_backup.bring_back(tmp_path / "keys.tgz", elsewhere)
    retired = KeyRing.open(elsewhere).retired(0)
    assert retired is not None
    assert retired.until == now
    assert json.dumps(KeyRing.open(elsewhere).retired_jwks()) == json.dumps(own_ring.retired_jwks())
    assert own_ring.retired(7) is None


def test_a_code_on_a_phone_is_renewed_and_not_printed() -> None:
    said = say("retired_key", {"because": "phone"}, language="en")
    assert "open the card on your phone" in said.customer
    assert "print" not in said.next_step
