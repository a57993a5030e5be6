"""Every reason that the counter can give is said in full, in both languages."""

import ast
import string

import pytest

from benefits.agreements.case_table import CASES
from benefits.agreements.quoting import quote
from benefits.wording import REVERSAL_REASONS, reasons, reversal_reason, say, sentence
from benefits.wording.purchase_rows import ODD, PURCHASE_ROWS
from benefits.wording.reasons_en import REASONS as ENGLISH
from benefits.wording.reasons_vi import REASONS as VIETNAMESE
from benefits.wording.saying import has_sentence
from tests.architecture.sources import modules, text_of

AT_THE_COUNTER = ("benefits/purchases/", "benefits/cards/")
STATUSES = {"revoked", "lost", "suspended"}
UNKNOWN_CARD = {"unknown_card", "code_mistyped", "not_ours"}
PARAMS = {
    "opens_on": "2026-05-02",
    "opens_at": "2026-05-02T08:00:00+07:00",
    "last_day": "2026-04-30",
    "since": "2026-04-30",
    "address": "https://the.khac.example",
    "min_spend": 100_000,
    "missing": 20_000,
    "expected": 90_000,
    "paid": 95_000,
    "list_price": 100_000,
    "hours": 72,
    "at_least": 10,
    "invoice": "HD-1",
    "group": "Sữa",
    "groups": "Thuốc, Vật tư",
    "sold_at": "10:02",
    "kind": "than_nhan",
    "asked": "phone",
    "scope": "member",
    "window": "day",
    "allowed": 1,
}


def codes(callee: str, position: int = 0) -> set[str]:
    """The codes written out in these calls, wherever the counter turns something down."""
    calls = (
        node
        for module in modules("benefits")
        if module.under(*AT_THE_COUNTER)
        for node in module.nodes
        if isinstance(node, ast.Call) and text_of(node.func) == callee
    )
    written = (call.args[position] for call in calls if len(call.args) > position)
    return {
        code.value
        for code in written
        if isinstance(code, ast.Constant) and isinstance(code.value, str)
    }


def by_rules() -> set[str]:
    """The codes with which a rule gives nothing, or warns."""
    quotes = [quote(case.rule, case.basket, at=case.at) for case in CASES]
    refusals = {each.refusal.code for each in quotes if each.refusal}
    return refusals | {warning.code for each in quotes for warning in each.warnings}


def test_every_reason_and_every_oddity_has_its_words() -> None:
    given = codes("Remark") | by_rules() | STATUSES | UNKNOWN_CARD
    assert given - VIETNAMESE.keys() - ODD.keys() == set()


def test_both_languages_say_the_same_reasons() -> None:
    assert VIETNAMESE.keys() == ENGLISH.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(VIETNAMESE))
def test_a_reason_is_three_whole_sentences(code: str, language: str) -> None:
    said = say(code, PARAMS, language=language)
    for text in (said.headline, said.customer, said.next_step):
        assert text
        assert "…" not in text
        assert not {"{", "}"} & set(text)
    for text in (said.customer, said.next_step):
        assert text[-1] in ".?!"


@pytest.mark.parametrize("code", sorted(VIETNAMESE))
def test_languages_ask_for_the_same_facts(code: str) -> None:
    asked = [
        {name for text in table[code] for _, name, _, _ in string.Formatter().parse(text) if name}
        for table in (VIETNAMESE, ENGLISH)
    ]
    assert asked[0] == asked[1]


def test_a_limit_says_whose_how_many_and_when_again() -> None:
    said = say("limit_reached", PARAMS)
    assert said.headline == "Đã dùng hết lượt: mỗi người tối đa 1 lượt mỗi ngày"
    assert said.next_step == "Bán theo giá thường. Dùng lại được từ ngày 02/05/2026."
    said = say("limit_reached", PARAMS | {"window": "total", "opens_on": None})
    assert said.next_step == "Bán theo giá thường. Không có thêm lượt."


def test_a_code_of_the_future_says_how_fast_its_clock_is() -> None:
    told = [(5, "5 phút", "5 min"), (1440, "24 giờ", "24 h"), (4320, "3 ngày", "3 days")]
    for minutes, vietnamese, english in told:
        params = {"because": "ahead", "ahead": minutes}
        assert f"nhanh khoảng {vietnamese}," in say("slot_expired", params).customer
        assert f"by about {english};" in say("slot_expired", params, language="en").customer
    assert "chạy nhanh" not in say("slot_expired", {}).headline


def test_an_offer_not_in_force_says_from_when_or_that_it_is_over() -> None:
    day = say("not_in_force", {"opens_at": "2026-06-01"})
    hour = say("not_in_force", {"opens_at": "2026-06-01T08:30:00+07:00"})
    over = say("not_in_force", {"opens_at": None})
    assert day.next_step.endswith("Dùng được từ 01/06/2026.")
    assert hour.next_step.endswith("Dùng được từ 08:30 01/06/2026.")
    assert over.next_step.endswith("Ưu đãi đã kết thúc.")


def test_a_scanner_gets_every_reason_in_both_languages() -> None:
    table = reasons.table()
    assert set(table) == {"vi", "en"}
    assert table["vi"]["reasons"] == VIETNAMESE


def test_a_reason_for_taking_back_is_said_and_a_free_one_is_kept() -> None:
    for code in REVERSAL_REASONS:
        assert reversal_reason(code) != reversal_reason(code, language="en") != code
    assert reversal_reason("Khách đổi ý") == "Khách đổi ý"


def test_every_refused_row_of_a_file_has_its_sentence() -> None:
    ended = {"card_revoked", "card_lost", "card_expired"}
    given = codes("RowAnswer.refused", 1) | ended
    assert {code for code in given if not has_sentence(code)} == set()
    for code in PURCHASE_ROWS:
        assert sentence(code, day="2026-05-01") != sentence(code, language="en")
