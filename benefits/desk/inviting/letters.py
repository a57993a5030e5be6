"""Invitations as the inviter follows them: who came in, printing again, deleting the file."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import audit
from benefits.access import Permission, invitation
from benefits.desk import job_files, scope
from benefits.desk.inviting import invitation_list, rows
from benefits.desk.inviting.making import KIND, print_letters
from benefits.desk.staff import account_scope
from benefits.web import allow, current, lists

pages = Blueprint("invitations", __name__, url_prefix="/tai-khoan/thu-moi")
MOST: Final = rows.MOST

lists.offer_files(pages, invitation_list.asked, Permission.MANAGE_ACCOUNTS)


@pages.get("/")
@allow(Permission.MANAGE_ACCOUNTS)
def page() -> ResponseReturnValue:
    listing = lists.opened(invitation_list.asked())
    return render_template(
        "desk/invitations/page.html",
        listing=listing,
        again=len(_to_print()) if listing.count else 0,
        most=MOST,
        address=current.settings().public_url + "/cong-doan/",
        sender=scope.own_name(),
    )


@pages.post("/in")
@allow(Permission.MANAGE_ACCOUNTS)
def print_listed() -> ResponseReturnValue:
    """Print letters for those of the list who have not come in; their earlier ones open no more."""
    chosen = _to_print()
    if not chosen:
        flash(_("Không có ai trong danh sách này cần thư mới."), "info")
        return redirect(url_for(".page"), 303)
    job = print_letters(chosen)
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/nguoi/<int:account_id>/in")
@allow(Permission.MANAGE_ACCOUNTS)
def print_one(account_id: int) -> ResponseReturnValue:
    """Print one person's letter again, before it was used."""
    account = account_scope.account(account_id)
    if account.id not in account_scope.invitable([account.id]):
        flash(_("Người này đã vào, đã bị khóa hoặc do cấp trên khác quản lý."), "bad")
        return redirect(url_for("account.page", account_id=account.id), 303)
    job = print_letters([account.id])
    return redirect(url_for("jobs.page", job_id=job.id), 303)


@pages.post("/tep/<int:job_id>/xoa")
@allow(Permission.MANAGE_ACCOUNTS)
def forget_file(job_id: int) -> ResponseReturnValue:
    """Delete printed letters' file: it holds passwords, and paper is enough."""
    job = job_files.forget(job_id, KIND)
    by, now = current.actor().account_id, current.now()
    audit.note(current.session(), by, "invitations_deleted", "jobs", job.id, now=now)
    flash(_("Đã xóa tệp thư. Thư đã in vẫn dùng được."), "good")
    return redirect(url_for(".page"), 303)


def _to_print() -> list[int]:
    """List who of the list has not come in and may be sent another letter, in its order."""
    listed = invitation_list.asked().selection.chosen.where(invitation.is_waiting())
    found = [row.id for row in current.session().execute(listed.limit(MOST))]
    may = account_scope.invitable(found)
    return [each for each in found if each in may]
