"""What the card on a phone is told when it asks: the next codes, or why there are none."""

from typing import Any, Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from benefits import cards
from benefits.agreements import Remark
from benefits.cards import Card, CardStatus, Look, OnPhone, Presented, allowing, card_url, shown
from benefits.cards.keeping_one import MERGED
from benefits.cards.tokens import slot_at
from benefits.members import BeneficiaryKind
from benefits.web import current
from benefits.web.filters import last_day
from benefits.web.languages import language
from benefits.wording.phone_card import OFFERED_AGAIN, PhoneCardSaid, phone_card
from member_portal import phone_here, scope

GOOD: Final = "good"
ABSENT: Final = Remark("absent")
SIGNED_OUT: Final = "signed-out"
ENDED_BECAUSE: Final = {
    allowing.MOVED: "moved",
    allowing.RENEWED: "removed",
    allowing.REMOVED: "removed",
    allowing.OUSTED: "removed",
    allowing.ALLOWED: "allowed",
    MERGED: "merged",
}
KINDS: Final = {
    BeneficiaryKind.DOAN_VIEN: lazy_pgettext("one", "Đoàn viên"),
    BeneficiaryKind.NGUOI_LAO_DONG: _l("Người lao động"),
    BeneficiaryKind.THAN_NHAN: _l("Thân nhân"),
}


def answer_to(held: OnPhone | None) -> dict[str, Any]:
    """Answer a phone; the server's time comes with it, for clocks that are wrong."""
    return _with_time(_stopped(ABSENT) if held is None else _told(held))


def answer_signed_out(ended: OnPhone | None) -> dict[str, Any]:
    """Answer a phone on which nobody is signed in: nothing but that its card is one no more."""
    reason = _reason(ended, _look(ended)) if ended else None
    return _with_time(_stopped(reason) if reason else {"state": SIGNED_OUT})


def said(reason: Remark) -> PhoneCardSaid:
    return phone_card(reason.code, reason.params, language=language())


def _told(held: OnPhone) -> dict[str, Any]:
    look = _look(held)
    reason = _reason(held, look)
    return _codes(held, look) if reason is None else _stopped(reason)


def _with_time(told: dict[str, Any]) -> dict[str, Any]:
    return {"time": round(current.now().timestamp() * 1000), **told}


def _look(held: OnPhone) -> Look:
    presented = Presented.found_by_name(held.card.index)
    ring = current.key_ring()
    return cards.look(current.session(), presented, at=current.now(), ring=ring, own_hosts=())


def _reason(held: OnPhone, look: Look) -> Remark | None:
    """Say why the card is no good: one that was taken away by its owner says so."""
    because = ENDED_BECAUSE.get(held.card.status_reason or "")
    if held.card.status is CardStatus.REVOKED and because:
        return Remark(because)
    return look.reason


def _stopped(reason: Remark) -> dict[str, Any]:
    told = said(reason)
    again = reason.code in OFFERED_AGAIN
    return {
        "state": reason.code,
        "status": told.status,
        "sentence": told.sentence,
        "again": again,
    }


def _codes(held: OnPhone, look: Look) -> dict[str, Any]:
    card, ring = held.card, current.key_ring()
    series = f"{card.index}.{ring.signing[0]}"
    slots = cards.slots_ahead(current.now(), card.valid_until)
    part = cards.missing(slots, _have(series, slots))
    return {
        "state": GOOD,
        "series": series,
        "first": part.start,
        "until": slots.stop,
        "tokens": cards.phone_tokens(ring, card.index, part),
        "address": card_url(current.settings().public_url, ""),
        "card": _face(held, look),
        "ending": _ending(card),
    }


def _ending(card: Card) -> str:
    """Tell in a card's last month where its phone gets the next one: many open no other page."""
    if not scope.ends_soon(card) or _is_refused_another():
        return ""
    day = last_day(card.valid_until)
    if not phone_here.renewable(card):
        return str(_("Thẻ này dùng được đến hết ngày %(day)s. Hãy hỏi công đoàn cơ sở.", day=day))
    told = _("Thẻ này dùng được đến hết ngày %(day)s. Mở “Thẻ của tôi” để lấy thẻ mới.", day=day)
    return str(told)


def _is_refused_another() -> bool:
    return allowing.objection(current.session(), scope.member_id(), current.now()) is not None


def _have(series: str, slots: range) -> int | None:
    """Tell until where the phone has codes of this card under the key of today."""
    until = request.args.get("tu", type=int)
    if request.args.get("bo") != series or until is None:
        return None
    return until if slot_at(current.now()) <= until <= slots.stop else None


def _face(held: OnPhone, look: Look) -> dict[str, str]:
    belonging = look.card.belonging if look.card else None
    return {
        "name": scope.member().full_name,
        "unit": look.unit_name or "",
        "kind": str(KINDS[belonging.kind]) if belonging else "",
        "code": shown(held.typed_code),
    }
