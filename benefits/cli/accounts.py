"""`accounts add|reset|correct|…`: who may sign in, from the server's own keyboard."""

from datetime import date, datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import access, audit, organization
from benefits.access import (
    Account,
    AccountRole,
    Added,
    Corrected,
    Face,
    Role,
    is_last_officer,
    machines,
    roles_of,
)
from benefits.access import accounts as register
from benefits.cli.account_notes import note, note_added
from benefits.cli.place import Place, of_place, reveal, say
from benefits.errors import Conflict, Invalid, NotFound
from benefits.members import Member
from benefits.partners import Outlet, Partner
from benefits.periods import day_of

ROLES = ("officer", "manager", "cashier", "member")


@click.group(help="Tài khoản đăng nhập.")
def accounts() -> None:
    """Hold the commands of accounts."""


@accounts.command(help="Thêm tài khoản; mã bí mật ban đầu chỉ hiện một lần.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--login", help="Thư điện tử hoặc số điện thoại (cán bộ, quản lý).")
@click.option(
    "--at", "where", required=True, help="Mã đơn vị, đối tác, điểm ưu đãi hoặc đoàn viên."
)
@of_place
def add(place: Place, *, role: str, name: str, login: str | None, where: str) -> None:
    if role in {"officer", "manager"} and not login:
        raise Invalid("login_missing")

    def adding(session: Session) -> Added:
        made = ADDING[role](session, login or "", name, where, place.now)
        note_added(session, made, place.now)
        return made

    added = place.write(adding)
    say(f"Đã thêm: {added.account.login}")
    reveal("Mã bí mật ban đầu (chỉ hiện một lần)", added.secret)


@accounts.command(help="Đặt lại mật khẩu hoặc PIN và đăng xuất mọi nơi.")
@click.argument("login")
@of_place
def reset(place: Place, login: str) -> None:
    def resetting(session: Session) -> str:
        account = register.account_of(session, login)
        secret = register.reset(session, account, place.now)
        note(session, "account_reset", account, place.now)
        return secret

    secret = place.write(resetting)
    reveal("Mã bí mật mới (chỉ hiện một lần)", secret)


@accounts.command(help="Sửa họ tên hoặc tên đăng nhập; tên đăng nhập mới thì đăng xuất mọi nơi.")
@click.argument("login")
@click.option("--name", default="", help="Họ và tên đúng.")
@click.option("--new-login", help="Thư điện tử hoặc số điện thoại đúng.")
@of_place
def correct(place: Place, login: str, *, name: str, new_login: str | None) -> None:
    def correcting(session: Session) -> Corrected:
        account = register.account_of(session, login)
        if new_login is None:
            made = access.rename(account, name)
        else:
            made = access.correct(session, account, name=name, login=new_login, now=place.now)
        if made.fields:
            note(session, "account_corrected", account, place.now, fields=list(made.fields))
        if made.secret is not None:
            note(session, "account_reset", account, place.now)
        return made

    made = place.write(correcting)
    say("Đã sửa tài khoản." if made.fields else "Không có gì phải sửa.")
    if made.secret is not None:
        reveal("Mã bí mật mới (chỉ hiện một lần)", made.secret)


@accounts.command(help="Khóa tài khoản ngay lập tức; mở lại bằng accounts enable.")
@click.argument("login")
@click.option("--yes", is_flag=True, help="Khóa cả khi đơn vị không còn cán bộ nào khác.")
@of_place
def disable(place: Place, login: str, *, yes: bool) -> None:
    with place.database.write() as session:
        account = register.account_of(session, login)
        if not yes:
            _refuse_leaving_nobody(session, account, day_of(place.now))
        register.disable(session, account, place.now)
        note(session, "account_disabled", account, place.now)
    say("Đã khóa tài khoản.")


@accounts.command(help="Mở lại tài khoản đã khóa; mật khẩu và vai trò như trước.")
@click.argument("login")
@of_place
def enable(place: Place, login: str) -> None:
    with place.database.write() as session:
        account = register.account_of(session, login)
        register.enable(account)
        note(session, "account_enabled", account, place.now)
    say("Đã mở lại tài khoản.")


@accounts.command(help="Cấp mã truy cập cho một phần mềm; mã chỉ hiện một lần.")
@click.option("--name", required=True, help="Phần mềm nào.")
@click.option("--outlet", help="Mã điểm ưu đãi: kiểm tra thẻ, ghi nhận, hủy lượt ở đó.")
@click.option("--organization", "unit", help="Mã đơn vị: đọc số liệu và báo cáo từ đó trở xuống.")
@of_place
def token(place: Place, *, name: str, outlet: str | None, unit: str | None) -> None:
    if (outlet is None) == (unit is None):
        raise click.UsageError("Chọn --outlet hoặc --organization.")
    with place.database.write() as session:
        where = select(Outlet.id).where(Outlet.code == outlet)
        made, word = machines.issue_token(
            session,
            name=name,
            permissions=machines.AT_A_TILL if outlet else machines.READING,
            now=place.now,
            outlet_id=_one(session.scalar(where), outlet) if outlet else None,
            organization_id=organization.by_code(session, unit).id if unit else None,
        )
        audit.note(session, None, "token_issued", "api_tokens", made.id, now=place.now)
    reveal("Mã truy cập (chỉ hiện một lần)", word)


def _officer(session: Session, login: str, name: str, code: str, now: datetime) -> Added:
    unit = organization.by_code(session, code).id
    return register.add_officer(session, login=login, name=name, organization_id=unit, now=now)


def _manager(session: Session, login: str, name: str, code: str, now: datetime) -> Added:
    partner = _one(session.scalar(select(Partner.id).where(Partner.code == code)), code)
    return register.add_manager(session, login=login, name=name, partner_id=partner, now=now)


def _cashier(session: Session, _login: str, name: str, code: str, now: datetime) -> Added:
    outlet = _one(session.scalar(select(Outlet.id).where(Outlet.code == code)), code)
    return register.add_cashier(session, name=name, outlet_id=outlet, now=now)


def _member(session: Session, _login: str, name: str, code: str, now: datetime) -> Added:
    member = _one(session.scalar(select(Member.id).where(Member.member_no == code)), code)
    return register.add_member(session, name=name, member_id=member, now=now)


ADDING = {"officer": _officer, "manager": _manager, "cashier": _cashier, "member": _member}


def _refuse_leaving_nobody(session: Session, account: Account, day: date) -> None:
    """Refuse to lock out whoever alone acts for a unit: nobody else could let anybody in there."""
    acting = roles_of(account.id, Face.DESK, day).where(AccountRole.role == Role.OFFICER)
    for role in session.scalars(acting):
        if is_last_officer(session, role, day):
            unit = session.get_one(organization.Organization, role.organization_id)
            raise Conflict("nobody_would_be_left", organization=unit.code)


def _one(found: int | None, code: str) -> int:
    if found is None:
        raise NotFound("code_unknown", wanted=code)
    return found
