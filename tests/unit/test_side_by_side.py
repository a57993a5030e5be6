"""Lists printed beside each other on one sheet: everybody of each is read."""

from benefits.exchange.reading import Doubt, Notes, Sheet, pasted, written_line
from benefits.exchange.roster import Choice, Field, RosterRow, recognise
from tests.support.rosters import TODAY, Cells, people, problems, sheet

HEADING = ["STT", "Họ và tên", "Năm sinh", "SĐT"]
BESIDE = [
    ["Danh sách tổ may"],
    [*HEADING, "", *HEADING],
    ["1", "Lê An", "1980", "0912345601", "", "4", "Lê Dung", "1990", "0912345604"],
    ["2", "Lê Bé", "1981", "", "", "5", "Lê Em", "1991", "0912345605"],
    ["3", "Lê Chi", "1982", "0912345603"],
]


def read(found: Sheet | list[Sheet], choice: Choice | None = None) -> list[tuple[str, str | None]]:
    rows = recognise(found, today=TODAY, choice=choice).rows
    return [(written_line(row.line), row.full_name) for row in rows if isinstance(row, RosterRow)]


def test_the_list_on_the_right_is_read_as_a_sheet_of_its_own() -> None:
    every = [("3", "Lê An"), ("4", "Lê Bé"), ("5", "Lê Chi"), ("2!3", "Lê Dung"), ("2!4", "Lê Em")]
    assert read(sheet(BESIDE, "Tổ may")) == every
    found = recognise(sheet(BESIDE, "Tổ may"), today=TODAY)
    assert [each.name for each in found.sheets] == ["Tổ may", "Tổ may (F–I)"]
    assert read(pasted("\n".join("\t".join(row) for row in BESIDE))) == every


def test_columns_of_each_list_are_chosen_by_the_letters_they_have_in_the_file() -> None:
    choice = Choice(columns={"Tổ may (F–I)": {8: None}}, sheets=("Tổ may (F–I)",))
    found = recognise(sheet(BESIDE, "Tổ may"), today=TODAY, choice=choice)
    assert [row.phone for row in found.rows if isinstance(row, RosterRow)] == [None, None]
    assert [each.column for each in found.headings] == [5, 6, 7, 8]


def test_letters_in_doubt_are_told_beside_whom_they_stand() -> None:
    notes = Notes(doubts={3: [Doubt(1, "text_guessed"), Doubt(6, "text_guessed")]})
    rows = iter(list(enumerate(BESIDE, 1)))
    found = recognise(Sheet("a", rows, notes=notes), today=TODAY)
    flagged = [row.full_name for row in found.rows if isinstance(row, RosterRow) and row.flags]
    assert flagged == ["Lê An", "Lê Dung"]


def test_two_names_of_which_the_second_is_no_list_refuse_the_row() -> None:
    table: Cells = [
        ["STT", "Họ và tên", "Ngày sinh", "Họ tên NLĐ"],
        ["1", "Lê An", "1980", "LÊ AN"],
        ["2", "Lê Bé", "1981", "Lê Chi"],
    ]
    assert [row.full_name for row in people(table)] == ["Lê An"]
    assert problems(table) == [(3, "Họ tên NLĐ", "Lê Chi", "two_names_in_row")]
    assert Field.FULL_NAME in {each.field for each in recognise(sheet(table), today=TODAY).headings}
