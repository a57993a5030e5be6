"""Offers of every shape go into a file and come back elsewhere as they were."""

from pathlib import Path

import pytest
from sqlalchemy import select

from benefits import exchange
from benefits.agreements import OfferVersion, rule_of
from benefits.agreements.rules import parse
from benefits.database import Database
from benefits.exchange import RowState
from tests import files
from tests.integration.test_exchange import taking
from tests.world import World

GIVING: dict[str, dict[str, object]] = {
    "tiers": {"tiers": {"by": "group_size", "steps": [{"at_least": 40, "basis_points": 1000}]}},
    "groups": {"groups": [{"group": "Sữa", "basis_points": 500, "up_to": 2500}]},
    "payers": {"subsidies": [{"payer": "ldld", "amount": 300_000}]},
}
HEADER = "code,agreement_number,title,discount,value,rule"


@pytest.mark.parametrize("given", GIVING.values(), ids=GIVING)
def test_an_offer_without_a_share_of_its_own_comes_back(
    database: Database, tmp_path: Path, given: dict[str, object]
) -> None:
    rule = parse("percent", "", "", "", given)
    with database.write() as session:
        world = World(session)
        told = {"value": 0, "ceiling": None, "rule": rule.extras()}
        world.offered("AK-X", world.agreement, "Tùy từng trường hợp", **told)  # type: ignore[arg-type]
    out = tmp_path / "out.csv"
    with database.read() as session:
        exchange.write(session, "offers", out)
    assert {row["code"]: row["value"] for row in files.read(out)}["AK-X"] == ""
    outcome = taking(database, "offers", out).run()
    assert set(outcome.states) == {RowState.SAME}, outcome.refused
    with database.read() as session:
        version = session.scalars(select(OfferVersion).order_by(OfferVersion.id.desc())).first()
        assert version is not None
        assert rule_of(version) == rule


@pytest.mark.parametrize("value", ["0", "0%", "0,0 %"])
def test_a_share_of_nothing_may_be_written_where_somebody_else_gives(
    database: Database, tmp_path: Path, value: str
) -> None:
    with database.write() as session:
        World(session)
    file = tmp_path / "in.csv"
    payer = '"{""subsidies"": [{""payer"": ""cdcs"", ""amount"": 2000}]}"'
    rows = [
        f'AK-S,01/TT-LĐLĐ,Công đoàn trả thêm,percent,"{value}",{payer}',
        f'AK-0,01/TT-LĐLĐ,Không giảm gì,percent,"{value}",',
    ]
    file.write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    outcome = taking(database, "offers", file).run()
    assert [(each.line, each.code) for each in outcome.refused] == [(3, "percent_out_of_range")]


def test_a_rule_is_written_alike_however_its_parts_were_put_down(
    database: Database, tmp_path: Path
) -> None:
    extras = {"up_to": 2500, **GIVING["payers"], **GIVING["tiers"]}
    with database.write() as session:
        world = World(session)
        for code, told in (("AK-X", extras), ("AK-Y", dict(reversed(extras.items())))):
            world.offered(code, world.agreement, "Giảm", ceiling=None, rule=told)
    out = tmp_path / "out.csv"
    with database.read() as session:
        exchange.write(session, "offers", out)
    rules = {row["code"]: row["rule"] for row in files.read(out)}
    assert rules["AK-X"] == rules["AK-Y"] != ""
