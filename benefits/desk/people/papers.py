"""Consent on paper: given or withdrawn before an officer, who keeps the signed sheet as a scan."""

from typing import BinaryIO, cast

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from benefits import audit
from benefits.access import ConsentDecision, ConsentMedium, Permission, consents
from benefits.cards import consent_papers, withdrawal
from benefits.cards.batches import names_of
from benefits.desk.people import letter_page, member_scope
from benefits.desk.people.letter_page import GivenForm, WithdrawnForm
from benefits.errors import Invalid, NotFound
from benefits.jobs import FileStore
from benefits.members import merging
from benefits.periods import day_of
from benefits.web import allow, current
from benefits.web.languages import DEFAULT
from benefits.web.telling import sentence
from benefits.wording import consent as wording

pages = Blueprint("papers", __name__, url_prefix="/thu-kich-hoat/nguoi/<int:member_id>")


@pages.get("/phieu-dong-y")
@allow(Permission.MANAGE_MEMBERS)
def blank_consent(member_id: int) -> ResponseReturnValue:
    """Show the sheet on which a member consents, to be printed and signed."""
    return _blank(member_id, is_withdrawal=False)


@pages.get("/phieu-rut")
@allow(Permission.MANAGE_MEMBERS)
def blank_withdrawal(member_id: int) -> ResponseReturnValue:
    """Show the sheet on which a member withdraws, to be printed and signed."""
    return _blank(member_id, is_withdrawal=True)


@pages.post("/dong-y-giay")
@allow(Permission.MANAGE_MEMBERS)
def give(member_id: int) -> ResponseReturnValue:
    """Note that a member consented on a signed sheet."""
    member, form, by = member_scope.standing(member_id), GivenForm(), current.actor().account_id
    kept = _kept(form.scan.data) if form.is_sent() else None
    if not isinstance(kept, str):
        _blame(form, "scan", kept)
        return letter_page.shown(member, given=form), 422
    given, paper, now = ConsentDecision.GIVEN, ConsentMedium.PAPER, current.now()
    consents.decide(current.session(), member.id, given, paper, by=by, now=now, evidence_hash=kept)
    audit.note(current.session(), by, "consent_noted", "members", member.id, now=now)
    flash(_("Đã ghi nhận phiếu đồng ý bằng giấy. Hãy lưu phiếu."), "good")
    return redirect(url_for("letters.one", member_id=member.id), 303)


@pages.post("/rut-dong-y")
@allow(Permission.MANAGE_MEMBERS)
def withdraw(member_id: int) -> ResponseReturnValue:
    """Note that a member withdrew on a signed sheet: what follows is as if done by the member."""
    member, form, by = member_scope.standing(member_id), WithdrawnForm(), current.actor().account_id
    kept = _kept(form.withdrawal.data) if form.is_sent() else None
    if not isinstance(kept, str):
        _blame(form, "withdrawal", kept)
        return letter_page.shown(member, withdrawn=form), 422
    session, paper, now = current.session(), ConsentMedium.PAPER, current.now()
    withdrawal.withdraw(session, _store(), member, paper, by=by, now=now, evidence_hash=kept)
    flash(_("Đã ghi nhận rút đồng ý. Thẻ in của người này vẫn dùng được. Hãy lưu phiếu."), "good")
    return redirect(url_for("letters.one", member_id=member.id), 303)


@pages.get("/phieu/<int:consent_id>")
@allow(Permission.MANAGE_MEMBERS)
def scan(member_id: int, consent_id: int) -> ResponseReturnValue:
    """Hand out the signed sheet of one decision."""
    member, session = member_scope.standing(member_id), current.session()
    found = consent_papers.file_of(session, merging.records_of(session, member.id), consent_id)
    path = None if found is None else _store().path(found.hash)
    if found is None or path is None or not path.is_file():
        raise NotFound
    return send_file(path.resolve(), found.media_type, as_attachment=True, download_name=found.name)


def _blank(member_id: int, *, is_withdrawal: bool) -> str:
    """Draw a sheet in the language of what is kept as agreed to on paper, whoever prints it."""
    member, session = member_scope.standing(member_id), current.session()
    unit = member_scope.last(member).organization_id
    unit_name, issuer = names_of(session, unit, day_of(current.now()))
    with force_locale(DEFAULT):
        return render_template(
            "desk/letters/blank.html",
            member=member,
            unit=unit_name,
            issuer=issuer,
            text=None if is_withdrawal else wording.current(DEFAULT),
        )


def check_sheet(sent: FileStorage) -> None:
    """Raise `Invalid` where a file cannot be a signed sheet; nothing is kept yet."""
    consent_papers.check(_content(sent))


def keep_sheet(sent: FileStorage) -> str:
    """Keep a signed sheet and return its hash; what cannot be one raises `Invalid`."""
    return consent_papers.keep(current.session(), _store(), _content(sent), now=current.now())


def _kept(sent: FileStorage) -> str | Invalid:
    try:
        return keep_sheet(sent)
    except Invalid as refusal:
        return refusal


def _content(sent: FileStorage) -> BinaryIO:
    content = cast("BinaryIO", sent.stream)
    content.seek(0)  # the request may be answered a second time
    return content


def _blame(form: GivenForm | WithdrawnForm, field: str, refusal: Invalid | None) -> None:
    if refusal is not None:
        form.blame(field, sentence(refusal.code, **refusal.params))


def _store() -> FileStore:
    return FileStore(current.settings().files_dir)
