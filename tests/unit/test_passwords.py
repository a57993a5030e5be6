"""Passwords and PINs: what is taken, what is refused, and how one is known again."""

import unicodedata

import pytest

from benefits.access import passwords
from benefits.errors import Refusal


def test_a_secret_is_known_again_and_another_is_not() -> None:
    kept = passwords.hash_secret("cây phượng đỏ 1930")
    assert passwords.is_right(kept, "cây phượng đỏ 1930")
    assert not passwords.is_right(kept, "cây phượng đỏ 1931")
    assert "phượng" not in kept


def test_the_same_secret_is_kept_differently_each_time() -> None:
    assert passwords.hash_secret("một câu thật dài") != passwords.hash_secret("một câu thật dài")


def test_a_keyboard_that_sends_marks_apart_is_understood() -> None:
    composed = "cây phượng đỏ 1930"
    kept = passwords.hash_secret(unicodedata.normalize("NFD", composed))
    assert passwords.is_right(kept, composed)


@pytest.mark.parametrize("kept", [None, "", "not a hash"])
def test_where_there_is_nothing_to_compare_with_nothing_is_right(kept: str | None) -> None:
    assert not passwords.is_right(kept, "")
    assert not passwords.is_right(kept, "một câu thật dài")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngắn quá", "password_too_short"),
        ("a" * 201, "password_too_long"),
        ("aaaaaaaaaaaaa", "password_too_easy"),
        ("abababababab", "password_too_easy"),
        ("MatKhau2026!", "password_too_easy"),
        ("12345678910", "password_too_easy"),
        ("an@hoaphuong.vn2026", "password_too_easy"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        passwords.check_password(password, login="an@hoaphuong.vn")
    assert refused.value.code == code


@pytest.mark.parametrize("password", ["cây phượng đỏ", "xe đạp màu vàng", "7Kq!vP2mZr9"])
def test_a_short_sentence_is_good_enough(password: str) -> None:
    passwords.check_password(password, login="an@hoaphuong.vn")


@pytest.mark.parametrize("pin", ["000000", "123456", "987654", "123123", "121212", "555555"])
def test_a_pin_that_anybody_would_try_is_refused(pin: str) -> None:
    with pytest.raises(Refusal, match="pin_too_easy"):
        passwords.check_pin(pin)


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12a456", "１２３９８７", "²60418"])
def test_a_pin_is_six_digits_of_every_keyboard(pin: str) -> None:
    with pytest.raises(Refusal, match="pin_not_six_digits"):
        passwords.check_pin(pin)


def test_what_we_make_ourselves_is_always_taken() -> None:
    for _ in range(200):
        passwords.check_pin(passwords.new_pin())
        passwords.check_password(passwords.new_password(), login="an@hoaphuong.vn")
