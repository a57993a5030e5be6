"""What an endpoint says of itself: its fields, its answers, and why it may turn a request down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, cast

from benefits.api.fields import Field, Shape, refuse_query
from benefits.api.texts import Text
from benefits.web.declaring import View

DESCRIBED: Final = "api_described"
JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no problem; `example` is one in full."""

    about: Text
    schema: Mapping[str, Any]
    example: object = None
    media: str = JSON
    headers: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """`problems` names by status the codes with which the endpoint turns a request down."""

    summary: Text
    about: Text
    tag: str
    answers: Mapping[int, Answer]
    path: tuple[Field[Any], ...] = ()
    query: Shape | None = None
    body: Shape | None = None
    problems: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def describe(described: Described) -> Callable[[View], View]:
    """Attach to a view what the published document says about it.

    A view that takes nothing in the address passes nothing over that stands there.
    """

    def attach(view: View) -> View:
        told = view if described.query is not None else _without_query(view)
        setattr(told, DESCRIBED, described)
        return told

    return attach


def _without_query(view: View) -> View:
    @wraps(view)
    def asked(**arguments: Any) -> Any:
        refuse_query()
        return view(**arguments)

    return cast("View", asked)


def description_of(view: object) -> Described | None:
    found = getattr(view, DESCRIBED, None)
    return found if isinstance(found, Described) else None
