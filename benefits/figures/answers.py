"""A question about figures, and its answer as screens, files and other programs get it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from benefits.agreements import Category
from benefits.errors import Invalid
from benefits.figures.readings import Reading
from benefits.members import BeneficiaryKind
from benefits.money import Dong
from benefits.organization import Level
from benefits.periods import MID_MONTH, Cutoff, Period
from benefits.purchases.models import Evidence, Method


class By(StrEnum):
    """What an answer is cut by. `part` adds up: each unit below with what it did while there."""

    MONTH = "month"
    ORGANIZATION = "organization"
    PART = "part"
    PARTNER = "partner"
    AGREEMENT = "agreement"
    CATEGORY = "category"
    KIND = "kind"
    OUTLET = "outlet"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Only:
    """Leaves out all other uses. An empty set leaves out nothing.

    Of a tag's units count the uses of the days on which they were in it; read by the tree of
    today, those of the units that are in it today.
    """

    categories: frozenset[Category] = frozenset()
    kinds: frozenset[BeneficiaryKind] = frozenset()
    evidence: frozenset[Evidence] = frozenset()
    methods: frozenset[Method] = frozenset()
    signed_at: frozenset[Level] = frozenset()
    agreement_id: int | None = None
    partner_id: int | None = None
    outlet_id: int | None = None
    tag_id: int | None = None


MOST_YEARS: Final = 20


def is_too_long(period: Period) -> bool:
    """Tell of a period that nobody means: a slip of the hand in a year, as 1926 for 2026."""
    return period.after - period.first > timedelta(days=366 * MOST_YEARS)


@dataclass(frozen=True, slots=True)
class Question:
    """`organization_id` of `None` asks for the whole installation.

    All rows of the answer are parts of the one period: the tree is read with its end.
    """

    organization_id: int | None
    period: Period
    as_of: datetime
    tree: Reading = Reading.THEN
    by: By | None = None
    cutoff: Cutoff = MID_MONTH
    only: Only = field(default_factory=Only)

    def __post_init__(self) -> None:
        if is_too_long(self.period):
            raise Invalid("period_too_long", years=MOST_YEARS)


class Figures(NamedTuple):
    """The five measures: people are distinct, uses are counted, the rest is exact đồng."""

    people: int = 0
    uses: int = 0
    benefit: Dong = Dong(0)
    subsidy: Dong = Dong(0)
    turnover: Dong = Dong(0)


class Row(NamedTuple):
    """One line of an answer; `key` is the code that files and other programs use."""

    key: str
    name: str
    people: int
    uses: int
    benefit: Dong
    subsidy: Dong
    turnover: Dong

    @property
    def figures(self) -> Figures:
        return Figures(*self[2:])


@dataclass(frozen=True, slots=True)
class Answer:
    """`pending` counts the uses kept here that wait for a decision and are in no row.

    None is: what is refused stays at its till, and uses in doubt are counted until taken back.
    """

    question: Question
    organization: str | None
    rows: tuple[Row, ...]
    pending: int = 0

    @property
    def as_of(self) -> datetime:
        return self.question.as_of

    def row(self, key: str) -> Row:
        """Return the line of a key; what nobody used is a line of zeros."""
        found = (row for row in self.rows if row.key == key)
        return next(found, Row(key, "", *Figures()))


def to_json(answer: Answer) -> Mapping[str, object]:
    """Write an answer as other programs read it; `until` is the day after the last."""
    question = answer.question
    return {
        "organization": answer.organization,
        "from": question.period.first.isoformat(),
        "until": question.period.after.isoformat(),
        "tree": question.tree.value,
        "as_of": question.as_of.isoformat(),
        "pending": answer.pending,
        "rows": [row._asdict() for row in answer.rows],
    }
