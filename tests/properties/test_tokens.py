"""A token says what was put into it, and no altered token says anything."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.cards import tokens, typed_code
from benefits.cards.keys import KeyRing
from benefits.cards.tokens import PhoneFacts, PrintedFacts, TokenRefused

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
indexes = st.integers(0, (1 << 32) - 1)
days = st.integers(0, (1 << 16) - 1).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
kinds = st.sampled_from(["doan_vien", "nguoi_lao_dong", "than_nhan"])
hosts = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,49}[a-z0-9]", fullmatch=True)


@pytest.fixture(scope="module")
def ring() -> Iterator[KeyRing]:
    with TemporaryDirectory() as folder:
        yield KeyRing.open(Path(folder), create=True)


@given(facts=st.builds(PrintedFacts, st.just(0), indexes, days, kinds), host=hosts, lower=...)
def test_a_printed_card_is_read_behind_any_host(
    ring: KeyRing, facts: PrintedFacts, host: str, lower: bool
) -> None:
    token = tokens.printed_token(ring, facts.index, facts.last_day, facts.kind)
    url = tokens.card_url(f"https://{host}", token)
    read = tokens.parse(url.lower() if lower else url)
    assert read.facts == facts
    assert read.host == host
    assert tokens.check_signature(read, ring) == "good"


@given(index=indexes, slot=st.integers(0, (1 << 24) - 1))
def test_a_phone_card_is_read(ring: KeyRing, index: int, slot: int) -> None:
    assert tokens.read(tokens.phone_token(ring, index, slot), ring) == PhoneFacts(0, index, slot)
    assert tokens.slot_at(tokens.slot_begins(slot)) == slot


@given(index=indexes, place=st.integers(0, 115), letter=st.sampled_from(ALPHABET))
def test_one_changed_character_is_refused(
    ring: KeyRing, index: int, place: int, letter: str
) -> None:
    token = tokens.printed_token(ring, index, date(2027, 12, 31), "doan_vien")
    altered = token[:place] + letter + token[place + 1 :]
    if altered != token:
        with pytest.raises(TokenRefused):
            tokens.read(altered, ring)


@given(st.text())
def test_no_text_is_more_than_refused(ring: KeyRing, text: str) -> None:
    for said in (text, f"/q/{text}"):
        with pytest.raises(TokenRefused):
            tokens.read(said, ring)


@given(st.text())
def test_every_text_has_its_typed_code(text: str) -> None:
    code = typed_code.derived_from(text)
    assert typed_code.normalize(typed_code.shown(code).lower()) == code
