"""The code a cashier types is read as people type it, and refused when one character is wrong."""

import random
from itertools import pairwise

import pytest

from benefits.cards import typed_code

CODE = typed_code.make(random.Random(11))
CODES = [typed_code.numbered(number) for number in range(1, 2_000_000_000, 999_983)]
WITH_Q = [code for code in CODES if code.count("Q") == 1][:3]
WITH_TONES = [code for code in CODES if "QF" in code or "QX" in code][:3]
WITH_DIGITS = [code for code in CODES if "Q2" in code or "Q6" in code][:3]


def test_a_code_is_shown_in_groups() -> None:
    shown = typed_code.shown("23456789BCF")
    assert shown == "2345-6789-BCF"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        typed_code.shown(CODE),
        f" {CODE[:4]} {CODE[4:8]} {CODE[8:]} ",
        f"{CODE[:4]}–{CODE[4:8]}‑{CODE[8:]}",
        f"{CODE[:4]}\u00a0{CODE[4:]}\u200b\n",
        "".join(chr(ord(character) + 0xFEE0) for character in CODE),
        f"{CODE[:4]}.{CODE[4:8]}. {CODE[8:]}.",
        f"{CODE[:4]}·{CODE[4:8]}_{CODE[8:]}/",
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert typed_code.normalize(typed) == CODE


@pytest.mark.parametrize(
    ("code", "typed"),
    [(code, code.replace("Q", round_one)) for code in WITH_Q for round_one in "0Oo０"]
    + [(code, code.lower().replace("qf", "ò").replace("qx", "õ")) for code in WITH_TONES]
    + [(code, code.replace("Q2", "Ò").replace("Q6", "Ô")) for code in WITH_DIGITS],
)
def test_a_round_letter_can_only_be_a_q_and_its_tone_the_next_key(code: str, typed: str) -> None:
    """No code has an O or a zero: Telex and VNI draw the key after one as its tone."""
    assert typed != code
    assert typed_code.normalize(typed) == code
    assert typed_code.as_it_stands(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["", "   ", CODE[:-1], CODE + "2", "A" * 11, "0" * 11, CODE[:-1] + "Đ", CODE[:-1] + "."],
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert typed_code.normalize(typed) is None


def test_no_vietnamese_typing_key_is_in_the_alphabet() -> None:
    telex, mistaken = set("AEOWDSUYZL"), set("01IO")
    assert len(set(typed_code.ALPHABET)) == 23
    assert not set(typed_code.ALPHABET) & (telex | mistaken)


@pytest.mark.parametrize("seed", range(20))
def test_every_wrong_character_is_caught(seed: int) -> None:
    code = typed_code.make(random.Random(seed))
    for place, right in enumerate(code):
        for wrong in set(typed_code.ALPHABET) - {right}:
            assert typed_code.normalize(code[:place] + wrong + code[place + 1 :]) is None


@pytest.mark.parametrize("seed", range(50))
def test_every_swap_of_two_characters_is_caught(seed: int) -> None:
    code = typed_code.make(random.Random(seed))
    for first in range(len(code)):
        for second in range(first + 1, len(code)):
            if code[first] != code[second]:
                swapped = list(code)
                swapped[first], swapped[second] = code[second], code[first]
                assert typed_code.normalize("".join(swapped)) is None


def test_the_weights_catch_every_error_whatever_the_code() -> None:
    """One error changes the sum by weight x difference, a swap by (weight - weight) x difference;
    over the prime 23 neither is nothing when weights differ from zero and from each other."""
    weights = [_weight(place) for place in range(typed_code.LENGTH)]
    assert all(weights)
    assert len(set(weights)) == typed_code.LENGTH
    assert all(first != second for first, second in pairwise(weights))


def _weight(place: int) -> int:
    """How much the check sum moves when this place moves by one, measured from outside."""
    zero, one = typed_code.ALPHABET[0], typed_code.ALPHABET[1]
    if place == typed_code.LENGTH - 1:
        return 1
    body = zero * place + one + zero * (typed_code.LENGTH - 2 - place)
    [check] = [
        character for character in typed_code.ALPHABET if typed_code.normalize(body + character)
    ]
    return -typed_code.ALPHABET.index(check) % 23


def test_an_imported_card_keeps_its_code() -> None:
    code = typed_code.derived_from("LĐ 0001/HP")
    assert code == typed_code.derived_from("LĐ 0001/HP") == typed_code.normalize(code)
    assert code == "28HXJ9TH69N"
    assert code != typed_code.derived_from("LĐ 0002/HP")
    assert code != typed_code.derived_from("LĐ 0001/HP", attempt=1)


def test_both_ways_of_writing_a_letter_are_one_text() -> None:
    assert typed_code.derived_from("THẺ 1") == typed_code.derived_from("THE\u0309 1")


def test_a_code_of_our_own_is_kept() -> None:
    assert typed_code.derived_from(typed_code.shown(CODE)) == CODE
    assert typed_code.derived_from(CODE, attempt=1) != CODE
