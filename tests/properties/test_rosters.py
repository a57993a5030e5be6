"""However a union lays out its list, the same people come out of it."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from benefits.exchange.reading import open_table
from benefits.exchange.roster import RosterRow, RowProblem, recognise

TODAY = date(2026, 10, 5)
Value = str | int | date | None
Table = list[list[Value]]


@dataclass(frozen=True)
class Person:
    name: str
    birth: date
    sex: str
    phone: str
    paper: str
    number: str


@dataclass(frozen=True)
class Column:
    """One way to write one thing: its heading and what goes into a person's cell."""

    heading: str
    cell: Callable[[Person], Value]


def column(heading: str, cell: Callable[[Person], Value]) -> Column:
    return Column(heading, cell)


def slashes(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


NAMES = st.sampled_from(
    ["Nguyễn Văn An", "TRẦN THỊ HOÀ", "Tô Trường Giang", "Tống Thị Cộng", "H'Hen Niê", "Bàn Văn Tổ"]
)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    birth=st.dates(date(1951, 1, 1), date(2008, 12, 31)),
    sex=st.sampled_from(["nam", "nu"]),
    phone=st.integers(0, 9_999_999).map(lambda number: f"091{number:07}"),
    paper=st.integers(0, 899_999).map(lambda number: f"001086{number + 100_000}"),
    number=st.integers(1, 9999).map(lambda number: f"ĐV-{number:04}"),
)
WAYS: list[list[Column]] = [
    [
        column("Họ và tên", lambda person: person.name),
        column("HỌ TÊN ĐOÀN VIÊN", lambda person: f"  {person.name}\u00a0"),
        column("ho ten", lambda person: unicodedata.normalize("NFD", person.name)),
    ],
    [
        column("Ngày sinh", lambda person: slashes(person.birth)),
        column("Ngày, tháng, năm sinh", lambda person: person.birth.strftime("%d.%m.%y")),
        column("NGAY SINH", lambda person: person.birth),
        column("Ngày sinh (dd/mm/yyyy)", lambda person: (person.birth - date(1899, 12, 30)).days),
    ],
    [
        column("Giới tính", lambda person: {"nam": "Nam", "nu": "Nữ"}[person.sex]),
        column("Phái", lambda person: {"nam": "NAM", "nu": "NU"}[person.sex]),
    ],
    [
        column("Số điện thoại", lambda person: person.phone),
        column("SĐT", lambda person: int(person.phone)),
        column("ĐTDĐ", lambda person: f"{person.phone[:4]}.{person.phone[4:7]}.{person.phone[7:]}"),
    ],
    [
        column("Số CMND/CCCD", lambda person: person.paper),
        column("CCCD", lambda person: int(person.paper)),
    ],
    [column("Mã đoàn viên", lambda person: person.number)],
    [column("Dân tộc", lambda _: "Kinh")],
]
LAYOUTS = st.tuples(*map(st.sampled_from, WAYS)).flatmap(lambda ways: st.permutations(list(ways)))
TITLES: Table = [["CÔNG ĐOÀN CƠ SỞ A"], [], [None, "DANH SÁCH ĐOÀN VIÊN"]]
ENDING: Table = [
    [],
    ["Tổng cộng: 3"],
    [None, None, None, "Huế, ngày 5 tháng 10 năm 2026"],
    [None, "NGƯỜI LẬP BIỂU", None, "TM. BAN CHẤP HÀNH"],
    [None, "Phạm Văn Ký", None, "Hồ Chủ"],
]


def by_openpyxl(table: Table) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in table:
        book.worksheets[0].append(row)
    book.save(file)
    return file.getvalue()


def by_xlsxwriter(table: Table) -> bytes:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(table):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(line, place, datetime.combine(value, datetime.min.time()), day)
            elif value is not None:
                page.write(line, place, value)
    book.close()
    return file.getvalue()


def by_hand(table: Table) -> bytes:
    lines = (";".join("" if value is None else str(value) for value in row) for row in table)
    return "\r\n".join(lines).encode("utf-16")


def found_in(content: bytes) -> list[tuple[object, ...]]:
    rows = list(recognise(open_table(content, "danh-sach"), today=TODAY).rows)
    assert [row for row in rows if isinstance(row, RowProblem)] == []
    return [
        (
            row.full_name,
            row.birth_date,
            row.sex,
            row.phone,
            row.citizen_id and row.citizen_id.number,
            row.member_no,
        )
        for row in rows
        if isinstance(row, RosterRow)
    ]


def expected(people: list[Person]) -> list[tuple[object, ...]]:
    return [
        (one.name, one.birth.isoformat(), one.sex, "+84" + one.phone[1:], one.paper, one.number)
        for one in people
    ]


@given(
    people=st.lists(PEOPLE, min_size=1, max_size=4),
    columns=LAYOUTS,
    is_framed=st.booleans(),
    write=st.sampled_from([by_openpyxl, by_xlsxwriter, by_hand]),
)
@settings(max_examples=60)
def test_any_layout_gives_the_same_people(
    people: list[Person], columns: list[Column], is_framed: bool, write: Callable[[Table], bytes]
) -> None:
    table: Table = [["STT", *(column.heading for column in columns)]]
    for number, person in enumerate(people, start=1):
        if is_framed and number % 2:
            table.append([None, f"Tổ {number}"])
        table.append([number, *(column.cell(person) for column in columns)])
    if is_framed:
        table = TITLES + table + ENDING
    assert found_in(write(table)) == expected(people)


@given(
    people=st.lists(PEOPLE, min_size=1, max_size=4),
    is_ten_headed=st.booleans(),
    is_numbered=st.booleans(),
    write=st.sampled_from([by_openpyxl, by_xlsxwriter]),
)
@settings(max_examples=40)
def test_births_under_nam_and_nu_and_split_names_give_the_same_people(
    people: list[Person], is_ten_headed: bool, is_numbered: bool, write: Callable[[Table], bytes]
) -> None:
    below = ["Họ đệm", "Tên"] if is_ten_headed else [None, None]
    table: Table = [
        ["TT", "Họ và tên", None, "Ngày sinh", None, "CCCD", "Điện thoại", "Mã đoàn viên"],
        [None, *below, "Nam", "Nữ", None, None, None],
    ]
    if is_numbered:
        table.append(list(range(1, 9)))
    for number, person in enumerate(people, start=1):
        family, given_name = person.name.rsplit(" ", 1)
        births = [person.birth, None] if person.sex == "nam" else [None, slashes(person.birth)]
        paper = int(person.paper)
        table.append([number, family, given_name, *births, paper, person.phone, person.number])
    assert found_in(write(TITLES + table + ENDING)) == expected(people)
