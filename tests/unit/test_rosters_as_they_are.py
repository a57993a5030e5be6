"""Every habit at once, written by three programs that have nothing in common."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benefits.exchange.reading import Encoding, open_table, written_line
from benefits.exchange.roster import Recognised, RosterRow, RowProblem, SkippedRow, recognise
from tests.support.quirky_roster import FLAGGED, KINDS, PAGES, PEOPLE, REFUSED, SKIPPED
from tests.support.rosters import TODAY
from tests.support.writers import by_libreoffice, by_openpyxl, by_xlsxwriter

WRITERS: dict[str, Callable[[Path], bytes]] = {
    "openpyxl": lambda _: by_openpyxl(PAGES),
    "XlsxWriter": lambda _: by_xlsxwriter(PAGES),
    "LibreOffice, xlsx": lambda folder: by_libreoffice("xlsx", folder),
    "LibreOffice, xls": lambda folder: by_libreoffice("xls", folder),
}


@pytest.fixture(params=WRITERS)
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Recognised:
    return recognise(open_table(WRITERS[request.param](tmp_path), "ds"), today=TODAY)


def test_three_writers_give_the_same_people_problems_and_passed_over_rows(
    found: Recognised,
) -> None:
    assert [sheet.name for sheet in found.sheets] == ["Tổ 1", "Tổ 2"]
    assert [sheet.hidden_columns for sheet in found.sheets] == [("Điện thoại",)] * 2
    rows = list(found.rows)
    people = [row for row in rows if isinstance(row, RosterRow)]
    assert [
        (
            written_line(row.line),
            row.full_name,
            row.birth_date,
            row.sex,
            row.phone,
            row.citizen_id and row.citizen_id.number,
            row.section,
        )
        for row in people
    ] == PEOPLE
    assert [row.kind for row in people] == KINDS
    assert [(written_line(row.line), flag.code) for row in people for flag in row.flags] == FLAGGED
    problems = [row for row in rows if isinstance(row, RowProblem)]
    assert [(written_line(row.line), row.value, row.code) for row in problems] == REFUSED
    skipped = [(written_line(row.line), row.code) for row in rows if isinstance(row, SkippedRow)]
    assert [each for each in skipped if each[1] != "row_is_blank"] == SKIPPED
    assert found.encodings[Encoding.TCVN3] == 10
    assert found.encodings[Encoding.VNI] == 2
