"""The offers I may use now, where; and why not the others."""

from collections.abc import Sequence
from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.errors import NotFound
from benefits.web import allow, current, page
from benefits.web.languages import language
from benefits.wording import rule_told
from member_portal import offers_shown, scope
from member_portal.forms import SearchForm
from member_portal.offers_shown import OfferShown
from member_portal.scope import OwnCard

pages = Blueprint("offers", __name__, url_prefix="/uu-dai")

PAGE: Final = 30
OTHERS_AT_ONCE: Final = 10
OUTLETS: Final = 50
OTHERS: Final = "khac"


@pages.get("", endpoint="page")
@allow(Permission.SEE_OWN_CARD)
def listed() -> ResponseReturnValue:
    """Show what the card may be used for, some at a time, and beside it what it may not."""
    form, own = SearchForm(request.args), scope.own_cards()
    words = offers_shown.words_of(form.tim.data or "") if form.validate() else []
    category = form.loai.data if not form.loai.errors else ""
    offers = offers_shown.all_of(own, current.now())
    found = [each for each in offers if each.is_wanted(words, category)]
    mine = [each for each in found if each.answer.applies]
    others = [each for each in found if not each.answer.applies]
    is_others = request.args.get("nhom") == OTHERS
    some, after = _cut(others if is_others else mine)
    return render_template(
        "member_portal/offers.html",
        form=form,
        is_search=bool(words or category),
        are_any=bool(offers),
        has_good_card=_has_good(own),
        is_others=is_others,
        mine=some if not is_others else [],
        others=some if is_others else others[:OTHERS_AT_ONCE],
        counts=(len(mine), len(others)),
        after=after,
        is_first="sau" not in request.args,
    )


@pages.get("/gan-toi")
@page(geolocation=True)
@allow(Permission.SEE_OWN_CARD)
def near() -> ResponseReturnValue:
    """List places by distance, in the browser alone: where somebody is never leaves the phone."""
    own = scope.own_cards()
    offers = offers_shown.all_of(own, current.now())
    mine = [each for each in offers if each.answer.applies]
    return render_template(
        "member_portal/near.html",
        places=offers_shown.places_for_browser(mine),
        form=SearchForm(),
        has_good_card=_has_good(own),
    )


@pages.get("/<int:shown_offer>")
@allow(Permission.SEE_OWN_CARD)
def one(shown_offer: int) -> ResponseReturnValue:
    """Tell all of one offer: what it gives, to whom, when and where."""
    own = scope.own_cards()
    offers = offers_shown.all_of(own, current.now())
    found = next((each for each in offers if each.answer.offer.offer_id == shown_offer), None)
    if found is None:
        raise NotFound
    after = request.args.get("sau", type=int)
    begin = next((at for at, each in enumerate(found.outlets, 1) if each.id == after), 0)
    outlets = found.outlets[begin : begin + OUTLETS]
    has_more = begin + OUTLETS < len(found.outlets)
    return render_template(
        "member_portal/offer.html",
        shown=found,
        has_good_card=_has_good(own),
        rule=rule_told(found.answer.offer.rule.to_json(), language()),
        outlets=outlets,
        after=outlets[-1].id if has_more else None,
        is_first=begin == 0,
    )


def _has_good(own: Sequence[OwnCard]) -> bool:
    """Whether any card can be held up now: an offer may be somebody's who has none."""
    return any(each.look.is_good for each in own)


def _cut(offers: Sequence[OfferShown]) -> tuple[Sequence[OfferShown], int | None]:
    """Return the page that follows an offer, and the offer after which the next one begins."""
    after = request.args.get("sau", type=int)
    ids = [each.answer.offer.offer_id for each in offers]
    begin = ids.index(after) + 1 if after in ids else 0
    some = offers[begin : begin + PAGE]
    return some, ids[begin + PAGE - 1] if begin + PAGE < len(offers) else None
