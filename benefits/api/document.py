"""The OpenAPI document, made from the views themselves."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from flask import Flask
from werkzeug.routing import Rule

from benefits import wording
from benefits.access import HOLDERS, Permission, Standing
from benefits.api import schemas
from benefits.api.describing import JSON, Answer, Described, description_of
from benefits.api.fields import Field, Shape
from benefits.api.texts import Text, in_one_language
from benefits.web.declaring import permission_of
from benefits.wording import ENGLISH, VIETNAMESE

VERSION: Final = "1.0.0"
PROBLEM: Final = "application/problem+json"
TITLE: Final = Text("API thẻ ưu đãi đoàn viên", "Member benefit cards API")
ABOUT: Final = Text(
    "Dành cho phần mềm bán hàng, điện thoại quét thẻ và kho dữ liệu. Mọi câu trả lời có giờ máy "
    "chủ (server_time và X-Server-Time); lỗi theo RFC 9457, có code để máy đọc, câu tiếng Việt "
    "trong detail và tiếng Anh trong detail_en. Tiền là đồng, số nguyên. Mọi until là ngày sau "
    "ngày cuối. Mục lạ bị từ chối.",
    "For tills, scanning phones and data warehouses. Every answer tells the server's time "
    "(server_time and X-Server-Time); problems follow RFC 9457, with a code for programs and "
    "sentences in detail and detail_en. Money is whole đồng. Every until is the day after the "
    "last. Unknown fields are refused.",
)
TAGS: Final[Mapping[str, Text]] = {
    "counter": Text("Tại quầy", "At the counter"),
    "figures": Text("Số liệu và báo cáo", "Figures and reports"),
    "keys": Text("Khóa và tệp ngoại tuyến", "Keys and the offline file"),
    "document": Text("Tài liệu này", "This document"),
}
TOKEN: Final = Text(
    "Mã truy cập của một chương trình (cấp trên trang của công đoàn, kèm các quyền), hoặc của "
    "điện thoại đã ghép. Thu hồi là hết hiệu lực ngay ở lần gọi sau.",
    "The token of a program (made on the union's desk, with its scopes) or of an enrolled phone. "
    "Once revoked it fails at the next request.",
)
LANGUAGES: Final = (VIETNAMESE, ENGLISH)
_CONVERTER: Final = re.compile(r"<(?:\w+:)?(\w+)>")
_UNSENT: Final = ("not_json", "not_an_object", "fields_invalid")


def document(app: Flask, address: str, language: str) -> dict[str, Any]:
    """Write down what every view of the app says of itself, in one language."""
    told: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": ABOUT},
        "servers": [{"url": address}],
        "tags": [{"name": name, "description": about} for name, about in TAGS.items()],
        "paths": _paths(app),
        "components": {
            "schemas": schemas.NAMED,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": TOKEN}
            },
        },
    }
    written: dict[str, Any] = in_one_language(told, language)
    return written


def described_views(app: Flask) -> Iterator[tuple[Rule, Permission, Described | None]]:
    """List what is served, in the order in which it was added."""
    order = list(app.view_functions)
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: order.index(each.endpoint)):
        view = app.view_functions[rule.endpoint]
        permission = permission_of(view)
        if permission is not None:
            yield rule, permission, description_of(view)


def _paths(app: Flask) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for rule, permission, described in described_views(app):
        if described is not None:
            method = "post" if "POST" in (rule.methods or ()) else "get"
            operation = _operation(rule, permission, described)
            paths.setdefault(_CONVERTER.sub(r"{\1}", rule.rule), {})[method] = operation
    return paths


def _operation(rule: Rule, permission: Permission, described: Described) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": rule.endpoint.replace(".", "_"),
        "tags": [described.tag],
        "summary": described.summary,
        "description": described.about,
        "security": [] if permission is Permission.ANYONE else [{"token": [permission.value]}],
        "parameters": list(_parameters(described)),
        "responses": _responses(permission, described),
    }
    if permission is not Permission.ANYONE:
        told["x-holders"] = sorted(HOLDERS[permission] & {Standing.DEVICE, Standing.MACHINE})
    if described.body is not None:
        told["requestBody"] = {"required": True, "content": {JSON: _body(described.body)}}
    return told


def _parameters(described: Described) -> Iterator[dict[str, Any]]:
    for each in described.path:
        yield _parameter(each, "path")
    for each in described.query.fields if described.query else ():
        yield _parameter(each, "query")


def _parameter(each: Field[Any], where: str) -> dict[str, Any]:
    told = {
        "name": each.name,
        "in": where,
        "required": each.is_needed,
        "description": each.about,
        "schema": _with_default(each),
    }
    return told if each.example is None else told | {"example": each.example}


def _body(shape: Shape) -> dict[str, Any]:
    """Describe a body; a field that may be left out may be null as well."""
    fields = {each.name: _property(each) for each in shape.fields}
    schema: dict[str, Any] = {
        "type": "object",
        "properties": fields,
        "required": [each.name for each in shape.fields if each.is_needed],
        "additionalProperties": False,
    }
    if shape.either:
        schema["anyOf"] = [
            {"required": [name], "properties": {name: {"not": {"type": "null"}}}}
            for name in shape.either
        ]
    example = {each.name: each.example for each in shape.fields if each.example is not None}
    return {"schema": schema, "example": example}


def _property(each: Field[Any]) -> dict[str, Any]:
    schema = _with_default(each)
    if not each.is_needed:
        schema["type"] = [schema["type"], "null"]
    return schema | {"description": each.about}


def _with_default(each: Field[Any]) -> dict[str, Any]:
    usual = {} if each.otherwise is None else {"default": each.otherwise}
    return {**each.kind.schema, **usual}


def _responses(permission: Permission, described: Described) -> dict[str, Any]:
    told = {str(status): _answer(each) for status, each in described.answers.items()}
    for status, codes in sorted(_problems(permission, described).items()):
        told[str(status)] = {
            "description": _told_of(status, codes),
            "x-codes": [{"code": each, "detail": _sentence(each)} for each in codes],
            "headers": _HEADERS,
            "content": {PROBLEM: {"schema": schemas.PROBLEM}},
        }
    return told


def _answer(each: Answer) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": each.schema}
    if each.example is not None:
        content["example"] = each.example
    headers = {
        name: {"description": about, "schema": {"type": "string"}}
        for name, about in each.headers.items()
    }
    told: dict[str, Any] = {"description": each.about, "headers": _HEADERS | headers}
    return told | ({"content": {each.media: content}} if each.media else {})


def _problems(permission: Permission, described: Described) -> dict[int, tuple[str, ...]]:
    """Add to what a view says of itself what holds for every view of its kind."""
    every = dict(described.problems)

    def also(status: int, *codes: str) -> None:
        every[status] = (*codes, *every.get(status, ()))

    if permission is not Permission.ANYONE:
        also(HTTPStatus.UNAUTHORIZED, "not_signed_in")
        also(HTTPStatus.FORBIDDEN, "scope_missing")
    if described.body is None:
        also(HTTPStatus.UNPROCESSABLE_ENTITY, "fields_invalid")
    if described.path:
        also(HTTPStatus.NOT_FOUND)
    if described.body is not None:
        also(HTTPStatus.REQUEST_TIMEOUT, "request_timeout")
        also(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "request_entity_too_large")
        also(HTTPStatus.UNPROCESSABLE_ENTITY, *_UNSENT)
    return every


def _told_of(status: int, codes: tuple[str, ...]) -> str:
    return f"{HTTPStatus(status).phrase}: {', '.join(codes)}"


def _sentence(code: str) -> Text:
    """Say a code in both languages, the way a problem does."""
    if code in wording.codes():
        return Text(*(wording.say(code, {}, language=each).headline for each in LANGUAGES))
    return Text(*(wording.sentence(code, language=each) for each in LANGUAGES))


_HEADERS: Final = {
    "X-Server-Time": {
        "description": Text("Giờ máy chủ.", "The server's time."),
        "schema": {"type": "string", "format": "date-time"},
    }
}
