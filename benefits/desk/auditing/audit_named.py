"""What entries of the audit trail are about, called as officers know it, not by our numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Select, select

from benefits import organization
from benefits.access import Account, AccountRole, Device
from benefits.agreements import Agreement, Offer
from benefits.desk.auditing import audit_subjects
from benefits.desk.staff import account_places, account_scope
from benefits.members import Member
from benefits.organization import Tag
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current
from benefits.web.languages import language
from benefits.wording.acts import subject_told

LONGEST_NUMBER: Final = 9
NAMED: Final[Mapping[str, Select[int, str]]] = {
    "agreements": select(Agreement.id, Agreement.number),
    "devices": select(Device.id, Device.name),
    "members": select(Member.id, Member.member_no),
    "offers": select(Offer.id, Offer.code),
    "tags": select(Tag.id, Tag.name),
    "outlets": select(Outlet.id, Outlet.name),
    "partners": select(Partner.id, Partner.name),
}


def subjects_told(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Say what each kind and key is about; one query a kind, however many there are."""
    kinds = defaultdict[str, set[str]](set)
    for kind, key in subjects:
        kinds[kind].add(key)
    told: dict[tuple[str, str], str] = {}
    for kind, keys in kinds.items():
        word, names = subject_told(kind, language()), _names(kind, keys)
        told |= {(kind, key): _told(word, kind, key, names.get(key)) for key in keys}
    return told


def heading(kind: str, key: str) -> str:
    """Say what an address asks about; what is out of reach keeps its name to itself."""
    if audit_subjects.is_within_reach(kind, key):
        return subjects_told([(kind, key)])[kind, key]
    return _told(subject_told(kind, language()), kind, key, None)


def _told(word: str, kind: str, key: str, name: str | None) -> str:
    if name:
        return f"{word}: {name}"
    if kind == "account_roles":
        return word
    return f"{word} {key:0>7}" if kind == "cards" else f"{word} {key}"


def _names(kind: str, keys: set[str]) -> dict[str, str]:
    ids = [int(key) for key in keys if key.isdecimal() and len(key) <= LONGEST_NUMBER]
    return {str(each): name for each, name in _named(kind, ids).items()} if ids else {}


def _named(kind: str, ids: list[int]) -> Mapping[int, str]:
    session = current.session()
    if kind == "organizations":
        return organization.names_on(session, ids, day_of(current.now()))
    if kind == "account_roles":
        held = session.scalars(select(AccountRole).where(AccountRole.id.in_(ids))).all()
        return account_places.of_roles(held)
    if kind == "accounts":
        people = account_scope.accounts().with_only_columns(Account.id, Account.name)
        return dict(session.execute(people.where(Account.id.in_(ids))).all())
    if kind not in NAMED:
        return {}
    names = NAMED[kind]
    wanted = names.where(names.selected_columns[0].in_(ids))
    return dict(session.execute(wanted).all())
