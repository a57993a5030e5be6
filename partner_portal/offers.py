"""The partner's own offers, as a member reads them and as a cashier is asked about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits import agreements, organization
from benefits.access import Permission, Role
from benefits.agreements import Agreement, Offering, Pause
from benefits.errors import NotFound
from benefits.partners import Outlet
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.languages import language
from benefits.wording import rule_told
from partner_portal import scope
from partner_portal.asking import asked_by, goes_without_amount
from partner_portal.words import KINDS, TRUSTS

pages = Blueprint("offers", __name__, url_prefix="/uu-dai")

PLACES: Final = 50


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An offer in words, with the union that signed for it."""

    offer: Offering
    rule: list[str]
    union: str
    number: str
    is_in_force: bool
    pause: Pause | None
    day: date

    @property
    def is_over(self) -> bool:
        return self.offer.closes_on is not None and self.offer.closes_on <= self.day


@pages.get("")
@allow(Permission.SEE_COUNTER)
def page() -> ResponseReturnValue:
    """List every offer, those in force first; a cashier sees those of the own outlet."""
    shown = _shown(_offers())
    return render_template("partner_portal/offers.html", partner=scope.own_partner(), offers=shown)


@pages.get("/<int:offer_id>")
@allow(Permission.SEE_COUNTER)
def one(offer_id: int) -> ResponseReturnValue:
    found = next((each for each in _offers() if each.offer_id == offer_id), None)
    if found is None:
        raise NotFound
    [shown] = _shown([found])
    return render_template(
        "partner_portal/offer.html",
        partner=scope.own_partner(),
        shown=shown,
        offer=found,
        kinds=[KINDS[kind] for kind in found.kinds]
        or [KINDS["doan_vien"], KINDS["nguoi_lao_dong"]],
        trust=TRUSTS[found.trust],
        asks=asked_by(found.rule),
        is_optional=goes_without_amount(found.rule),
        outlets=_outlets(found),
        most=PLACES,
    )


def _offers() -> list[Offering]:
    session, today = current.session(), day_of(current.now())
    offers = agreements.offered_by(session, scope.own_partner().id, today)
    if current.actor().is_a(Role.MANAGER):
        return offers
    own = scope.outlet_id()
    return [each for each in offers if each.is_made_at(own)]


def _shown(offers: Iterable[Offering]) -> list[OfferShown]:
    listed, today = list(offers), day_of(current.now())
    signed = _signed({each.agreement_id for each in listed})
    return [
        OfferShown(
            each,
            rule_told(each.rule.to_json(), language()),
            *signed[each.agreement_id],
            each.is_in_force_on(today),
            each.pause_at(current.now()),
            today,
        )
        for each in listed
    ]


def _signed(agreement_ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Who stands behind each agreement, and its number."""
    session, today = current.session(), day_of(current.now())
    theirs = select(Agreement).where(Agreement.id.in_(set(agreement_ids)))
    found = session.scalars(theirs).all()
    names = organization.names_on(session, {each.held_by_id for each in found}, today)
    return {each.id: (names.get(each.held_by_id, ""), each.number) for each in found}


def _outlets(offer: Offering) -> list[Outlet]:
    """The open outlets where an offer holds; one more than is shown, to tell that there are."""
    today = day_of(current.now())
    theirs = select(Outlet).where(Outlet.partner_id == offer.partner_id)
    if offer.outlet_ids:
        theirs = theirs.where(Outlet.id.in_(offer.outlet_ids))
    still_open = theirs.where(Outlet.closed_on.is_(None) | (Outlet.closed_on > today))
    ordered = still_open.order_by(Outlet.name_key, Outlet.id).limit(PLACES + 1)
    return list(current.session().scalars(ordered))
