"""What I agreed to, my rights, and everything the union keeps about me as a file."""

import csv
from io import StringIO

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import (
    Consent,
    ConsentDecision,
    ConsentMedium,
    Permission,
    consents,
)
from benefits.cards import withdrawal
from benefits.jobs import FileStore
from benefits.spreadsheets import inert
from benefits.web import allow, current, sign_out
from benefits.web.languages import language
from benefits.wording import consent
from member_portal import own_file, phone_here, scope

pages = Blueprint("own_data", __name__, url_prefix="/quyen-rieng-tu")


@pages.get("")
@allow(Permission.SEE_OWN_CARD)
def page() -> ResponseReturnValue:
    decided = consents.newest(current.session(), scope.records())
    return render_template(
        "member_portal/own_data.html",
        decided=decided,
        text=_words_of(decided),
        newer=consent.current(language()) if _is_old(decided) else None,
    )


@pages.post("/dong-y")
@allow(Permission.OWN_ACCOUNT)
def agree() -> ResponseReturnValue:
    """Consent to the words of today, which the page has just shown."""
    session, by, now = current.session(), current.actor().account_id, current.now()
    member_id, given, spoken = scope.member_id(), ConsentDecision.GIVEN, language()
    portal = ConsentMedium.PORTAL
    consents.decide(session, member_id, given, portal, by=by, now=now, language=spoken)
    audit.note(session, by, "consent_given", "members", member_id, now=now)
    flash(_("Đã ghi nhận bạn đồng ý."), "good")
    return redirect(url_for(".page"), 303)


@pages.post("/rut")
@allow(Permission.OWN_ACCOUNT)
def withdraw() -> ResponseReturnValue:
    """Withdraw consent: the PIN, the card on the phone and the photo go, the printed card stays."""
    session, by, now = current.session(), current.account().id, current.now()
    store, portal = FileStore(current.settings().files_dir), ConsentMedium.PORTAL
    member, spoken = scope.member(), language()
    withdrawal.withdraw(session, store, member, portal, by=by, now=now, language=spoken)
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
    writer.writerows(tuple(map(inert, row)) for row in own_file.rows())
    by, member_id, now = current.actor().account_id, scope.member_id(), current.now()
    if request.method == "GET":  # and not HEAD, which only asks how long the file is
        current.after_read(
            lambda session: audit.note(session, by, "own_data_taken", "members", member_id, now=now)
        )
    name = "attachment; filename=du-lieu-cua-toi.csv"
    content = out.getvalue().encode("utf-8-sig")
    return Response(content, mimetype="text/csv", headers={"Content-Disposition": name})


def _is_old(decided: Consent | None) -> bool:
    """Whether somebody agreed to words that were written anew since."""
    if decided is None or decided.decision is not ConsentDecision.GIVEN:
        return False
    return decided.version != consent.VERSION


def _words_of(decided: Consent | None) -> consent.ConsentText:
    """Show the words that were agreed to, else those of today."""
    if decided is None or decided.decision is not ConsentDecision.GIVEN:
        return consent.current(language())
    return consent.text_of(decided.version, language())
