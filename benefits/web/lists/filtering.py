"""The form above a list: what stands in the address narrows it, what is wrong there does not."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits.web import Form, text_field
from benefits.web.filters import day

SEARCH = "tim"


class FilterForm(Form):
    """A GET form. `tim` is the search; the fields a list adds narrow it further."""

    tim = text_field(_l("Tìm"))

    @classmethod
    def asked(cls) -> Self:
        """Read the form from the address, and judge it at once."""
        form = cls(request.args)
        form.validate()
        return form

    @property
    def typed(self) -> str:
        return self.chosen(SEARCH) or ""

    def chosen(self, name: str) -> Any | None:
        """Return what narrows the list by; `None` where nothing usable was given."""
        field = self[name]
        return None if field.errors or field.data in (None, "") else field.data

    @property
    def narrowing(self) -> list[Field]:
        """The fields besides the search."""
        return [field for field in self if field.name != SEARCH and field.type != "HiddenField"]

    @property
    def narrowed_by(self) -> list[str]:
        """Names of the fields that narrow the list; what they hold may be personal."""
        names = (SEARCH, *(field.name for field in self.narrowing))
        return [name for name in names if self.chosen(name) is not None]

    @property
    def is_narrowed(self) -> bool:
        """Tell whether a field besides the search is in use, rightly or wrongly."""
        return any(self.chosen(field.name) or field.errors for field in self.narrowing)

    def told(self) -> Iterator[tuple[str, str]]:
        """Say what narrows the list as it was chosen: the form itself may be folded away."""
        for field in self.narrowing:
            if self.chosen(field.name) is not None:
                yield str(field.label.text), _in_words(field)


def _in_words(field: Field) -> str:
    if isinstance(field, SelectField):
        return next((str(each.label.text) for each in field if each.checked), "")
    return day(field.data) if isinstance(field.data, date) else str(field.data)


def choice_field(label: Any, names: Mapping[str, Any], everything: Any = None) -> SelectField:
    """Make a choice among coded values, the first of which is all of them."""

    def choices() -> list[SelectChoice]:
        first = SelectChoice("", _l("Tất cả") if everything is None else everything)
        return [first, *(SelectChoice(str(code), name) for code, name in names.items())]

    return SelectField(label, choices=choices, default="")
