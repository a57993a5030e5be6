"""The offers I may use now, where; and why not the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits import purchases
from benefits.access import Permission
from benefits.members.names import folded
from benefits.partners import Outlet, Place, places_of
from benefits.periods import day_of
from benefits.purchases import OfferAnswer
from benefits.web import allow, current
from member_portal import scope
from member_portal.forms import SearchForm

pages = Blueprint("offers", __name__, url_prefix="/uu-dai")


@dataclass(frozen=True)
class OfferShown:
    """An offer's answer to my card, and the places where it holds."""

    answer: OfferAnswer
    place: Place

    @cached_property
    def outlets(self) -> list[Outlet]:
        return [each for each in self.place.outlets if self.answer.offer.is_made_at(each.id)]

    def mentions(self, words: Iterable[str]) -> bool:
        offer, partner = self.answer.offer, self.place.partner
        where = (f"{each.name} {each.address or ''}" for each in self.outlets)
        text = folded(" ".join((offer.title, offer.terms, partner.name, *where)))
        return all(word in text for word in words)


@pages.get("")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    form = SearchForm(request.args)
    words = folded(form.tim.data or "").split() if form.validate() else []
    offers = _offers()
    found = [each for each in offers if each.mentions(words)]
    return render_template(
        "member_portal/offers.html",
        form=form,
        is_search=bool(words),
        are_any=bool(offers),
        has_good_card=scope.has_good_card(),
        mine=[each for each in found if each.answer.applies],
        others=[each for each in found if not each.answer.applies],
    )


def _offers() -> list[OfferShown]:
    """Every offer that holds somewhere: one without an open outlet is of no use to anybody."""
    card, session, now = scope.found_card(), current.session(), current.now()
    answers = purchases.offers_to(session, card, now) if card else []
    partner_ids = {each.offer.partner_id for each in answers}
    places = places_of(session, partner_ids, day_of(now))
    shown = (OfferShown(each, places[each.offer.partner_id]) for each in answers)
    return [each for each in shown if each.outlets]
