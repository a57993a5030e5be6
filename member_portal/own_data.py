"""What I agreed to, my rights, and everything the union keeps about me as a file."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits import audit, organization, purchases
from benefits.access import (
    Consent,
    ConsentDecision,
    ConsentMedium,
    Permission,
    activation,
    consents,
    sessions,
)
from benefits.cards import Medium, phones
from benefits.members import corrections, enrolment
from benefits.periods import day_of
from benefits.purchases import Glance
from benefits.spreadsheets import inert
from benefits.web import Words, allow, current, sign_out
from benefits.web.filters import day, last_day, moment
from benefits.web.languages import language
from benefits.web.telling import own_card
from benefits.wording import consent
from member_portal import looks, phone_here, scope
from member_portal.corrections import FIELDS
from member_portal.phone_answers import KINDS
from member_portal.scope import OwnCard

pages = Blueprint("own_data", __name__, url_prefix="/quyen-rieng-tu")

MOST: Final = 20_000
DECISIONS: Final = Words(
    {ConsentDecision.GIVEN: _l("Đã đồng ý"), ConsentDecision.WITHDRAWN: _l("Đã rút lại đồng ý")}
)
MEDIA: Final = Words(
    {ConsentMedium.PORTAL: _l("trên điện thoại"), ConsentMedium.PAPER: _l("trên giấy")}
)
Row = tuple[str, ...]


@pages.get("")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    decided = consents.newest(current.session(), scope.records())
    return render_template(
        "member_portal/own_data.html",
        decided=decided,
        text=_words_of(decided),
        is_old=decided is not None and decided.version != consent.VERSION,
    )


@pages.post("/dong-y")
@allow(Permission.OWN_ACCOUNT)
def agree() -> ResponseReturnValue:
    """Consent to the words of today, which the page has just shown."""
    _decide(ConsentDecision.GIVEN, "consent_given")
    flash(_("Đã ghi nhận bạn đồng ý."), "good")
    return redirect(url_for(".page"), 303)


@pages.post("/rut")
@allow(Permission.OWN_ACCOUNT)
def withdraw() -> ResponseReturnValue:
    """Withdraw consent: the PIN and the card on the phone go, the printed card stays."""
    session, account, now = current.session(), current.account(), current.now()
    _decide(ConsentDecision.WITHDRAWN, "consent_withdrawn")
    phones.take_off(session, scope.member_id(), by=account.id, now=now)
    account.secret_hash = None
    sessions.revoke_all(session, account.id, now)
    for each in scope.records():  # a merged record may have had a PIN of its own
        activation.reset(session, each, now)
    sign_out()
    flash(_("Đã rút lại đồng ý. Thẻ in vẫn dùng được; muốn mở lại, xin công đoàn thư mới."), "good")
    return phone_here.forget(redirect(url_for("sign_in.form"), 303))


@pages.get("/tai-ve")
@allow(Permission.SEE_OWN_CARD)
def file() -> ResponseReturnValue:
    """Write everything kept about the member who asks as one sheet."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((_("Mục"), _("Thời điểm"), _("Nội dung"), _("Giá trị"), _("Ghi chú")))
    writer.writerows(tuple(map(inert, row)) for row in _rows())
    by, member_id, now = current.actor().account_id, scope.member_id(), current.now()
    current.after_read(
        lambda session: audit.note(session, by, "own_data_taken", "members", member_id, now=now)
    )
    name = "attachment; filename=du-lieu-cua-toi.csv"
    content = out.getvalue().encode("utf-8-sig")
    return Response(content, mimetype="text/csv", headers={"Content-Disposition": name})


def _decide(decision: ConsentDecision, act: str) -> None:
    session, by, now = current.session(), current.actor().account_id, current.now()
    member_id, portal, spoken = scope.member_id(), ConsentMedium.PORTAL, language()
    consents.decide(session, member_id, decision, portal, by=by, now=now, language=spoken)
    audit.note(session, by, act, "members", member_id, now=now)


def _words_of(decided: Consent | None) -> consent.ConsentText:
    """Show the words that were agreed to, else those of today."""
    if decided is None or decided.decision is not ConsentDecision.GIVEN:
        return consent.current(language())
    return consent.text_of(decided.version, language())


def _rows() -> Iterator[Row]:
    yield from _person()
    yield from _spans()
    yield from _cards()
    yield from _uses()
    yield from _looks()
    yield from _decisions()


def _person() -> Iterable[Row]:
    member, said = scope.member(), _("Thông tin")
    facts = (
        (_("Mã đoàn viên"), member.member_no),
        (_("Họ và tên"), member.full_name),
        (_("Ngày sinh"), "/".join(reversed((member.birth or "").split("-")))),
        (_("Điện thoại"), member.phone or ""),
        (_("4 số cuối căn cước"), member.citizen_id_last4 or ""),
        (_("Số thẻ đoàn viên"), member.union_card_no or ""),
        (_("Ảnh trên thẻ"), _("có, xem ở trang Ảnh trên thẻ của tôi") if member.photo_hash else ""),
    )
    return ((said, moment(member.known_at), name, value, "") for name, value in facts)


def _spans() -> Iterable[Row]:
    session, member_id = current.session(), scope.member_id()
    spans = enrolment.spans_of(session, [member_id])[member_id]
    units = {span.organization_id for span in spans}
    names = organization.names_on(session, units, day_of(current.now()))
    said = _("Quá trình tham gia")
    for span in spans:
        until = last_day(span.valid_until)
        yield (
            said,
            day(span.valid_from),
            names.get(span.organization_id, ""),
            str(KINDS[span.kind]),
            until,
        )


def _cards() -> Iterable[Row]:
    said = _("Thẻ")
    for own in scope.own_cards():
        medium = _("Thẻ in") if own.card.medium is Medium.PRINT else _("Thẻ trên điện thoại")
        until = last_day(own.card.valid_until)
        yield said, day(own.card.valid_from), medium, own.typed_code, f"{_standing(own)} · {until}"


def _standing(own: OwnCard) -> str:
    reason = own.look.reason
    told = own_card(reason.code, reason.params) if reason else own_card("good")
    return told.status


def _uses() -> Iterable[Row]:
    said, reversed_one = _("Lượt dùng thẻ"), _("đã hủy")
    for line in purchases.of_member(current.session(), scope.member_id(), most=MOST):
        note = reversed_one if line.is_reversed else ""
        what = f"{line.outlet_name}: {line.offer_title}"
        yield said, moment(line.purchase.bought_at), what, str(line.left.benefit), note


def _looks() -> Iterable[Row]:
    said = _("Lần xem thẻ")
    for look in purchases.glances_at(current.session(), scope.member_id(), most=MOST):
        yield said, moment(look.at), _who(look), looks.told(look), ""


def _who(look: Glance) -> str:
    return _("Cán bộ công đoàn") if look.is_of_officer else look.outlet_name or ""


def _decisions() -> Iterable[Row]:
    session, member_id = current.session(), scope.member_id()
    for each in consents.all_of(session, scope.records()):
        decided, medium = str(DECISIONS[each.decision]), str(MEDIA[each.medium])
        yield (
            _("Quyết định về đồng ý"),
            moment(each.known_at),
            decided,
            _("Bản %(version)s", version=each.version),
            medium,
        )
    for asked in corrections.of_member(session, member_id, most=MOST):
        answer = asked.answer or ""
        when = moment(asked.asked_at)
        yield _("Yêu cầu sửa"), when, str(FIELDS[asked.field]), asked.wanted, answer
