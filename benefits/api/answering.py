"""What a program is answered: the document it asked for, and what time it is here."""

from collections.abc import Mapping
from typing import Final

from flask import Response, current_app

from benefits import wording
from benefits.agreements import Remark
from benefits.web import current, problem
from benefits.wording import ENGLISH, VIETNAMESE

JSON: Final = "application/json"
Sentences = Mapping[str, Mapping[str, str]]


def answered(document: Mapping[str, object], status: int = 200) -> Response:
    told = current_app.json.dumps({**document, "server_time": current.now().isoformat()})
    return Response(f"{told}\n", status, mimetype=JSON)


def turned_down(reason: Remark) -> Response:
    """Answer that nothing was stored, and what to tell the cashier and the customer."""
    return problem(422, reason.code, reason.params, sentences=sentences(reason))


def sentences(reason: Remark) -> Sentences:
    """Say a reason in both languages: a headline, a sentence to read out, the next step."""
    return {language: _said(reason, language) for language in (VIETNAMESE, ENGLISH)}


def _said(reason: Remark, language: str) -> Mapping[str, str]:
    said = wording.say(reason.code, reason.params, language=language)
    return {
        "headline": said.headline,
        "customer": said.customer,
        "next_step": said.next_step,
    }
