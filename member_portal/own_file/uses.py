"""What somebody's cards were used for, what was taken back, and which limits that counts to."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from flask_babel import gettext as _

from benefits import purchases
from benefits.cards.printing import serial_of
from benefits.money import dong_text
from benefits.purchases import Line, Purchase, kept
from benefits.web.called import EVIDENCES
from benefits.web.filters import day, moment
from benefits.web.telling import limit_text, reversal_reason
from member_portal.own_file.whose import MOST, Row, Whose, about, remarks, yes_or_no
from member_portal.own_file.words import METHODS
from member_portal.phone_answers import KINDS


def rows(whose: Whose) -> Iterator[Row]:
    session, records = whose.session, whose.records
    lines = purchases.of_member(session, whose.member_id, most=MOST)
    anew = kept.attributions(session, records)
    units = whose.unit_names(
        [*(line.purchase.organization_id for line in lines), *(e.organization_id for e in anew)]
    )
    numbers = kept.agreement_numbers(session, {line.purchase.agreement_id for line in lines})
    for line in lines:
        yield _use(line, units, numbers)
    called = {line.purchase.id: f"{line.outlet_name}: {line.offer_title}" for line in lines}
    for each in anew:
        what, unit = called.get(each.purchase_id, ""), units.get(each.organization_id, "")
        yield (
            _("Lượt tính lại cho đơn vị"),
            moment(each.known_at),
            what,
            unit,
            str(KINDS[each.kind]),
        )
    yield from _parts(whose, lines)
    yield from _taken_back(whose, called)
    yield from _limits(whose)


def _use(line: Line, units: Mapping[int, str], numbers: Mapping[int, str]) -> Row:
    bought = line.purchase
    note = remarks(
        _("đã hủy") if line.is_reversed else "",
        about(_("giá gốc"), dong_text(bought.list_price)),
        about(_("cửa hàng thu"), dong_text(bought.paid)),
        about(_("được hỗ trợ"), dong_text(bought.subsidy)),
        about(_("tiết kiệm lúc ghi"), dong_text(bought.benefit)),
        *_circumstances(bought),
        about(_("thỏa thuận"), numbers.get(bought.agreement_id)),
        about(_("tính cho"), units.get(bought.organization_id)),
        str(KINDS[bought.kind]),
        about(_("thẻ số"), serial_of(bought.card_index)),
        about(_("ghi lúc"), moment(bought.known_at)),
    )
    what = f"{line.outlet_name}: {line.offer_title}"
    return _("Lượt dùng thẻ"), moment(bought.bought_at), what, str(line.left.benefit), note


def _circumstances(bought: Purchase) -> tuple[str, ...]:
    return (
        about(_("hóa đơn"), bought.invoice),
        about(_("số lượng"), bought.quantity),
        about(_("số người"), bought.party_size),
        about(_("đã so giấy tờ"), yes_or_no(bought.id_compared)),
        str(EVIDENCES[bought.evidence]),
        str(METHODS[bought.method]),
    )


def _parts(whose: Whose, lines: Sequence[Line]) -> Iterator[Row]:
    """Tell of uses of two offers at once what each of them gave."""
    at = {line.purchase.id: line.purchase.bought_at for line in lines}
    for part, title in kept.parts(whose.session, whose.records):
        when = moment(at.get(part.purchase_id))
        yield _("Ưu đãi cộng trong lượt"), when, title, str(part.benefit), str(part.position)


def _taken_back(whose: Whose, called: Mapping[UUID, str]) -> Iterator[Row]:
    for each in kept.reversals(whose.session, whose.records):
        note = remarks(
            reversal_reason(each.reason),
            _("hủy cả lượt") if each.is_whole else _("hoàn một phần"),
            about(_("giá gốc"), dong_text(each.list_price)),
            about(_("cửa hàng thu"), dong_text(each.paid)),
            about(_("được hỗ trợ"), dong_text(each.subsidy)),
            about(_("ghi lúc"), moment(each.known_at)),
        )
        what = called.get(each.purchase_id, "")
        yield _("Hủy, hoàn lượt"), moment(each.reversed_at), what, str(-each.benefit), note


def _limits(whose: Whose) -> Iterator[Row]:
    for counter, title in kept.limits(whose.session, whose.records):
        limit = limit_text(counter.scope, counter.window, counter.allowed)
        used = _("đã dùng %(used)s", used=counter.used)
        yield _("Giới hạn của ưu đãi"), day(counter.starts_on), title, used, limit
