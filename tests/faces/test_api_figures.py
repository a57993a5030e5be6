"""Figures and reports for programs: of the units below the token's own, and of no other."""

from typing import Any

import pytest

from benefits import organization
from benefits.organization import Level, TagKind
from benefits.periods import day_of
from tests.faces.people import Site, Visitor
from tests.faces.till import API, Till, fields_of, program_at, warehouse_of
from tests.support.deciding import decided, merging
from tests.world import BEGAN, KNOWN, World

MAY = {"from": "2026-05-01", "until": "2026-06-01"}


@pytest.fixture
def till(site: Site, world: World) -> Till:
    return Till(program_at(site, world.outlet.id), world)


@pytest.fixture
def warehouse(site: Site, world: World) -> Visitor:
    return warehouse_of(site, world.north)


def figures(client: Visitor, **asked: str) -> dict[str, Any]:
    answer = client.get(f"{API}/figures", query_string=MAY | {"organization": "SEN"} | asked)
    assert answer.status_code == 200, answer.get_json()
    return dict(answer.get_json())


def test_they_are_what_the_command_line_answers(till: Till, warehouse: Visitor) -> None:
    till.record()
    answer = figures(warehouse, organization="BAC", by="organization", cutoff="1")
    assert answer.keys() == {
        *("organization", "from", "until", "tree", "as_of", "pending", "rows", "server_time")
    }
    assert (answer["organization"], answer["until"], answer["tree"]) == (
        "BAC",
        "2026-06-01",
        "then",
    )
    rows = {row.pop("key"): row for row in answer["rows"]}
    assert rows.keys() == {"BAC", "SEN"}
    assert rows["SEN"] == {
        "name": "CĐCS Công ty Hoa Sen",
        "people": 1,
        "uses": 1,
        "benefit": 30_000,
        "subsidy": 0,
        "turnover": 170_000,
    }


def test_a_tag_leaves_of_a_unit_what_its_own_units_did(
    till: Till, warehouse: Visitor, world: World
) -> None:
    till.record()
    zone = organization.make_tag(
        world.session, "KCN Hòa Phú", TagKind.KCN, held_by_id=world.province.id, now=KNOWN
    )
    organization.make_tag(
        world.session, "Nhóm của Bình Minh", TagKind.KHAC, held_by_id=world.dawn.id, now=KNOWN
    )
    assert figures(warehouse, tag="KCN Hòa Phú")["rows"][0]["uses"] == 0
    organization.put_into(world.session, zone, [world.north.id], BEGAN, now=KNOWN)
    assert figures(warehouse, tag="kcn hoa phu")["rows"][0]["uses"] == 1
    organization.make_tag(
        world.session, zone.name, TagKind.KHAC, held_by_id=world.north.id, now=KNOWN
    )
    asked = MAY | {"organization": "SEN", "tag": zone.name}
    doubtful = warehouse.get(f"{API}/figures", query_string=asked)
    assert (doubtful.status_code, doubtful.get_json()["code"]) == (422, "tag_ambiguous")
    assert figures(warehouse, tag=f"T:{zone.name}")["rows"][0]["uses"] == 1
    for name in ("Nhóm của Bình Minh", "Không có"):
        asked = MAY | {"organization": "SEN", "tag": name}
        assert warehouse.get(f"{API}/figures", query_string=asked).status_code == 404


@pytest.mark.parametrize("asked", [{"by": "partner"}, {"until": "2026-05-02"}])
def test_a_part_of_a_few_people_is_told_of_as_a_whole_alone(
    warehouse: Visitor, world: World, asked: dict[str, str]
) -> None:
    part = world.unit("TO7", "Tổ công đoàn số 7", Level.BO_PHAN, world.lotus)
    world.member("DV100", "Nguyễn Thị Hoa", part)
    wanted = MAY | {"organization": "TO7"} | asked
    answer = warehouse.get(f"{API}/figures", query_string=wanted)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "few_people")
    assert "dưới 5 người" in answer.get_data(as_text=True)
    assert figures(warehouse, organization="TO7", by="month")["rows"]
    days = figures(warehouse, until="2026-05-02", by="organization")["rows"]
    assert [row["key"] for row in days] == ["SEN"]


@pytest.mark.parametrize("by", ["month", "organization", "partner", "agreement", "category"])
@pytest.mark.parametrize("tree", ["then", "now"])
def test_every_cut_adds_up(till: Till, warehouse: Visitor, by: str, tree: str) -> None:
    till.record()
    rows = figures(warehouse, by=by, tree=tree)["rows"]
    assert sum(row["uses"] for row in rows) == 1


@pytest.mark.parametrize("code", ["NAM", "BM", "T", "KHÔNG CÓ"])
def test_no_unit_but_those_below_the_token_is_there(warehouse: Visitor, code: str) -> None:
    asked = MAY | {"organization": code}
    assert warehouse.get(f"{API}/figures", query_string=asked).status_code == 404
    report = f"{API}/reports/bt259-pl01/{code}/2026-05"
    assert warehouse.get(report).status_code == 404


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"from": "1/5/2026"}, {"from": "day_unreadable"}),
        ({"from": "2026-W01-1"}, {"from": "day_unreadable"}),
        ({"from": "20260501"}, {"from": "day_unreadable"}),
        ({"from": ["2026-05-01", "2026-02-01"]}, {"from": "field_twice"}),
        ({"until": "2026-05-01"}, {"until": "empty_period"}),
        ({"from": "2001-05-01", "by": "month"}, {"from": "period_too_long"}),
        ({"by": "kind"}, {"by": "choice_unknown"}),
        ({"cutoff": "2", "tree": "x"}, {"cutoff": "choice_unknown", "tree": "choice_unknown"}),
        ({"bye": "month"}, {"bye": "field_unknown"}),
    ],
)
def test_mistakes_name_their_parameters(
    warehouse: Visitor, asked: dict[str, Any], named: dict[str, str]
) -> None:
    everything = MAY | {"organization": "SEN"} | asked
    answer = warehouse.get(f"{API}/figures", query_string=everything)
    assert (answer.status_code, fields_of(answer.get_json())) == (422, named)


@pytest.mark.either_database
def test_a_report_is_filled_in(till: Till, warehouse: Visitor) -> None:
    till.record()
    report = warehouse.get(f"{API}/reports/bt259-pl01/SEN/2026-05").get_json()
    assert (report["form"], report["from"], report["stage"]) == (
        "bt259-pl01",
        "2026-04-15",
        "draft",
    )
    assert 30_000 in [row["exact"] for row in report["rows"]]
    assert report["server_time"]
    for path in ("khac/SEN/2026-05", "bt259-pl01/SEN/2026-13", "bt259-pl01/SEN/2026"):
        answer = warehouse.get(f"{API}/reports/{path}")
        assert answer.status_code in {404, 422}
        assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["code"] == "form_is_for_month"


@pytest.mark.either_database
def test_a_code_with_a_stroke_names_its_unit(warehouse: Visitor, world: World) -> None:
    world.unit("SEN/01", "Công đoàn bộ phận 01", Level.BO_PHAN, world.lotus)
    for code in ("SEN/01", "SEN%2F01"):
        report = warehouse.get(f"{API}/reports/bt259-pl01/{code}/2026-05").get_json()
        assert report["organization"] == "SEN/01"


def test_a_token_of_the_top_unit_reads_everything(site: Site, world: World, till: Till) -> None:
    till.record()
    rows = figures(warehouse_of(site, world.province), organization="T")["rows"]
    assert rows[0]["uses"] == 1


@pytest.mark.either_database
def test_a_unit_that_merged_into_ours_is_asked_by_its_successor(
    site: Site, till: Till, warehouse: Visitor, world: World
) -> None:
    """As at the desk: its past went along, and nobody else could ask for it."""
    till.record()
    successor = warehouse_of(site, world.dawn)
    asked = MAY | {"organization": "SEN"}
    assert successor.get(f"{API}/figures", query_string=asked).status_code == 404
    decided(world, site.now, merging(day_of(site.now)))
    assert figures(successor)["organization"] == "SEN"
    assert figures(warehouse)["organization"] == "SEN"
