"""Which rows of a list can be invited, which not and why, before anything is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from benefits.access import Account, Place, Role
from benefits.access.logins import login_told
from benefits.desk.inviting.known import Known
from benefits.desk.inviting.rows import Asked
from benefits.folding import folded
from benefits.web.forms import LONGEST_LINE
from benefits.web.telling import told


@dataclass(slots=True)
class Checked:
    """A row and what would come of it: `problem` refuses it, `notes` only make one look again."""

    asked: Asked
    role: Role = Role.OFFICER
    place: str = ""
    place_id: int = 0
    login: str = ""
    account: Account | None = None
    problem: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def where(self) -> Place:
        if self.role is Role.OFFICER:
            return {"organization_id": self.place_id}
        return {"partner_id": self.place_id}

    @property
    def login_shown(self) -> str:
        return login_told(self.login) if self.login else self.asked.login

    @property
    def person(self) -> str:
        return folded(self.asked.name)


def check(rows: Sequence[Asked], day: date) -> list[Checked]:
    """Look at every row as of the day from which its person is to act."""
    checking = _Checking(Known(rows, day))
    return [checking.looked_at(row) for row in rows]


class _Checking:
    """Goes through a list from the top: a row is judged by those above it as well."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.by_login: dict[str, Checked] = {}
        self.by_person: dict[tuple[int, str], Checked] = {}
        self.places: set[tuple[str, Role, int]] = set()

    def looked_at(self, row: Asked) -> Checked:
        found = Checked(row)
        for judge in (self._by_itself, self._by_place, self._by_login, self._by_role):
            judge(found)
            if found.problem:
                return found
        found.notes = self._notes(found)
        self.by_login.setdefault(found.login, found)
        self.by_person.setdefault((found.place_id, found.person), found)
        self.places.add((found.login, found.role, found.place_id))
        return found

    def _by_itself(self, row: Checked) -> None:
        """Say what is wrong with a row whatever there is in the register."""
        asked = row.asked
        login, role = asked.known_as, asked.what
        if not asked.name:
            row.problem = _("Thiếu họ và tên.")
        elif max(map(len, asked[1:4])) > LONGEST_LINE:
            row.problem = _("Chỉ ghi tối đa %(max)d ký tự.", max=LONGEST_LINE)
        elif not asked.login:
            row.problem = _("Thiếu email hoặc số điện thoại.")
        elif login is None:
            typed = asked.login
            row.problem = _("“%(typed)s” không phải một email hay số điện thoại.", typed=typed)
        elif role is None:
            row.problem = _("Vai trò ghi “cán bộ” hoặc “quản lý”; để trống là cán bộ.")
        else:
            row.login, row.role = login, role

    def _by_place(self, row: Checked) -> None:
        code, is_union = row.asked.code, row.role is Role.OFFICER
        place = (self.known.units if is_union else self.known.partners).get(code)
        if not code:
            row.problem = _("Thiếu mã đơn vị.") if is_union else _("Thiếu mã đối tác.")
        elif place is None and is_union:
            row.problem = _("Không có đơn vị mã %(code)s trong phạm vi của bạn.", code=code)
        elif place is None:
            row.problem = _("Không có đối tác mã %(code)s trong phạm vi của bạn.", code=code)
        else:
            row.place_id, row.place = place
            if is_union and code in self.known.closed:
                row.problem = told("unit_not_open")

    def _by_login(self, row: Checked) -> None:
        """Say that a login belongs to somebody else, or to one who may not be given more here."""
        above, account = self.by_login.get(row.login), self.known.accounts.get(row.login)
        row.account = account
        if above is not None and above.person != row.person:
            line, name = above.asked.line, above.asked.name
            row.problem = _(
                "Dòng %(line)s đã ghi tên đăng nhập này cho %(name)s.", line=line, name=name
            )
        elif account is None:
            return
        elif account.id not in self.known.reached:
            outside = _("Nhờ cấp trên chung của hai nơi giao thêm vai trò.")
            row.problem = f"{told('login_taken')} {outside}"
        elif account.name_key != row.person:
            name = account.name
            row.problem = _("Tên đăng nhập này là của %(name)s, một người khác tên.", name=name)
        elif account.disabled_at is not None:
            row.problem = _("Tài khoản của người này đang bị khóa. Hãy mở lại trước.")
        elif account.id in self.known.held_elsewhere:
            row.problem = told("first_password_elsewhere")

    def _by_role(self, row: Checked) -> None:
        held = row.account and (row.account.id, (row.role, row.place_id)) in self.known.held
        if (row.login, row.role, row.place_id) in self.places:
            row.problem = _("Dòng trên đã ghi người này ở nơi này.")
        elif held:
            row.problem = told("role_held_already")

    def _notes(self, row: Checked) -> list[str]:
        notes = []
        if row.account is not None:
            notes.append(_("Đã có tài khoản: chỉ thêm vai trò, không in thư mới."))
        elif row.login in self.by_login:
            notes.append(_("Thêm một vai trò cho người đã ghi ở trên; chung một thư."))
        other = self.known.officers.get((row.place_id, row.person))
        above = self.by_person.get((row.place_id, row.person))
        login = other.login if other else above.login if above else row.login
        if row.role is Role.OFFICER and login != row.login:
            notes.append(
                _(
                    "Nơi này đã có người cùng họ tên, đăng nhập bằng %(login)s. Nếu là một người, "
                    "hãy bỏ dòng này.",
                    login=login_told(login),
                )
            )
        return notes
