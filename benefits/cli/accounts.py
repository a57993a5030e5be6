"""`accounts add|reset|disable|token`: who may sign in, from the server's own keyboard."""

import click
from sqlalchemy import select

from benefits import audit, organization
from benefits.access import accounts as register
from benefits.access import machines
from benefits.cli.place import Place, of_place, say
from benefits.errors import Invalid, NotFound
from benefits.members import Member
from benefits.partners import Outlet, Partner

ROLES = ("officer", "manager", "cashier", "member")


@click.group(help="Tài khoản đăng nhập.")
def accounts() -> None:
    """Hold the commands of accounts."""


@accounts.command(help="Thêm tài khoản; mã bí mật ban đầu chỉ hiện một lần.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--login", help="Thư điện tử hoặc số điện thoại (cán bộ, quản lý).")
@click.option("--at", "where", required=True, help="Mã đơn vị, đối tác, điểm bán hoặc đoàn viên.")
@of_place
def add(place: Place, *, role: str, name: str, login: str | None, where: str) -> None:
    now = place.now
    with place.database.write() as session:
        if role in {"officer", "manager"} and not login:
            raise Invalid("login_missing")
        if role == "officer":
            unit = organization.by_code(session, where)
            added = register.add_officer(
                session, login=login or "", name=name, organization_id=unit.id, now=now
            )
        elif role == "manager":
            partner = _one(session.scalar(select(Partner.id).where(Partner.code == where)), where)
            added = register.add_manager(
                session, login=login or "", name=name, partner_id=partner, now=now
            )
        elif role == "cashier":
            outlet = _one(session.scalar(select(Outlet.id).where(Outlet.code == where)), where)
            added = register.add_cashier(session, name=name, outlet_id=outlet, now=now)
        else:
            mine = select(Member.id).where(Member.member_no == where)
            member = _one(session.scalar(mine), where)
            added = register.add_member(session, name=name, member_id=member, now=now)
        say(f"Đã thêm: {added.account.login}")
        say(f"Mã bí mật ban đầu (chỉ hiện một lần): {added.secret}")


@accounts.command(help="Đặt lại mật khẩu hoặc PIN và đăng xuất mọi nơi.")
@click.argument("login")
@of_place
def reset(place: Place, login: str) -> None:
    with place.database.write() as session:
        secret = register.reset(session, register.account_of(session, login), place.now)
        say(f"Mã bí mật mới (chỉ hiện một lần): {secret}")


@accounts.command(help="Khóa tài khoản ngay lập tức.")
@click.argument("login")
@of_place
def disable(place: Place, login: str) -> None:
    with place.database.write() as session:
        register.disable(session, register.account_of(session, login), place.now)
        say("Đã khóa tài khoản.")


@accounts.command(help="Cấp mã truy cập cho một phần mềm; mã chỉ hiện một lần.")
@click.option("--name", required=True, help="Phần mềm nào.")
@click.option("--outlet", help="Mã điểm bán: kiểm tra thẻ, ghi nhận, hủy lượt ở đó.")
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
    say(f"Mã truy cập (chỉ hiện một lần): {word}")


def _one(found: int | None, code: str) -> int:
    if found is None:
        raise NotFound("code_unknown", wanted=code)
    return found
