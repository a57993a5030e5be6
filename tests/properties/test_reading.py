"""No file and no table, however strange, ends in anything but rows or a clear refusal."""

from datetime import date
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from benefits.errors import Refusal
from benefits.exchange.reading import Sheet, Unreadable, open_table
from benefits.exchange.roster import RosterRow, RowProblem, SkippedRow, recognise
from benefits.wording import has_sentence

TODAY = date(2026, 10, 5)
BEGINNINGS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]
HEADINGS = st.sampled_from(
    [
        "STT",
        "Họ và tên",
        "Họ đệm",
        "Tên",
        "Ngày sinh",
        "Nam",
        "Nữ",
        "CCCD",
        "SĐT",
        "Mã",
        "Đơn vị",
        "Từ ngày",
        "Đến ngày",
        "Đối tượng",
        "Ghi chú",
        "member_no",
        "full_name",
        "",
        "Ngày cấp",
    ]
)
CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.text("0123456789./-+E ", max_size=14),
    st.sampled_from(["x", "Tổ 1", "Tổng cộng", "TM. BCH", "1986", "0912345678", "Lê An", "#N/A"]),
    HEADINGS,
)
ROWS = st.lists(CELLS, max_size=8)


def small_workbook() -> bytes:
    book, file = Workbook(), BytesIO()
    book.worksheets[0].append(["Họ tên", "Ngày sinh", 12.5, TODAY])
    book.save(file)
    return file.getvalue()


WORKBOOK = small_workbook()


def is_read_or_refused(content: bytes) -> bool:
    try:
        rows = [row for sheet in open_table(content, "a") for row in sheet.rows]
    except Unreadable as refusal:
        return has_sentence(refusal.code)
    return all(line >= 1 and all(isinstance(cell, str) for cell in row) for line, row in rows)


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    assert is_read_or_refused(beginning + rest)


@given(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_some_bytes_changed_is_read_or_refused(place: int, other: bytes) -> None:
    assert is_read_or_refused(WORKBOOK[:place] + other + WORKBOOK[place + len(other) :])


@given(st.lists(HEADINGS, min_size=1, max_size=8), st.lists(ROWS, max_size=8))
def test_every_row_but_those_of_the_heading_is_told_of_exactly_once(
    headings: list[str], below: list[list[str]]
) -> None:
    table = [["Họ tên", *headings], *below]
    rows = list(enumerate(table, start=1))
    found = recognise(Sheet("a", iter(rows)), today=TODAY)
    outcomes = list(found.rows)
    told = {outcome.line for outcome in outcomes}
    heading = sorted(set(range(1, len(table) + 1)) - told)
    assert 1 <= len(heading) <= 3
    assert heading == list(range(heading[0], heading[-1] + 1))
    for outcome in outcomes:
        assert isinstance(outcome, RosterRow | RowProblem | SkippedRow)
        if not isinstance(outcome, RosterRow):
            assert has_sentence(outcome.code)


@given(st.lists(ROWS, max_size=10))
def test_any_table_is_recognised_or_refused(table: list[list[str]]) -> None:
    assert all(map(has_sentence, codes_of(table)))


def codes_of(table: list[list[str]]) -> set[str]:
    try:
        found = recognise(Sheet("a", iter(list(enumerate(table, start=1)))), today=TODAY)
    except Refusal as refusal:
        return {refusal.code}
    return {row.code for row in found.rows if not isinstance(row, RosterRow)}
