"""Fills in a form for a unit and a period, from the definitions everything else uses too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from benefits import organization
from benefits.errors import Invalid
from benefits.members import BeneficiaryKind
from benefits.money import grouped, millions
from benefits.organization import Level
from benefits.periods import VIETNAM, Period, day_of
from benefits.purchases import Method
from benefits.reports import agreement_rows
from benefits.reports.form import Form, FormRow, Measure, Whose, form
from benefits.reports.scope import Scope
from benefits.wording import period_told

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Cell:
    """`exact` is a count or đồng, `value` what is printed; both are empty where nothing is."""

    row: FormRow
    value: str = ""
    exact: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A form filled in; `notes` stand under the table and belong to the figures."""

    form: Form
    organization: str
    organization_name: str
    level: Level
    superior_name: str | None
    period_code: str
    period: Period
    as_of: datetime
    stage: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...]

    @property
    def period_name(self) -> str:
        return period_told(self.period_code)

    @property
    def drawn_up(self) -> str:
        """Say on paper as of when the figures are: two prints of one month may differ."""
        at = f"{self.as_of.astimezone(VIETNAM):%H:%M ngày %d/%m/%Y}"
        return f"Lập lúc {at}; lượt ghi hoặc hủy sau đó không có trong bản này."

    def to_json(self) -> Mapping[str, Any]:
        """Write the report as other programs read it; `until` is the day after the last."""
        return {
            "form": self.form.code,
            "organization": self.organization,
            "period": self.period_code,
            "from": self.period.first.isoformat(),
            "until": self.period.after.isoformat(),
            "stage": self.stage,
            "as_of": self.as_of.isoformat(),
            "notes": list(self.notes),
            "rows": [
                {
                    "code": cell.row.code,
                    "number": cell.row.number,
                    "label": cell.row.label,
                    "unit": cell.row.unit,
                    "value": cell.value,
                    "exact": cell.exact,
                }
                for cell in self.cells
            ],
        }


def prepare(
    session: Session, form_code: str, organization_code: str, period_code: str, *, as_of: datetime
) -> Report:
    """Draw up a report as a draft: nothing is stored, and later facts will change it."""
    chosen = form(form_code)
    unit = organization.by_code(session, organization_code)
    period = Period.of_code(period_code, chosen.cutoff)
    if not chosen.is_for(period_code):
        raise Invalid(f"form_is_for_{chosen.period.value}", form=form_code, period=period_code)
    scope = Scope(session, unit.id, period, as_of)
    filled = _Filling(scope, chosen)
    above = organization.ancestors_on(session, unit.id, period.last)[-1:]
    names = organization.names_on(session, [unit.id, *above], period.last)
    return Report(
        form=chosen,
        organization=unit.code,
        organization_name=names.get(unit.id, unit.code),
        level=unit.level,
        superior_name=names[above[0]] if above else None,
        period_code=period_code,
        period=period,
        as_of=as_of,
        stage=DRAFT,
        cells=tuple(filled.cell(row) for row in chosen.rows),
        notes=tuple(filled.notes),
    )


class _Filling:
    def __init__(self, scope: Scope, chosen: Form) -> None:
        self.scope, self.form = scope, chosen
        self.notes = [_span_note(scope)]

    def cell(self, row: FormRow) -> Cell:
        match row.measure:
            case Measure.AGREEMENTS_SIGNED:
                return _count(row, agreement_rows.signed(self.scope))
            case Measure.AGREEMENTS_IN_FORCE:
                return self._in_force(row)
            case Measure.UNITS_REACHED:
                return self._reached(row)
            case Measure.PEOPLE:
                return self._people(row, row.whose or Whose.PARTNERS)
            case Measure.BENEFIT:
                return self._benefit(row, row.whose or Whose.PARTNERS)
        return Cell(row)

    def _in_force(self, row: FormRow) -> Cell:
        found = agreement_rows.in_force(self.scope)
        above = found.all - found.own
        self._note(row, f"do đơn vị và cấp dưới ký: {found.own}; do cấp trên ký: {above}")
        return _count(row, found.all)

    def _reached(self, row: FormRow) -> Cell:
        found = agreement_rows.reached(self.scope)
        told, used = len(found.acknowledged), len(found.used)
        whole = f"trên tổng số {grouped(found.grassroots)} CĐCS"
        if told:
            both = len(found.acknowledged & found.used)
            parts = f"xác nhận: {told}; có lượt sử dụng: {used}; cả hai: {both}"
            self._note(row, f"{parts}; {whole}")
        else:
            self._note(
                row, f"chưa có xác nhận triển khai, đếm CĐCS có ít nhất một lượt sử dụng; {whole}"
            )
        return _count(row, found.either)

    def _people(self, row: FormRow, whose: Whose) -> Cell:
        everyone = self.scope.counted(whose)
        members = self.scope.counted(whose, kinds=frozenset({BeneficiaryKind.DOAN_VIEN}))
        self._note(
            row, f"trong đó đoàn viên: {grouped(members.people)}; số lượt: {grouped(everyone.uses)}"
        )
        return _count(row, everyone.people)

    def _benefit(self, row: FormRow, whose: Whose) -> Cell:
        everyone = self.scope.counted(whose)
        relatives = frozenset({BeneficiaryKind.THAN_NHAN})
        apart = self.scope.counted(whose, kinds=relatives)
        stated = self.scope.counted(whose, methods=frozenset({Method.STATED}))
        if stated.benefit:
            shown = millions(stated.benefit, self.form.decimals)
            words = "triệu đồng là giá trị do điểm ưu đãi khai, không tính từ giá bán"
            self._note(row, f"trong đó {shown} {words}")
        if apart.benefit:
            shown = millions(apart.benefit, self.form.decimals)
            self._note(row, f"chưa gồm {shown} triệu đồng của thân nhân")
        return Cell(row, millions(everyone.benefit, self.form.decimals), int(everyone.benefit))

    def _note(self, row: FormRow, words: str) -> None:
        self.notes.append(f"Mục {row.code}: {words}.")


def _count(row: FormRow, number: int) -> Cell:
    return Cell(row, grouped(number), number)


def _span_note(scope: Scope) -> str:
    first, last = (f"{day:%d/%m/%Y}" for day in (scope.period.first, scope.last_day))
    note = f"Số liệu từ ngày {first} đến hết ngày {last}"
    today = day_of(scope.as_of)
    if today < scope.period.first:
        return f"{note}; kỳ chưa bắt đầu."
    if today < scope.period.after:
        return f"{note}; kỳ chưa kết thúc, mới có đến ngày {today:%d/%m/%Y}."
    return f"{note}."
