"""Who was invited to sign in, who has come in, who holds a letter that is still good."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from benefits.access import Account, InvitationLetter, invitation
from benefits.access.logins import login_sought, login_told
from benefits.desk.staff import account_places, account_scope
from benefits.folding import folded
from benefits.periods import day_of
from benefits.web import current
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

HELD, OVER, NO_LETTER, IN, LOCKED = "con_han", "het_han", "chua_in", "da_vao", "khoa"
NOT_IN: Final = "chua_vao"
STATES: Final = {
    HELD: _l("Chưa vào, thư còn hạn"),
    OVER: _l("Chưa vào, thư hết hạn"),
    NO_LETTER: _l("Chưa có thư"),
    IN: _l("Đã vào"),
    LOCKED: _l("Đã khóa"),
}
LOOKS: Final = {HELD: "info", OVER: "warn", NO_LETTER: "warn", IN: "good", LOCKED: "bad"}
BY_ME: Final = "toi"
COLUMNS: Final = (
    Column(_l("Họ và tên")),
    Column(_l("Nơi làm việc")),
    Column(_l("Tên đăng nhập")),
    Column(_l("Trạng thái"), Shape.BADGE),
    Column(_l("Thư gần nhất"), Shape.DAY, in_file_only=True),
    Column(_l("Dùng đến hết ngày"), Shape.LAST_DAY),
    Column(_l("Người mời"), in_file_only=True),
    Column(_l("Vào lần đầu"), Shape.DAY),
)


class InvitationFilters(FilterForm):
    trang_thai = choice_field(_l("Trạng thái"), {NOT_IN: _l("Chưa vào"), **STATES})
    nguoi_moi = choice_field(_l("Người mời"), {BY_ME: _l("Tôi mời")})


def asked() -> Register:
    """Read from the address which invitations are wanted, by the name of who was invited."""
    form = InvitationFilters.asked()
    reached = account_scope.accounts().with_only_columns(Account.name_key, Account.id)
    invited = or_(Account.must_change, exists().where(InvitationLetter.account_id == Account.id))
    wanted = (invited, *_wanted(form))
    return Register("thu-moi", COLUMNS, Selection(reached, wanted), lines, form)


def _wanted(form: InvitationFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        yield or_(
            Account.name_key.contains(folded(form.typed), autoescape=True),
            Account.login.contains(login_sought(form.typed), autoescape=True),
        )
    if form.chosen("nguoi_moi") == BY_ME:
        yield _last_by(current.actor().account_id)
    if state := form.chosen("trang_thai"):
        yield _stands(state)


def _stands(state: str) -> ColumnElement[bool]:
    waits, holds = invitation.is_waiting(), invitation.holds_letter(current.now())
    has_any = exists().where(
        InvitationLetter.account_id == Account.id,
        InvitationLetter.replaced_at.is_(None),
        InvitationLetter.used_at.is_(None),
    )
    return {
        NOT_IN: waits,
        HELD: waits & holds,
        OVER: waits & ~holds & has_any,
        NO_LETTER: waits & ~has_any,
        IN: Account.disabled_at.is_(None) & Account.must_change.is_(False),
        LOCKED: Account.disabled_at.is_not(None),
    }[state]


def _last_by(account_id: int | None) -> ColumnElement[bool]:
    """Tell of accounts whether their latest letter is of somebody."""
    later = aliased(InvitationLetter)
    is_not_last = exists().where(
        later.account_id == InvitationLetter.account_id, later.id > InvitationLetter.id
    )
    return exists().where(
        InvitationLetter.account_id == Account.id,
        InvitationLetter.created_by_id == account_id,
        ~is_not_last,
    )


def lines(account_ids: Sequence[int]) -> list[Line]:
    session = current.session()
    found = session.scalars(select(Account).where(Account.id.in_(account_ids)))
    letters = invitation.newest(session, account_ids)
    by = {each.created_by_id for each in letters.values() if each.created_by_id is not None}
    chosen = select(Account.id, Account.name).where(Account.id.in_(by))
    names: Mapping[int, str] = dict(session.execute(chosen).all())
    places = account_places.of_accounts(account_ids)
    told = {
        each.id: _line(each, places.get(each.id, ()), letters.get(each.id), names) for each in found
    }
    return [told[each] for each in account_ids]


def state_of(account: Account, letter: InvitationLetter | None) -> str:
    """Say how somebody who was invited stands."""
    if account.disabled_at is not None:
        return LOCKED
    if not account.must_change:
        return IN
    if letter is None or letter.replaced_at is not None or letter.used_at is not None:
        return NO_LETTER
    return HELD if letter.expires_at > current.now() else OVER


def badge_of(state: str) -> Badge:
    return Badge(STATES[state], LOOKS[state])


def _line(
    account: Account,
    places: Sequence[str],
    letter: InvitationLetter | None,
    names: Mapping[int, str],
) -> Line:
    state = state_of(account, letter)
    is_open = letter is not None and state in {HELD, OVER}
    return Line(
        (
            account.name,
            ", ".join(places),
            login_told(account.login),
            badge_of(state),
            letter and day_of(letter.created_at),
            day_of(letter.expires_at) if letter and is_open else None,
            letter and names.get(letter.created_by_id or 0),
            day_of(letter.used_at) if letter and letter.used_at else None,
        ),
        url_for("account.page", account_id=account.id),
    )
