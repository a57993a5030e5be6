"""An offer's rule in plain words, in both languages."""

import re

import pytest

from benefits.agreements import InvalidRule
from benefits.agreements.case_table import CASES
from benefits.agreements.rules import parse, stored
from benefits.wording import rule_problem, rule_told
from benefits.wording.agreements import AGREEMENTS, RULE_FIELDS


def test_every_rule_of_the_case_table_is_told_in_both_languages() -> None:
    for case in CASES:
        told = [rule_told(case.rule.to_json(), language) for language in ("vi", "en")]
        assert len(told[0]) == len(told[1]) >= 1
        for line in [*told[0], *told[1]]:
            assert line[0].isupper() or line[0].isdigit(), line
            assert not re.search(r"[{}]|None", line), line


def test_a_rich_rule_reads_as_one_would_say_it() -> None:
    rule = parse(
        "percent",
        "0",
        "300.000",
        "",
        {
            "groups": [{"group": "khám", "basis_points": 1_500}],
            "subsidies": [{"payer": "cdcs", "amount": 20_000, "per_item": True}],
            "windows": [{"weekdays": [6, 7], "from": "22:00", "until": "02:00"}],
        },
    )
    assert [line.replace("\xa0", " ") for line in rule_told(rule.to_json())] == [
        "Mức hưởng tùy từng trường hợp",
        "Tối đa 300.000 ₫ mỗi lượt",
        "Nhóm hàng “khám”: giảm 15%",
        "Công đoàn cơ sở trả thêm 20.000 ₫ mỗi món",
        "Chỉ dùng thứ bảy, chủ nhật từ 22:00 đến 02:00 hôm sau",
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"tiers": {"by": "size", "steps": []}},
        {"windows": [{"from": "9h", "weekdays": [8]}]},
        {"groups": [{"group": 3, "basis_points": "x"}]},
        {"subsidies": [{"payer": "cdcs"}], "per_item": "có", "la": 1},
        {"groups": 5, "tiers": 5},
    ],
)
def test_every_problem_of_a_rule_has_its_sentence(document: dict[str, object]) -> None:
    with pytest.raises(InvalidRule) as refused:
        parse("percent", "ba", "-1", "x", document)
    for problem in refused.value.problems:
        assert problem.code in RULE_FIELDS
        for at in (0, 1):
            assert not re.search(r"[{}]{2}|\{\w", rule_problem(problem.code, problem.params, at=at))


def test_both_languages_say_the_same_of_agreements() -> None:
    for vi, en in AGREEMENTS.values():
        assert set(re.findall(r"\{\w+\}", vi)) == set(re.findall(r"\{\w+\}", en))


def test_the_last_day_of_a_season_is_named_and_not_the_day_after() -> None:
    season = {"windows": [{"valid_from": "2026-01-17", "valid_until": "2026-02-17"}]}
    said = {"vi": "từ ngày 17/01/2026 đến hết ngày 16/02/2026", "en": "to the end of 16/02/2026"}
    rule = stored("percent", 1_000, None, None, season).to_json()
    for language, words in said.items():
        assert words in rule_told(rule, language)[-1]
