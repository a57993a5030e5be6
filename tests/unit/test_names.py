import random

import pytest

from benefits.members.names import clean, folded, masked, sort_key, title_case, words

IN_ORDER = [
    "Lê Văn An",
    "Nguyễn An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Trần Án",
    "Đỗ Thị Anh",
    "Bùi Ánh",
    "Vũ Ánh",
    "Lò Văn Ăm",
    "Phạm Ân",
    "Trần Ẩn",
    "Trần Ất",
    "Lý Cường",
    "Trần Dung",
    "Trần Dũng",
    "Trần Dương",
    "Võ Đan",
    "Võ Đạt",
    "Ngô Em",
    "Y Êban",
    "Dương Thị Hoa",
    "Đặng Thị Hoa",
    "Đinh Hòa",
    "Đinh Hỏa",
    "Đinh Hõa",
    "Đinh Hóa",
    "Đinh Họa",
    "Đinh Hoài",
    "Đinh Hoàng",
    "Đinh Hồng",
    "Đinh Hơn",
    "Lê Út",
    "Lê Uyên",
    "Lê Ưng",
    "Lê Xuân",
    "Lê Yến",
]


def test_names_order_by_ten_then_ho_dem_letters_before_tones() -> None:
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


def test_keys_are_ascii_so_that_every_database_orders_them_by_the_same_bytes() -> None:
    assert all(sort_key(name).isascii() for name in IN_ORDER)


@pytest.mark.parametrize("letter", ["\u00d0", "\u0189"])
def test_a_letter_that_only_looks_like_it_is_the_one_that_is_meant(letter: str) -> None:
    name = f"{letter}ỗ Văn {letter.lower()}ạt"
    assert clean(name) == "Đỗ Văn đạt"
    assert folded(name) == "do van dat"
    assert words(name) == {"do", "van", "dat"}
    assert sort_key(name) == sort_key("Đỗ Văn Đạt")


def test_where_the_tone_stands_changes_nothing() -> None:
    assert sort_key("Lê Thị Hòa") == sort_key("Lê Thị Hoà")
    assert folded("Hòa") == folded("Hoà") == folded("HOA")


def test_capitals_and_bare_d_order_as_letters_do() -> None:
    assert sort_key("ĐỖ VĂN ĐẠT") == sort_key("Đỗ Văn Đạt")
    assert sort_key("Võ Dan") < sort_key("Võ Đan")


def test_foreign_names_have_a_place() -> None:
    names = ["José García", "Zoë Müller", "王伟"]
    assert sorted(names, key=sort_key) == names
    assert sort_key("") == ""
    assert sort_key("---") == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  Nguyễn\u00a0Văn   An ", "Nguyễn Văn An"),
        ("Nguyễn\u200bVăn\ufeff An", "NguyễnVăn An"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Lê\tThị\r\nBình", "Lê Thị Bình"),
        ("An\x00", "An"),
        ("", ""),
    ],
)
def test_cleaning_composes_and_removes_what_nobody_sees(written: str, expected: str) -> None:
    assert clean(written) == expected


def test_words_are_found_by_their_beginning_without_marks() -> None:
    assert words("Đỗ Thị Hoà-Bình") == {"do", "thi", "hoa", "binh"}
    assert words("H'Hen Niê") == {"h", "hen", "nie"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Hoa", "Nguyễn T** H**"),
        ("Đỗ Đạt", "Đỗ Đ**"),
        ("Sukarno", "S**"),
        ("Niê (Ba)", "Niê B**"),
        ("", "**"),
    ],
)
def test_a_shop_sees_the_family_name_and_initials(name: str, shown: str) -> None:
    assert masked(name) == shown


def test_a_mask_does_not_tell_how_long_a_name_is() -> None:
    assert masked("Lê An") == masked("Lê Anh")


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà"),
        ("ĐỖ ĐỨC", "Đỗ Đức"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Nguyễn Thị Hoà", None),
        ("王伟", None),
    ],
)
def test_capitals_get_a_suggestion_and_nothing_else_does(name: str, suggested: str | None) -> None:
    assert title_case(name) == suggested
