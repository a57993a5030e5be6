"""What one installation counts, another counts too, whatever was entered late or put in between."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from benefits import exchange
from benefits.agreements import Agreement, Coverage, OfferVersion, State, state_of
from benefits.database import Database
from benefits.exchange import RowState
from benefits.members import Member, Membership
from benefits.organization import Organization, by_code
from benefits.partners import Partner
from tests import files
from tests.integration.test_exchange import elsewhere, figures, take_all, taking


def offers(database: Database, folder: Path, *rows: str) -> exchange.Outcome:
    file = folder / "uu-dai.csv"
    header = files.FILES["offers"].splitlines()[0]
    file.write_text("\n".join((header, *rows)), encoding="utf-8")
    return taking(database, "offers", file).run()


def days_of(database: Database, title: str) -> list[tuple[date, date | None, int]]:
    version = OfferVersion
    with database.read() as session:
        rows = session.execute(
            select(version.valid_from, version.valid_until, version.value)
            .where(version.title == title)
            .order_by(version.valid_from)
        )
        return [(since, until, value) for since, until, value in rows]


def agreement_of(database: Database, number: str) -> Agreement:
    with database.read() as session:
        return session.scalars(select(Agreement).where(Agreement.number == number)).one()


def test_what_was_entered_late_takes_no_use_back_elsewhere(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Somebody who had left before buying, an agreement that was over, a unit covered later."""
    take_all(database, files.write(tmp_path))
    with database.write() as session:
        left = session.scalars(
            select(Membership)
            .join(Member, Member.id == Membership.member_id)
            .where(Member.member_no == "003")
        ).one()
        left.valid_until = date(2026, 4, 1)
        over = session.scalars(select(Agreement).where(Agreement.number == "01/TT")).one()
        over.terminated_on, over.termination_reason = date(2026, 2, 15), "Hết hạn sớm"
        unit = by_code(session, "BAC").id
        session.add(Coverage(agreement_id=over.id, organization_id=unit, since=date(2026, 2, 1)))
    before = figures(database)
    other = elsewhere(database, tmp_path, request)
    assert figures(other) == before
    [since] = [
        row["covers"]
        for row in files.read(tmp_path / "out-agreements.csv")
        if row["number"] == "01/TT"
    ]
    assert since == "BAC@2026-02-01;T"
    plain = tmp_path / "plain.csv"
    lines = files.FILES["purchases"].splitlines()
    late = lines[4].replace("000000000004,", "000000000014,")
    plain.write_text("\n".join((lines[0], late)), encoding="utf-8")
    outcome = taking(database, "purchases", plain).run()
    assert [problem.code for problem in outcome.refused] == ["membership_not_open"]
    own = taking(database, "agreements", tmp_path / "out-agreements.csv").run()
    assert set(own.states) == {RowState.SAME}
    assert agreement_of(database, "01/TT").valid_until is None
    other.close()


def test_a_version_put_before_a_planned_one_is_carried_along(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    take_all(database, files.write(tmp_path))
    planned = 'MOI,01/TT,Giảm lãi,doi_tac,percent,3,,,,"{""from"": ""2026-12-01""}"'
    between = 'MOI,01/TT,Giảm lãi,doi_tac,percent,0.5%,,,,"{""from"": ""2026-11-01""}"'
    for row in ("MOI,01/TT,Giảm lãi,doi_tac,percent,2,,,,", planned, between):
        assert not offers(database, tmp_path, row).refused
    expected = [
        (date(2026, 1, 1), date(2026, 11, 1), 200),
        (date(2026, 11, 1), date(2026, 12, 1), 50),
        (date(2026, 12, 1), None, 300),
    ]
    assert days_of(database, "Giảm lãi") == expected
    assert offers(database, tmp_path, between).states == {RowState.SAME: 1}
    other = elsewhere(database, tmp_path, request)
    assert days_of(other, "Giảm lãi") == expected
    other.close()


def test_a_draft_is_carried_nowhere_and_a_file_puts_it_in_force(
    database: Database, tmp_path: Path
) -> None:
    places = files.write(tmp_path)
    take_all(database, places)
    with database.write() as session:
        session.scalars(select(Agreement).where(Agreement.number == "01/TT")).one().is_draft = True
    with database.read() as session:
        exchange.write(session, "agreements", tmp_path / "a.csv")
        exchange.write(session, "offers", tmp_path / "o.csv")
    assert [row["number"] for row in files.read(tmp_path / "a.csv")] == ["02/TT"]
    assert [row["code"] for row in files.read(tmp_path / "o.csv")] == ["BOI"]
    outcome = taking(database, "agreements", places["agreements"]).run()
    assert [problem.code for problem in outcome.flagged] == ["draft_in_force"]
    assert not agreement_of(database, "01/TT").is_draft


def test_an_agreed_price_may_be_that_of_a_flat(database: Database, tmp_path: Path) -> None:
    take_all(database, files.write(tmp_path))
    outcome = offers(database, tmp_path, "NHA,01/TT,Nhà ở xã hội,doi_tac,price,3000000000,,,,")
    assert outcome.states == {RowState.ADDED: 1}
    [(_since, _until, value)] = days_of(database, "Nhà ở xã hội")
    assert value == 3_000_000_000
    many = '"{""limits"": [{""scope"": ""member"", ""window"": ""day"", ""allowed"": 9999999999}]}"'
    refused = offers(database, tmp_path, f"NHA2,01/TT,Nhà,doi_tac,price,1,,,,{many}").refused
    assert [problem.code for problem in refused] == ["rule_terms_invalid"]


def test_a_file_brings_back_nothing_that_was_called_off(database: Database, tmp_path: Path) -> None:
    take_all(database, files.write(tmp_path))
    with database.write() as session:
        over = session.scalars(select(Agreement).where(Agreement.number == "02/TT")).one()
        over.valid_from = over.terminated_on = date(2027, 1, 1)
        over.valid_until, partner, unit = None, over.partner_id, over.signed_by_id
        codes = (session.get_one(Partner, partner).code, session.get_one(Organization, unit).code)
    file = tmp_path / "som-hon.csv"
    row = ",".join(("02/TT", *codes, "2026-02-01", "2026-12-01", ""))
    header = "number,partner_code,signed_by,signed_on,valid_from,valid_until"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert not taking(database, "agreements", file).run().refused
    found = agreement_of(database, "02/TT")
    assert (found.valid_from, found.terminated_on) == (date(2026, 12, 1), date(2026, 12, 1))
    assert state_of(found, date(2026, 12, 15)) is State.TERMINATED
