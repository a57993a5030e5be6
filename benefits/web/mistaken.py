"""What has to be mended in the forms a page answers: told at its top, and where to begin.

The mistake stands beside its field, which on a phone may be two screens further down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from flask import g, request
from wtforms import Field, FieldList, FormField, HiddenField

from benefits.web import current

SENT: Final = "sent_forms"
BEGUN: Final = "begun_mending"


@dataclass(frozen=True)
class Mistake:
    """Where it is, by the id of its field, and what that is called, or what is wrong with it."""

    id: str
    label: str


def note(form: Any) -> None:
    """Remember a form that was sent; the same one read again takes its place."""
    if SENT not in g:
        setattr(g, SENT, {})
    g.get(SENT)[(type(form), *(field.name for field in form))] = form


def mistakes() -> list[Mistake]:
    """Name every field of the forms sent that was refused, in the order of the forms."""
    if request.method in current.SAFE:
        return []
    return [
        Mistake(each.id, str(each.label.text) or str(each.errors[0]))
        for form in g.get(SENT, {}).values()
        for field in form
        for each in _wrong(field)
    ]


def _wrong(field: Field) -> Iterator[Field]:
    if isinstance(field, HiddenField) or not field.errors:
        return
    parts = field if isinstance(field, FormField | FieldList) else ()
    within = [wrong for part in parts for wrong in _wrong(part)]
    yield from within or (field,)


def begins_here() -> bool:
    """Tell the first refused field that a page shows to take the focus."""
    if request.method in current.SAFE or g.get(BEGUN):
        return False
    setattr(g, BEGUN, True)
    return True
