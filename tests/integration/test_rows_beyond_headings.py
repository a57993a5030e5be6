"""Rows of text with more cells than there are headings: a comma stood outside quotes."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benefits.database import Database
from benefits.exchange import KINDS, Circumstances, Outcome, Taking
from benefits.exchange.exporting import write_workbook
from benefits.exchange.reading import pasted
from benefits.exchange.roster import RosterRow, RowProblem, recognise
from benefits.wording import sentence
from tests.support.rosters import TODAY

NOW = datetime(2026, 6, 10, 3, 0, tzinfo=UTC)
MACHINE = "member_no,full_name,birth_date,organization_code,kind,from"


def taking(database: Database, kind: str, file: Path) -> Taking:
    return Taking(database, KINDS[kind], file, Circumstances(now=NOW, secret=b"key"))


@pytest.mark.parametrize("go", [Taking.run, Taking.rehearse])
def test_a_row_that_goes_on_beyond_the_headings_is_refused_with_what_is_left_over(
    database: Database, tmp_path: Path, go: Callable[[Taking], Outcome]
) -> None:
    """A comma outside quotes moves all that follows it, and what is pushed out would be lost."""
    file = tmp_path / "partners.csv"
    file.write_text(
        "code,name,kind,tax_code,\n"
        "P1,Nhà thuốc An Khang,doanh_nghiep,0312345678,,,\n"
        "P2,Siêu thị Bốn Mùa,doanh_nghiep,0312345679, chi nhánh 2,\n"
        "P3,Nhà sách Phương Nam,doanh_nghiep\n",
        encoding="utf-8",
    )
    outcome = go(taking(database, "partners", file))
    [refused] = outcome.refused
    assert (outcome.read, refused.line, refused.code) == (3, 3, "cells_beyond_headings")
    assert refused.value == "chi nhánh 2"
    assert "dấu phẩy" in sentence(refused.code, value=refused.value)


def test_a_note_beside_a_workbook_is_no_slip(database: Database, tmp_path: Path) -> None:
    """Cells of a workbook stay where they are, whatever stands to their right."""
    file = tmp_path / "partners.xlsx"
    rows = [("code", "name", "kind"), ("P1", "An Khang", "doanh_nghiep", "xem lại")]
    write_workbook(rows, "partners", file)
    assert taking(database, "partners", file).run().refused == []


@pytest.mark.parametrize(
    "text",
    [
        (
            f"{MACHINE}\nA1,Lê An, Kế toán,1990-05-01,SEN,doan_vien,2026-01-01\n"
            "A2,Lê Bình,1991,SEN,doan_vien,2026-01-01,,\n"
        ),
        (
            "Mã NV,Họ và tên,Ngày sinh,Ghi chú\nA1,Lê An,1990,tổ 1, ca đêm\nA2,Lê Bình,1991,,\n"
            "Người lập,,,,Lê Lập\n"
        ),
    ],
)
def test_a_person_beside_whom_stands_more_than_headings_is_refused(text: str) -> None:
    """A comma outside quotes moves what follows it; blank cells at the end mean nothing."""
    told = list(recognise(pasted(text), today=TODAY).rows)
    refused = [row for row in told if isinstance(row, RowProblem)]
    assert {row.line for row in refused} == {2}
    assert "cells_beyond_headings" in {row.code for row in refused}
    assert [row.full_name for row in told if isinstance(row, RosterRow)] == ["Lê Bình"]
