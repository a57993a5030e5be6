"""The document for programs, and the same document as a page for those who write them."""

import json
from typing import Any, Final

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from benefits.access import Permission
from benefits.api import kinds
from benefits.api.describing import Answer, Described, describe
from benefits.api.document import LANGUAGES, TITLE, document
from benefits.api.fields import Shape, usual
from benefits.api.texts import Text
from benefits.web import allow, current, languages
from benefits.web.rendering import render_like_us

pages = Blueprint("document", __name__)

KEPT: Final = "benefits.api_documents"
LANGUAGE: Final = usual(
    "language",
    kinds.one_of(LANGUAGES),
    Text("Ngôn ngữ của lời giải thích.", "The language of the explanations."),
    LANGUAGES[0],
)
SHAPE: Final = Shape(LANGUAGE)
OF_PAGE: Final = Described(
    tag="document",
    summary=Text("Trang hướng dẫn", "A page to read"),
    about=Text("Tài liệu này dưới dạng trang web.", "This document as a web page."),
    query=SHAPE,
    answers={200: Answer(Text("Trang", "The page"), {"type": "string"}, media="text/html")},
)
OF_DOCUMENT: Final = Described(
    tag="document",
    summary=Text("Tài liệu OpenAPI 3.1", "The OpenAPI 3.1 document"),
    about=Text("Tài liệu này cho máy đọc.", "This document for programs."),
    query=SHAPE,
    answers={200: Answer(Text("Tài liệu", "The document"), {"type": "object"})},
)


@pages.get("/")
@allow(Permission.ANYONE)
@describe(OF_PAGE)
def page() -> ResponseReturnValue:
    asked = _language()
    language = asked if LANGUAGE.name in request.args else languages.chosen()
    told = _told(language)
    with force_locale(language):
        return render_template(
            "api/document.html",
            told=told,
            face_title=told["info"]["title"],
            language=lambda: language,
            as_json=_as_json,
        )


@pages.get("/openapi.json")
@allow(Permission.ANYONE)
@describe(OF_DOCUMENT)
def openapi() -> ResponseReturnValue:
    answer: Response = jsonify(_told(_language()))
    answer.add_etag()
    return answer.make_conditional(request)


def prepare(app: Flask) -> None:
    """Let the app render a page with the kit of all faces."""
    app.register_blueprint(Blueprint("kit", "benefits.web", template_folder="templates"))
    render_like_us(app, TITLE.vi)


def _language() -> str:
    sent = SHAPE.of_query()
    sent.finish()
    return sent[LANGUAGE]


def _told(language: str) -> dict[str, Any]:
    """Make the document once per language: it changes only with the code."""
    kept: dict[str, dict[str, Any]] = current_app.extensions.setdefault(KEPT, {})
    if language not in kept:
        address = current.settings().public_url + request.script_root
        kept[language] = document(current_app, address, language)
    return kept[language]


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
