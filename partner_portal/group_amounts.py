"""What is bought of each group of products that an offer names: a field for every group."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from wtforms import Field

from benefits.agreements import Line, Offering
from benefits.money import Dong, parse_dong

PREFIX: Final = "group-"


class GroupAmount(NamedTuple):
    """One field: its name names the offer's version and the group's place in the rule."""

    name: str
    group: str
    text: str
    mistake: str | None


class GroupAmounts(Field):
    """Every `group-<version>-<place>` that was sent, as it was typed."""

    data: dict[str, str]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        del extra_filters
        self.process_errors = []
        self.mistakes: dict[str, str] = {}
        self.data = dict(data) if isinstance(data, Mapping) else {}
        sent = {name: formdata[name].strip() for name in formdata or () if name.startswith(PREFIX)}
        self.data |= sent

    def fields_of(self, offer: Offering) -> Sequence[GroupAmount]:
        return [
            GroupAmount(name, each.group, self.data.get(name, ""), self.mistakes.get(name))
            for place, each in enumerate(offer.rule.groups)
            for name in [name_of(offer.version_id, place)]
        ]

    def lines(self, offer: Offering) -> tuple[Line, ...]:
        """Return the groups of which something is bought; what cannot be read is blamed."""
        lines = []
        for field in self.fields_of(offer):
            amount = parse_dong(field.text)
            if field.text and amount is None:
                self.mistakes[field.name] = _("Không đọc được số tiền. Hãy gõ như 250.000.")
                self.errors = list(self.mistakes.values())
            elif amount:
                lines.append(Line(field.group, Dong(amount)))
        return tuple(lines)


def name_of(version_id: int, place: int) -> str:
    return f"{PREFIX}{version_id}-{place}"


def typed(lines: Sequence[Line], offer: Offering) -> dict[str, str]:
    """Return lines as they would have been typed, to be shown again."""
    amounts = {line.group: str(line.amount) for line in lines}
    return {
        name_of(offer.version_id, place): amounts[each.group]
        for place, each in enumerate(offer.rule.groups)
        if each.group in amounts
    }
