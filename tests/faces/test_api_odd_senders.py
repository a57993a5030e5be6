"""Senders that keep to the published document in ways of their own, and those who do not."""

import json

import pytest

from benefits.web.large_uploads import SMALL
from tests.faces.people import Site
from tests.faces.till import API, Till, fields_of, program_at, warehouse_of, without_time
from tests.world import World


@pytest.fixture
def till(site: Site, world: World) -> Till:
    return Till(program_at(site, world.outlet.id), world)


@pytest.mark.parametrize(
    "called",
    [
        "application/x-www-form-urlencoded",  # what curl calls it where nobody says
        "multipart/form-data; boundary=x",
        "text/plain;charset=UTF-8",
        "",
    ],
)
def test_json_is_read_whatever_it_is_called(till: Till, called: str) -> None:
    body = json.dumps(till.sale())
    answer = till.client.post(f"{API}/purchases", data=body, headers={"Content-Type": called})
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(("more", "status"), [(0, 200), (SMALL, 413), (3 * SMALL, 413)])
def test_a_body_that_does_not_say_its_length_is_not_cut_at_what_we_take(
    till: Till, more: int, status: int
) -> None:
    """What comes in pieces has no length to be refused by before it is read."""
    body = json.dumps({"card": till.code}).encode() + b" " * more
    answer = till.client.post(
        f"{API}/verifications",
        data=body,
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.request.content_length is None
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("written", ["200000.0", "200000.00", "2e5", "2E+5"])
def test_an_amount_is_whole_however_a_language_writes_it(till: Till, written: str) -> None:
    sale = till.sale()
    body = json.dumps(sale | {"list_price": 0}).replace(
        '"list_price": 0', f'"list_price": {written}'
    )
    first = till.client.post(f"{API}/purchases", data=body)
    assert first.status_code == 201, first.text
    assert f'"list_price":{200_000},' in first.text
    assert without_time(till.record(sale | {"list_price": 200_000})) == without_time(first)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("200000.5", "whole_number_needed"),
        ("NaN", "whole_number_needed"),
        ("Infinity", "whole_number_needed"),
        ("1e400", "whole_number_needed"),
        ("1e30", "out_of_range"),
        ("-0.5", "whole_number_needed"),
        ("true", "whole_number_needed"),
    ],
)
def test_what_is_not_whole_stays_refused(till: Till, written: str, code: str) -> None:
    body = json.dumps(till.sale() | {"list_price": 0}).replace(
        '"list_price": 0', f'"list_price": {written}'
    )
    answer = till.client.post(f"{API}/purchases", data=body)
    assert answer.status_code == 422
    assert [(each["field"], each["code"]) for each in answer.get_json()["errors"]] == [
        ("list_price", code)
    ]


def test_an_instant_may_be_written_in_small_letters(till: Till) -> None:
    sale = till.sale(bought_at="2026-05-01t03:00:00z")
    first = till.record(sale)
    assert (first.status_code, first.get_json()["bought_at"]) == (201, "2026-05-01T10:00:00+07:00")


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/keys?t=1", "t"),
        ("/reports/bt259-pl01/BAC/2026-04?tree=now", "tree"),
        ("/figures?organization=BAC&from=2026-04-01&until=2026-05-01&as_of=2026-04-01", "as_of"),
    ],
)
def test_what_an_address_does_not_take_is_named_and_not_passed_over(
    site: Site, world: World, address: str, field: str
) -> None:
    answer = warehouse_of(site, world.province).get(f"{API}{address}")
    assert answer.status_code == 422
    assert fields_of(answer.get_json()) == {field: "field_unknown"}


def test_a_till_that_writes_into_the_address_is_told_so(till: Till) -> None:
    answer = till.post("/purchases?dry_run=1", till.sale())
    assert fields_of(answer.get_json()) == {"dry_run": "field_unknown"}


@pytest.mark.either_database
def test_the_character_that_no_text_holds_is_named_as_any_other(site: Site, world: World) -> None:
    reader = warehouse_of(site, world.province)
    asked = "/figures?organization=%00&from=2026-04-01&until=2026-05-01&cursor=%00"
    answer = reader.get(f"{API}{asked}")
    assert answer.status_code == 422
    assert fields_of(answer.get_json()).keys() == {"organization", "cursor"}
    assert reader.get(f"{API}/?language=%00").status_code == 422
    assert reader.get(f"{API}/reports/bt259-pl01/%00/2026-04").status_code == 404
