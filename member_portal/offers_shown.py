"""Offers as a member sees them: what each answers to the own card, and where it holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from flask import url_for

from benefits import purchases
from benefits.agreements import Category
from benefits.cards import FoundCard, Medium
from benefits.members.names import folded
from benefits.partners import Outlet, Place, places_of
from benefits.periods import day_of
from benefits.purchases import OfferAnswer
from benefits.web import current
from benefits.web.languages import language
from benefits.wording import in_one_line, rule_told
from member_portal.forms import CATEGORIES
from member_portal.scope import OwnCard

PUNCTUATION: Final = ".,;:!?()[]\"'“”"
FOLDED_AT_ONCE: Final = 20_000
AS_FINE_AS_A_DOOR: Final = 5


@dataclass(frozen=True)
class OfferShown:
    """An offer's answer to my card, and the places where it holds."""

    answer: OfferAnswer
    place: Place

    @cached_property
    def outlets(self) -> list[Outlet]:
        return [each for each in self.place.outlets if self.answer.offer.is_made_at(each.id)]

    @property
    def gives(self) -> str:
        """What the offer gives, in one line: its title need not tell."""
        return in_one_line(rule_told(self.answer.offer.rule.to_json(), language()))

    def is_wanted(self, words: Iterable[str], category: str | None) -> bool:
        offer = self.answer.offer
        return (not category or offer.category == category) and self._mentions(list(words))

    def _mentions(self, words: Sequence[str]) -> bool:
        if not words:
            return True
        offer = self.answer.offer
        said = [offer.title, offer.terms, self.place.partner.name]
        if offer.category is not Category.DOI_TAC:
            said.append(str(CATEGORIES[offer.category]))
        said += [part for each in self.outlets for part in (each.name, each.address or "")]
        text = " ".join(map(_plain, said))
        return all(word in text for word in words)


def words_of(typed: str) -> list[str]:
    """Fold what was typed into words, without the marks that end a sentence."""
    found = (word.strip(PUNCTUATION) for word in folded(typed).split())
    return [word for word in found if word]


def all_of(own: Sequence[OwnCard], now: datetime) -> list[OfferShown]:
    """Every offer that holds somewhere: one without an open outlet is of no use to anybody."""
    session, card = current.session(), _surest(own)
    answers = purchases.offers_to(session, card, now) if card else []
    partner_ids = {each.offer.partner_id for each in answers}
    places = places_of(session, partner_ids, day_of(now))
    shown = (OfferShown(each, places[each.offer.partner_id]) for each in answers)
    return [each for each in shown if each.outlets]


def _surest(own: Sequence[OwnCard]) -> FoundCard | None:
    """Return the card that offers trust most among the good ones: whoever has two holds up that."""
    good = [each.look.card for each in own if each.look.is_good and each.look.card]
    held = good or [each.look.card for each in own if each.look.card]
    return min(held, key=lambda card: card.medium is not Medium.PHONE, default=None)


def places_for_browser(offers: Sequence[OfferShown]) -> dict[str, Any]:
    """Write where offers hold, short enough to be sent whole: the browser does the measuring.

    An outlet of which nobody knows where it stands goes too: its address can be searched.
    """
    told = [
        [each.answer.offer.title, _address(each), each.answer.offer.category] for each in offers
    ]
    outlets: dict[int, list[Any]] = {}
    for number, each in enumerate(offers):
        for outlet in each.outlets:
            known = outlets.setdefault(outlet.id, _written(outlet))
            known[-1].append(number)
    return {"offers": told, "outlets": list(outlets.values())}


def _address(shown: OfferShown) -> str:
    return url_for("offers.one", shown_offer=shown.answer.offer.offer_id)


def _written(outlet: Outlet) -> list[Any]:
    return [outlet.name, outlet.address or "", *_measured(outlet), []]


def _measured(outlet: Outlet) -> tuple[float, float] | tuple[None, None]:
    if outlet.latitude is None or outlet.longitude is None:
        return None, None
    return round(outlet.latitude, AS_FINE_AS_A_DOOR), round(outlet.longitude, AS_FINE_AS_A_DOOR)


@lru_cache(FOLDED_AT_ONCE)
def _plain(text: str) -> str:
    """Fold a text once: outlets are the same for everybody who searches."""
    return folded(text)
