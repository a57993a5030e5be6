"""However a phone number or an address is typed, it is the same login."""

import pytest

from benefits.access.logins import normal_login
from benefits.access.words import as_typed, new_code


@pytest.mark.parametrize(
    "typed", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "84912345678"]
)
def test_a_phone_number_has_one_spelling(typed: str) -> None:
    assert normal_login(typed) == "+84912345678"


@pytest.mark.parametrize("typed", ["An@HoaPhuong.vn", "  an@hoaphuong.vn "])
def test_an_address_has_one_spelling(typed: str) -> None:
    assert normal_login(typed) == "an@hoaphuong.vn"


@pytest.mark.parametrize("typed", ["12", "0123", "an.binh", "member:17"])
def test_what_is_neither_stays_as_it_is(typed: str) -> None:
    assert normal_login(typed) == typed


def test_a_code_is_understood_however_it_is_typed() -> None:
    code = new_code(8)
    assert as_typed(f" {code[:4].lower()}-{code[4:]} ") == code
