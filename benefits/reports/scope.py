"""What a report is about: the unit, its period, and what was known when it was drawn up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.agreements import Category
from benefits.figures import Figures, Only, Question, Standing, standing, total, uses_below
from benefits.members import BeneficiaryKind
from benefits.organization import Level, Organization, Placement
from benefits.periods import Period
from benefits.purchases import Method
from benefits.reports.form import Whose

COUNTED_KINDS = frozenset({BeneficiaryKind.DOAN_VIEN, BeneficiaryKind.NGUOI_LAO_DONG})
UNION_CATEGORIES = frozenset(Category) - {Category.DOI_TAC}
CATEGORIES = {Whose.PARTNERS: frozenset({Category.DOI_TAC}), Whose.UNION: UNION_CATEGORIES}


@dataclass
class Scope:
    """One unit and period; every look at the database is made once."""

    session: Session
    organization_id: int
    period: Period
    as_of: datetime
    _counted: dict[Only, Figures] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The day of every row that tells a state rather than what happened."""
        return self.period.last

    @cached_property
    def standing(self) -> Standing:
        return standing(self.session, self.period, self.as_of)

    @cached_property
    def open_paths(self) -> dict[int, organization.Path]:
        """The units of the sub-tree open on the last day, each with its path."""
        inside = organization.subtree_on(self.organization_id, self.last_day, self.as_of)
        rows = self.session.execute(
            select(Placement.organization_id, Placement.path).where(
                Placement.organization_id.in_(inside),
                organization.holds_on(Placement, self.last_day),
                organization.as_known(Placement, self.as_of),
            )
        )
        return {unit: organization.ids_of(path) for unit, path in rows}

    @cached_property
    def grassroots(self) -> frozenset[int]:
        """The CĐCS of the sub-tree open on the last day."""
        units = select(Organization.id).where(
            Organization.level == Level.CO_SO, Organization.id.in_(list(self.open_paths))
        )
        return frozenset(self.session.scalars(units))

    def counted(
        self,
        whose: Whose,
        *,
        kinds: frozenset[BeneficiaryKind] = COUNTED_KINDS,
        methods: frozenset[Method] = frozenset(),
    ) -> Figures:
        """Count what this unit's people used over the period."""
        only = Only(categories=CATEGORIES[whose], kinds=kinds, methods=methods)
        if only not in self._counted:
            question = Question(self.organization_id, self.period, self.as_of, only=only)
            self._counted[only] = total(self.session, question, self.standing)
        return self._counted[only]

    def used_by(self, whose: Whose, units: Iterable[int]) -> frozenset[int]:
        """Tell whose people used something over the period, wherever their unit stood."""
        only = Only(categories=CATEGORIES[whose], kinds=COUNTED_KINDS)
        asked = (self.session, units, self.period, self.as_of)
        return frozenset(uses_below(*asked, only=only, tree=self.standing))
