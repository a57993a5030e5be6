"""What a print house is sent, and the design with a photo: every card is read from its file."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from benefits.cards.keys import KeyRing
from benefits.cards.printing import (
    CardFace,
    CardsUnreadable,
    Design,
    Layout,
    Ordered,
    front,
    verify_batch,
    verify_pictures,
    write_zip,
)
from benefits.cards.printing.front import front_marks, portrait
from benefits.cards.printing.marks import Box, Squares, Text
from benefits.cards.printing.roll_sheet import (
    FIRST_LINES,
    RollEntry,
    RollFace,
    lines_of,
    page_of,
    roll_marks,
)
from tests.unit.card_faces import a_face, printed
from tests.unit.test_card_printing import LONG_NAME, LONG_UNIT


def a_photo(colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), colour).save(out, "JPEG", quality=90)
    return out.getvalue()


def with_photos(ring: KeyRing) -> list[CardFace]:
    """Three cards with photos and one whose owner has none."""
    faces = [replace(a_face(ring, index), design=Design.PHOTO) for index in range(1, 5)]
    return [replace(face, photo=a_photo()) for face in faces[:3]] + faces[3:]


def written(faces: list[CardFace], folder: Path) -> Path:
    file = folder / "the.zip"
    with file.open("wb") as out:
        cards = (Ordered(f"=DV{face.serial}", face) for face in faces)
        assert write_zip(cards, out) == len(faces)
    return file


def test_both_sides_are_pictures_of_a_cards_size(ring: KeyRing, tmp_path: Path) -> None:
    with ZipFile(written([a_face(ring, 42)], tmp_path)) as file:
        pictures = [name for name in file.namelist() if name.endswith(".png")]
        assert [Path(name).name for name in pictures] == ["0000042-truoc.png", "mat-sau.png"]
        for name in pictures:
            with file.open(name) as content, Image.open(content) as picture:
                assert picture.size == (1011, 638)
                assert [round(dots) for dots in picture.info["dpi"]] == [300, 300]


def test_a_print_house_gets_fronts_by_serial_one_back_and_a_list(
    ring: KeyRing, tmp_path: Path
) -> None:
    faces = with_photos(ring)[2:]
    with ZipFile(written(faces, tmp_path)) as opened:
        names = [each for each in opened.namelist() if each.endswith(".png")]
        listed = list(csv.DictReader(io.StringIO(opened.read("danh-sach.csv").decode("utf-8-sig"))))
        with Image.open(opened.open(names[0])) as picture:
            assert picture.size == (1011, 638)
    assert sorted(names) == ["the/0000003-truoc.png", "the/0000004-truoc.png", "the/mat-sau.png"]
    assert [row["serial"] for row in listed] == ["0000003", "0000004"]
    assert listed[0]["member_no"] == "'=DV0000003"
    assert listed[0]["last_day"] == f"{date(2027, 12, 31):%d/%m/%Y}"
    assert listed[0]["full_name"] == "Nguyễn Thị Hạnh"
    assert {row["back_file"] for row in listed} == {"the/mat-sau.png"}
    assert [row["front_file"] for row in listed] == [
        "the/0000003-truoc.png",
        "the/0000004-truoc.png",
    ]


def test_one_picture_that_cannot_be_read_refuses_them_all(ring: KeyRing, tmp_path: Path) -> None:
    faces = [a_face(ring, index) for index in (1, 2)]
    urls = [face.url for face in faces]
    file = written(faces, tmp_path)
    seen: list[int] = []
    assert verify_pictures(file, urls, seen.append) == 2
    assert seen == [1, 2]
    spoilt = tmp_path / "spoilt.zip"
    with ZipFile(file) as before, ZipFile(spoilt, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if "0000002" in name:
                with Image.open(io.BytesIO(content)) as opened:
                    picture = opened.convert("RGB")
                    picture.paste((255, 255, 255), (640, 210, 800, 400))
                    changed = io.BytesIO()
                    picture.save(changed, "PNG")
                    content = changed.getvalue()
            after.writestr(name, content)
    with pytest.raises(CardsUnreadable) as refusal:
        verify_pictures(spoilt, urls)
    assert refusal.value.params["cards"] == "0000002"


@pytest.mark.parametrize("layout", Layout)
def test_cards_with_photos_are_read_from_the_page(ring: KeyRing, layout: Layout) -> None:
    faces = with_photos(ring)
    pdf = printed(faces, layout)
    assert pdf.count(b"/DCTDecode") == 3
    assert verify_batch(pdf, [face.url for face in faces]) == 4


def test_the_photo_is_on_the_card_and_initials_stand_where_there_is_none(ring: KeyRing) -> None:
    *_others, seen, unseen = with_photos(ring)
    colour = front(seen).getpixel((150, 330))
    assert isinstance(colour, tuple)
    assert colour[0] > 150 > colour[2]
    assert portrait(unseen) is None
    shown = [mark for mark in front_marks(unseen) if isinstance(mark, Box | Text)]
    assert "NH" in [mark.text for mark in shown if isinstance(mark, Text)]
    assert portrait(replace(seen, design=Design.PLAIN)) is None


@pytest.mark.parametrize("name", ["Vũ Ý", LONG_NAME, "Wolfeschlegelsteinhausenbergerdorff " * 3])
@pytest.mark.parametrize("unit", ["CĐCS X", LONG_UNIT, "Á" * 200])
def test_beside_a_photo_no_name_touches_the_code(ring: KeyRing, name: str, unit: str) -> None:
    face = replace(with_photos(ring)[0], full_name=name, unit_name=unit)
    marks = front_marks(face)
    [code] = [mark for mark in marks if isinstance(mark, Squares)]
    person = [mark for mark in marks if isinstance(mark, Text) and 170 < mark.y < 520]
    for line in person:
        assert line.x > 264
        assert line.x + line.width <= code.x - 4 * code.side
        assert line.y <= 500


def test_every_line_of_a_roll_stands_on_one_page_and_none_leaves_the_paper() -> None:
    count = 90
    on_pages = [
        number
        for page in range(1, page_of(count) + 1)
        for number in range(lines_of(page, count)[0], lines_of(page, count)[1] + 1)
    ]
    assert on_pages == [*range(1, count + 1)]
    assert all(page_of(first) == page for page in (1, 2, 3) for first in lines_of(page, count))
    for page, most in ((1, FIRST_LINES), (2, 20)):
        face = RollFace(
            code="NT000012",
            unit_name=LONG_UNIT,
            issuer_name=LONG_UNIT,
            drawn_on=date(2026, 5, 1),
            count=count,
            page=page,
            version="1",
            consent=[("Để làm gì", "Cho bạn xem thẻ. " * 12)] * 5,
            entries=[RollEntry(number, LONG_NAME, "0000001") for number in range(most)],
        )
        marks = roll_marks(face)
        lines = [mark for mark in marks if isinstance(mark, Text)]
        [code] = [mark for mark in marks if isinstance(mark, Squares)]
        assert max(line.x + line.width for line in lines) <= 2480 - 170
        assert max(line.y for line in lines) < 3508 - 60
        bottom = code.y + 25 * code.side
        beside = [line for line in lines if line.y - line.size < bottom]
        assert all(line.x + line.width < code.x for line in beside)
