"""Figures as a page and a file show them: the whole first, then its parts, then why they differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from benefits import figures, organization
from benefits.desk import labels, scope
from benefits.desk.counting.figures_form import UNITS, Asked
from benefits.desk.counting.period_choices import label_of, short_label_of
from benefits.desk.ledger.purchase_words import COUNTED
from benefits.figures import Answer, By, Explanation, Figures, Question, Reading, Row, Standing
from benefits.money import MILLION
from benefits.periods import day_of, months_touching
from benefits.web.filters import day, moment

COLUMNS: Final = (_l("Số đoàn viên sử dụng"), _l("Số lượt"), _l("Giá trị hưởng lợi (đồng)"))
FILTERS: Final = {By.PARTNER: "doi_tac", By.AGREEMENT: "thoa_thuan", By.CATEGORY: "loai"}
"""What the list of uses calls what a line is of."""
MORE_COLUMNS: Final = (_l("Hỗ trợ (đồng)"), _l("Doanh thu của đối tác (đồng)"))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table; `opens` is the code of the unit it leads down to.

    `uses` narrows the list of uses to those that it was counted from.
    """

    row: Row
    name: str
    opens: str | None = None
    uses: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    asked: Asked
    question: Question
    unit_name: str
    total: Figures
    parts: Answer
    lines: tuple[Line, ...]
    explanation: Explanation
    has_left_out: bool
    """Whether lines are left out, of parts with few people on days that no report is of."""

    @property
    def is_by_month(self) -> bool:
        return self.question.by is By.MONTH

    @property
    def most(self) -> int:
        """The largest benefit of a line, against which bars are drawn."""
        return max((line.row.benefit for line in self.lines), default=0)

    @property
    def is_all_units(self) -> bool:
        return self.question.by is By.ORGANIZATION

    @property
    def today(self) -> date:
        return day_of(self.question.as_of)

    def listed(self, narrowed: Mapping[str, str] | None = None) -> dict[str, str | int | None]:
        """Say what the list of uses is to be asked, so that it has what was counted here."""
        period, reading = self.question.period, self.question.tree
        return {
            "donvi": self.asked.unit.code,
            "tu": period.first.isoformat(),
            "den": period.last.isoformat(),
            "cay": reading.value if reading is Reading.NOW else None,
            "nhom": self.asked.form.tag_id,
            "tinh_trang": COUNTED,
            **(narrowed or {}),
        }

    def series(self) -> dict[str, list[str] | list[float]]:
        """Give the months and their benefit in triệu đồng, for the chart alone."""
        return {
            "months": [short_label_of(line.row.key) for line in self.lines],
            "millions": [line.row.benefit / MILLION for line in self.lines],
        }

    def facts(self) -> Iterator[tuple[str, str]]:
        """Say what the figures are about, for the head of a file."""
        period = self.question.period
        yield _("Đơn vị"), f"{self.unit_name} ({self.asked.unit.code})"
        if self.asked.form.tag_name:
            yield _("Nhóm"), self.asked.form.tag_name
        yield (
            _("Kỳ"),
            _(
                "%(period)s, từ %(first)s đến hết %(last)s",
                period=self.asked.period_name,
                first=day(period.first),
                last=day(period.last),
            ),
        )
        yield _("Cách đọc cây tổ chức"), self.asked.reading_name
        yield _("Chia theo"), self.asked.part_name
        yield (
            _("Số liệu tính đến"),
            _("%(moment)s (giờ Việt Nam, UTC+7)", moment=moment(self.question.as_of)),
        )
        yield _("Lượt còn nằm ở điểm ưu đãi, chưa gửi về"), _("không có trong số liệu")


def look(session: Session, asked: Asked, question: Question) -> Shown:
    """Ask for the whole, its parts and what tells them apart."""
    whole = replace(question, by=None)
    tree = figures.standing_of(session, question)
    along = figures.tally(session, question, tree)
    explanation = figures.explain(session, whole, tree, along)
    every = figures.ask(session, question, tree, along)
    parts = figures.without_few(session, every, tree)
    reach = scope.unit_codes() if question.by in UNITS else frozenset()
    lines = _lines(asked, question, parts.rows, reach)
    name = organization.name_on(session, asked.unit.id, question.period.last)
    return Shown(
        asked=asked,
        question=question,
        unit_name=name or asked.unit.code,
        total=explanation.whole,
        parts=parts,
        lines=tuple(_own_line(asked, question, lines, tree, session)),
        explanation=explanation,
        has_left_out=len(parts.rows) < len(every.rows),
    )


def _lines(
    asked: Asked, question: Question, rows: Iterable[Row], reach: frozenset[str]
) -> Iterator[Line]:
    uses = _uses_of(question) if asked.opens_uses else None
    for row in rows:
        line = _line(row, question.by, asked.unit.code, reach)
        yield replace(line, uses=uses(row.key)) if uses and row.uses else line


def _own_line(
    asked: Asked, question: Question, lines: Iterable[Line], tree: Standing, session: Session
) -> Iterator[Line]:
    """Let a unit's own part lead to its uses, where listed they are not those of a few."""
    for line in lines:
        if line.row.uses and question.by is By.PART and line.row.key == asked.unit.code:
            days = figures.days_beside_parts(tree, asked.unit.id)
            if not figures.list_few(session, days, question.period, question.as_of):
                yield replace(line, uses={"phan": line.row.key})
                continue
        yield line


def _uses_of(question: Question) -> Callable[[str], Mapping[str, str]] | None:
    """Tell how the list of uses is narrowed to one line, by the line's key.

    A month is read as a part of all the days asked for: the end of these says what has merged.
    """
    period = question.period
    months = dict(months_touching(period, question.cutoff))
    match question.by:
        case By.MONTH:
            return lambda key: {
                "tu": months[key].first.isoformat(),
                "den": months[key].last.isoformat(),
                "cay_den": period.last.isoformat(),
            }
        case By.PARTNER | By.AGREEMENT | By.CATEGORY as by:
            return lambda key: {FILTERS[by]: key}
    return None


def _line(row: Row, by: By | None, own: str, reach: frozenset[str]) -> Line:
    match by:
        case By.PART if row.key == own:
            return Line(row, _("%(unit)s (phần riêng)", unit=row.name))
        case By.PART | By.ORGANIZATION:
            return Line(row, row.name, row.key if row.key in reach and row.key != own else None)
        case By.MONTH:
            return Line(row, label_of(row.key))
        case By.CATEGORY:
            return Line(row, labels.CATEGORIES.get(row.key, row.name))
        case By.AGREEMENT:
            return Line(row, f"{row.key} – {row.name}")
    return Line(row, row.name)
