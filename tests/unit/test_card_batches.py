"""A file of cards is believed only when every card on it was read back in its place."""

import io
import tracemalloc
from pathlib import Path

import pypdfium2
import pytest
import qrcode

from benefits.cards.keys import KeyRing
from benefits.cards.printing import (
    CardsUnreadable,
    Layout,
    read_back,
    sheet,
    verify_batch,
    write_pdf,
)
from benefits.cards.printing.face import BLEED, DOTS_PER_INCH, HEIGHT, WIDTH, dots
from benefits.cards.printing.marks import BLACK
from benefits.cards.printing.pdf_file import PdfFile
from tests.unit.card_faces import a_face, printed


@pytest.mark.parametrize("layout", Layout)
def test_every_card_of_a_batch_is_read_from_the_rasterised_page(
    ring: KeyRing, layout: Layout
) -> None:
    faces = [a_face(ring, index) for index in range(1, 12)]
    pdf = printed(faces, layout)
    urls = [face.url for face in faces]
    pages = list(read_back(pdf))
    assert [text for page in pages for text in page] == urls
    assert all(page == [] for page in pages[1::2])
    assert verify_batch(pdf, urls) == 11


def test_backs_are_mirrored_so_that_they_meet_their_fronts() -> None:
    for at in range(sheet.CARDS):
        x, y = sheet.place(at)
        turned, same = sheet.mirrored((x, y))
        assert turned + WIDTH + x == sheet.SIZE[0]
        assert same == y
        assert 0 < y < y + HEIGHT < sheet.SIZE[1]


@pytest.mark.parametrize("cards", [1, 3, 8])
def test_every_cut_is_marked_on_bare_paper_that_printers_reach(cards: int) -> None:
    spots = [sheet.place(at) for at in range(cards)]
    marks = [mark for mark in sheet.ticks(spots) if mark.colour == BLACK]
    lefts, tops = [x for x, _ in spots], [y for _, y in spots]
    ends = (min(lefts), min(tops), max(lefts) + WIDTH, max(tops) + HEIGHT)
    for x, y in spots:
        for cut in (x, x + WIDTH):
            own = [each for each in marks if each.x <= cut <= each.x + each.width]
            assert any(each.y + each.height <= ends[1] - BLEED for each in own)
            assert any(each.y >= ends[3] + BLEED for each in own)
        for cut in (y, y + HEIGHT):
            own = [each for each in marks if each.y <= cut <= each.y + each.height]
            assert any(each.x + each.width <= ends[0] - BLEED for each in own)
            assert any(each.x >= ends[2] + BLEED for each in own)
    assert all(dots(5) <= each.x <= sheet.SIZE[0] - dots(5) - each.width for each in marks)
    assert all(dots(5) <= each.y <= sheet.SIZE[1] - dots(5) - each.height for each in marks)


def test_the_same_batch_is_the_same_file(ring: KeyRing) -> None:
    faces = [a_face(ring, index) for index in range(3)]
    assert printed(faces) == printed(faces)


def test_one_missing_card_refuses_the_batch(ring: KeyRing) -> None:
    faces = [a_face(ring, index) for index in range(1, 4)]
    urls = [face.url for face in faces]
    with pytest.raises(CardsUnreadable) as refusal:
        verify_batch(printed([faces[0], faces[2]]), urls)
    assert refusal.value.params == {
        "cards": "0000002",
        "count": 1,
        "strange": 0,
        "expected": 3,
    }


def test_a_strange_or_misplaced_card_refuses_the_batch(ring: KeyRing) -> None:
    faces = [a_face(ring, index) for index in range(1, 4)]
    urls = [face.url for face in faces]
    with pytest.raises(CardsUnreadable) as refusal:
        verify_batch(printed(faces), urls[:2])
    assert refusal.value.params["strange"] == 1
    with pytest.raises(CardsUnreadable) as refusal:
        verify_batch(printed(faces), [urls[0], urls[2], urls[1]])
    assert refusal.value.params["cards"] == "0000003, 0000002"


def test_a_spoilt_code_refuses_the_batch(ring: KeyRing) -> None:
    faces = [a_face(ring, index) for index in range(1, 3)]
    document = pypdfium2.PdfDocument(printed(faces))
    page = document[0].render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
    document.close()
    x, y = sheet.place(1)
    page.paste((255, 255, 255), (x + 640, y + 210, x + 800, y + 400))
    spoilt = io.BytesIO()
    page.save(spoilt, "PDF", resolution=DOTS_PER_INCH)
    with pytest.raises(CardsUnreadable) as refusal:
        verify_batch(spoilt.getvalue(), [face.url for face in faces])
    assert refusal.value.params["cards"] == "0000002"


def test_a_code_that_is_no_card_s_moves_none_out_of_place(ring: KeyRing) -> None:
    faces = [a_face(ring, index) for index in range(1, 3)]
    document = pypdfium2.PdfDocument(printed(faces))
    page = document[0].render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
    document.close()
    ghost = qrcode.make("ngoài lề", box_size=6).get_image()
    page.paste(ghost, (sheet.place(1)[0] + 40, sheet.place(1)[1] + HEIGHT + 60))
    haunted = io.BytesIO()
    page.save(haunted, "PDF", resolution=DOTS_PER_INCH)
    assert len([text for texts in read_back(io.BytesIO(haunted.getvalue())) for text in texts]) == 3
    assert verify_batch(haunted.getvalue(), [face.url for face in faces]) == 2


def test_no_card_makes_an_empty_file() -> None:
    out = io.BytesIO()
    assert write_pdf([], out) == 0
    assert out.getvalue().endswith(b"%%EOF\n")


def test_a_long_file_is_written_without_being_kept(tmp_path: Path) -> None:
    with (tmp_path / "long.pdf").open("wb") as out:
        file = PdfFile(out)
        tracemalloc.start()
        for page in range(2_000):
            file.add_page(file.write_stream(b"%d" % page * 5_000), 1, 100, 100)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        file.close("Thẻ")
    assert peak < 500_000
