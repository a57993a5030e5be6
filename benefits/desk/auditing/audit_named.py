"""What entries of the audit trail are about, called as officers know it, not by our numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sqlalchemy import Select, select

from benefits import organization
from benefits.access import Account, Device
from benefits.agreements import Agreement, Offer
from benefits.desk import scope
from benefits.desk.auditing import audit_subjects
from benefits.desk.partnership import partner_scope
from benefits.desk.staff import account_places, account_scope
from benefits.desk.tree import tag_scope
from benefits.members import Member
from benefits.organization import Placement, Tag
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current
from benefits.web.languages import language
from benefits.wording.acts import subject_told

LONGEST_NUMBER: Final = 9


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
    """Name the records of a kind that are within reach; the others keep their numbers."""
    session = current.session()
    if kind == "organizations":
        mine = scope.unit_ids().where(Placement.organization_id.in_(ids))
        return organization.names_on(session, session.scalars(mine).all(), day_of(current.now()))
    if kind == "account_roles":
        return account_places.of_roles(session.scalars(account_scope.reached(ids)).all())
    if kind not in NAMED:
        return {}
    names = NAMED[kind]()
    return dict(session.execute(names.where(names.selected_columns[0].in_(ids))).all())


def _accounts() -> Select[int, str]:
    return account_scope.accounts().with_only_columns(Account.id, Account.name)


def _agreements() -> Select[int, str]:
    return partner_scope.agreements().with_only_columns(Agreement.id, Agreement.number)


def _devices() -> Select[int, str]:
    mine = _outlets().with_only_columns(Outlet.id)
    return select(Device.id, Device.name).where(Device.outlet_id.in_(mine))


def _members() -> Select[int, str]:
    return scope.members().with_only_columns(Member.id, Member.member_no)


def _offers() -> Select[int, str]:
    mine = partner_scope.agreements().with_only_columns(Agreement.id)
    return select(Offer.id, Offer.code).where(Offer.agreement_id.in_(mine))


def _outlets() -> Select[int, str]:
    mine = partner_scope.partners().with_only_columns(Partner.id)
    return select(Outlet.id, Outlet.name).where(Outlet.partner_id.in_(mine))


def _partners() -> Select[int, str]:
    return partner_scope.partners().with_only_columns(Partner.id, Partner.name)


def _tags() -> Select[int, str]:
    return tag_scope.tags().with_only_columns(Tag.id, Tag.name)


NAMED: Final[Mapping[str, Callable[[], Select[int, str]]]] = {
    "accounts": _accounts,
    "agreements": _agreements,
    "devices": _devices,
    "members": _members,
    "offers": _offers,
    "outlets": _outlets,
    "partners": _partners,
    "tags": _tags,
}
