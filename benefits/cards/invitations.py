"""Invitation letters for officers and managers: what stands in each, and its first password."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.access import Account, AccountRole, Role, invitation, passwords
from benefits.access.invitation import Drawn, Work
from benefits.access.logins import login_told
from benefits.access.roles import not_over_on
from benefits.cards.issuing import in_groups
from benefits.cards.printing import Invitation, write_invitations
from benefits.organization.reaching import reached_from
from benefits.partners import Partner
from benefits.periods import ONE_DAY, day_of

MARKING: Final = 3
Show = Callable[[int, int], None]
DOORS: Final[Mapping[Role, str]] = {Role.OFFICER: "/cong-doan/", Role.MANAGER: "/doi-tac/"}
MAY_DO: Final[Mapping[Role, str]] = {
    Role.OFFICER: (
        "Bạn làm việc cho đơn vị này và mọi đơn vị bên dưới: danh sách đoàn viên, thẻ, thỏa thuận "
        "và ưu đãi, số liệu và báo cáo, tài khoản của cấp dưới."
    ),
    Role.MANAGER: (
        "Bạn quản lý mọi điểm ưu đãi của đối tác này: thu ngân, điện thoại quét thẻ, các lượt đã "
        "ghi và số liệu của cửa hàng."
    ),
}
COME_IN: Final = (
    "Mở {page} bằng trình duyệt của điện thoại hoặc máy tính; hoặc quét mã QR ở trên.",
    "Gõ tên đăng nhập và mật khẩu lần đầu. Chữ hoa hay thường, có dấu gạch hay không đều được.",
    "Đặt mật khẩu riêng, ít nhất 10 ký tự. Từ đó mật khẩu trong thư này hết dùng được.",
)
LAST_STEP: Final[Mapping[Role, str]] = {
    Role.OFFICER: (
        "Bật xác thực hai bước bằng ứng dụng trên điện thoại; chép lại 10 mã dự phòng, phòng khi "
        "mất điện thoại."
    ),
    Role.MANAGER: "Thêm thu ngân, ghép điện thoại quét thẻ. Quên mật khẩu thì xin thư mới.",
}


class Illegible(NamedTuple):
    """A letter with names that cannot be printed whole: its page in the file, and which letters."""

    page: int
    account_id: int
    letters: str


class InvitationBatch:
    """Invitations to draw, each with a first password of its own; `drawn` keeps the hashes.

    Whoever was locked out, chose a password or was given another letter meanwhile, or acts nowhere
    any more, gets none; nor who came to act for a unit that `sender` does not look after: the
    letters are read by an officer of that one.
    """

    def __init__(
        self,
        session: Session,
        public_url: str,
        account_ids: Sequence[int],
        now: datetime,
        *,
        by: int | None,
        sender: int,
        work: Work,
        hotline: str = "",
    ) -> None:
        self.session, self.account_ids, self.now, self.hotline = session, account_ids, now, hotline
        self.public_url, self.day = public_url.rstrip("/"), day_of(now)
        self.work = work
        self.sender = organization.names_on(session, [sender], self.day)[sender]
        self.within = reached_from(session, sender, self.day)
        inviter = None if by is None else session.get(Account, by)
        self.inviter = "" if inviter is None else inviter.name
        self.drawn: list[Drawn] = []
        self.illegible: list[Illegible] = []

    def write_pdf(self, file: Path, show: Show) -> int:
        with file.open("wb") as out:
            return write_invitations(self._counted(show), out)

    def _counted(self, show: Show) -> Iterator[Invitation]:
        for letter in self.letters():
            yield letter
            show(len(self.drawn), len(self.account_ids))

    def letters(self) -> Iterator[Invitation]:
        for group in in_groups(self.account_ids):
            waiting = self._waiting(group)
            roles = self._roles(waiting)
            names = self._names(roles)
            ends = invitation.ends_of(self.session, waiting, self.now)
            for each in group:
                if each in waiting and each in roles:
                    yield self._letter(waiting[each], roles[each], names, ends[each])

    def _letter(
        self,
        account: Account,
        roles: Sequence[AccountRole],
        names: Mapping[int, str],
        end: datetime,
    ) -> Invitation:
        secret, first = passwords.new_password(), roles[0]
        url = self.public_url + DOORS[first.role]
        page = url.partition("://")[2]
        self.drawn.append(Drawn(account.id, passwords.hash_secret(secret)))
        letter = Invitation(
            full_name=account.name,
            place="; ".join(dict.fromkeys(names[role.id] for role in roles)),
            sender=self.sender,
            inviter=self.inviter,
            may_do=MAY_DO[first.role],
            login=login_told(account.login),
            secret=secret,
            url=url,
            page=page,
            written_on=self.day,
            last_day=day_of(end) - ONE_DAY,
            steps=[*(step.format(page=page) for step in COME_IN), LAST_STEP[first.role]],
            since=first.valid_from if first.valid_from > self.day else None,
            hotline=self.hotline,
            mark=mark_of(account.login),
        )
        if letters := letter.illegible:
            self.illegible.append(Illegible(len(self.drawn), account.id, letters))
        return letter

    def _waiting(self, group: Sequence[int]) -> Mapping[int, Account]:
        served = invitation.is_served_since(self.work)
        elsewhere = exists().where(
            AccountRole.account_id == Account.id,
            AccountRole.organization_id.not_in(self.within),
            not_over_on(self.day),
        )
        found = select(Account).where(
            Account.id.in_(group), invitation.is_waiting(), ~served, ~elsewhere
        )
        return {account.id: account for account in self.session.scalars(found)}

    def _roles(self, account_ids: Mapping[int, Account]) -> Mapping[int, list[AccountRole]]:
        """The roles of each that are not over, the first to begin before the others."""
        held = (
            select(AccountRole)
            .where(
                AccountRole.account_id.in_(list(account_ids)),
                AccountRole.role.in_(list(DOORS)),
                not_over_on(self.day),
            )
            .order_by(AccountRole.valid_from, AccountRole.id)
        )
        found: dict[int, list[AccountRole]] = {}
        for role in self.session.scalars(held):
            found.setdefault(role.account_id, []).append(role)
        return found

    def _names(self, roles: Mapping[int, Sequence[AccountRole]]) -> Mapping[int, str]:
        """Name the unit or the partner of each role, by the role's key."""
        held = [role for each in roles.values() for role in each]
        units = {role.organization_id for role in held if role.organization_id is not None}
        partners = {role.partner_id for role in held if role.partner_id is not None}
        of_units = organization.names_on(self.session, units, self.day)
        chosen = select(Partner.id, Partner.name).where(Partner.id.in_(partners))
        of_partners = dict(self.session.execute(chosen).all()) if partners else {}
        return {
            role.id: of_units.get(role.organization_id or 0)
            or of_partners.get(role.partner_id or 0, "")
            for role in held
        }


def mark_of(login: str) -> str:
    """Write of a login what tells its owner's letter from a namesake's, and not the whole."""
    name, _at, host = login.partition("@")
    return f"{name[:2]}…@{host}" if host else f"…{login[-MARKING:]}"
