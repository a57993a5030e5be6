"""Narrowing a list or figures by a tag: the field, and the units it leaves."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import organization
from benefits.desk.tree import tag_scope
from benefits.web import current

FIELD: Final = "nhom"


class WithTag(Form):
    """Adds a choice among the tags an officer sees; where there are none, nothing to choose."""

    nhom = SelectField(_l("Nhóm (KCN, ngành, địa bàn)"), choices=[], default="")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tag_names = {str(key): name for key, name in tag_scope.tag_names().items()}
        if not self.tag_names:
            del self.nhom
            return
        listed = (SelectChoice(*each) for each in self.tag_names.items())
        self.nhom.choices = [SelectChoice("", _l("Tất cả")), *listed]

    @property
    def tag_id(self) -> int | None:
        field = self._fields.get(FIELD)
        return int(field.data) if field is not None and field.data and not field.errors else None

    @property
    def tag_name(self) -> str | None:
        return self.tag_names.get(str(self.tag_id))


def units_of(form: WithTag, day: date) -> Collection[int] | None:
    """Find the units that a chosen tag leaves on a day; `None` where none was chosen.

    As lists do, it has closed ones among them: those that were in the tag to their end.
    """
    if form.tag_id is None:
        return None
    return organization.tagged_by(current.session(), form.tag_id, day)
