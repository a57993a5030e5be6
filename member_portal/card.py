"""My card: whose it is, whether it is good, what to do when it is lost."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit, cards, purchases
from benefits.access import Permission, sessions
from benefits.cards import CardStatus, Medium
from benefits.web import allow, current
from member_portal import phone_here, scope
from member_portal.saved import saved

pages = Blueprint("card", __name__)


@pages.get("/")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    own = scope.own_cards()
    return render_template(
        "member_portal/card.html",
        member=scope.member(),
        cards=own,
        lost_print=scope.lost_print(own),
        saved=saved(),
        looks=purchases.count_glances(current.session(), scope.member_id()),
        hotline=current.settings().hotline,
        phone=phone_here.state(),
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
        cards.lose(session, card.index, by=by, now=now, reason="doan_vien_bao_mat")
        audit.note(session, by, "card_lost", "cards", card.index, now=now)
    if card.medium is Medium.PHONE:
        _sign_others_out()
        flash(_("Đã ngừng thẻ trên điện thoại và đăng xuất các máy khác. Thẻ in vẫn dùng."), "good")
    else:
        flash(_("Đã báo mất. Từ bây giờ không ai dùng được thẻ này."), "good")
    return redirect(url_for(".page"), 303)


def _sign_others_out() -> None:
    """A lost phone may be signed in: every browser but this one has to sign in again."""
    row, account = current.actor().session, current.account()
    here = row.token_hash if row else ""
    sessions.revoke_all(current.session(), account.id, current.now(), but=here)
