"""A base union named in a list, with or without the words that its name begins with."""

from datetime import date
from pathlib import Path

import pytest

from benefits import organization
from benefits.database import Database
from benefits.exchange import RowState
from benefits.organization import by_code
from tests.support.given_rosters import NOW, Union, codes


@pytest.fixture
def union(database: Database, tmp_path: Path) -> Union:
    return Union(database, tmp_path)


def test_a_base_union_is_known_with_or_without_what_its_name_begins_with(union: Union) -> None:
    with union.database.write() as session:
        for code, name, above in (("VP1", "Kho", "SEN"), ("CT", "Công ty Bình Minh", "BAC")):
            level = organization.Level.CO_SO if code == "CT" else organization.Level.BO_PHAN
            parent = by_code(session, above)
            organization.establish(
                session, code, name, level, parent, day=date(2024, 1, 1), now=NOW
            )
    head = "STT,Họ và tên,Năm sinh\n"
    titles = "II. Công ty Hoa Sen,,\n1,Lê An,1990\nIII. Công đoàn cơ sở Kho,,\n1,Lê Ba,1990\n"
    outcome = union.take(head + titles, "T")
    assert union.spans("Lê An")[0][0] == "SEN"
    assert union.spans("Lê Ba")[0][0] == "T"
    assert codes(outcome)["joins_above"] == 1
    column = (
        "Họ và tên,Đơn vị\nVũ An,Công đoàn cơ sở Công ty Hoa Sen\nVũ Ba,CĐCS Công ty Bình Minh\n"
    )
    assert union.take(column + "Vũ Chi,CĐ cơ sở Công ty Bình Minh\n", "T").states == {
        RowState.ADDED: 2,
        RowState.REFUSED: 1,
    }
    assert [union.spans(name)[0][0] for name in ("Vũ An", "Vũ Ba")] == ["SEN", "BM"]
