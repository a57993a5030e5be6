"""One group of an offers file: new offers, and new versions where an offer's words changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from benefits.agreements import (
    Agreement,
    Category,
    Discount,
    LimitScope,
    LimitWindow,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    Trust,
)
from benefits.exchange import cells
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.offer_terms import Terms
from benefits.exchange.kinds.settling import by_code, named, settle
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Result, Row
from benefits.partners import Outlet, Partner, PartnerKind
from benefits.purchases.models import Purchase


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row's version: its columns, where it holds, and its limits."""

    columns: dict[str, Any]
    outlets: frozenset[int]
    terms: Terms


class Offering:
    def __init__(self, session: Session, rows: Sequence[Row], circumstances: Circumstances) -> None:
        self.session, self.rows, self.circumstances = session, rows, circumstances
        self.offers = by_code(session, Offer.code, Offer, named(rows, "code"))
        self.agreements = by_code(
            session, Agreement.number, Agreement, named(rows, "agreement_number")
        )
        codes = {code for row in rows for code in row.values.get("outlets", ())}
        self.outlets = by_code(session, Outlet.code, Outlet, codes)

    def run(self) -> list[Result]:
        return [self._take(row) for row in self.rows]

    def _take(self, row: Row) -> Result:
        told = row.values
        agreement = self.agreements.get(told["agreement_number"])
        if agreement is None:
            return _refused(row, "agreement_number", "agreement_unknown")
        partner = self.session.get_one(Partner, agreement.partner_id)
        for code in told.get("outlets", ()):
            if code not in self.outlets or self.outlets[code].partner_id != partner.id:
                return Result.refused(row.line, "outlets", code, "outlet_unknown")
        category = Category(told.get("category") or _usual(partner))
        if (category is Category.DOI_TAC) != (partner.kind is PartnerKind.DOANH_NGHIEP):
            return Result.refused(row.line, "category", category.value, "category_of_other_kind")
        offer = self.offers.get(told["code"])
        if offer and offer.agreement_id != agreement.id:
            return _refused(row, "agreement_number", "offer_agreement_fixed")
        wanted = self._wanted(told, partner, category)
        if offer is None:
            offer = self._offer(told["code"], agreement)
            self._version(offer, 1, wanted, agreement.valid_from)
            return Result(row.line, RowState.ADDED)
        return self._settle(row, offer, agreement, wanted)

    def _settle(self, row: Row, offer: Offer, agreement: Agreement, wanted: Wanted) -> Result:
        versions = self._versions(offer)
        since = cells.as_day(wanted.terms.valid_from)
        meant = self._meant(row, versions, since)
        if meant is not None and self._is_as_wanted(meant, wanted):
            return _ended_as_told(row, meant, wanted)
        begins = since or max(self.circumstances.today, agreement.valid_from)
        before = [version for version in versions if version.valid_from <= begins]
        if not before:
            return Result.refused(row.line, "rule", begins.isoformat(), "version_out_of_order")
        last = before[-1]
        if begins == last.valid_from:
            return self._rewrite(row, last, wanted)
        last.valid_until = min(last.valid_until or begins, begins)  # a gap stays a gap
        number = max(version.number for version in versions) + 1
        made = self._version(offer, number, wanted, begins)
        for next_one in versions[len(before) :][:1]:
            until = next_one.valid_from
            made.valid_until = min(made.valid_until or until, until)
        return Result(row.line, RowState.CHANGED)

    def _versions(self, offer: Offer) -> list[OfferVersion]:
        """List them in the order of their days: one may have been put before a planned one."""
        mine = select(OfferVersion).where(OfferVersion.offer_id == offer.id)
        return list(self.session.scalars(mine.order_by(OfferVersion.valid_from)))

    def _meant(
        self, row: Row, versions: Sequence[OfferVersion], since: date | None
    ) -> OfferVersion | None:
        """Find the version a row speaks of: that of its day, the first, or the one of today."""
        if since is not None:
            return next((each for each in versions if each.valid_from == since), None)
        if self._is_first(row):
            return versions[0]
        begun = [each for each in versions if each.valid_from <= self.circumstances.today]
        return (begun or versions[:1])[-1]

    def _is_first(self, row: Row) -> bool:
        """Tell a row that is the first of several versions from one that says what holds now."""
        return "from" not in row.values["terms"] and bool(row.values["has_versions"])

    def _rewrite(self, row: Row, version: OfferVersion, wanted: Wanted) -> Result:
        """Change a version nothing was bought under yet; the words of a purchase are kept."""
        bought = select(exists().where(Purchase.offer_version_id == version.id))
        if self.session.scalar(bought):
            return _refused(row, "code", "offer_in_use_today")
        settle(version, wanted.columns)
        for name in ("ceiling", "min_spend"):
            setattr(version, name, wanted.columns[name])
        self._holds_at(version, wanted)
        return Result(row.line, RowState.CHANGED)

    def _is_as_wanted(self, version: OfferVersion, wanted: Wanted) -> bool:
        own = version.id
        outlets = select(OfferOutlet.outlet_id).where(OfferOutlet.offer_version_id == own)
        limits = select(OfferLimit).where(OfferLimit.offer_version_id == own)
        kept = {(each.scope, each.window, each.allowed) for each in self.session.scalars(limits)}
        return (
            all(getattr(version, name) == value for name, value in wanted.columns.items())
            and frozenset(self.session.scalars(outlets)) == wanted.outlets
            and kept == set(wanted.terms.limits)
        )

    def _offer(self, code: str, agreement: Agreement) -> Offer:
        offer = self.offers[code] = Offer(code=code, agreement_id=agreement.id)
        self.session.add(offer)
        self.session.flush()  # its versions name it
        return offer

    def _version(self, offer: Offer, number: int, wanted: Wanted, begins: date) -> OfferVersion:
        terms = wanted.terms
        version = OfferVersion(
            offer_id=offer.id,
            number=number,
            valid_from=cells.as_day(terms.valid_from) or begins,
            valid_until=cells.as_day(terms.valid_until),
            known_at=self.circumstances.now,
            **wanted.columns,
        )
        self.session.add(version)
        self.session.flush()  # its outlets and limits name it
        self._holds_at(version, wanted)
        return version

    def _holds_at(self, version: OfferVersion, wanted: Wanted) -> None:
        for model in (OfferOutlet, OfferLimit):
            self.session.execute(delete(model).where(model.offer_version_id == version.id))
        for outlet_id in wanted.outlets:
            self.session.add(OfferOutlet(offer_version_id=version.id, outlet_id=outlet_id))
        for scope, window, allowed in wanted.terms.limits:
            self.session.add(
                OfferLimit(
                    offer_version_id=version.id,
                    scope=LimitScope(scope),
                    window=LimitWindow(window),
                    allowed=allowed,
                )
            )
        self.session.flush()  # the next row may compare with it

    def _wanted(self, told: dict[str, Any], partner: Partner, category: Category) -> Wanted:
        terms = Terms.from_json(told["terms"])
        columns = {
            "partner_id": partner.id,
            "partner_kind": partner.kind,
            "title": told["title"],
            "terms": terms.text or "",
            "category": category,
            "discount": Discount(told["discount"]),
            "value": told["value"],
            "ceiling": told["ceiling"],
            "min_spend": told["min_spend"],
            "rule": told["rule"],
            "trust": Trust(terms.trust or Trust.TYPED_CODE),
            "kinds": list(terms.kinds),
        }
        outlets = frozenset(self.outlets[code].id for code in told.get("outlets", ()))
        return Wanted(columns, outlets, terms)


def _ended_as_told(row: Row, version: OfferVersion, wanted: Wanted) -> Result:
    """Give a version the end the file tells, if it tells one."""
    until = cells.as_day(wanted.terms.valid_until)
    if until is None or until == version.valid_until:
        return Result(row.line, RowState.SAME)
    if until <= version.valid_from:
        return Result.refused(row.line, "rule", until.isoformat(), "span_empty")
    version.valid_until = until
    return Result(row.line, RowState.CHANGED)


def _usual(partner: Partner) -> Category:
    is_union = partner.kind is PartnerKind.THIET_CHE
    return Category.THIET_CHE_KHAC if is_union else Category.DOI_TAC


def _refused(row: Row, column: str, code: str) -> Result:
    return Result.refused(row.line, column, row.values[column], code)
