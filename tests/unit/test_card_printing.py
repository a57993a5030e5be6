"""A printed card can be read by a person and by a scanner, however long the name on it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from benefits.cards import typed_code
from benefits.cards.keys import KeyRing
from benefits.cards.printing import (
    CardFace,
    Layout,
    back,
    front,
)
from benefits.cards.printing.back import back_marks
from benefits.cards.printing.code import QUIET
from benefits.cards.printing.face import DOTS_PER_INCH, HEIGHT, WIDTH
from benefits.cards.printing.front import front_marks, ground
from benefits.cards.printing.marks import Mark, Squares, Text
from benefits.cards.printing.typefaces import lacking, legible
from benefits.errors import Invalid
from tests.unit.card_faces import a_face, printed

LONG_NAME = "Công Tằng Tôn Nữ Hoàng Thị Bích Phượng Nguyễn Trần"
LONG_UNIT = (
    "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư và Phát triển Hạ tầng KCN"
)
LONG_ISSUER = "Công đoàn các Khu công nghiệp và Khu chế xuất thành phố Hồ Chí Minh – Bình Dương"
MARGIN = 30


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return KeyRing.open(tmp_path_factory.mktemp("keys"), create=True)


@pytest.fixture(scope="module")
def face(ring: KeyRing) -> CardFace:
    return a_face(ring, 42)


def lines_of(marks: Sequence[Mark]) -> list[Text]:
    return [mark for mark in marks if isinstance(mark, Text)]


def code_of(face: CardFace) -> Squares:
    [code] = [mark for mark in front_marks(face) if isinstance(mark, Squares)]
    return code


def test_the_front_says_who_where_until_when(face: CardFace) -> None:
    said = " ".join(line.text for line in lines_of([*ground(), *front_marks(face)]))
    for words in ("Thẻ ưu đãi", "Hạnh", "May Thăng Long", "Hải Phòng", "0000042", "31/12/2027"):
        assert words in said
    assert typed_code.shown(face.typed_code) in said


def test_the_back_helps_the_cashier_and_the_loser(face: CardFace) -> None:
    said = " ".join(line.text for line in lines_of(back_marks(face)))
    for words in ("1 ", "2 ", "3 ", "Mất thẻ", "0225 3842 042"):
        assert words in said
    without = " ".join(line.text for line in lines_of(back_marks(replace(face, hotline=""))))
    assert "Đường dây nóng" not in without
    assert "gọi" not in without


@pytest.mark.parametrize(
    "name",
    ["Vũ Ý", LONG_NAME, "Wolfeschlegelsteinhausenbergerdorff " * 3],
    ids=["short", "long", "foreign"],
)
@pytest.mark.parametrize(
    "unit",
    ["CĐCS X", LONG_UNIT, "Á" * 200, f"{LONG_UNIT} " * 4, ""],
    ids=["short", "long", "unbroken", "endless", "none"],
)
@pytest.mark.parametrize(
    "issuer", ["Tổng LĐLĐ", LONG_ISSUER, LONG_ISSUER * 3], ids=["short", "long", "endless"]
)
def test_long_names_stay_inside_the_face(face: CardFace, name: str, unit: str, issuer: str) -> None:
    assert_all_inside(replace(face, full_name=name, unit_name=unit, issuer_name=issuer))


@given(name=st.text(min_size=1), unit=st.text(max_size=300), issuer=st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_any_names_stay_inside_the_face(face: CardFace, name: str, unit: str, issuer: str) -> None:
    assert_all_inside(replace(face, full_name=name, unit_name=unit, issuer_name=issuer))


def assert_all_inside(face: CardFace) -> None:
    lines = lines_of(front_marks(face))
    code = code_of(face)
    for line in lines:
        assert line.x >= MARGIN
        assert line.x + line.width <= WIDTH - MARGIN
        assert 0 < line.y - line.size < line.y <= HEIGHT - MARGIN
        if 170 < line.y < 560:
            assert line.x + line.width <= code.x - QUIET * code.side
    person = [line for line in lines if 170 < line.y < 560]
    assert all(one.y + other.size <= other.y + 1 for one, other in pairwise(person))
    assert max((line.y for line in person), default=0) <= 500


def test_a_usual_name_and_a_long_one_are_shown_whole(face: CardFace) -> None:
    long = replace(face, full_name=LONG_NAME, unit_name=LONG_UNIT, issuer_name=LONG_ISSUER)
    said = " ".join(line.text for line in lines_of(front_marks(long)))
    for words in (LONG_NAME, LONG_UNIT, LONG_ISSUER):
        assert words in said


@pytest.mark.parametrize(
    ("host", "modules"), [("a.vn", 41), ("a" * 27, 41), ("a" * 28, 45), ("a" * 51, 45)]
)
def test_the_code_is_large_and_made_of_whole_dots(ring: KeyRing, host: str, modules: int) -> None:
    code = code_of(a_face(ring, 1, host))
    width = max(column + length for _, column, length in code.runs)
    assert width == modules
    assert isinstance(code.side, int)
    assert modules * code.side / DOTS_PER_INCH * 25.4 >= 25
    assert code.x + modules * code.side <= WIDTH - QUIET * code.side


def test_a_text_too_long_for_the_card_is_refused(face: CardFace) -> None:
    with pytest.raises(Invalid) as refusal:
        front_marks(replace(face, url="A" * 2000))
    assert refusal.value.code == "code_too_large"


def test_a_scanner_reads_the_picture(face: CardFace) -> None:
    [code] = zxingcpp.read_barcodes(front(face))
    assert code.text == face.url
    assert code.ec_level == "M"
    assert zxingcpp.read_barcodes(back(face)) == []


def test_the_page_looks_like_the_picture(face: CardFace) -> None:
    document = pypdfium2.PdfDocument(printed([face], Layout.ONE_A_PAGE))
    for page, picture in zip(document, (front(face), back(face)), strict=True):
        rendered = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
        drawn = picture.convert("L")
        assert rendered.size == drawn.size
        pairs = zip(rendered.tobytes(), drawn.tobytes(), strict=True)
        assert sum(abs(one - other) for one, other in pairs) / (WIDTH * HEIGHT) < 3
    document.close()


def test_letters_are_letters_and_the_typeface_is_inside(face: CardFace) -> None:
    pdf = printed([replace(face, full_name=LONG_NAME)], Layout.ONE_A_PAGE)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    assert "Phượng Nguyễn Trần" in text
    assert face.unit_name in " ".join(text.split())
    names = set(re.findall(rb"/BaseFont /([A-Z]{6}\+BeVietnamPro-\w+)", pdf))
    assert {name.partition(b"+")[2] for name in names} == {
        b"BeVietnamPro-Regular",
        b"BeVietnamPro-Medium",
        b"BeVietnamPro-SemiBold",
        b"BeVietnamPro-Bold",
    }
    document.close()


def test_a_foreign_name_prints_in_letters_we_have(face: CardFace) -> None:
    pdf = printed([replace(face, full_name="Kovač Łukasz 王芳")], Layout.ONE_A_PAGE)
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    assert "Kovač Łukasz" in text
    assert "?" not in text
    document.close()


def test_words_of_letters_the_typeface_lacks_are_left_out_where_others_remain() -> None:
    assert legible("김민수 Kim Min Su") == "Kim Min Su"
    assert legible("CĐCS 한국 – Việt") == "CĐCS – Việt"
    for whole in ("김민수", "김Kim Su", "Nguyễn Thị Hạnh", ""):
        assert legible(whole) == whole
    assert (lacking("김민수 Kim 김"), lacking("Nguyễn Thị Hạnh?")) == ("김민수", "")


HIGHLAND = "Y Ŏ Ƀăng Mlŏ Ŭt Ĕt Ê\u0306ban Ơ\u0306 Ĭ"


def test_names_of_the_highlands_keep_their_breves(face: CardFace) -> None:
    """Ê Đê and Ba Na write letters the typeface has only as a letter and a mark."""
    named = replace(face, full_name=HIGHLAND)
    document = pypdfium2.PdfDocument(printed([named], Layout.ONE_A_PAGE))
    text = "".join(document[0].get_textpage().get_text_range().split())
    told = "".join(HIGHLAND.replace("Ƀ", "B").split())
    assert unicodedata.normalize("NFC", told) in unicodedata.normalize("NFC", text)
    rendered = document[0].render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
    plain = front(replace(face, full_name="Y O Bang Mlo Ut Et Êban Ơ I")).convert("L")
    drawn = front(named).convert("L")
    marks = [one and not other for one, other in zip(dark(drawn), dark(plain), strict=True)]
    assert sum(marks) > 200
    pairs = zip(rendered.tobytes(), drawn.tobytes(), strict=True)
    assert sum(abs(one - other) for one, other in pairs) / (WIDTH * HEIGHT) < 3
    assert named.illegible == ""
    document.close()


def dark(picture: Image.Image) -> list[bool]:
    return [each < 128 for each in picture.tobytes()]
