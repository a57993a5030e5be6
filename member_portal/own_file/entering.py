"""How somebody gets in: the account, the browsers that are signed in, the letters."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import select

from benefits.access import Account, AccountRole, ActivationLetter, WebSession
from benefits.web.filters import day, last_day, moment
from member_portal.own_file.whose import Row, Whose, about, remarks


def rows(whose: Whose) -> Iterator[Row]:
    held = select(Account, AccountRole).join(AccountRole, AccountRole.account_id == Account.id)
    mine = held.where(AccountRole.member_id.in_(whose.records)).order_by(AccountRole.id)
    accounts = set[int]()
    for account, role in whose.session.execute(mine):
        accounts.add(account.id)
        yield _account(account, role)
    yield from _browsers(whose, accounts)
    yield from _letters(whose)


def _account(account: Account, role: AccountRole) -> Row:
    pin = _("đã đặt mã PIN") if account.secret_hash else _("chưa có mã PIN")
    note = remarks(
        about(_("từ ngày"), day(role.valid_from)),
        about(_("đến hết"), last_day(role.valid_until) if role.valid_until else ""),
        about(_("khóa lúc"), moment(account.disabled_at)),
    )
    what = _("Đăng nhập với tên %(name)s", name=account.name)
    return _("Tài khoản"), moment(account.created_at), what, pin, note


def _browsers(whose: Whose, accounts: set[int]) -> Iterator[Row]:
    mine = select(WebSession).where(WebSession.account_id.in_(accounts))
    for row in whose.session.scalars(mine.order_by(WebSession.created_at)):
        ends = about(_("hết hạn"), moment(row.expires_at))
        out = about(_("đăng xuất lúc"), moment(row.revoked_at))
        yield _("Lần đăng nhập"), moment(row.created_at), ends, out, ""


def _letters(whose: Whose) -> Iterator[Row]:
    mine = select(ActivationLetter).where(whose.are_mine(ActivationLetter.member_id))
    for letter in whose.session.scalars(mine.order_by(ActivationLetter.id)):
        ends = about(_("dùng được đến"), moment(letter.expires_at))
        used = about(_("dùng lúc"), moment(letter.used_at))
        replaced = about(_("hết dùng được từ"), moment(letter.replaced_at))
        record = whose.record(letter.member_id)
        said = _("Thư kích hoạt")
        yield said, moment(letter.created_at), ends, remarks(used, replaced), record
