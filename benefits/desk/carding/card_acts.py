"""What an officer may do to a card, on which grounds, and what it is called."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import cards
from benefits.cards import Card, CardStatus, Medium
from benefits.cards.becoming import possible
from benefits.desk.carding.card_terms import check_last_day, usual_last_day, usual_overlap
from benefits.periods import ONE_DAY
from benefits.web import DayField, Form, noted, required

# One of the acts of `benefits.cards` on a card: (session, index, *, by, now, reason), and days.
Doing = Callable[..., Card]


@dataclass(frozen=True, slots=True)
class Act:
    """`becomes` is the status a card has afterwards; `warning` is read before the button.

    `with_phone` says what it means besides for a card on a phone, `done_phone` that it was done.
    """

    name: str
    done: str
    becomes: CardStatus
    do: Doing
    reasons: tuple[str, ...]
    warning: str
    is_grave: bool = False
    with_phone: str = ""
    done_phone: str = ""

    def warns_of(self, card: Card) -> str:
        return _joined(self.warning, self.with_phone if card.medium is Medium.PHONE else "")

    def told_of(self, card: Card) -> str:
        return _joined(self.done, self.done_phone if card.medium is Medium.PHONE else "")


FOUND: Final = noted("Đã tìm thấy thẻ")
CLEARED: Final = noted("Đã xác minh xong")
MISTAKEN: Final = noted("Thao tác nhầm")
ASTRAY: Final = noted("Thẻ gửi đi không đến nơi")
"""Said of printed cards alone: one on a phone is sent nowhere."""

ACTS: Final[dict[str, Act]] = {
    "bao-mat": Act(
        _l("Báo mất thẻ"),
        _l("Đã báo mất thẻ."),
        CardStatus.LOST,
        cards.lose,
        (
            noted("Đoàn viên báo mất"),
            ASTRAY,
            noted("Mất cùng điện thoại, giấy tờ"),
        ),
        _l("Thẻ không dùng được ngay từ bây giờ."),
        is_grave=True,
        with_phone=_l(
            "Người này bị đăng xuất khỏi mọi máy; đăng nhập lại thì lấy được thẻ mới về máy."
        ),
        done_phone=_l(
            "Đã đăng xuất người này khỏi mọi máy. Muốn dùng tiếp, đoàn viên đăng nhập lại bằng "
            "mã thẻ và mã PIN rồi lấy thẻ mới về máy."
        ),
    ),
    "doi": Act(
        _l("Đổi thẻ mới"),
        _l("Đã cấp thẻ mới. Thẻ cũ dùng được đến hết ngày đã chọn."),
        CardStatus.REPLACED,
        cards.replace,
        (
            noted("Thẻ hỏng, mờ mã"),
            noted("Sai thông tin trên thẻ"),
            noted("Chuyển đơn vị"),
            noted("Sắp hết hạn"),
        ),
        _l("Cấp thẻ mới; thẻ cũ còn dùng được một thời gian, sau đó máy quét nhắc đưa thẻ mới."),
    ),
    "tam-khoa": Act(
        _l("Tạm khóa thẻ"),
        _l("Đã tạm khóa thẻ."),
        CardStatus.SUSPENDED,
        cards.suspend,
        (
            noted("Nghi dùng sai"),
            noted("Đang xác minh đoàn viên"),
            noted("Theo đề nghị của đoàn viên"),
        ),
        _l("Thẻ không dùng được cho đến khi mở lại."),
    ),
    "mo-lai": Act(
        _l("Mở lại thẻ"),
        _l("Đã mở lại thẻ."),
        CardStatus.ACTIVE,
        cards.restore,
        (FOUND, CLEARED, MISTAKEN),
        _l("Thẻ dùng được lại ngay."),
        with_phone=_l("Nếu đã bị đăng xuất, đoàn viên đăng nhập lại trên chính máy đó."),
        done_phone=_l("Nếu đã bị đăng xuất, đoàn viên đăng nhập lại trên chính máy đó."),
    ),
    "thu-hoi": Act(
        _l("Thu hồi thẻ"),
        _l("Đã thu hồi thẻ."),
        CardStatus.REVOKED,
        cards.revoke,
        (
            noted("Không còn là đoàn viên"),
            noted("Cấp nhầm người"),
            noted("Dùng sai quy định"),
            noted("Người dùng thẻ đã mất"),
        ),
        _l("Thẻ không dùng được nữa."),
        is_grave=True,
        with_phone=_l(
            "Người này bị đăng xuất khỏi mọi máy, và chỉ lấy lại được thẻ trên điện thoại khi "
            "công đoàn cho."
        ),
        done_phone=_l(
            "Đã đăng xuất người này khỏi mọi máy; chỉ lấy lại được thẻ trên điện thoại khi công "
            "đoàn cho."
        ),
    ),
}


RESTORED: Final = "mo-lai"
WHY_BACK: Final = {
    CardStatus.LOST: (FOUND, MISTAKEN),
    CardStatus.SUSPENDED: (CLEARED, MISTAKEN),
    CardStatus.REVOKED: (MISTAKEN, CLEARED),
}


def to_choose_from(slug: str, reasons: Iterable[str]) -> list[SelectChoice]:
    """Offer reasons for an act; the one why cards come back has to be chosen."""
    asked = [SelectChoice("", _("Chọn lý do"))] if slug == RESTORED else []
    return asked + [SelectChoice(each, _(each)) for each in reasons]


def why_back(statuses: Iterable[CardStatus]) -> list[str]:
    """List the reasons for which cards that were stopped so may come back, each once."""
    stopped = (WHY_BACK[status] for status in WHY_BACK if status in set(statuses))
    return list(dict.fromkeys(reason for reasons in stopped for reason in reasons))


def _joined(*sentences: str) -> str:
    return " ".join(str(each) for each in sentences if each)


class ReasonForm(Form):
    reason = SelectField(_l("Lý do"), [required(_l("Hãy chọn lý do."))], choices=[])

    @classmethod
    def of(cls, slug: str, card: Card) -> "ReasonForm":
        """Make an act's form; its fields bear the act's name, for a page may hold several.

        Why a card comes back depends on why it was stopped, and is never chosen beforehand.
        """
        act, form = ACTS[slug], FORMS.get(slug, cls)(prefix=slug)
        is_back = slug == RESTORED
        reasons = WHY_BACK.get(card.status, act.reasons) if is_back else act.reasons
        is_sent = card.medium is not Medium.PHONE
        theirs = [each for each in reasons if is_sent or each != ASTRAY]
        form.reason.choices = to_choose_from(slug, theirs)
        return form

    @property
    def days(self) -> Sequence[DayField]:
        """Fields for days that the act asks for besides."""
        return ()

    @property
    def until(self) -> dict[str, date]:
        """Those days as the act takes them."""
        return {}


class ReplaceForm(ReasonForm):
    """How long the old card and the new one are good."""

    old_last_day = DayField(
        _l("Thẻ cũ dùng được đến hết ngày"), [required(), check_last_day], default=usual_overlap
    )
    new_last_day = DayField(
        _l("Thẻ mới dùng được đến hết ngày"), [required(), check_last_day], default=usual_last_day
    )

    @property
    def days(self) -> Sequence[DayField]:
        return self.old_last_day, self.new_last_day

    @property
    def until(self) -> dict[str, date]:
        old, new = (field.data or usual_last_day() for field in self.days)
        return {"good_until": old + ONE_DAY, "valid_until": new + ONE_DAY}


FORMS: Final[dict[str, type[ReasonForm]]] = {"doi": ReplaceForm}


def open_to(session: Session, card: Card, day: date) -> list[tuple[str, Act, ReasonForm]]:
    """List what may be done to a card as it stands, each with its form."""
    can = possible(session, card, day)
    return [
        (slug, act, ReasonForm.of(slug, card)) for slug, act in ACTS.items() if act.becomes in can
    ]


def lacks(held: Iterable[Card], medium: Medium, day: date) -> bool:
    """Tell whether none of somebody's cards of a medium is in use or merely suspended."""
    kept = (CardStatus.ACTIVE, CardStatus.SUSPENDED)
    return not any(
        card.medium is medium and card.status in kept and card.valid_until > day for card in held
    )
