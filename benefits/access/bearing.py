"""Who holds a bearer token: an enrolled phone or another program, told apart in one look."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import BindParameter, ScalarSelect, Select, String, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from benefits.access.actors import NOBODY, Actor, Phone, Program
from benefits.access.models import Account, AccountRole, ApiToken, Device, Role
from benefits.access.roles import holds_on
from benefits.access.words import hash_of
from benefits.database import Prepared, Question, UtcDateTime

_NOW: Final[Any] = bindparam("now", type_=UtcDateTime())
_SHOWN: Final = select(bindparam("hash", type_=String()).label("hash")).subquery()
_HOLDER: Final = Prepared(
    select(
        Device.id.label("phone_id"),
        Device.outlet_id.label("phone_outlet_id"),
        Device.seen_at.label("phone_seen_at"),
        ApiToken.id,
        ApiToken.organization_id,
        ApiToken.outlet_id,
        ApiToken.scopes,
        ApiToken.last_used_at,
    )
    .select_from(_SHOWN)
    .outerjoin(Device, and_(Device.token_hash == _SHOWN.c.hash, Device.revoked_at.is_(None)))
    .outerjoin(
        ApiToken,
        and_(
            ApiToken.token_hash == _SHOWN.c.hash,
            ApiToken.revoked_at.is_(None),
            or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > _NOW),
        ),
    )
)


def bearer_of(session: Session, word: str, now: datetime) -> Actor:
    """Return who may act with a token at this very moment: nothing of it is remembered."""
    found = asking(hash_of(word), now).first(session)
    if found is None:
        return NOBODY
    phone = [found.pop(name) for name in ("phone_id", "phone_outlet_id", "phone_seen_at")]
    if phone[0] is not None:
        return Actor(device=Phone(*phone))
    return NOBODY if found["id"] is None else Actor(token=Program(**found))


def asking(word_hash: str, now: datetime) -> Question:
    """Return what `bearer_of` will ask."""
    return _HOLDER.asking(hash=word_hash, now=now)


def outlet_of_token(word_hash: BindParameter[str]) -> ScalarSelect[int | None]:
    """Return the outlet that a token names, be it good or not: that is `bearer_of`'s to tell."""
    return select(ApiToken.outlet_id).where(ApiToken.token_hash == word_hash).scalar_subquery()


class MadeAt(NamedTuple):
    """An officer, and a unit in whose name the officer acts."""

    account_id: int
    organization_id: int | None


def is_vouched_for(session: Session, token_id: int, units: Collection[int], day: date) -> bool:
    """Tell whether who made a token is an officer of one of some units that day.

    One that was made at the server's keyboard has no maker whose term could end.
    """
    officers = _officers(day).where(AccountRole.organization_id.in_(units))
    makers = officers.with_only_columns(AccountRole.account_id)
    vouched = or_(ApiToken.created_by_id.is_(None), ApiToken.created_by_id.in_(makers))
    return session.scalar(select(ApiToken.id).where(ApiToken.id == token_id, vouched)) is not None


def units_of_makers(session: Session, account_ids: Collection[int], day: date) -> set[MadeAt]:
    """Say of some accounts in which units each is an officer that day: there its word is good."""
    found = session.execute(_officers(day).where(AccountRole.account_id.in_(account_ids)))
    return {MadeAt(account_id, unit_id) for account_id, unit_id in found}


def _officers(day: date) -> Select[int, int | None]:
    return (
        select(AccountRole.account_id, AccountRole.organization_id)
        .join(Account, Account.id == AccountRole.account_id)
        .where(AccountRole.role == Role.OFFICER, Account.disabled_at.is_(None), holds_on(day))
    )
