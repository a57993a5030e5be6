"""What entries of the audit trail are about: which records are within reach, and their pages."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from flask import url_for
from sqlalchemy import select

from benefits.desk import scope
from benefits.desk.partnership import partner_scope
from benefits.desk.staff import account_scope, token_scope
from benefits.desk.tree import tag_scope
from benefits.errors import NotFound
from benefits.organization import Organization
from benefits.web import current


def _unit(key: int) -> Organization:
    found = current.session().scalar(
        select(Organization).where(Organization.id == key, Organization.id.in_(scope.unit_ids()))
    )
    if found is None:
        raise NotFound
    return found


LONGEST_NUMBER: Final = 9
FETCH: Final[Mapping[str, Callable[[int], Any]]] = {
    "accounts": account_scope.account,
    "agreements": partner_scope.agreement,
    "api_tokens": token_scope.token,
    "cards": scope.card,
    "jobs": scope.job,
    "members": scope.member,
    "offers": partner_scope.offer,
    "organizations": _unit,
    "outlets": partner_scope.outlet,
    "partners": partner_scope.partner,
    "tags": tag_scope.tag,
}
PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "accounts": ("account.page", "account_id"),
    "agreements": ("agreements.one", "agreement_id"),
    "cards": ("cards.one", "index"),
    "jobs": ("jobs.page", "job_id"),
    "members": ("members.one", "member_id"),
    "offers": ("offers.one", "offer_id"),
    "outlets": ("partners.outlet", "outlet_id"),
    "partners": ("partners.one", "partner_id"),
    "tags": ("tags.one", "tag_id"),
}


def is_within_reach(subject_type: str, key: str) -> bool:
    """Tell whether the officer may open a record; of kinds that have no page, never."""
    try:
        if subject_type == "purchases":
            scope.purchase(UUID(key))
        else:
            FETCH[subject_type](_number(key))
    except (NotFound, KeyError, ValueError):
        return False
    return True


def page_of(subject_type: str, key: str) -> str | None:
    """Return the address of a record's page, which still asks who may open it."""
    if subject_type not in PAGES or not key.isdigit():
        return None
    endpoint, name = PAGES[subject_type]
    named: dict[str, Any] = {name: int(key)}
    return url_for(endpoint, **named)


def _number(key: str) -> int:
    if len(key) > LONGEST_NUMBER:
        raise ValueError
    return int(key)
