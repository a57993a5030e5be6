"""Bearer tokens of other programs: stored as hashes, limited to the permissions they name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access.actors import Actor
from benefits.access.models import ApiToken
from benefits.access.permissions import Permission
from benefits.access.words import hash_of, new_word

AT_A_TILL: Final = (
    Permission.VERIFY_CARD,
    Permission.RECORD_PURCHASE,
    Permission.REVERSE_PURCHASE,
)
READING: Final = (Permission.READ_FIGURES, Permission.READ_REPORTS)


def issue_token(
    session: Session,
    *,
    name: str,
    permissions: Iterable[Permission],
    now: datetime,
    organization_id: int | None = None,
    outlet_id: int | None = None,
    created_by_id: int | None = None,
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """Return the row and the token itself, which is shown once."""
    word = new_word()
    made = ApiToken(
        name=name,
        token_hash=hash_of(word),
        scopes=" ".join(sorted(permissions)),
        organization_id=organization_id,
        outlet_id=outlet_id,
        created_by_id=created_by_id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(made)
    session.flush()  # the issuer's audit entry names its key
    return made, word


def find_machine(session: Session, word: str, now: datetime) -> Actor | None:
    token = session.scalar(
        select(ApiToken).where(
            ApiToken.token_hash == hash_of(word),
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at.is_(None) | (ApiToken.expires_at > now),
        )
    )
    return None if token is None else Actor(token=token)
