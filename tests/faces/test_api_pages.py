"""Long answers come in pages, which are one answer together."""

from datetime import timedelta
from typing import Any

import pytest

from benefits import organization
from benefits.api.paging import Cursor
from benefits.organization import Level
from tests.faces.people import Site
from tests.faces.till import API, Till, fields_of, program_at, warehouse_of
from tests.world import BEGAN, KNOWN, World


@pytest.fixture
def till(site: Site, world: World) -> Till:
    return Till(program_at(site, world.outlet.id), world)


def test_long_answers_come_in_pages_that_are_one_answer(
    site: Site, world: World, till: Till
) -> None:
    reader = warehouse_of(site, world.province)
    asked = {"organization": "T", "from": "2026-05-01", "until": "2026-06-01"}
    whole = reader.get(f"{API}/figures", query_string=asked | {"by": "organization"}).get_json()
    assert len(whole["rows"]) == 5
    assert "next" not in whole
    till.record()
    rows: list[dict[str, Any]] = []
    instants: set[str] = set()
    address = f"{API}/figures"
    query: dict[str, str] | None = asked | {"by": "organization", "limit": "2"}
    for _ in range(3):
        answer = reader.get(address, query_string=query)
        page = answer.get_json()
        rows, instants = rows + page["rows"], instants | {page["as_of"]}
        address, query = page.get("next", ""), None
        assert answer.headers.get("Link", "") == (f'<{address}>; rel="next"' if address else "")
        reader.now = (reader.now or site.now).replace(hour=5)
        till.record()
    assert [row["key"] for row in rows] == [row["key"] for row in whole["rows"]]
    assert sum(row["uses"] for row in rows if row["key"] == "T") == 1
    assert (len(instants), address) == (1, "")


@pytest.mark.either_database
def test_a_page_may_end_after_the_longest_code(site: Site, world: World) -> None:
    code = "Số 01/TTHT “LĐLĐ” " + "Ữ" * 182
    organization.establish(
        world.session,
        code=code,
        name="CĐCS tên dài",
        level=Level.CO_SO,
        parent=world.north,
        day=BEGAN,
        now=KNOWN,
    )
    reader = warehouse_of(site, world.province)
    asked = {"organization": "T", "from": "2026-05-01", "until": "2026-06-01", "limit": "1"}
    answer = reader.get(f"{API}/figures", query_string=asked | {"by": "organization"}).get_json()
    keys = [row["key"] for row in answer["rows"]]
    while "next" in answer:
        page = reader.get(answer["next"])
        assert page.status_code == 200, page.get_json()
        answer = page.get_json()
        keys += [row["key"] for row in answer["rows"]]
    assert code in keys[:-1]
    assert len(keys) == len(set(keys)) == 6


def test_no_cursor_leads_into_the_future(site: Site, world: World) -> None:
    """What becomes known later cannot be told of now; other machines' clocks may be a bit ahead."""
    reader = warehouse_of(site, world.province)
    asked = {"organization": "T", "from": "2026-05-01", "until": "2026-06-01", "by": "organization"}

    def status(seconds: int) -> int:
        cursor = Cursor(site.now + timedelta(seconds=seconds), "T").written()
        return reader.get(f"{API}/figures", query_string=asked | {"cursor": cursor}).status_code

    assert [status(each) for each in (-3600, 0, 5, 3600)] == [200, 200, 200, 422]


@pytest.mark.parametrize("asked", [{"cursor": "!!"}, {"cursor": "WzFd"}, {"limit": "0"}])
def test_a_cursor_of_somebody_elses_making_is_refused(
    site: Site, world: World, asked: dict[str, str]
) -> None:
    plain = {"organization": "T", "from": "2026-05-01", "until": "2026-06-01"}
    answer = warehouse_of(site, world.province).get(f"{API}/figures", query_string=plain | asked)
    assert answer.status_code == 422
    assert fields_of(answer.get_json()).keys() == asked.keys()
