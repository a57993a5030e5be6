"""Making the accounts and roles of a checked list, and having the letters printed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from benefits import access, jobs
from benefits.access import Account
from benefits.desk import scope
from benefits.desk.inviting.checking import Checked
from benefits.desk.staff.account_notes import note, note_role
from benefits.jobs import Job
from benefits.web import current

KIND = "print_invitations"


class Made(NamedTuple):
    """How many accounts and roles there are more, and the work that prints the letters."""

    accounts: int
    roles: int
    job: Job | None


def make(rows: Iterable[Checked], since: date) -> Made:
    """Let everybody in whom the check let through, in one act; letters follow in that order."""
    session, now = current.session(), current.now()
    made: dict[str, Account] = {}
    roles = 0
    for row in rows:
        account = row.account or made.get(row.login)
        if account is None:
            account = access.open_uninvited(session, login=row.login, name=row.asked.name, now=now)
            made[row.login] = account
            note("account_added", account)
        role = access.give_role(session, account, row.role, now, valid_from=since, **row.where)
        note_role("role_given", account, role)
        roles += 1
    job = print_letters([account.id for account in made.values()]) if made else None
    return Made(len(made), roles, job)


def print_letters(account_ids: Sequence[int]) -> Job:
    """Have first passwords drawn for some accounts; the worker writes each down as it opens."""
    asked = {"account_ids": list(account_ids), "within": scope.organization_id()}
    by, now = current.actor().account_id, current.now()
    return jobs.enqueue(current.session(), KIND, now=now, input=asked, account_id=by)
