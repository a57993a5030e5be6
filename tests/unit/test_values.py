import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import benefits
from benefits.exchange import days, values
from benefits.exchange.days import Order
from benefits.exchange.values import Refusal
from benefits.wording import ENGLISH, REFUSALS, has_sentence, sentence

TODAY = date(2026, 10, 5)
A_DAY = date(1986, 7, 5)


def refused(parse: Callable[[str], object], written: str) -> str:
    with pytest.raises(Refusal) as refusal:
        parse(written)
    assert refusal.value.value == written
    return refusal.value.code


@pytest.mark.parametrize(
    "written",
    [
        "1986-07-05",
        "1986/7/5",
        "5/7/1986",
        "05.07.86",
        "05-07-1986",
        "5 / 7 / 1986",
        "5/7/1986 00:00:00",
        "1986-07-05 00:00:00",
        "1986-07-05T00:00",
        "ngày 5 tháng 7 năm 1986",
        "31598",
        "31598.0",
        "05071986",
        "19860705",
        " 5/7/1986\u00a0",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert days.day(written) == A_DAY


def test_a_day_may_come_as_one() -> None:
    assert days.day(A_DAY) == days.day(datetime(1986, 7, 5, 12, tzinfo=UTC)) == A_DAY


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "missing"),
        ("1986", "day_incomplete"),
        ("07/1986", "day_incomplete"),
        ("25/13/1986", "day_impossible"),
        ("30/2/1986", "day_impossible"),
        ("5/7/0086", "day_impossible"),
        ("hôm qua", "day_invalid"),
        ("86", "day_invalid"),
    ],
)
def test_what_is_no_day_says_why(written: str, code: str) -> None:
    assert refused(days.day, written) == code


@pytest.mark.parametrize(
    ("written", "stored", "flags"),
    [
        ("5/7/1986", "1986-07-05", ()),
        ("05.07.86", "1986-07-05", ()),
        ("05.07.26", "2026-07-05", ()),
        ("05.07.27", "1927-07-05", ()),
        ("1986", "1986", ()),
        ("năm 1986", "1986", ()),
        ("00/00/1986", "1986", ()),
        ("07/1986", "1986", ("birth_month_dropped",)),
        ("31598", "1986-07-05", ()),
    ],
)
def test_a_birth_may_be_only_a_year(written: str, stored: str, flags: tuple[str, ...]) -> None:
    assert days.birth(written, today=TODAY) == (stored, flags)


def test_when_somebody_joined_may_be_known_by_the_month_or_year() -> None:
    assert days.beginning("3/2016") == (date(2016, 3, 1), True)
    assert days.beginning("2016") == (date(2016, 1, 1), True)
    assert days.beginning("01.03.16") == (date(2016, 3, 1), False)


def test_an_instant_is_kept_in_utc_and_needs_its_offset() -> None:
    expected = datetime(2026, 10, 5, 3, tzinfo=UTC)
    assert values.instant("2026-10-05T10:00:00+07:00") == expected
    assert values.instant("2026-10-05T03:00Z") == expected
    assert refused(values.instant, "2026-10-05T10:00:00") == "instant_needs_offset"
    assert refused(values.instant, "2026-10-05") == "instant_needs_offset"
    assert refused(values.instant, "10h sáng") == "instant_invalid"
    assert refused(values.instant, "0001-01-01T00:00+07:00") == "instant_invalid"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("250000", 250_000),
        ("250.000", 250_000),
        ("250 000 đ", 250_000),
        ("250000.0", 250_000),
        ("0", 0),
    ],
)
def test_money_is_whole_dong(written: str, amount: int) -> None:
    assert values.dong(written) == amount


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "missing"),
        ("-5", "dong_negative"),
        ("250.5", "dong_invalid"),
        ("250000.5", "dong_invalid"),
        ("mười", "dong_invalid"),
        ("#N/A", "cell_error"),
    ],
)
def test_what_is_no_money_says_why(written: str, code: str) -> None:
    assert refused(values.dong, written) == code


@pytest.mark.parametrize(
    ("written", "points"),
    [("7", 700), ("7.5", 750), ("7,5", 750), ("7,25 %", 725), ("100", 10_000), ("0.5%", 50)],
)
def test_a_percentage_becomes_basis_points(written: str, points: int) -> None:
    assert values.percent(written) == points


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0", "percent_out_of_range"),
        ("101", "percent_out_of_range"),
        ("7.555", "percent_invalid"),
        ("7-10", "percent_invalid"),
        ("0.07", "percent_below_one"),
    ],
)
def test_a_percentage_nobody_can_mean_is_refused(written: str, code: str) -> None:
    assert refused(values.percent, written) == code


def test_a_tick_is_a_yes_and_an_empty_cell_is_a_no() -> None:
    assert all(map(values.flag, ["x", "X", "Có", "1", "TRUE", "yes", "✓"]))
    assert not any(map(values.flag, ["", " ", "Không", "0", "FALSE", "-"]))
    assert refused(values.flag, "có thể") == "flag_invalid"


def test_a_choice_ignores_accents_and_capitals_and_lists_what_is_allowed() -> None:
    choices = {"đoàn viên": 1, "than_nhan": 2}
    assert values.choice("DOAN VIEN", choices) == 1
    assert values.choice("than_nhan", choices) == 2
    with pytest.raises(Refusal) as refusal:
        values.choice("khách", choices)
    assert refusal.value.params["allowed"] == "đoàn viên, than_nhan"


def test_numbers_and_places_keep_their_bounds() -> None:
    assert values.whole("12") == 12
    assert refused(values.whole, "1.5") == "whole_invalid"
    assert refused(lambda cell: values.whole(cell, least=1), "0") == "whole_too_small"
    assert values.degrees("21,0278", limit=90) == 21.0278
    assert refused(lambda cell: values.degrees(cell, limit=90), "91") == "degrees_invalid"
    assert refused(lambda cell: values.degrees(cell, limit=90), "NaN") == "degrees_invalid"


def test_an_empty_cell_is_none_where_it_may_be() -> None:
    assert values.optional(values.dong, " ") is None
    assert values.optional(values.dong, "5") == 5
    assert refused(values.required, "\u00a0") == "missing"
    assert refused(lambda cell: values.text(cell, longest=3), "abcd") == "too_long"


CODE = re.compile(
    r'"((?:row|file|sheet|day|name|sex|until)_[a-z0-9_]+'
    r'|[a-z_]+_(?:restored|converted|dropped|assumed|several|invalid|lost|length))"'
)


def codes_in_use() -> set[str]:
    """Every code that reading a file can end in, found in the source itself."""
    root = Path(benefits.__file__).parent
    ours = [*root.glob("exchange/reading/*.py"), *root.glob("exchange/roster/*.py")]
    ours += [root / "exchange/values.py", root / "exchange/days.py", root / "members/identity.py"]
    found: set[str] = set()
    for path in ours:
        source = path.read_text()
        found.update(CODE.findall(source))
        found.update(re.findall(r'(?:Refusal|Unreadable)\(\s*"([a-z_]+)"', source))
    return found - {order.value for order in Order}


def test_every_code_has_its_sentence_in_both_languages() -> None:
    assert len(codes_in_use()) > 30
    assert [code for code in codes_in_use() if not has_sentence(code)] == []


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_sentences_are_whole_and_ask_for_the_same_parameters(code: str) -> None:
    vietnamese, english = REFUSALS[code]
    assert vietnamese.endswith(".")
    assert english.endswith(".")
    assert set(re.findall(r"{\w+}", vietnamese)) == set(re.findall(r"{\w+}", english))


def test_a_sentence_fills_in_its_parameters_and_survives_without_them() -> None:
    assert sentence("too_long", longest=200) == "Dài quá 200 ký tự."
    assert sentence("too_long", language=ENGLISH) == "Longer than … characters."
    assert sentence("nobody_knows") == "Giá trị này không được nhận."
