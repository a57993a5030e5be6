"""What the database folds by itself is folded as everywhere else, however it was written."""

import unicodedata

import pytest
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement
from benefits.database import is_postgresql, unmarked
from benefits.folding import folded
from benefits.web.lists import is_written_in

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
WORDS = " ".join(vowel + tone for vowel in VOWELS for tone in TONES)
TEXTS = (
    *(unicodedata.normalize(form, WORDS) for form in ("NFC", "NFD")),
    *(unicodedata.normalize(form, WORDS.upper()) for form in ("NFC", "NFD")),
    "15/TTHT-LĐLĐ",
    "Ðường số 8, đường Ɖ",
    "Café Müller Straße",
    "50% _ \\ 'x'; --",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_both_databases_fold_as_we_do(session: Session, text: str) -> None:
    told = session.scalar(select(unmarked(literal(text))))
    assert told == folded(text).replace(
        "strasse", "straße" if is_postgresql(session) else "strasse"
    )


def test_nothing_stays_nothing(session: Session) -> None:
    assert session.scalar(select(unmarked(literal(None, type_=Agreement.number.type)))) is None


def test_a_search_is_one_condition_however_much_it_finds(
    session: Session, statements: list[str]
) -> None:
    statements.clear()
    condition = is_written_in(Agreement.number, "TTHT-LĐLĐ")
    assert statements == []
    bound = condition.compile(session.connection()).params
    assert len(bound) <= 3, "what was typed, and the letters that PostgreSQL is told of"
    assert "ttht-ldld" in bound.values()
