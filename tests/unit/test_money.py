import pytest

from benefits.money import LARGEST, dong_text, millions, parse_dong, read_aloud, share_of


def test_a_share_is_rounded_down_to_a_dong() -> None:
    assert share_of(133_333, 750) == 9_999
    assert share_of(99, 5_000) == 49
    assert share_of(10**15, 10_000) == 10**15


@pytest.mark.parametrize(
    ("amount", "decimals", "text"),
    [
        (0, 3, "0"),
        (0, 0, "0"),
        (640_000, 3, "0,64"),
        (640_000, 1, "0,6"),
        (650_000, 1, "0,7"),
        (640_000, 0, "1"),
        (1_284_500_000, 3, "1.284,5"),
        (1_284_500_000, 0, "1.285"),
        (1_000_000, 3, "1"),
        (1_234_499, 3, "1,234"),
        (1_234_500, 3, "1,235"),
        (999_500, 3, "1"),
        (500, 3, "0,001"),
        (499, 3, "< 0,001"),
        (1, 0, "< 1"),
        (49_999, 1, "< 0,1"),
        (-150_000, 3, "−0,15"),
        (-1_284_500_000, 3, "−1.284,5"),
        (-1, 3, "> −0,001"),
        (10**15, 3, "1.000.000.000"),
    ],
)
def test_millions_round_half_up_once_and_never_hide_something(
    amount: int, decimals: int, text: str
) -> None:
    assert millions(amount, decimals) == text


def test_dong_stand_with_dots_and_do_not_break_from_their_sign() -> None:
    assert dong_text(30_000) == "30.000\u00a0₫"
    assert dong_text(0) == "0\u00a0₫"
    assert dong_text(-1_250_000) == "−1.250.000\u00a0₫"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (5, "năm đồng"),
        (10, "mười đồng"),
        (14, "mười bốn đồng"),
        (15, "mười lăm đồng"),
        (20, "hai mươi đồng"),
        (21, "hai mươi mốt đồng"),
        (11, "mười một đồng"),
        (24, "hai mươi tư đồng"),
        (55, "năm mươi lăm đồng"),
        (101, "một trăm linh một đồng"),
        (105, "một trăm linh năm đồng"),
        (1_000, "một nghìn đồng"),
        (250_000, "hai trăm năm mươi nghìn đồng"),
        (1_005_000, "một triệu không trăm linh năm nghìn đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (2_000_050, "hai triệu không trăm năm mươi đồng"),
        (24_004_415, "hai mươi tư triệu không trăm linh bốn nghìn bốn trăm mười lăm đồng"),
        (5_000_040_000, "năm tỷ không trăm bốn mươi nghìn đồng"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ đồng"),
        (10**12 + 5, "một nghìn tỷ không trăm linh năm đồng"),
        (-14_000, "âm mười bốn nghìn đồng"),
    ],
)
def test_an_amount_is_read_aloud_as_people_say_it(amount: int, words: str) -> None:
    assert read_aloud(amount) == words


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("250000", 250_000),
        ("250.000", 250_000),
        ("250,000", 250_000),
        ("250 000", 250_000),
        ("1\u00a0250\u00a0000 ₫", 1_250_000),
        (" 1.250.000đ ", 1_250_000),
        ("1.250.000 VND", 1_250_000),
        ("250k", 250_000),
        ("250 nghìn", 250_000),
        ("250 nghi\u0300n", 250_000),
        ("1tr", 1_000_000),
        ("1tr2", 1_200_000),
        ("1tr05", 1_050_000),
        ("1 triệu 250", 1_250_000),
        ("1,5tr", 1_500_000),
        ("2 tỷ", 2_000_000_000),
        ("0", 0),
        ("000", 0),
        (str(LARGEST), LARGEST),
    ],
)
def test_amounts_are_read_as_people_type_them(text: str, amount: int) -> None:
    assert parse_dong(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "đ", "-5", "−5", "+5", "1e5", "abc", "1.5", "12.34", "0.250", "250.00"),
        *("1.500tr", "1.234k", "1.000,000", "1.00.000", "1..000", "1.000 000", "1000.000"),
        *("1tr2k", "½", "٢٥٠", str(LARGEST + 1), "250.000.", "nghìn"),
    ],
)
def test_what_could_mean_two_things_means_nothing(text: str) -> None:
    assert parse_dong(text) is None
