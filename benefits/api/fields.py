"""The fields of a request: every mistake is found and named, not only the first."""

import json
from collections.abc import Mapping
from typing import Any, cast

from flask import Response, request

from benefits import wording
from benefits.api.kinds import Kind, Unusable, Value
from benefits.errors import Invalid
from benefits.web import problem
from benefits.wording import ENGLISH, VIETNAMESE


class BadFields(Invalid):
    """Fields that cannot be used, each with its reason."""

    code = "fields_invalid"

    def __init__(self, mistakes: Mapping[str, Unusable]) -> None:
        self.mistakes = mistakes
        super().__init__()


class Fields:
    """What was sent, asked for field by field; `finish` refuses all of it for one mistake."""

    def __init__(self, sent: Mapping[str, object]) -> None:
        self._sent = sent
        self._asked: set[str] = set()
        self._mistakes: dict[str, Unusable] = {}

    @classmethod
    def of_body(cls) -> "Fields":
        """Read the JSON object in the body, whatever type the client says it has."""
        try:
            document = json.loads(request.get_data())
        except (ValueError, RecursionError) as error:
            raise Invalid("not_json") from error
        if not isinstance(document, dict):
            raise Invalid("not_an_object")
        return cls(document)

    @classmethod
    def of_query(cls) -> "Fields":
        return cls(request.args.to_dict())

    def needed(self, name: str, kind: Kind[Value]) -> Value:
        """Return a field that has to be there; what a missing one returns is never used."""
        value = self.given(name, kind)
        if value is None and name not in self._mistakes:
            self.blame(name, "field_missing")
        return cast("Value", value)

    def given(self, name: str, kind: Kind[Value]) -> Value | None:
        """Return a field that may be left out or null."""
        self._asked.add(name)
        sent = self._sent.get(name)
        if sent is None:
            return None
        try:
            return kind(sent)
        except Unusable as mistake:
            self._mistakes[name] = mistake
            return None

    def blame(self, name: str, code: str, **params: object) -> None:
        self._mistakes[name] = Unusable(code, **params)

    @property
    def are_good(self) -> bool:
        """Whether everything asked for so far can be used."""
        return not self._mistakes

    def finish(self) -> None:
        """Refuse the request if any field was wrong, or is none that we know."""
        for name in sorted(self._sent.keys() - self._asked):
            self.blame(name, "field_unknown")
        if self._mistakes:
            raise BadFields(self._mistakes)


def name_fields(error: BadFields) -> Response:
    """Answer with one entry for every field that cannot be used."""
    errors = [_told(name, mistake) for name, mistake in error.mistakes.items()]
    return problem(422, error.code, errors=errors)


def _told(name: str, mistake: Unusable) -> dict[str, Any]:
    def said(language: str) -> str:
        return wording.sentence(mistake.code, language=language, **mistake.params)

    detail = {"detail": said(VIETNAMESE), "detail_en": said(ENGLISH)}
    return {"field": name, "code": mistake.code, **detail}
