"""Programs look, record, take back and read figures; every refusal says why, and to whom."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.cards import CardStatus
from benefits.database import new_uuid
from benefits.purchases import Purchase, Reversal, Verification
from tests.counter import limit
from tests.faces.people import People, Site, Visitor
from tests.faces.till import API, Till, fields_of, program_at, warehouse_of, without_time
from tests.world import World

MAY = {"from": "2026-05-01", "until": "2026-06-01"}


@pytest.fixture
def till(site: Site, world: World) -> Till:
    return Till(program_at(site, world.outlet.id), world)


@pytest.fixture
def elsewhere(site: Site, world: World) -> Till:
    return Till(program_at(site, world.other_outlet.id), world)


@pytest.fixture
def warehouse(site: Site, world: World) -> Visitor:
    return warehouse_of(site, world.north)


def figures(client: Visitor, **asked: str) -> dict[str, Any]:
    answer = client.get(f"{API}/figures", query_string=MAY | {"organization": "SEN"} | asked)
    assert answer.status_code == 200, answer.get_json()
    return dict(answer.get_json())


def count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.either_database
def test_a_use_from_the_first_look_to_the_last_figure(
    till: Till, warehouse: Visitor, session: Session
) -> None:
    looked = till.verify().get_json()
    assert looked["result"]["code"] == "applies"
    assert looked["sentences"]["vi"]["headline"] == "Được hưởng ưu đãi"
    assert looked["member"] == {"name": "Nguyễn T** H**", "kind": "doan_vien"}
    assert looked["unit"] == "CĐCS Công ty Hoa Sen"
    sale = till.sale(offer_version=looked["offers"][0]["offer_version"], expected_paid=170_000)
    first, again = till.record(sale), till.record(sale)
    assert (first.status_code, again.status_code) == (201, 201)
    assert without_time(first) == without_time(again)
    other = till.record(sale | {"list_price": 210_000})
    assert (other.status_code, other.get_json()["code"]) == (409, "submission_differs")
    row = figures(warehouse)["rows"][0]
    assert (row["people"], row["uses"], row["benefit"]) == (1, 1, 30_000)
    taken = till.take_back(sale["id"])
    assert (taken.status_code, taken.get_json()["result"]) == (201, "reversed")
    row = figures(warehouse)["rows"][0]
    assert (row["people"], row["uses"], row["benefit"]) == (0, 0, 0)
    assert (count(session, Purchase), count(session, Reversal)) == (1, 1)


def test_every_look_is_written_down(till: Till, world: World, session: Session) -> None:
    world.hanh_card.status = CardStatus.LOST
    session.flush()
    looked = till.verify()
    assert (looked.status_code, looked.get_json()["result"]["code"]) == (200, "lost")
    till.verify("BBBB-BBBB-BBB")
    seen = session.scalars(select(Verification).order_by(Verification.id)).all()
    assert [(each.result, each.outlet_id) for each in seen] == [
        ("lost", world.outlet.id),
        ("code_mistyped", world.outlet.id),
    ]


@pytest.mark.either_database
def test_an_offer_that_does_not_apply_says_why_in_both_languages(
    till: Till, world: World, session: Session
) -> None:
    limit(session, world.offer)
    till.record()
    [offer] = till.verify().get_json()["offers"]
    assert (offer["applies"], offer["reason"]["code"]) == (False, "limit_reached")
    assert "hết lượt" in offer["sentences"]["vi"]["headline"]
    assert offer["sentences"]["en"]["headline"]


def test_a_refused_sale_is_a_problem_with_its_reason_and_stores_nothing(
    till: Till, world: World, session: Session
) -> None:
    world.hanh_card.status = CardStatus.LOST
    session.flush()
    answer = till.record()
    body = answer.get_json()
    assert answer.mimetype == "application/problem+json"
    assert (answer.status_code, body["status"], body["code"]) == (422, 422, "lost")
    assert body["detail"] == "Thẻ đã báo mất"
    assert body["detail_en"] == body["sentences"]["en"]["headline"]
    assert count(session, Purchase) == 0


def test_only_the_outlet_that_sent_the_first_sees_both_versions(
    till: Till, elsewhere: Till
) -> None:
    sale = till.sale()
    till.record(sale)
    own = till.record(sale | {"list_price": 210_000}).get_json()["params"]
    assert own["first"]["basket"]["list_price"] == 200_000
    assert own["sent"]["basket"]["list_price"] == 210_000
    other = elsewhere.record(sale)
    assert other.status_code == 409
    assert other.get_json()["params"] == {"id": sale["id"]}


def test_a_reversal_sent_again_is_answered_alike_and_another_is_told_apart(till: Till) -> None:
    sale = till.sale()
    till.record(sale)
    asked = {"id": str(new_uuid()), "list_price": 100_000, "paid": 85_000}
    first, again = till.take_back(sale["id"], **asked), till.take_back(sale["id"], **asked)
    assert without_time(first) == without_time(again)
    assert first.get_json()["left"] == {"list_price": 100_000, "paid": 85_000}
    assert till.take_back(sale["id"], **asked | {"reason": "misuse"}).status_code == 409
    too_much = till.take_back(sale["id"], list_price=100_001, paid=85_000)
    assert (too_much.status_code, too_much.get_json()["code"]) == (422, "more_than_left")


def test_a_reversal_names_the_token_in_the_log(till: Till, session: Session) -> None:
    sale = till.sale()
    till.record(sale)
    till.take_back(sale["id"])
    entry = session.scalars(select(Entry).where(Entry.act == "purchase_reversed")).one()
    assert (entry.subject_key, entry.account_id) == (sale["id"], None)
    assert entry.fields["token"]


def test_the_purchase_of_another_outlet_is_not_there(
    till: Till, elsewhere: Till, session: Session
) -> None:
    sale = till.sale()
    till.record(sale)
    assert elsewhere.take_back(sale["id"]).status_code == 404
    assert count(session, Reversal) == 0


def test_an_enrolled_phone_records_in_a_shift_and_undoes_within_minutes(
    site: Site, world: World, people: People, session: Session
) -> None:
    phone, cashier = people.phone(world.outlet), people.cashier(world.outlet)
    shift = people.shift(phone.device, cashier.account)
    till = Till(site.program(phone.token), world)
    assert fields_of(till.record().get_json()) == {"shift": "field_missing"}
    unknown = till.record(till.sale(shift=str(new_uuid())))
    assert fields_of(unknown.get_json()) == {"shift": "shift_not_open"}
    sale = till.sale(shift=str(shift.id))
    assert till.record(sale).status_code == 201
    stored = session.scalars(select(Purchase)).one()
    assert (stored.device_id, stored.account_id) == (phone.device.id, cashier.account.id)
    assert till.take_back(sale["id"], shift=str(shift.id)).status_code == 201


def test_a_token_for_no_outlet_sells_nothing(site: Site, world: World) -> None:
    answer = Till(program_at(site, None), world).record()
    assert (answer.status_code, answer.get_json()["code"]) == (403, "token_names_no_outlet")


def test_without_a_token_or_with_a_wrong_one_nothing_is_told(site: Site) -> None:
    for client in (site.visitor(), site.program("made up")):
        answer = client.get(f"{API}/figures")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.get_json()["code"] == "not_signed_in"


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": None}, {"id": "field_missing"}),
        ({"id": "1"}, {"id": "uuid_invalid"}),
        ({"card": "\x00"}, {"card": "text_unreadable"}),
        ({"list_price": "200000"}, {"list_price": "whole_number_needed"}),
        ({"list_price": True}, {"list_price": "whole_number_needed"}),
        ({"list_price": 2.5}, {"list_price": "whole_number_needed"}),
        ({"list_price": -1}, {"list_price": "out_of_range"}),
        ({"offer_version": 2**40}, {"offer_version": "out_of_range"}),
        ({"bought_at": "2026-05-01T10:00:00"}, {"bought_at": "instant_unreadable"}),
        ({"paid": 200_001}, {"paid": "paid_above_list_price"}),
        ({"lines": [{"group": "x"}]}, {"lines": "lines_unreadable"}),
        ({"list_prise": 1, "id": 3}, {"id": "text_unreadable", "list_prise": "field_unknown"}),
    ],
)
def test_mistakes_name_their_fields(
    till: Till, changes: dict[str, Any], named: dict[str, str]
) -> None:
    answer = till.record(till.sale(**changes))
    assert answer.status_code == 422
    assert fields_of(answer.get_json()) == named
    assert all(each["detail"] and each["detail_en"] for each in answer.get_json()["errors"])


@pytest.mark.either_database
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"[" * 100_000, b"\xff", b'"x"'])
def test_what_is_no_json_object_is_refused(till: Till, body: bytes) -> None:
    answer = till.client.post(f"{API}/purchases", data=body)
    assert answer.status_code == 422
    assert answer.get_json()["code"] in {"not_json", "not_an_object"}


@pytest.mark.either_database
def test_a_method_that_an_address_does_not_take_is_told_beside_those_it_takes(till: Till) -> None:
    answer = till.client.get(f"{API}/verifications")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "OPTIONS, POST"
