"""Plain rows read column by column are what they are row by row."""

from datetime import date
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benefits.exchange.days import Order
from benefits.exchange.reading import Notes
from benefits.exchange.roster import Field
from benefits.exchange.roster.choosing import Choice
from benefits.exchange.roster.day_columns import with_orders
from benefits.exchange.roster.judging import Judge
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.person import read_person
from benefits.exchange.roster.picking import Picker
from benefits.exchange.roster.plain_rows import PlainRows
from benefits.exchange.roster.rows import PlainPeople
from benefits.folding import are_clean, clean

TODAY = date(2026, 5, 1)
HEADINGS = [
    *("member_no", "full_name", "birth_date", "sex", "phone", "citizen_id"),
    *("organization_code", "kind", "from", "until", "dues", "Ngày vào công đoàn"),
]
CELLS = {
    "member_no": ["DX1", "DX2", "", "#N/A"],
    "full_name": [
        *("Nguyễn Thị Hạnh", "Lê Anh Thư", "Bảy", "Lê Văn An bí thư", "An bí thư", "ĐC Lê An"),
        *("", "123", "A" * 201, "Lê An*", "An - Bình", "nt", "Trần Nhân", "Lê Văn A (nghỉ)"),
    ],
    "birth_date": ["1990-02-14", "1991", "", "31/02/1990", "5/7/1991", "07/25/1991", "2015"],
    "sex": ["nu", "Nam", "", "x"],
    "phone": ["0912345678", "", "912345678", "12"],
    "citizen_id": ["001190012345", "", "12345678901", "1.23E+11"],
    "organization_code": ["SEN", "BM", ""],
    "kind": ["doan_vien", "", "ĐV", "NLĐ chưa vào CĐ", "zzz"],
    "from": ["2024-01-01", "", "3/4/2024", "2002-01-01", "bad"],
    "until": ["", "", "2025-01-01", "2019-01-01"],
    "dues": ["", "x", "không", "?"],
    "Ngày vào công đoàn": ["2020-03-04", "", "2001-01-01", "4/3/2020", "2027-01-01"],
}


@cache
def layout(order: Order) -> Layout:
    found = Judge(Choice(), TODAY).layout("", [(1, HEADINGS)], Notes())
    assert found is not None
    return with_orders(found, dict.fromkeys(Field, order))


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[int, list[str]]]:
    """Draw rows; in some of their columns nothing but the first, usual cells."""
    pools = [CELLS[name][: draw(st.sampled_from((2, None)))] for name in HEADINGS]
    rows = st.tuples(*map(st.sampled_from, pools)).map(list)
    written: list[list[Any]] = draw(st.lists(rows, min_size=1, max_size=8))
    return list(enumerate(written, start=2))


@given(lists(), st.sampled_from(Order))
def test_many_rows_at_once_are_the_same_rows(
    rows: list[tuple[int, list[str]]], order: Order
) -> None:
    plain, picker = PlainRows(layout(order), TODAY), Picker(layout(order))
    told = [plain.read(line, cells) for line, cells in rows]
    expected = [person or row for person, row in zip(told, rows, strict=True)]
    found = [
        row
        for each in plain.several(rows)
        for row in (each.singly() if isinstance(each, PlainPeople) else [each])
    ]
    assert found == expected
    for (line, cells), person in zip(rows, told, strict=True):
        if person:
            assert read_person(line, picker.pick(cells), today=TODAY) == [person]


@given(st.lists(st.text(alphabet=" aạ|\u0301\u0302\u200b\t\xa0Đ\u00d0", max_size=5), max_size=4))
def test_texts_called_clean_are_left_alone_by_cleaning(texts: list[str]) -> None:
    if are_clean(texts):
        assert [clean(text) for text in texts] == texts
