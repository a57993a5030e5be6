"""What an officer asks of the figures, as the address of the page says it."""

from dataclasses import dataclass
from typing import Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from benefits import figures
from benefits.desk import scope
from benefits.desk.counting import period_choices
from benefits.desk.counting.period_choices import FREE
from benefits.desk.tree.tag_filters import WithTag
from benefits.figures import MOST_YEARS, By, Only, Question, Reading, is_too_long
from benefits.organization import Level, Organization
from benefits.periods import (
    CALENDAR,
    MID_MONTH,
    ONE_DAY,
    Cutoff,
    Period,
    code_of_month,
    day_of,
)
from benefits.web import DayField, Form, Words, current
from benefits.web.telling import sentence

CUTOFFS: Final[dict[str, Cutoff]] = {"15": MID_MONTH, "1": CALENDAR}
CUTOFF_NAMES: Final = Words(
    {
        "15": _l("Từ ngày 15 tháng trước đến hết ngày 14"),
        "1": _l("Từ ngày 1 (tháng lịch)"),
    }
)
READINGS: Final = Words({Reading.THEN: _l("theo cây lúc đó"), Reading.NOW: _l("theo cây hiện nay")})
PARTS: Final = Words(
    {
        By.PART: _l("đơn vị trực thuộc"),
        By.ORGANIZATION: _l("mọi đơn vị cấp dưới"),
        By.MONTH: _l("tháng"),
        By.PARTNER: _l("đối tác"),
        By.AGREEMENT: _l("thỏa thuận"),
        By.CATEGORY: _l("loại ưu đãi"),
    }
)
UNITS: Final = frozenset({By.PART, By.ORGANIZATION})
LOWEST: Final = frozenset({Level.CO_SO, Level.BO_PHAN})


class AskForm(WithTag, Form):
    donvi = HiddenField()
    ky = SelectField(_l("Kỳ"), choices=[])
    tu = DayField(_l("Từ ngày"), [Optional()])
    den = DayField(_l("Đến hết ngày"), [Optional()])
    moc = SelectField(
        _l("Tháng báo cáo"),
        choices=lambda: dict(CUTOFF_NAMES),
        default="15",
    )
    cay = SelectField(
        _l("Cách đọc cây tổ chức"),
        choices=lambda: {code: name.capitalize() for code, name in READINGS.items()},
        default=Reading.THEN.value,
    )
    chia = SelectField(
        _l("Chia theo"),
        choices=lambda: {code: name.capitalize() for code, name in PARTS.items()},
        default=By.PART.value,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """`period` is None where what was typed names none; the form then says why."""

    form: AskForm
    unit: Organization
    period: Period | None
    is_held_back: bool = False
    """Whether the cut that was asked for is not told of so few people."""
    opens_uses: bool = False
    """Whether lines that are not units lead to the uses they were counted from."""

    @property
    def question(self) -> Question | None:
        if self.period is None:
            return None
        return _question(self.form, self.unit, self.period, By(self.form.chia.data))

    @property
    def period_name(self) -> str:
        code = self.form.ky.data
        return _("Theo ngày đã chọn") if code == FREE else period_choices.label_of(code)

    @property
    def reading_name(self) -> str:
        return READINGS[Reading(self.form.cay.data)]

    @property
    def part_name(self) -> str:
        return PARTS[By(self.form.chia.data)]

    @property
    def around(self) -> tuple[str, str] | None:
        """The periods before and after, for a step to either side."""
        return period_choices.beside(self.form.ky.data)


def asked() -> Asked:
    """Read the address; what it leaves out is the own unit and the current reporting month."""
    unit = scope.unit_or_own(request.args.get("donvi"))
    form = AskForm(request.args)
    if "chia" not in request.args and unit.level in LOWEST:
        form.chia.data = By.PARTNER.value
    _offer_periods(form)
    is_right = form.validate()
    period = _period_of(form) if is_right else None
    if period is None:
        return Asked(form, unit, period)
    if not _are_few(form, unit, period, By(form.chia.data)):
        return Asked(form, unit, period, opens_uses=_opens_uses(form, unit, period))
    if _are_few(form, unit, period, By.MONTH):
        form.blame("tu", sentence("few_people"))
        return Asked(form, unit, None)
    form.chia.data = By.MONTH.value
    return Asked(form, unit, period, is_held_back=True)


def _opens_uses(form: AskForm, unit: Organization, period: Period) -> bool:
    """Units open to their own figures; months are told of a few as well, their uses are not."""
    by = By(form.chia.data)
    if by in UNITS:
        return False
    return by is not By.MONTH or not _are_few(form, unit, period, By.PARTNER)


def _are_few(form: AskForm, unit: Organization, period: Period, by: By) -> bool:
    return figures.are_few(current.session(), _question(form, unit, period, by))


def _question(form: AskForm, unit: Organization, period: Period, by: By) -> Question:
    return Question(
        organization_id=unit.id,
        period=period,
        as_of=current.now(),
        tree=Reading(form.cay.data),
        by=by,
        cutoff=CUTOFFS[form.moc.data],
        only=Only(tag_id=form.tag_id),
    )


def _offer_periods(form: AskForm) -> None:
    cutoff, today = CUTOFFS.get(form.moc.data, MID_MONTH), day_of(current.now())
    form.ky.data = form.ky.data or (FREE if form.tu.data else code_of_month(today, cutoff))
    listed = period_choices.groups(today, cutoff, form.ky.data)
    form.ky.choices = [
        SelectChoice(code, name, optgroup=group) for group, codes in listed for code, name in codes
    ]


def _period_of(form: AskForm) -> Period | None:
    if form.ky.data != FREE:
        period = period_choices.named(form.ky.data, CUTOFFS[form.moc.data])
        if period and not form.tu.data:
            form.tu.data, form.den.data = period.first, period.last
        return period
    if not form.tu.data or not form.den.data:
        form.blame("tu" if not form.tu.data else "den", _("Cần ghi cả ngày đầu và ngày cuối."))
        return None
    if form.den.data < form.tu.data:
        form.blame("den", _("Ngày cuối phải từ ngày đầu trở đi."))
        return None
    period = Period(form.tu.data, form.den.data + ONE_DAY)
    if is_too_long(period):
        form.blame("tu", sentence("period_too_long", years=MOST_YEARS))
        return None
    return period
