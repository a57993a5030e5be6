"""What to say at the counter: for every reason three sentences, in each language."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import ModuleType
from typing import Final

from benefits.money import dong_text
from benefits.wording import reasons_en, reasons_vi

LANGUAGES: Final[Mapping[str, ModuleType]] = {"vi": reasons_vi, "en": reasons_en}
AMOUNTS: Final = (
    "list_price",
    "paid",
    "expected",
    "expected_paid",
    "min_spend",
    "missing",
    "benefit",
    "ceiling",
    "usual",
)
HOURS_FROM: Final = 90
DAYS_FROM: Final = 36 * 60


@dataclass(frozen=True, slots=True)
class Said:
    """A headline for the cashier, a sentence to read to the customer, what to do next."""

    headline: str
    customer: str
    next_step: str


def say(code: str, params: Mapping[str, object] | None = None, *, language: str = "vi") -> Said:
    """Say a reason; a parameter that is not known shows as an ellipsis."""
    return _said(code, params, language) if params else _said_plainly(code, language)


@cache
def _said_plainly(code: str, language: str) -> Said:
    return _said(code, {}, language)


def _said(code: str, params: Mapping[str, object], language: str) -> Said:
    words = LANGUAGES[language]
    given = _shown(params, words)
    sentences = words.CLOSER.get((code, given["because"])) or words.REASONS[code]
    return Said(*(text.format_map(given).strip() for text in sentences))


def filled(sentence: str, params: Mapping[str, object], *, language: str = "vi") -> str:
    """Fill in a sentence of another table with the parameters of a reason."""
    return sentence.format_map(_shown(params, LANGUAGES[language])).strip()


def codes() -> frozenset[str]:
    return frozenset(reasons_vi.REASONS)


def table() -> dict[str, dict[str, object]]:
    """Return everything that a scanner needs to say the same without a network."""
    parts = ("REASONS", "WINDOWS", "SCOPES", "KINDS", "TRUSTS", "LIMIT")
    phrases = ("MINUTES", "HOURS", "DAYS", "ENDED", "OPENS", "REOPENS", "STAYS_FULL")
    return {
        language: {
            **{name.lower(): getattr(words, name) for name in (*parts, *phrases)},
            "closer": {".".join(key): said for key, said in words.CLOSER.items()},
        }
        for language, words in LANGUAGES.items()
    }


def _shown(params: Mapping[str, object], words: ModuleType) -> Mapping[str, str]:
    shown = {name: text_of(name, value) for name, value in params.items()}
    shown["opening"] = (
        words.OPENS.format(shown["opens_at"]) if shown.get("opens_at") else words.ENDED
    )
    reopens = shown.get("opens_on")
    shown["reopening"] = words.REOPENS.format(reopens) if reopens else words.STAYS_FULL
    if "scope" in params:
        scope, window = words.SCOPES[str(params["scope"])], words.WINDOWS[str(params["window"])]
        shown["limit"] = words.LIMIT.format(
            scope=scope, window=window, allowed=params.get("allowed")
        )
    if "at_least" in params:
        shown["least"] = str(params["at_least"])
    if "ahead" in params:
        shown["ahead"] = _length(int(str(params["ahead"])), words)
    shown["kind"] = words.KINDS.get(str(params.get("kind")), "…")
    shown["asked"] = words.TRUSTS.get(str(params.get("asked")), "…")
    return defaultdict(lambda: "…", shown)


def _length(minutes: int, words: ModuleType) -> str:
    """Write how wrong a clock is, in the largest unit that tells it."""
    if minutes < HOURS_FROM:
        return str(words.MINUTES.format(minutes))
    if minutes < DAYS_FROM:
        return str(words.HOURS.format(round(minutes / 60)))
    return str(words.DAYS.format(round(minutes / (24 * 60))))


def text_of(name: str, value: object) -> str:
    """Write a parameter for people: amounts grouped, days and hours as in Việt Nam."""
    if value is None:
        return ""
    if isinstance(value, int) and name in AMOUNTS:
        return dong_text(value)
    if isinstance(value, str) and name in {"since", "last_day", "opens_on", "opens_at"}:
        is_day = len(value) == len("2026-10-05")
        when = date.fromisoformat(value) if is_day else datetime.fromisoformat(value)
        return when.strftime("%d/%m/%Y" if is_day else "%H:%M %d/%m/%Y")
    return str(value)
