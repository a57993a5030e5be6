"""Files in and out: imported, imported again, exported, imported elsewhere, killed half-way."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits import exchange
from benefits.database import Database, open_database
from benefits.exchange import KINDS, Circumstances, Outcome, RowState, Taking, applying
from benefits.figures import By, Question, Row, ask
from benefits.members import Member, Membership
from benefits.organization import by_code
from benefits.periods import Period
from benefits.purchases.models import Attribution, Purchase
from tests import files

NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def taking(database: Database, kind: str, file: Path) -> Taking:
    return Taking(database, KINDS[kind], file, Circumstances(now=NOW, secret=b"key"))


def take_all(database: Database, places: dict[str, Path]) -> dict[str, Outcome]:
    return {kind: taking(database, kind, file).run() for kind, file in places.items()}


def figures(database: Database) -> list[Row]:
    with database.read() as session:
        top = by_code(session, "T").id
        later = datetime(2030, 1, 1, tzinfo=UTC)
        return [
            row
            for by in (None, By.ORGANIZATION, By.MONTH, By.PARTNER, By.CATEGORY, By.AGREEMENT)
            for row in ask(session, Question(top, YEAR, later, by=by)).rows
        ]


def test_the_nine_files_make_the_figures_written_by_hand(
    database: Database, tmp_path: Path
) -> None:
    outcomes = take_all(database, files.write(tmp_path))
    assert {kind: outcome.refused for kind, outcome in outcomes.items() if outcome.refused} == {}
    by_unit = {row.key: row[2:5] for row in figures(database)}
    assert by_unit["T"] == (4, 5, 15_000 + 15_000 + 50_000 + 15_000 + 30_000)
    assert by_unit["SEN"] == (2, 2, 30_000)  # Hạnh, and Sơn of the unit that merged into it
    assert by_unit["BM"] == (2, 3, 95_000)
    assert by_unit["BAC"] == (3, 3, 80_000)  # what Bình Minh did before it moved stays here
    assert by_unit["NAM"] == (2, 2, 45_000)
    assert by_unit["nha_van_hoa"] == (1, 1, 30_000)


def test_the_same_file_again_changes_nothing(database: Database, tmp_path: Path) -> None:
    places = files.write(tmp_path)
    take_all(database, places)
    before = figures(database)
    for kind, outcome in take_all(database, places).items():
        assert Counter(outcome.states) == Counter({RowState.SAME: outcome.read}), kind
    assert figures(database) == before


def elsewhere(database: Database, folder: Path, request: pytest.FixtureRequest) -> Database:
    """Another installation that took in everything this one exports; nothing may be refused."""
    places = {kind: folder / f"out-{kind}.csv" for kind in KINDS}
    with database.read() as session:
        for kind, place in places.items():
            exchange.write(session, kind, place)
    copy = folder / "other.db"
    copy.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
    other = open_database(f"sqlite:///{copy}")
    outcomes = take_all(other, places)
    assert {kind: outcome.refused for kind, outcome in outcomes.items() if outcome.refused} == {}
    return other


def test_what_is_exported_reads_back_to_the_same_figures(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    take_all(database, files.write(tmp_path))
    other = elsewhere(database, tmp_path, request)
    assert figures(other) == figures(database)
    with other.read() as session:
        for kind in KINDS:
            place = tmp_path / f"out-{kind}.csv"
            exchange.write(session, kind, tmp_path / f"again-{kind}.csv")
            assert (tmp_path / f"again-{kind}.csv").read_bytes() == place.read_bytes(), kind
    other.close()


def test_a_killed_import_goes_on_where_it_stopped(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"{n:05},Nguyễn Văn {n},,,,,SEN,doan_vien,2024-01-01," for n in range(1, 501)]
    places = files.write(tmp_path)
    taking(database, "organizations", places["organizations"]).run()
    roster = tmp_path / "roster.csv"
    header = files.FILES["members"].splitlines()[0]
    roster.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")

    class Killed(Exception):
        pass

    def die(done: int, of: int) -> None:
        if of and done >= 200:
            raise Killed

    first = taking(database, "members", roster)
    first.progress = die
    with pytest.raises(Killed):
        first.run()
    with database.read() as session:
        half = session.scalar(select(func.count(Member.id))) or 0
    assert 0 < half < 500
    outcome = taking(database, "members", roster).run()
    assert outcome.states[RowState.ADDED] == 500
    with database.read() as session:
        assert session.scalar(select(func.count(Member.id))) == 500
        assert session.scalar(select(func.count()).select_from(Membership)) == 500
    monkeypatch.setattr(applying, "MOST_ROWS", 7)
    assert taking(database, "members", roster).run().states[RowState.SAME] == 500


def test_a_rehearsal_says_what_would_happen_and_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    places = files.write(tmp_path)
    taking(database, "organizations", places["organizations"]).run()
    found = taking(database, "members", places["members"]).rehearse()
    assert found.read == 6
    assert found.states[RowState.REFUSED] == 0
    with database.read() as session:
        assert session.scalar(select(func.count(Member.id))) == 0


def test_a_wrong_row_is_named_and_the_others_go_on(database: Database, tmp_path: Path) -> None:
    places = files.write(tmp_path)
    with places["purchases"].open("a", encoding="utf-8") as opened:
        opened.write(
            "00000000-0000-4000-8000-000000000007,C9,AK1,AK15,2026-02-10T09:00:00+07:00,1,1,,,\n"
            "không-phải-uuid,C1,AK1,AK15,2026-02-10T09:00:00+07:00,1,1,,,\n"
            "00000000-0000-4000-8000-000000000008,C1,AK1,AK15,2026-02-10 09:00,1,1,,,\n"
            "00000000-0000-4000-8000-000000000009,C4,AK1,AK15,2026-06-02T09:00:00+07:00,1,1,,,\n"
            "00000000-0000-4000-8000-00000000000a,C1,AK1,AK15,2025-02-10T09:00:00+07:00,1,1,,,\n"
        )
    outcome = take_all(database, places)["purchases"]
    assert outcome.states[RowState.ADDED] == 6
    refused = {(problem.line, problem.column) for problem in outcome.refused}
    assert {line for line, _ in refused} == {8, 9, 10, 11, 12}
    assert {(8, "card_code"), (9, "id"), (10, "bought_at")} <= refused


def test_a_transfer_told_late_moves_the_use_and_not_the_row(
    database: Database, tmp_path: Path
) -> None:
    places = files.write(tmp_path)
    take_all(database, places)
    roster = tmp_path / "late.csv"
    header = files.FILES["members"].splitlines()[0]
    roster.write_text(f"{header}\n003,,,,,,SEN,,2026-04-01,\n", encoding="utf-8")
    assert taking(database, "members", roster).run().refused == []
    with database.read() as session:
        moved = session.scalars(select(Attribution)).all()
        assert [str(each.purchase_id)[-1] for each in moved] == ["4"]
        assert session.scalar(select(func.count(Purchase.id))) == 6
    by_unit = {row.key: row[2:5] for row in figures(database)}
    assert by_unit["SEN"] == (3, 3, 45_000)
    assert by_unit["NAM"] == (1, 1, 30_000)


def test_a_card_lost_today_keeps_its_uses_elsewhere(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    take_all(database, files.write(tmp_path))
    cards = tmp_path / "lost.csv"
    header = files.FILES["cards"].splitlines()[0]
    cards.write_text(f"{header}\nC1,001,print,lost,,,\nC2,002,,revoked,,,\n", encoding="utf-8")
    assert taking(database, "cards", cards).run().states[RowState.CHANGED] == 2
    before = figures(database)
    other = elsewhere(database, tmp_path, request)
    assert figures(other) == before
    other.close()


def test_versions_and_many_rows_are_taken_in_alike_twice(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "MOST_ROWS", 3)
    places = files.write(tmp_path)
    take_all(database, places)
    assert taking(database, "offers", places["offers"]).run().states == {RowState.SAME: 4}


def test_a_long_list_of_units_does_not_change_what_separates_columns(
    database: Database, tmp_path: Path
) -> None:
    places = files.write(tmp_path)
    take_all(database, places)
    lone = tmp_path / "agreement.csv"
    header = files.FILES["agreements"].splitlines()[0]
    covers = ";".join(["SEN", "BM", "BAC", "NAM"] * 10)
    lone.write_text(f"{header}\n03/TT,AK,T,2026-01-01,2026-01-01,,{covers}\n", encoding="utf-8")
    outcome = taking(database, "agreements", lone).run()
    assert (outcome.refused, outcome.states[RowState.ADDED]) == ([], 1)


def test_a_percentage_a_spreadsheet_turned_into_a_fraction_is_not_believed(
    database: Database, tmp_path: Path
) -> None:
    take_all(database, files.write(tmp_path))
    offers = tmp_path / "offers.csv"
    header = files.FILES["offers"].splitlines()[0]
    offers.write_text(f"{header}\nX,01/TT,Giảm 7%,,percent,0.07,,,,\n", encoding="utf-8")
    [problem] = taking(database, "offers", offers).run().refused
    assert (problem.line, problem.column, problem.code) == (2, "value", "percent_below_one")


def test_who_is_new_belongs_since_the_unit_exists_and_a_closed_unit_takes_nobody_in(
    database: Database, tmp_path: Path
) -> None:
    places = files.write(tmp_path)
    taking(database, "organizations", places["organizations"]).run()
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "member_no,full_name,organization_code\n1,Lý Văn An,SEN\n2,Lý Văn Bình,CU\n",
        encoding="utf-8",
    )
    outcome = taking(database, "members", roster).run()
    assert [(each.line, each.code) for each in outcome.refused] == [(3, "unit_closed")]
    with database.read() as session:
        assert set(session.scalars(select(Membership.valid_from))) == {date(2020, 1, 1)}
