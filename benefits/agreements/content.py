"""What a version of an offer says, apart from its days; written once and then only succeeded."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements.models import Category, OfferLimit, OfferOutlet, OfferVersion, Trust
from benefits.agreements.offerings import Limit, Offering
from benefits.agreements.rules import Rule
from benefits.errors import Invalid
from benefits.partners import Outlet, Partner, PartnerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """No kinds means đoàn viên and người lao động, no outlets all of the partner's."""

    title: str
    rule: Rule
    category: Category
    terms: str = ""
    trust: Trust = Trust.TYPED_CODE
    kinds: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    outlet_ids: frozenset[int] = frozenset()

    def columns(self) -> dict[str, Any]:
        """Return what stands in the version's own row."""
        rule = self.rule
        return {
            "title": self.title,
            "terms": self.terms,
            "category": self.category,
            "discount": rule.discount,
            "value": rule.value,
            "ceiling": rule.ceiling,
            "min_spend": rule.min_spend,
            "rule": rule.extras(),
            "trust": self.trust,
            "kinds": list(self.kinds),
        }


class Change(NamedTuple):
    """A part of the content that a version says differently."""

    part: str
    before: object
    after: object


def content_of(offering: Offering) -> Content:
    return Content(
        title=offering.title,
        rule=offering.rule,
        category=offering.category,
        terms=offering.terms,
        trust=offering.trust,
        kinds=offering.kinds,
        limits=offering.limits,
        outlet_ids=offering.outlet_ids,
    )


def changes(before: Content, after: Content) -> list[Change]:
    """Name the parts in which two versions differ, in the order they are read."""
    found = ((name, getattr(before, name), getattr(after, name)) for name in Content.__slots__)
    return [Change(*each) for each in found if each[1] != each[2]]


def usual_category(kind: PartnerKind) -> Category:
    return Category.THIET_CHE_KHAC if kind is PartnerKind.THIET_CHE else Category.DOI_TAC


def check(session: Session, partner: Partner, content: Content) -> None:
    """Refuse what does not fit the partner."""
    is_company = partner.kind is PartnerKind.DOANH_NGHIEP
    if (content.category is Category.DOI_TAC) != is_company:
        raise Invalid("category_of_other_kind")
    if not content.outlet_ids <= _outlets_of(session, partner.id, content.outlet_ids):
        raise Invalid("offer_outlet_unknown")


def write(session: Session, version: OfferVersion, content: Content) -> None:
    """Write a version with where and how often it holds."""
    session.add(version)
    session.flush()  # its outlets and limits name it
    for outlet_id in sorted(content.outlet_ids):
        session.add(OfferOutlet(offer_version_id=version.id, outlet_id=outlet_id))
    for scope, window, allowed in (
        (each.scope, each.window, each.allowed) for each in content.limits
    ):
        limit = OfferLimit(offer_version_id=version.id, scope=scope, window=window, allowed=allowed)
        session.add(limit)


def unwrite(session: Session, version: OfferVersion) -> None:
    """Take a version away that nobody was ever served under."""
    for model in (OfferOutlet, OfferLimit):
        for row in session.scalars(select(model).where(model.offer_version_id == version.id)):
            session.delete(row)
    session.flush()  # they name it
    session.delete(version)
    session.flush()  # the offer may go next


def _outlets_of(session: Session, partner_id: int, among: Collection[int]) -> set[int]:
    if not among:
        return set()
    theirs = select(Outlet.id).where(Outlet.partner_id == partner_id, Outlet.id.in_(among))
    return set(session.scalars(theirs))
