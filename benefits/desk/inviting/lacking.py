"""Units for which nobody can sign in yet: lines of a list that wait for a name and a login."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from benefits import organization
from benefits.access import Account, AccountRole, Role
from benefits.access.roles import not_over_on
from benefits.desk import scope
from benefits.desk.inviting import rows
from benefits.periods import day_of
from benefits.web import current

HEADINGS = (
    _l("Mã đơn vị"),
    _l("Họ và tên"),
    _l("Email hoặc điện thoại"),
    _l("Vai trò"),
    _l("Tên đơn vị"),
)


def filled_in(text: str, unit_id: int) -> str:
    """Add a line for each unit of a sub-tree that lacks an officer and is not in the list yet."""
    session, today = current.session(), day_of(current.now())
    served = set(
        session.scalars(
            select(AccountRole.organization_id)
            .join(Account, Account.id == AccountRole.account_id)
            .where(
                AccountRole.role == Role.OFFICER,
                AccountRole.organization_id.in_(scope.unit_ids()),
                Account.disabled_at.is_(None),
                not_over_on(today),
            )
        )
    )
    officer = _("cán bộ")
    listed = {row.code for row in rows.read(text)} if text else set()
    without = [
        (unit.code, "", "", officer, unit.name)
        for unit in organization.outline(session, unit_id, today)
        if unit.id not in served and unit.code not in listed
    ]
    if not without:
        return text
    if text:
        return f"{text}\n{rows.written(each[:4] for each in without[: rows.MOST])}"
    return rows.written([list(map(str, HEADINGS)), *without[: rows.MOST]])
