"""What a till may leave to the server, and what it must not say twice."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import ApiToken, Permission, machines
from benefits.agreements import OfferVersion
from benefits.api import asking_ahead
from benefits.database import is_postgresql, new_uuid
from benefits.web.large_uploads import SMALL
from tests.faces.people import People, Site
from tests.faces.till import API, Till, fields_of, program_at, without_time
from tests.world import KNOWN, World

# An outlet that sold little is asked for its prices, which a busy one is not.
TRIPS_ON_POSTGRESQL = {"look": 2, "record": 3}
# An outlet that sold little is asked for its prices, which a busy one is not.
TRIPS_ON_POSTGRESQL = {"look": 2, "record": 3}
TRIPS_ON_SQLITE = {"look": 4, "record": 8}


@pytest.fixture
def till(site: Site, world: World) -> Till:
    return Till(program_at(site, world.outlet.id), world)


def test_an_offer_may_be_named_by_its_code_and_the_moment_left_out(till: Till) -> None:
    sale = till.sale(offer="AK-15")
    del sale["offer_version"], sale["bought_at"]
    first = till.record(sale)
    assert first.status_code == 201
    assert first.get_json()["offer"]["code"] == "AK-15"
    assert first.get_json()["bought_at"] == "2026-05-01T10:00:00+07:00"


@pytest.mark.either_database
def test_a_blank_invoice_is_none(till: Till) -> None:
    sale = till.sale()
    first = till.record(sale | {"invoice": ""})
    assert (first.status_code, first.get_json()["invoice"]) == (201, None)
    again = till.record(sale | {"invoice": "  "})
    assert without_time(again) == without_time(first)
    assert without_time(till.record(sale)) == without_time(first)
    assert till.record(till.sale(invoice=" ")).status_code == 201


def test_a_repetition_means_the_first_moment_and_the_first_version(
    till: Till, world: World, session: Session
) -> None:
    sale = till.sale(offer="AK-15")
    del sale["offer_version"], sale["bought_at"]
    first = till.record(sale)
    till.client.now = (till.client.now or world.offer.known_at).replace(hour=4)
    before = world.offer
    newer = OfferVersion(
        offer_id=before.offer_id,
        number=2,
        partner_id=before.partner_id,
        partner_kind=before.partner_kind,
        title="Giảm 20%",
        category=before.category,
        discount=before.discount,
        value=2_000,
        valid_from=before.valid_from,
        known_at=KNOWN,
    )
    session.add(newer)
    session.flush()
    assert without_time(till.record(sale)) == without_time(first)
    other = till.record(sale | {"list_price": 210_000})
    assert (other.status_code, other.get_json()["code"]) == (409, "submission_differs")
    fresh = till.sale(offer="AK-15")
    del fresh["offer_version"]
    assert till.record(fresh).get_json()["offer"]["version"] == newer.id


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"offer": "AK-15"}, {"offer": "offer_twice"}),
        ({"offer_version": None}, {"offer_version": "field_missing"}),
        ({"offer_version": None, "offer": 3}, {"offer": "text_unreadable"}),
        (
            {"id": "1", "card": 5, "list_price": -1, "colour": "red"},
            {
                "id": "uuid_invalid",
                "card": "text_unreadable",
                "list_price": "out_of_range",
                "colour": "field_unknown",
            },
        ),
    ],
)
def test_every_wrong_field_is_named(
    till: Till, changes: dict[str, object], named: dict[str, str]
) -> None:
    assert fields_of(till.record(till.sale(**changes)).get_json()) == named


def test_an_offer_of_another_outlet_is_not_offered_here(till: Till, world: World) -> None:
    bakery = world.partner("BM", "Tiệm bánh")
    world.offered("BANH", world.signed("09/TT", bakery, world.province), "Giảm giá bánh")
    for code in ("BANH", "NO-SUCH"):
        sale = till.sale(offer=code, offer_version=None)
        answer = till.record(sale)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "offer_not_here")


def test_a_token_may_do_what_it_names_and_nothing_more(site: Site, world: World) -> None:
    _row, word = machines.issue_token(
        site.session,
        name="Chỉ xem thẻ",
        permissions=[Permission.VERIFY_CARD],
        now=site.now,
        outlet_id=world.outlet.id,
        organization_id=world.province.id,
    )
    till = Till(site.program(word), world)
    assert till.verify().status_code == 200
    for refused in (till.record(), till.client.get(f"{API}/figures"), till.take_back(new_uuid())):
        body = refused.get_json()
        assert (refused.status_code, body["code"]) == (403, "scope_missing")
        assert body["params"]["scope"] in body["detail"]


def test_a_revoked_or_expired_token_fails_at_the_next_request(
    site: Site, world: World, session: Session
) -> None:
    till = Till(program_at(site, world.outlet.id), world)
    assert till.verify().status_code == 200
    row = session.scalars(select(ApiToken)).one()
    row.revoked_at = site.now
    session.flush()
    assert till.verify().status_code == 401
    row.revoked_at, row.expires_at = None, site.now
    session.flush()
    assert till.verify().status_code == 401


def test_a_revoked_phone_fails_at_the_next_request(
    site: Site, world: World, people: People, session: Session
) -> None:
    phone = people.phone(world.outlet)
    till = Till(site.program(phone.token), world)
    assert till.verify().status_code == 200
    phone.device.revoked_at = site.now
    session.flush()
    assert till.verify().status_code == 401


@pytest.mark.either_database
def test_half_a_character_in_the_name_of_a_field_is_named_and_breaks_nothing(till: Till) -> None:
    answer = till.client.post(
        f"{API}/purchases", data='{"gi\\ud800": 1}', content_type="application/json"
    )
    assert answer.status_code == 422
    assert fields_of(answer.get_json())["gi?"] == "field_unknown"


@pytest.mark.either_database
def test_what_is_sent_twice_is_named_and_not_halved(till: Till) -> None:
    for path in ("verifications", "purchases"):
        body = '{"card": "2345-6789-BCF", "card": "2345-6789-BCG"}'
        answer = till.client.post(f"{API}/{path}", data=body, content_type="application/json")
        assert (answer.status_code, fields_of(answer.get_json())) == (422, {"card": "field_twice"})


def test_a_till_waits_for_few_answers_of_the_database(
    till: Till, token: str, session: Session, statements: list[str]
) -> None:
    """On SQLite a question is asked when it comes: it lies in the same process.

    The last of a look is the note that somebody looked, which a server leaves for afterwards.
    """
    assert till.record(till.sale(card=token)).status_code == 201
    trips = TRIPS_ON_POSTGRESQL if is_postgresql(session) else TRIPS_ON_SQLITE
    sale = till.sale(card=token)
    statements.clear()
    assert till.verify(token).status_code == 200
    assert len(statements) == trips["look"]
    statements.clear()
    assert till.record(sale).status_code == 201
    assert len(statements) == trips["record"]


def test_a_stranger_learns_nothing_by_what_is_asked_ahead(till: Till, token: str) -> None:
    till.client.bearer = "udv_nobody"
    for answer in (till.verify(token), till.record(till.sale(card=token))):
        assert answer.status_code == 401
        assert "member" not in answer.get_json()


def test_a_body_of_any_length_we_take_is_answered_alike_and_a_longer_one_refused(
    till: Till, site: Site, token: str
) -> None:
    short = f'{{"card": "{token}"}}'
    seen = without_time(till.client.post(f"{API}/verifications", data=short))
    assert seen["applies"] is True
    padded = short + " " * (asking_ahead.LARGEST_READ_AHEAD + 1)
    again = without_time(till.client.post(f"{API}/verifications", data=padded))
    assert again | {"checked_at": ""} == seen | {"checked_at": ""}
    endless = short + " " * SMALL
    assert till.client.post(f"{API}/verifications", data=endless).status_code == 413
    nobody = site.program("udv_nobody")
    assert nobody.post(f"{API}/verifications", data=endless).status_code == 401
