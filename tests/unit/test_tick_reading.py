"""The boxes of a list as a pen marks them, and as scanners and phones then see the paper."""

import io
from datetime import date

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from benefits.cards.printing import RollEntry, RollFace, write_rolls
from benefits.cards.printing.roll_sheet import (
    CONSENT_BOX,
    HEADING,
    LINE,
    RECEIVED_BOX,
    SQUARE,
    box_at,
    lines_of,
)
from benefits.cards.rolls.scan_reading import Page, sheet_in
from benefits.cards.rolls.tick_reading import Ticks, ticks_on
from tests.support.held_up import plane

LINES = 35
SHARPNESS = 200


def printed(page: int) -> Image.Image:
    first, last = lines_of(page, LINES)
    entries = [
        RollEntry(each, "Nguyễn Thị Hồng Hạnh", "0042 1234") for each in range(first, last + 1)
    ]
    face = RollFace(
        code="NT000042",
        unit_name="CĐCS Công ty TNHH Dệt may Hoa Sen",
        issuer_name="Liên đoàn Lao động tỉnh Hoa Phượng",
        drawn_on=date(2026, 5, 1),
        count=LINES,
        page=page,
        version="1",
        consent=(("Mục đích", "Cấp thẻ ưu đãi."),) if page == 1 else (),
        entries=entries,
    )
    out = io.BytesIO()
    write_rolls([face], out)
    drawn: Image.Image = (
        pypdfium2.PdfDocument(out.getvalue())[0].render(scale=SHARPNESS / 72).to_pil()
    )
    return drawn


def ticked(sheet: Image.Image, page: int, column: int, rows: list[int]) -> None:
    """Draw the two strokes of a pen, which go beyond the box as people's do."""
    pen, scale = ImageDraw.Draw(sheet), SHARPNESS / 300
    for row in rows:
        x, y = box_at(page, row, column)
        stroke = [(x - 5, y + 25), (x + 22, y + SQUARE - 6), (x + SQUARE + 20, y - 15)]
        pen.line([(a * scale, b * scale) for a, b in stroke], fill=(40, 50, 150), width=4)


def seen(sheet: Image.Image, angle: float, quality: int) -> io.BytesIO:
    turned = sheet.convert("L").rotate(angle, expand=True, fillcolor=235)
    out = io.BytesIO()
    turned.filter(ImageFilter.GaussianBlur(0.8)).save(out, "JPEG", quality=quality)
    out.seek(0)
    return out


@pytest.mark.parametrize(("page", "angle"), [(1, 0), (1, 2.5), (2, -1.5), (2, 180)])
def test_marks_are_read_as_they_were_made(page: int, angle: float) -> None:
    sheet = printed(page)
    ticked(sheet, page, RECEIVED_BOX, [0, 1, 2, 9, 14])
    ticked(sheet, page, CONSENT_BOX, [1, 9])
    content = seen(sheet, angle, 60)
    laid, is_straight = sheet_in(content, "image/jpeg", Page("NT000042", page))
    first = lines_of(page, LINES)[0]
    got = frozenset(first + row for row in (0, 1, 2, 9, 14))
    said = frozenset(first + row for row in (1, 9))
    assert is_straight
    assert ticks_on(laid, page, LINES) == Ticks(got, said)


def test_a_box_that_is_blotted_out_is_told_by_nobody() -> None:
    sheet = printed(2)
    x, y = (each * SHARPNESS / 300 for each in box_at(2, 3, CONSENT_BOX))
    ImageDraw.Draw(sheet).rectangle((x - 40, y - 20, x + 70, y + 60), fill="white")
    laid, _ = sheet_in(seen(sheet, 0, 80), "image/jpeg", Page("NT000042", 2))
    assert ticks_on(laid, 2, LINES) == Ticks(unsure=frozenset({19}))


def test_what_is_struck_through_or_beside_an_empty_box_is_told_by_nobody() -> None:
    sheet = printed(2)
    ticked(sheet, 2, CONSENT_BOX, [0, 4])
    pen, side = ImageDraw.Draw(sheet), SQUARE * SHARPNESS / 300

    def corner(row: int, column: int = CONSENT_BOX) -> tuple[float, float]:
        x, y = box_at(2, row, column)
        return x * SHARPNESS / 300, y * SHARPNESS / 300

    x, y = corner(1)
    pen.line([(x - 20, y + side / 2), (x + side + 20, y + side / 2)], "navy", 3)
    x, y = corner(2, RECEIVED_BOX)
    pen.line([(x - 150, y + side * 0.5), (x + side + 250, y + side * 0.55)], "navy", 3)
    x, y = corner(3)
    pen.ellipse([x - 12, y - 12, x + side + 12, y + side + 12], outline="navy", width=3)
    laid, _ = sheet_in(seen(sheet, 0, 80), "image/jpeg", Page("NT000042", 2))
    first = lines_of(2, LINES)[0]
    ticks = ticks_on(laid, 2, LINES)
    assert ticks == Ticks(
        consented=frozenset({first, first + 4}), unsure=frozenset({first + 1, first + 2, first + 3})
    )


def test_a_photo_at_a_slant_gives_no_mark_to_a_neighbour() -> None:
    """Far from the code a slant is off by a whole line, and one column may be lost on the way."""
    sheet = printed(1)
    ticked(sheet, 1, RECEIVED_BOX, [3, 6, 9, 12])
    ticked(sheet, 1, CONSENT_BOX, [3, 6, 9, 12])
    wide, tall = sheet.size
    corners = [
        (wide * 0.032, tall * 0.035),
        (wide * 0.952, tall * 0.01),
        (wide * 0.997, tall * 0.959),
        (wide * 0.017, tall * 0.981),
    ]
    there = [(0, 0), (wide, 0), (wide, tall), (0, tall)]
    photo = sheet.convert("L").transform(
        sheet.size,
        Image.Transform.PERSPECTIVE,
        plane(corners, there),
        Image.Resampling.BICUBIC,
        fillcolor=110,
    )
    laid, _ = sheet_in(seen(photo, 0, 60), "image/jpeg", Page("NT000042", 1))
    marked = frozenset({4, 7, 10, 13})
    assert ticks_on(laid, 1, LINES) == Ticks(marked, marked)


def test_what_pencil_left_is_not_called_empty() -> None:
    sheet = printed(2)
    pen, scale, side = ImageDraw.Draw(sheet), SHARPNESS / 300, SQUARE * SHARPNESS / 300
    for row, grey in ((2, 130), (5, 160), (8, 190)):
        x, y = (each * scale for each in box_at(2, row, CONSENT_BOX))
        stroke = [(x + 6, y + side / 2), (x + side / 2, y + side - 6), (x + side - 4, y + 6)]
        pen.line(stroke, fill=(grey, grey, grey), width=3)
    laid, _ = sheet_in(seen(sheet, 1, 60), "image/jpeg", Page("NT000042", 2))
    ticks = ticks_on(laid, 2, LINES)
    first = lines_of(2, LINES)[0]
    assert {first + 2, first + 5, first + 8} <= ticks.consented | ticks.unsure
    assert ticks.consented | ticks.unsure <= {first + 2, first + 5, first + 8}
    assert not ticks.received


@pytest.mark.parametrize("rows", [-1, 1], ids=["higher", "lower"])
def test_a_table_that_lies_a_line_off_is_told_by_nobody(rows: int) -> None:
    """As where two sheets were copied over each other: what is read would be a neighbour's."""
    sheet = printed(2)
    ticked(sheet, 2, CONSENT_BOX, [0, 4, 9])
    scale = SHARPNESS / 300
    top = round((box_at(2, 0, CONSENT_BOX)[1] - (LINE - SQUARE) / 2 - HEADING) * scale)
    table = sheet.crop((0, top, *sheet.size))
    sheet.paste("white", (0, top - round(LINE * scale), *sheet.size))
    sheet.paste(table, (0, top + round(rows * LINE * scale)))
    laid, _ = sheet_in(seen(sheet, 0, 80), "image/jpeg", Page("NT000042", 2))
    first, last = lines_of(2, LINES)
    assert ticks_on(laid, 2, LINES) == Ticks(unsure=frozenset(range(first, last + 1)))


def test_lines_that_a_photo_cut_off_are_told_by_nobody() -> None:
    sheet = printed(1)
    ticked(sheet, 1, RECEIVED_BOX, [0, 14])
    cut = sheet.crop((0, 0, sheet.width, round(box_at(1, 12, 0)[1] * SHARPNESS / 300)))
    laid, _ = sheet_in(seen(cut, 0, 80), "image/jpeg", Page("NT000042", 1))
    ticks = ticks_on(laid, 1, LINES)
    assert {13, 14, 15} <= ticks.unsure
    assert not {13, 14, 15} & (ticks.received - ticks.unsure)


def test_a_sheet_that_nobody_could_read_is_shown_as_the_phone_was_held() -> None:
    photo = Image.new("L", (300, 400), 255)
    photo.paste(0, (0, 0, 300, 40))
    held = Image.Exif()
    held[0x0112] = 6  # to be turned by a quarter
    content = io.BytesIO()
    photo.rotate(90, expand=True).save(content, "JPEG", exif=held)
    content.seek(0)
    shown, is_straight = sheet_in(content, "image/jpeg", Page("", 0), 1)
    assert not is_straight
    assert shown.size == (300, 400)
    assert shown.getpixel((150, 10)) < 30  # type: ignore[operator]  # one shade, as it is grey


def test_what_else_a_camera_says_of_a_photo_may_be_damaged() -> None:
    lies, resolution = b"\x01\x12\0\3\0\0\0\1\0\6\0\0", b"\x01\x1a\0\2\0\0\0\4abc\0"  # no number
    said = b"Exif\0\0MM\0*\0\0\0\x08\0\2" + lies + resolution + bytes(4)
    content = io.BytesIO()
    Image.new("L", (400, 300), 0).save(content, "JPEG", exif=said)
    content.seek(0)
    assert sheet_in(content, "image/jpeg", Page("", 0), 1)[0].size == (300, 400)
