"""The fields of a request, declared once: they are read by it, and published from it.

Every mistake is found and named, not only the first.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from benefits import wording
from benefits.api.kinds import Kind, Unusable, Value
from benefits.api.texts import Text
from benefits.errors import Invalid
from benefits.web import here, problem
from benefits.wording import ENGLISH, VIETNAMESE

Held_co = TypeVar("Held_co", covariant=True)
MISSING: Final = Unusable("field_missing")
UNKNOWN: Final = Unusable("field_unknown")
TWICE: Final = Unusable("field_twice")


class BadFields(Invalid):
    """Fields that cannot be used, each with its reason."""

    code = "fields_invalid"

    def __init__(self, mistakes: Mapping[str, Unusable]) -> None:
        self.mistakes = mistakes
        super().__init__()


@dataclass(frozen=True, slots=True)
class Field(Generic[Held_co]):
    """A field by its name. `otherwise` stands for one that is left out or null."""

    name: str
    kind: Kind[Any]
    about: Text
    example: object = None
    is_needed: bool = False
    otherwise: Any = None


def needed(name: str, kind: Kind[Value], about: Text, example: object = None) -> Field[Value]:
    return Field(name, kind, about, example, is_needed=True)


def optional(
    name: str, kind: Kind[Value], about: Text, example: object = None
) -> Field[Value | None]:
    return Field(name, kind, about, example)


def usual(
    name: str, kind: Kind[Value], about: Text, otherwise: Value, example: object = None
) -> Field[Value]:
    """Declare a field that has a value of ours where none is given."""
    return Field(name, kind, about, example, otherwise=otherwise)


@dataclass(slots=True)
class Sent:
    """What was sent, as values of ours; `finish` refuses all of it for one mistake."""

    values: dict[str, Any]
    mistakes: dict[str, Unusable] = field(default_factory=dict)

    def __getitem__(self, asked: Field[Held_co]) -> Held_co:
        """Return a field; what a wrong or missing one returns is never used."""
        held: Held_co = self.values[asked.name]
        return held

    def blame(self, name: str, code: str, **params: object) -> None:
        self.mistakes.setdefault(name, Unusable(code, **params))

    @property
    def is_good(self) -> bool:
        return not self.mistakes

    def finish(self) -> None:
        if self.mistakes:
            raise BadFields(self.mistakes)


class Shape:
    """The fields a request may have: no others are taken. Of `either` at least one is needed."""

    def __init__(self, *fields: Field[Any], either: tuple[str, ...] = ()) -> None:
        self.fields, self.either = fields, either
        self._names = frozenset(each.name for each in fields)

    def of_body(self) -> Sent:
        """Read the JSON object in the body, whatever type the client says it has."""
        return self.read(document_of_body())

    def of_query(self) -> Sent:
        sent = self.read(request.args.to_dict())
        for name, values in request.args.lists():
            if len(values) > 1:
                sent.mistakes[name] = TWICE
        return sent

    def read(self, document: Mapping[str, object]) -> Sent:
        sent = Sent({})
        for each in self.fields:
            given = document.get(each.name)
            if given is None:
                sent.values[each.name] = each.otherwise
                if each.is_needed:
                    sent.mistakes[each.name] = MISSING
                continue
            try:
                sent.values[each.name] = each.kind.read(given)
            except Unusable as mistake:
                sent.values[each.name], sent.mistakes[each.name] = None, mistake
        for name in sorted(document.keys() - self._names):
            sent.mistakes[name] = UNKNOWN
        if self.either and all(document.get(name) is None for name in self.either):
            sent.blame(self.either[0], "field_missing")
        return sent


def refuse_query() -> None:
    """Refuse what stands in an address that takes nothing there."""
    if here.asked().query_string:
        _NOTHING.of_query().finish()


def document_of_body() -> Mapping[str, Any]:
    """Return the JSON object that was sent, read once however often it is asked for."""
    kept = here.kept()
    if kept.document is None:
        try:
            document = json.loads(_body(), object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            raise Invalid("not_json") from error
        if not isinstance(document, dict):
            raise Invalid("not_an_object")
        kept.document = document
    return kept.document


def _body() -> bytes:
    """Return all that was sent: what comes in pieces is read up to the limit and silently cut."""
    asked = here.asked()
    body = asked.get_data()
    if asked.content_length is None and len(body) == asked.max_content_length:
        raise RequestEntityTooLarge
    return body


_NOTHING: Final = Shape()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says the same twice: nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        count = Counter(name for name, _value in pairs)
        raise BadFields({name: TWICE for name, times in count.items() if times > 1})
    return found


def name_fields(error: BadFields) -> Response:
    """Answer with one entry for every field that cannot be used."""
    errors = [_told(name, mistake) for name, mistake in error.mistakes.items()]
    return problem(422, error.code, errors=errors)


def _told(name: str, mistake: Unusable) -> dict[str, Any]:
    def said(language: str) -> str:
        return wording.sentence(mistake.code, language=language, **mistake.params)

    detail = {"detail": said(VIETNAMESE), "detail_en": said(ENGLISH)}
    return {"field": name, "code": mistake.code, **detail}
