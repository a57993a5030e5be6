"""My card: whose it is, whether it is good, what to do when it is lost."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit, cards, purchases
from benefits.access import Permission
from benefits.agreements import Remark
from benefits.cards import CardStatus, Medium, allowing
from benefits.cards.signing_out import sign_out_owners
from benefits.web import allow, current
from member_portal import phone_answers, phone_here, scope
from member_portal.saved import saved

pages = Blueprint("card", __name__)


@pages.get("/")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    own, phone = scope.own_cards(), phone_here.state()
    is_good_here = phone.is_good_here(own)
    ending = [each for each in own if each.look.is_good and scope.ends_soon(each.card)]
    return render_template(
        "member_portal/card.html",
        member=scope.member(),
        cards=own,
        lost_print=scope.lost_print(own),
        saved=saved(),
        looks=purchases.count_glances(current.session(), scope.member_id()),
        hotline=current.settings().hotline,
        phone=phone,
        is_good_here=is_good_here,
        ending=ending,
        renewable=phone_here.renewable,
        refused=_refused() if ending or not is_good_here else None,
        phone_said=phone_answers.said,
    )


@pages.post("/the/<int:index>/bao-mat")
@allow(Permission.LOSE_OWN_CARD)
def lose(index: int) -> ResponseReturnValue:
    """Stop one card at once, and no other; reporting it twice changes nothing more.

    What the union has suspended stays suspended: whoever finds the card cannot use it.
    """
    card, session, now = scope.card(index), current.session(), current.now()
    if card.status is CardStatus.SUSPENDED:
        flash(
            _("Thẻ này đang tạm khóa nên không ai dùng được. Nếu đã mất, hãy báo công đoàn cơ sở."),
            "warn",
        )
        return redirect(url_for(".page"), 303)
    if card.status is not CardStatus.LOST:
        by = current.actor().account_id
        reason, here = "doan_vien_bao_mat", _this_browser()
        cards.lose(session, card.index, by=by, now=now, reason=reason, here=here)
        audit.note(session, by, "card_lost", "cards", card.index, now=now)
    elif card.medium is Medium.PHONE:
        sign_out_owners(session, [card], now, but=_this_browser())
    if card.medium is Medium.PHONE:
        flash(_("Đã ngừng thẻ trên điện thoại và đăng xuất các máy khác. Thẻ in vẫn dùng."), "good")
    else:
        flash(_("Đã báo mất. Từ bây giờ không ai dùng được thẻ này."), "good")
    return redirect(url_for(".page"), 303)


def _refused() -> Remark | None:
    """Say why the card is not to be had on this phone, before anybody tries."""
    return allowing.objection(current.session(), scope.member_id(), current.now())


def _this_browser() -> str:
    """Name the only browser that stays signed in: the lost phone may have been, too."""
    row = current.actor().session
    return row.token_hash if row else ""
