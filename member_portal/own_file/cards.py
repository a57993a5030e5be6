"""Every card somebody has had, the phone it was on, what became of it, and who signed for it."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from benefits.cards import Card, CardEvent, CardIndex, CardPhone, shown
from benefits.cards.printing import serial_of
from benefits.cards.rolls import signed
from benefits.web.called import MEDIA, STATUSES
from benefits.web.filters import day, last_day, moment
from member_portal.own_file.whose import Row, Whose, about, remarks
from member_portal.own_file.words import reason_of


def rows(whose: Whose) -> Iterator[Row]:
    mine = (
        select(Card, CardIndex)
        .join(CardIndex, CardIndex.index == Card.index)
        .where(whose.are_mine(Card.member_id))
        .order_by(Card.index)
    )
    for card, index in whose.session.execute(mine):
        yield _card(card, index, whose)
    yield from _phones(whose)
    yield from _events(whose)
    yield from _signatures(whose)


def _card(card: Card, index: CardIndex, whose: Whose) -> Row:
    changed = remarks(day(card.status_on), reason_of(card.status_reason))
    replaced = serial_of(card.replaced_by) if card.replaced_by else ""
    note = remarks(
        f"{STATUSES[card.status]} ({changed})",
        about(_("đến hết"), last_day(card.valid_until)),
        about(_("số"), serial_of(card.index)),
        about(_("mã đi kèm thẻ"), "" if index.code == index.typed_code else index.code),
        about(_("thay bằng thẻ số"), replaced),
        about(_("in lúc"), moment(card.printed_at)),
        about(_("ghi lúc"), moment(card.known_at)),
        whose.record(card.member_id),
    )
    return _("Thẻ"), day(card.valid_from), str(MEDIA[card.medium]), shown(index.typed_code), note


def _phones(whose: Whose) -> Iterator[Row]:
    mine = select(CardPhone).where(whose.are_mine(CardPhone.member_id))
    for phone in whose.session.scalars(mine.order_by(CardPhone.got_at)):
        seen = about(_("lần cuối lấy mã"), moment(phone.seen_at))
        what = _("thẻ số %(number)s", number=serial_of(phone.index))
        yield _("Điện thoại giữ thẻ"), moment(phone.got_at), what, phone.name, seen


def _events(whose: Whose) -> Iterator[Row]:
    mine = select(CardEvent).where(whose.are_mine(CardEvent.member_id))
    for event in whose.session.scalars(mine.order_by(CardEvent.known_at, CardEvent.number)):
        what = _("thẻ số %(number)s", number=serial_of(event.index))
        note = remarks(about(_("từ ngày"), day(event.effective_on)), reason_of(event.reason))
        yield _("Việc của thẻ"), moment(event.known_at), what, str(STATUSES[event.status]), note


def _signatures(whose: Whose) -> Iterator[Row]:
    for roll, line in signed.lines_of(whose.session, whose.records):
        what = _("%(roll)s, dòng %(line)s", roll=roll.code, line=line.number)
        note = remarks(
            about(_("đã nhận thẻ"), moment(line.received_at)),
            about(_("đã ký đồng ý"), moment(line.consented_at)),
        )
        number = _("thẻ số %(number)s", number=serial_of(line.card_index))
        yield _("Danh sách ký nhận thẻ"), moment(roll.drawn_at), what, number, note
