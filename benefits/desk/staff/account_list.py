"""The accounts an officer looks after as a list: who acts where, and how each stands."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Row, ScalarSelect, exists, func, or_, select
from sqlalchemy.orm import aliased

from benefits.access import Account, AccountRole, Role
from benefits.access.logins import login_sought, login_told
from benefits.access.roles import holds_on, not_over_on
from benefits.desk.staff import account_places, account_scope
from benefits.folding import folded
from benefits.periods import day_of
from benefits.web import current
from benefits.web.filters import day
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)

LOCKED, UNCHANGED, IDLE, OPEN = "khoa", "chua_doi", "het_vai_tro", "dang_dung"
COMING: Final = "sap_bat_dau"
ENDING: Final = "sap_het"
SOON: Final = timedelta(days=30)
STATES: Final = {
    OPEN: _l("Đang dùng"),
    UNCHANGED: _l("Chưa đổi mật khẩu lần đầu"),
    COMING: _l("Vai trò sắp bắt đầu"),
    ENDING: _l("Vai trò hết trong 30 ngày tới"),
    LOCKED: _l("Đã khóa"),
    IDLE: _l("Không còn vai trò"),
}
ROLES: Final[Mapping[str, Any]] = {
    Role.OFFICER: _l("Cán bộ công đoàn"),
    Role.MANAGER: _l("Quản lý đối tác"),
}
COLUMNS: Final = (
    Column(_l("Họ và tên")),
    Column(_l("Tên đăng nhập")),
    Column(_l("Nơi làm việc")),
    Column(_l("Trạng thái"), Shape.BADGE),
    Column(_l("Xác thực hai bước"), in_file_only=True),
    Column(_l("Lập lúc"), Shape.MOMENT, in_file_only=True),
)


class AccountFilters(FilterForm):
    vai_tro = choice_field(_l("Vai trò"), ROLES)
    trang_thai = choice_field(_l("Trạng thái"), STATES)


def asked() -> Register:
    """Read from the address which accounts are wanted, by name."""
    form = AccountFilters.asked()
    reached = account_scope.accounts().with_only_columns(Account.name_key, Account.id)
    return Register("tai-khoan", COLUMNS, Selection(reached, tuple(_wanted(form))), lines, form)


def _wanted(form: AccountFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        yield or_(
            Account.name_key.contains(folded(form.typed), autoescape=True),
            Account.login.contains(login_sought(form.typed), autoescape=True),
        )
    if role := form.chosen("vai_tro"):
        yield _acts_today(AccountRole.role == Role(role))
    match form.chosen("trang_thai"):
        case "khoa":
            yield Account.disabled_at.is_not(None)
        case "chua_doi":
            yield Account.disabled_at.is_(None) & Account.must_change.is_(True) & _acts_today()
        case "sap_bat_dau":
            yield Account.disabled_at.is_(None) & ~_acts_today() & _will_act()
        case "sap_het":
            yield Account.disabled_at.is_(None) & _ends_soon()
        case "het_vai_tro":
            yield ~_will_act()
        case "dang_dung":
            yield Account.disabled_at.is_(None) & Account.must_change.is_(False) & _acts_today()


def _acts_today(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    today = day_of(current.now())
    return exists().where(AccountRole.account_id == Account.id, holds_on(today), *which)


def _ends_soon() -> ColumnElement[bool]:
    """Tell of an account whether some role of it here ends soon, and none like it goes on."""
    today, like = day_of(current.now()), aliased(AccountRole)
    is_same = func.coalesce(like.organization_id, like.partner_id) == func.coalesce(
        AccountRole.organization_id, AccountRole.partner_id
    )
    goes_on = exists().where(
        like.account_id == AccountRole.account_id,
        like.role == AccountRole.role,
        is_same,
        like.valid_from <= AccountRole.valid_until,
        or_(like.valid_until.is_(None), like.valid_until > AccountRole.valid_until),
    )
    return exists().where(
        AccountRole.account_id == Account.id,
        account_scope.is_in_reach(own_unit=True),
        AccountRole.valid_until > today,
        AccountRole.valid_until <= today + SOON,
        ~goes_on,
    )


def _will_act() -> ColumnElement[bool]:
    """Tell of an account whether it acts today or will."""
    today = day_of(current.now())
    return exists().where(AccountRole.account_id == Account.id, not_over_on(today))


def _first_day() -> ScalarSelect[date]:
    """The first day of an account's roles that are not over."""
    roles = select(func.min(AccountRole.valid_from)).where(
        AccountRole.account_id == Account.id, not_over_on(day_of(current.now()))
    )
    return roles.scalar_subquery()


def lines(account_ids: Sequence[int]) -> list[Line]:
    rows = current.session().execute(
        select(Account, _first_day().label("begins")).where(Account.id.in_(account_ids))
    )
    places = account_places.of_accounts(account_ids)
    told = {row[0].id: _line(row, places.get(row[0].id, ())) for row in rows}
    return [told[each] for each in account_ids]


def _line(row: Row[Account, date], places: Sequence[str]) -> Line:
    account, begins = row
    return Line(
        (
            account.name,
            login_told(account.login),
            ", ".join(places),
            state_of(account, begins),
            _l("Đã bật") if account.totp_secret else _l("Chưa bật"),
            account.created_at,
        ),
        url_for("account.page", account_id=account.id),
    )


def state_of(account: Account, begins: date | None) -> Badge:
    """Tell how an account stands whose first role that is not over begins on a day."""
    if account.disabled_at:
        return Badge(STATES[LOCKED], "bad")
    if begins is None:
        return Badge(STATES[IDLE], "neutral")
    if begins > day_of(current.now()):
        return Badge(_l("Từ ngày %(day)s", day=day(begins)), "info")
    return Badge(STATES[UNCHANGED], "warn") if account.must_change else Badge(STATES[OPEN], "good")
