"""The richer parts of an offer's rule as fields: steps, products, who pays more, days and hours."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput

from benefits.agreements import Discount
from benefits.agreements.rules import basis_points
from benefits.agreements.terms import Measure
from benefits.desk.partnership.rule_rows import clock, payer_code
from benefits.money import parse_dong
from benefits.periods import ONE_DAY
from benefits.web import DayField, Form, text_field
from benefits.web.languages import language
from benefits.wording import ENGLISH, rule_problem

MORE_ROWS: Final = 3
LISTS: Final = ("windows", "tiers", "groups", "subsidies")
WEEKDAYS: Final = (
    ("1", _l("Thứ hai")),
    ("2", _l("Thứ ba")),
    ("3", _l("Thứ tư")),
    ("4", _l("Thứ năm")),
    ("5", _l("Thứ sáu")),
    ("6", _l("Thứ bảy")),
    ("7", _l("Chủ nhật")),
)
MEASURES: Final = (
    (Measure.GROUP_SIZE.value, _l("Số người trong đoàn")),
    (Measure.QUANTITY.value, _l("Số món")),
)
# Which field of a row shows what is wrong with which part of a rule.
FIELDS: Final = {
    "at_least": "at_least",
    "basis_points": "value",
    "amount": "value",
    "group": "group",
    "up_to": "most",
    "payer": "payer",
    "per_item": "per_item",
    "weekdays": "weekdays",
    "from": "opens",
    "until": "closes",
    "valid_from": "first",
    "valid_until": "last",
}
_PART: Final = re.compile(r"(\w+)(?:\.steps)?(?:\[(\d+)\])?(?:\.(\w+))?")


def ticks(label: Any, choices: Any = ()) -> SelectMultipleField:
    made = [SelectChoice(*each) for each in choices]
    return SelectMultipleField(label, choices=made, option_widget=CheckboxInput())


class StepForm(Form):
    at_least = text_field(_l("Từ số"))
    value = text_field(_l("Mức được hưởng"))


class GroupForm(Form):
    group = text_field(_l("Nhóm hàng"))
    value = text_field(_l("Giảm (%)"))
    most = text_field(_l("Đến (%), nếu là khoảng"))


class PayerForm(Form):
    payer = text_field(_l("Ai trả"))
    value = text_field(_l("Trả bao nhiêu"))
    per_item = BooleanField(_l("Cho mỗi món"))


class WindowForm(Form):
    weekdays = ticks(_l("Chỉ dùng vào các ngày"), WEEKDAYS)
    opens = text_field(_l("Dùng từ giờ"))
    closes = text_field(_l("Đến giờ"))
    first = DayField(_l("Trong đợt từ ngày"), [Optional()])
    last = DayField(_l("Đến hết ngày"), [Optional()])


class RuleForm(Form):
    """What the plain fields of an offer cannot say. Rows left empty say nothing."""

    discount = SelectField(_l("Kiểu ưu đãi"), choices=[])
    up_to = text_field(_l("Giảm cao nhất (%), nếu là khoảng"))
    per_item = BooleanField(_l("Số tiền giảm tính cho mỗi món"))
    stored_value = BooleanField(_l("Phiếu trị giá: dùng dần nhiều lần đến hết"))
    tier_by = SelectField(
        _l("Mức cao hơn tính theo"), choices=[SelectChoice(*each) for each in MEASURES]
    )
    tiers = FieldList(FormField(StepForm), min_entries=MORE_ROWS)
    groups = FieldList(FormField(GroupForm), min_entries=MORE_ROWS)
    subsidies = FieldList(FormField(PayerForm), min_entries=MORE_ROWS)
    windows = FieldList(FormField(WindowForm), min_entries=MORE_ROWS)

    def add_rows(self, asked: str | None) -> bool:
        """Put empty rows under a list that more are asked for; tell whether any are."""
        if asked not in LISTS:
            return False
        for _ in range(MORE_ROWS):
            self[asked].append_entry()
        return True

    def extras(self) -> dict[str, Any] | None:
        """Return the rule's richer parts, or put beside the fields what cannot be read."""
        is_share = self.discount.data == Discount.PERCENT
        readers: dict[str, Any] = {
            "tiers": lambda row: self._step(row, is_share=is_share),
            "groups": self._group,
            "subsidies": self._payer,
            "windows": _window,
        }
        self._rows = {name: [row for row in self[name] if _says(row)] for name in readers}
        found = {name: [readers[name](row.form) for row in self._rows[name]] for name in readers}
        every: dict[str, Any] = {
            "up_to": self._share(self.up_to),
            "per_item": self.per_item.data,
            "stored_value": self.stored_value.data,
            **found,
            "tiers": found["tiers"] and {"by": self.tier_by.data, "steps": found["tiers"]},
        }
        said = {name: value for name, value in every.items() if value}
        return None if any(self._unread()) else said

    def blame_part(self, path: str, sentence: str) -> None:
        """Put beside its field what is wrong with a part of a rule, as `tiers.steps[0].amount`."""
        match = _PART.fullmatch(path)
        name = match[1] if match else ""
        if match is None or name not in self._rows:
            self.blame(name if name in ("up_to", "per_item", "stored_value") else "value", sentence)
            return
        rows = self._rows[name] or list(self[name])
        row = rows[int(match[2] or 0)].form
        self._blame_row(name, row[FIELDS.get(match[3] or "", next(iter(row)).short_name)], sentence)

    def _blame_row(self, name: str, field: Any, sentence: str) -> None:
        field.errors = [*field.errors, sentence]
        self[name].errors = [*self[name].errors, sentence]  # a list of rows tells its own

    def _unread(self) -> Iterator[Any]:
        yield from self.up_to.errors
        for rows in self._rows.values():
            yield from (error for row in rows for error in row.errors)

    def _step(self, row: Any, *, is_share: bool) -> dict[str, Any]:
        unit, read = ("basis_points", self._share) if is_share else ("amount", self._dong)
        return {"at_least": self._count(row.at_least), unit: read(row.value, "tiers")}

    def _group(self, row: Any) -> dict[str, Any]:
        most = self._share(row.most, "groups")
        told = {"group": row.group.data, "basis_points": self._share(row.value, "groups")}
        return told if most is None else {**told, "up_to": most}

    def _payer(self, row: Any) -> dict[str, Any]:
        is_share = "%" in (row.value.data or "")
        unit, read = ("basis_points", self._share) if is_share else ("amount", self._dong)
        told = {"payer": payer_code(row.payer.data or ""), unit: read(row.value, "subsidies")}
        return {**told, "per_item": True} if row.per_item.data else told

    def _count(self, field: Any) -> int | None:
        text = field.data or ""
        return self._read(field, int(text) if text.isdecimal() else None, "not_a_number", "tiers")

    def _share(self, field: Any, rows: str = "") -> int | None:
        return self._read(field, basis_points(field.data or ""), "not_a_percent", rows)

    def _dong(self, field: Any, rows: str = "") -> int | None:
        return self._read(field, parse_dong(field.data or ""), "not_an_amount", rows)

    def _read(self, field: Any, value: int | None, code: str, rows: str) -> int | None:
        """Give a value back; what was typed and is none is told beside it, a blank one is not."""
        if value is None and field.data:
            sentence = rule_problem(code, {}, at=int(language() == ENGLISH))
            if rows:
                self._blame_row(rows, field, sentence)
            else:
                self.blame(field.short_name, sentence)
        return value


def _says(row: Any) -> bool:
    return any(field.data for field in row.form)


def _window(row: Any) -> dict[str, Any]:
    last: date | None = row.last.data
    told = {
        "weekdays": [int(each) for each in row.weekdays.data or ()],
        "from": clock(row.opens.data or ""),
        "until": clock(row.closes.data or ""),
        "valid_from": row.first.data and row.first.data.isoformat(),
        "valid_until": last and (last + ONE_DAY).isoformat(),
    }
    return {name: value for name, value in told.items() if value}
