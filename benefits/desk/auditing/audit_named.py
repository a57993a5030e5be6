"""What entries of the audit trail are about, called as officers know it, not by our numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from sqlalchemy import Select, select

from benefits import organization
from benefits.access import Account, Device
from benefits.agreements import Agreement, Offer
from benefits.cards import Card
from benefits.desk import scope
from benefits.desk.auditing import audit_subjects
from benefits.desk.partnership import partner_scope
from benefits.desk.staff import account_places, account_scope
from benefits.desk.tree import tag_scope
from benefits.members import Member
from benefits.members.merging import survivor_of
from benefits.organization import Placement, Tag
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current
from benefits.web.languages import language
from benefits.wording.acts import subject_told

LONGEST_NUMBER: Final = 9


class Told(NamedTuple):
    """What a record is called, and whether its page opens: where it is out of reach it does not."""

    words: str
    opens: bool


def subjects_told(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Told]:
    """Say what each kind and key is about; a few queries a kind, however many there are."""
    kinds = defaultdict[str, set[str]](set)
    for kind, key in subjects:
        kinds[kind].add(key)
    told: dict[tuple[str, str], Told] = {}
    for kind, keys in kinds.items():
        word, names, opening = subject_told(kind, language()), _names(kind, keys), keys
        if kind == "cards":
            opening = _cards_in_reach(keys)
        elif kind in NAMED:
            opening = set(names)
        for key in keys:
            told[kind, key] = Told(_told(word, kind, key, names.get(key)), key in opening)
    return told


def heading(kind: str, key: str) -> str:
    """Say what an address asks about; what is out of reach keeps its name to itself."""
    if audit_subjects.is_within_reach(kind, key):
        return subjects_told([(kind, key)])[kind, key].words
    return _told(subject_told(kind, language()), kind, key, None)


def _told(word: str, kind: str, key: str, name: str | None) -> str:
    if name:
        return f"{word}: {name}"
    if kind == "account_roles":
        return word
    return f"{word} {key:0>7}" if kind == "cards" else f"{word} {key}"


def _cards_in_reach(keys: set[str]) -> set[str]:
    """Those of some cards that open: of somebody within reach, by whichever record they hang on."""
    session, indexes = current.session(), _numbers(keys)
    held = session.execute(
        select(Card.index, Card.member_id, survivor_of(Card.member_id)).where(
            Card.index.in_(indexes)
        )
    ).all()
    records = {record for row in held for record in row[1:]}
    mine = scope.members().with_only_columns(Member.id).where(Member.id.in_(records))
    here = set(session.scalars(mine))
    return {str(row[0]) for row in held if here.intersection(row[1:])}


def _numbers(keys: set[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal() and len(key) <= LONGEST_NUMBER]


def _names(kind: str, keys: set[str]) -> dict[str, str]:
    ids = _numbers(keys)
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
