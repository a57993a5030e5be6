"""The mask of a code is the best of eight, by the same count as anybody else's."""

import random
from collections.abc import Sequence

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import lost_point

from benefits.cards.printing.masks import _flips, best_mask, penalty, whole

Grid = list[list[bool | None]]


def made(text: str, version: int, mask: int) -> Grid:
    code = qrcode.QRCode(version, ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=False)
    return [[bool(each) for each in row] for row in code.modules]


def near_format(row: int, column: int, side: int) -> bool:
    return (row == 8 and (column < 9 or column >= side - 8)) or (
        column == 8 and (row < 9 or row >= side - 8)
    )


@pytest.mark.parametrize("version", [1, 2, 6, 7, 8])
def test_a_mask_turns_over_what_the_standard_says(version: int) -> None:
    side, text = 4 * version + 17, "HTTPS"
    plain = made(text, version, 0)
    for mask, flip in enumerate(_flips(version)):
        other = made(text, version, mask)
        expected = [
            [plain[r][c] if near_format(r, c, side) else other[r][c] for c in range(side)]
            for r in range(side)
        ]
        assert whole(plain).flipped(flip) == whole(expected)


@pytest.mark.parametrize("side", [21, 41, 45])
def test_what_makes_a_code_hard_to_read_is_counted_as_others_count_it(side: int) -> None:
    chance = random.Random(side)
    for dark in (0.1, 0.5, 0.9):
        modules: Grid = [[chance.random() < dark for _ in range(side)] for _ in range(side)]
        assert penalty(whole(modules), side) == lost_point(modules)
    for text in ("A", "B"):
        code = made(text, (side - 17) // 4, 3)
        assert penalty(whole(code), side) == lost_point(code)


def test_the_best_of_eight_is_taken() -> None:
    for number in range(5):
        text, version = f"HTTPS://A.VN/Q/{number}", 6
        flips = [whole(made(text, version, 0)).flipped(each) for each in _flips(version)]
        counted: Sequence[int] = [penalty(each, 41) for each in flips]
        assert counted[best_mask(made(text, version, 0), version)] == min(counted)
