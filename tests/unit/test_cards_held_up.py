"""A card is read in a hand: small, turned, slanted, blurred, badly lit, a lamp shining back."""

import os
import sys
from collections import Counter
from random import Random

import zxingcpp
from PIL import Image, ImageDraw

from benefits.cards.keys import KeyRing
from benefits.cards.printing import CardFace, front
from benefits.cards.printing.code import squares
from benefits.cards.printing.face import DOTS_PER_INCH
from benefits.cards.printing.front import front_marks
from benefits.cards.printing.marks import Squares
from tests.support.held_up import FRAMES, frames
from tests.unit.card_faces import a_face

CARDS = 40
NEEDED = 0.98
HOSTS = ("uudai.example.vn", "the-uu-dai-doan-vien.congdoanvinhlong-bentre.org.vn")
"""The longest that is allowed makes the next larger code, of finer modules."""
QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])
Box = tuple[int, int, int, int]


def test_rendered_cards_survive_what_a_counter_does_to_them(ring: KeyRing) -> None:
    seed = int(os.environ.get("CARDS_SEED") or Random().randrange(1_000_000))
    sys.stdout.write(f"CARDS_SEED={seed}\n")
    chance, seen = Random(seed), Counter[str]()
    for number in range(CARDS):
        face = a_face(ring, chance.randrange(1, 400_000), HOSTS[number // 2 % 2])
        card, code = (our_card, small_code)[number % 2](face)
        read = [face.url in texts(frame) for frame in frames(card, code, chance)]
        assert len(read) == FRAMES
        seen["clear"] += sum(read[::2])
        seen["film"] += any(read)
    assert seen["clear"] >= NEEDED * CARDS * FRAMES / 2, (seed, seen)
    assert seen["film"] >= NEEDED * CARDS, (seed, seen)


def our_card(face: CardFace) -> tuple[Image.Image, Box]:
    """A whole front as it is printed."""
    [code] = [mark for mark in front_marks(face) if isinstance(mark, Squares)]
    return front(face).convert("L"), box_of(code)


def small_code(face: CardFace) -> tuple[Image.Image, Box]:
    """A code of 20 to 25 mm at 300 dpi, smaller than ours, on white."""
    code = squares(face.url, 0, 0, 344, smallest=0)
    box = box_of(code)
    assert 20 <= (box[2] - box[0]) / DOTS_PER_INCH * 25.4 <= 25
    picture = Image.new("L", (344, 344), 255)
    pen, side = ImageDraw.Draw(picture), code.side
    for row, column, length in code.runs:
        x, y = code.x + column * side, code.y + row * side
        pen.rectangle((x, y, x + length * side - 1, y + side - 1), fill=0)
    return picture, box


def box_of(code: Squares) -> Box:
    width = max(column + length for _, column, length in code.runs) * code.side
    return code.x, code.y, code.x + width, code.y + width


def texts(frame: Image.Image) -> list[str]:
    return [each.text for each in zxingcpp.read_barcodes(frame, formats=QR)]
