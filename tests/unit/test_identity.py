from datetime import date

import pytest

from benefits.errors import Refusal
from benefits.members import identity
from benefits.members.identity import Paper

TODAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("written", "number", "flags"),
    [
        ("0912345678", "+84912345678", ()),
        ("0912 345 678", "+84912345678", ()),
        ("0912.345.678", "+84912345678", ()),
        ("+84 (912) 345-678", "+84912345678", ()),
        ("84912345678", "+84912345678", ()),
        ("0084912345678", "+84912345678", ()),
        ("912345678", "+84912345678", ("phone_zero_restored",)),
        ("0561234567", "+84561234567", ()),
        ("024 3825 6789", "+842438256789", ()),
        ("01681234567", "+84381234567", ("phone_prefix_converted",)),
        ("1281234567", "+84781234567", ("phone_prefix_converted",)),
        ("+84 123 1234567", "+84831234567", ("phone_prefix_converted",)),
        ("0199 1234567", "+84591234567", ("phone_prefix_converted",)),
        ("0912345678 / 0987654321", "+84912345678", ("phone_first_of_several",)),
        ("+82 10 1234 5678", "+821012345678", ()),
    ],
)
def test_a_telephone_number_is_read_however_it_is_written(
    written: str, number: str, flags: tuple[str, ...]
) -> None:
    assert identity.phone(written) == identity.Phone(number, flags)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "phone_invalid"),
        ("0912345", "phone_invalid"),
        ("0912 ABC 678", "phone_invalid"),
        ("không có", "phone_invalid"),
        ("9.12E+08", "digits_lost"),
        ("9,12345E8", "digits_lost"),
    ],
)
def test_what_is_no_telephone_number_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        identity.phone(written)
    assert (refusal.value.code, refusal.value.value) == (code, written)


@pytest.mark.parametrize(
    ("written", "number", "paper", "is_restored"),
    [
        ("079086000123", "079086000123", Paper.CCCD, False),
        ("079 086 000 123", "079086000123", Paper.CCCD, False),
        ("'079086000123", "079086000123", Paper.CCCD, False),
        ("79086000123", "079086000123", Paper.CCCD, True),
        ("1086000123", "001086000123", Paper.CCCD, True),
        ("012345678", "012345678", Paper.CMND, False),
        ("12345678", "012345678", Paper.CMND, True),
        ("c1234567", "C1234567", Paper.PASSPORT, False),
        ("M12345678", "M12345678", Paper.PASSPORT, False),
    ],
)
def test_a_paper_gets_back_the_zeros_a_spreadsheet_dropped(
    written: str, number: str, paper: Paper, is_restored: bool
) -> None:
    found = identity.citizen_id(written)
    assert (found.number, found.paper, bool(found.flags)) == (number, paper, is_restored)
    assert found.last4 == number[-4:]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.23E+11", "digits_lost"),
        ("1,23E+11", "digits_lost"),
        ("123000000000", "digits_lost"),
        ("79100000000", "digits_lost"),
        ("1234567", "citizen_id_length"),
        ("3086000123", "citizen_id_length"),
        ("0790860001234", "citizen_id_length"),
        ("chưa có", "citizen_id_invalid"),
    ],
)
def test_a_paper_with_lost_or_wrong_digits_is_refused(written: str, code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        identity.citizen_id(written)
    assert refusal.value.code == code


def test_a_paper_is_known_again_by_its_keyed_hash_alone() -> None:
    dropped, whole = identity.citizen_id("79086000123"), identity.citizen_id("079 086 000 123")
    assert dropped.hashed(b"key") == whole.hashed(b"key")
    assert whole.hashed(b"key") != whole.hashed(b"another key")
    assert "0790" not in repr(whole)


def test_a_birth_is_kept_as_a_day_or_as_a_year() -> None:
    assert identity.birth(date(1986, 7, 5), today=TODAY) == "1986-07-05"
    assert identity.birth(1986, today=TODAY) == "1986"
    assert identity.birth(TODAY, today=TODAY) == "2026-10-05"


@pytest.mark.parametrize("value", [1899, 2027, date(1899, 12, 31), date(2026, 10, 6)])
def test_nobody_is_born_tomorrow_or_before_1900(value: date | int) -> None:
    with pytest.raises(Refusal, match="birth_impossible"):
        identity.birth(value, today=TODAY)
