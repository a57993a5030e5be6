"""The sentences of the wording tables, in the language of the page being made."""

from collections.abc import Mapping
from typing import Any, Final

from benefits import wording
from benefits.web.languages import language
from benefits.wording import OwnCard, Said, signing_in

Params = Mapping[str, object]


def say(code: str, params: Params | None = None) -> Said:
    """Say a reason at the counter."""
    return wording.say(code, params, language=language())


def sentence(code: str, **params: object) -> str:
    return wording.sentence(code, language=language(), **params)


def told(code: str, params: Params | None = None) -> str:
    """Say what stands in the way of signing in, or of a new password."""
    return signing_in.told(code, params, language=language())


def reversal_reason(reason: str) -> str:
    return wording.reversal_reason(reason, language=language())


def reversal_reasons() -> dict[str, str]:
    return {code: reversal_reason(code) for code in wording.REVERSAL_REASONS}


def own_card(code: str, params: Params | None = None) -> OwnCard:
    return wording.own_card(code, params, language=language())


def why_not(code: str, params: Params | None = None) -> str:
    return wording.why_not(code, params, language=language())


def limit_text(scope: str, window: str, allowed: int) -> str:
    return wording.limit_text(scope, window, allowed, language=language())


def payer_told(payer: str) -> str:
    return wording.payer_told(payer, language())


TELLING: Final[Mapping[str, Any]] = {
    "say": say,
    "sentence": sentence,
    "reversal_reason": reversal_reason,
    "own_card": own_card,
    "why_not": why_not,
    "limit_text": limit_text,
    "payer_told": payer_told,
}
