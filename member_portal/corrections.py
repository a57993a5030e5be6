"""Asking the union to mend what is stored about me, and what became of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from benefits import audit, organization, purchases
from benefits.access import Permission
from benefits.agreements import OfferVersion, is_discreet_use
from benefits.errors import Conflict, Refusal
from benefits.members import CorrectedField, Member, corrections, leaving
from benefits.money import dong_text
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.purchases import Line
from benefits.web import Form, Words, allow, current, required, text_field
from benefits.web.filters import moment
from benefits.web.telling import sentence
from member_portal import scope

pages = Blueprint("corrections", __name__, url_prefix="/du-lieu")

FIELDS = Words(
    {
        CorrectedField.FULL_NAME: _l("Họ và tên"),
        CorrectedField.BIRTH: _l("Ngày sinh"),
        CorrectedField.PHONE: _l("Điện thoại"),
        CorrectedField.UNIT: _l("Công đoàn nơi tôi sinh hoạt"),
        CorrectedField.OTHER: _l("Điều khác"),
    }
)


class AskForm(Form):
    field = SelectField(
        _l("Mục cần sửa"), choices=lambda: [SelectChoice(*each) for each in FIELDS.items()]
    )
    wanted = text_field(
        _l("Sửa thành, hoặc điều muốn báo"),
        required(_l("Hãy ghi điều đúng.")),
        Length(max=corrections.LONGEST),
    )
    note = TextAreaField(_l("Nói thêm"), [Length(max=corrections.LONGEST)])


@pages.get("")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    """Show what is stored, what was asked, and a form that begins with the field chosen.

    `luot` is the number of a use that is said not to be the member's.
    """
    chosen, use = request.args.get("muc"), _own_use(request.args.get("luot", ""))
    if use is not None:
        where = _where(use)
        form = AskForm(field=CorrectedField.OTHER, **_not_mine(use, where))
        return _shown(form, tells_where=where is None)
    field = chosen if chosen in set(CorrectedField) else CorrectedField.FULL_NAME
    return _shown(AskForm(field=field))


@pages.post("")
@allow(Permission.SEE_OWN_CARD)
def ask() -> ResponseReturnValue:
    form = AskForm()
    if not form.is_sent() or not _asks(form):
        return _shown(form), 422
    if form.field.data == CorrectedField.UNIT:
        sent = _("Đã gửi công đoàn cơ sở và công đoàn cấp trên. Trả lời trong 2 ngày làm việc.")
    else:
        sent = _("Đã gửi công đoàn cơ sở. Bạn sẽ có trả lời trong 2 ngày làm việc.")
    flash(sent, "good")
    return redirect(url_for(".page"), 303)


@pages.post("/<int:correction_id>/rut")
@allow(Permission.SEE_OWN_CARD)
def withdraw(correction_id: int) -> ResponseReturnValue:
    """Take a request back; one that was answered meanwhile stays as it was answered."""
    correction, by = scope.correction(correction_id), current.actor().account_id
    if not correction.is_open:
        flash(sentence("correction_decided"), "warn")
        return redirect(url_for(".page"), 303)
    session, now = current.session(), current.now()
    corrections.withdraw(session, correction, by=by, now=now)
    audit.note(session, by, "correction_withdrawn", "corrections", correction.id, now=now)
    flash(_("Đã rút yêu cầu."), "good")
    return redirect(url_for(".page"), 303)


def _own_use(written: str) -> Line | None:
    return purchases.own_use(current.session(), scope.member_id(), written) if written else None


def _where(use: Line) -> str | None:
    """Name the outlet of a use, but not where people go about their health or for legal aid."""
    session, bought = current.session(), use.purchase
    offer = session.get_one(OfferVersion, bought.offer_version_id)
    outlet = session.get_one(Outlet, bought.outlet_id)
    partner = session.get_one(Partner, outlet.partner_id)
    return None if is_discreet_use(offer.category, partner, outlet.name) else outlet.name


def _not_mine(use: Line, where: str | None) -> dict[str, str]:
    """Say which use is meant, so that whoever answers finds it: an officer sees no one's uses."""
    bought, price = use.purchase, dong_text(use.purchase.list_price)
    found_by = _("%(price)s. Số của lượt: %(id)s", price=price, id=str(bought.id))
    return {
        "wanted": _("Lượt %(at)s không phải của tôi", at=moment(bought.bought_at)),
        "note": found_by if where is None else f"{where}, {found_by}",
    }


def _asks(form: AskForm) -> bool:
    session, now, member = current.session(), current.now(), scope.member()
    field = CorrectedField(form.field.data)
    wanted, note, was = form.wanted.data or "", form.note.data, _stored(member).get(field)
    try:
        made = corrections.ask(session, member, field, wanted, now=now, was=was, note=note)
    except (Refusal, Conflict) as error:
        form.blame("wanted", sentence(error.code, **error.params))
        return False
    by, fields = current.actor().account_id, {"field": field.value}
    audit.note(session, by, "correction_asked", "corrections", made.id, now=now, fields=fields)
    return True


def _shown(form: AskForm, *, tells_where: bool = False) -> str:
    member = scope.member()
    return render_template(
        "member_portal/corrections.html",
        form=form,
        tells_where=tells_where,
        member=member,
        stored=_stored(member),
        fields=FIELDS,
        asked=corrections.of_member(current.session(), member.id),
        now=current.now(),
    )


def _stored(member: Member) -> dict[CorrectedField, str]:
    """Return what is stored of everything that can be mended."""
    session = current.session()
    today = day_of(current.now())
    span = leaving.last_span_by(session, member.id, today)
    named = organization.name_on(session, span.organization_id, today) if span else ""
    return {
        CorrectedField.FULL_NAME: member.full_name,
        CorrectedField.BIRTH: member.birth or "",
        CorrectedField.PHONE: member.phone or "",
        CorrectedField.UNIT: named,
    }
