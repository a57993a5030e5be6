"""What an officer said of a partner, that its people's names are never shown, is in its file."""

from pathlib import Path

from sqlalchemy import select, update

from benefits import exchange
from benefits.database import Database
from benefits.exchange import Outcome
from benefits.partners import Partner
from benefits.partners.discreet import is_discreet
from tests import files
from tests.integration.test_exchange import taking

ROWS = ("SPA,Spa An Nhiên,doanh_nghiep", "NT,Nhà thuốc Số 5,doanh_nghiep", "X,Xe Việt,doanh_nghiep")


def take(database: Database, file: Path, header: str, *rows: str) -> Outcome:
    file.write_text("\n".join((header, *rows)), encoding="utf-8")
    return taking(database, "partners", file).run()


def told(database: Database) -> dict[str, bool | None]:
    with database.read() as session:
        return dict(session.execute(select(Partner.code, Partner.is_health)).all())


def test_what_was_said_about_health_comes_back_and_a_file_without_it_changes_nothing(
    database: Database, tmp_path: Path
) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    first = take(database, file, "code,name,kind,is_health", *(f"{row}," for row in ROWS))
    assert not first.refused
    assert told(database) == {"SPA": None, "NT": None, "X": None}
    assert not take(database, file, "code,is_health", "SPA,có", "NT,không").refused
    said = {"SPA": True, "NT": False, "X": None}
    assert told(database) == said
    take(database, file, "code,name,kind", *ROWS)
    take(database, file, "code,is_health", "SPA,", "NT,")
    assert told(database) == said
    with database.read() as session:
        exchange.write(session, "partners", out)
    assert [each["is_health"] for each in files.read(out)] == ["1", "0", ""]
    with database.write() as session:
        session.execute(update(Partner).values(is_health=None))
    assert not taking(database, "partners", out).run().refused
    assert told(database) == said
    with database.read() as session:
        partners = session.scalars(select(Partner).order_by(Partner.id)).all()
        assert [is_discreet(each) for each in partners] == [True, False, False]


def test_a_cell_that_is_neither_yes_nor_no_refuses_its_row_alone(
    database: Database, tmp_path: Path
) -> None:
    header = "code,name,kind,is_health"
    outcome = take(database, tmp_path / "in.csv", header, f"{ROWS[0]},chắc vậy", f"{ROWS[1]},x")
    assert [each.code for each in outcome.refused] == ["flag_invalid"]
    assert told(database) == {"NT": True}


def test_a_file_never_takes_back_that_a_partner_is_gone_to_in_confidence(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "in.csv"
    take(database, file, "code,name,kind", "NT,Nhà thuốc An,doanh_nghiep")
    take(database, file, "code,name", "NT,Cửa hàng An")
    assert told(database) == {"NT": True}, "as its former name told"


def test_a_no_said_of_a_former_name_says_nothing_of_one_that_tells(
    database: Database, tmp_path: Path
) -> None:
    file, header = tmp_path / "in.csv", "code,name,kind,is_health"
    take(database, file, header, "MA,Minh Anh,doanh_nghiep,0", "BT,Bút Tre,doanh_nghiep,0")
    take(database, file, "code,name", "MA,Nhà thuốc Minh Anh", "BT,Bút Tre 2")
    assert told(database) == {"MA": None, "BT": False}
    take(database, file, "code,name,is_health", "MA,Nhà thuốc Minh Anh,0")
    assert told(database)["MA"] is False, "as somebody said of this very name"
