"""Whatever stands in a cell, cleaning and folding settle at once."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from benefits.members.names import clean, folded, masked, sort_key, title_case, words

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SYLLABLES = st.builds(
    lambda letters, tone: unicodedata.normalize("NFC", letters + tone),
    st.text(VIETNAMESE, min_size=1, max_size=6),
    st.sampled_from(TONES),
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=5).map(" ".join)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_cleaned_text_can_be_stored_and_stands_on_one_line(text: str) -> None:
    assert clean(text).encode().decode().isprintable()


@given(NAMES)
def test_composed_or_not_a_name_is_the_same_name(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert clean(apart) == clean(name)
    assert folded(apart) == folded(name)
    assert sort_key(apart) == sort_key(name)
    assert folded(name).isascii()


@given(NAMES)
def test_capitals_change_neither_the_search_nor_the_order(name: str) -> None:
    assert words(name.upper()) == words(name)
    assert sort_key(name.upper()) == sort_key(name)


@given(st.lists(NAMES))
def test_bytes_and_letters_agree_on_the_order(names: list[str]) -> None:
    keys = [sort_key(name) for name in names]
    assert sorted(keys) == sorted(keys, key=str.encode)


@given(NAMES, NAMES)
def test_the_ten_decides_before_anything_else(one: str, other: str) -> None:
    first, second = sort_key(one.rsplit(maxsplit=1)[-1]), sort_key(other.rsplit(maxsplit=1)[-1])
    if first != second:
        assert (sort_key(one) < sort_key(other)) == (first < second)


@given(st.text())
def test_no_text_breaks_what_is_shown(text: str) -> None:
    assert masked(text)
    suggestion = title_case(text)
    assert suggestion is None or folded(suggestion) == folded(clean(text))
