import pytest

from benefits.wording import ENGLISH, period_told


@pytest.mark.parametrize(
    ("code", "vietnamese", "english"),
    [
        ("2026-11", "Tháng 11/2026", "November 2026"),
        ("2026-Q2", "Quý II/2026", "Q2 2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "First half of 2026"),
        ("2026-H2", "6 tháng cuối năm 2026", "Second half of 2026"),
        ("2026", "Năm 2026", "2026"),
        ("2026-Q5", "2026-Q5", "2026-Q5"),
        ("2026-1", "2026-1", "2026-1"),
    ],
)
def test_a_period_is_called_as_people_call_it(code: str, vietnamese: str, english: str) -> None:
    assert period_told(code) == vietnamese
    assert period_told(code, ENGLISH) == english
