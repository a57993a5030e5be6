"""Bearer tokens of other programs: stored as hashes, limited to the permissions they name."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from benefits.access.actors import Program
from benefits.access.models import ApiToken
from benefits.access.permissions import Permission
from benefits.access.words import hash_of, new_word

AT_A_TILL: Final = (
    Permission.VERIFY_CARD,
    Permission.RECORD_PURCHASE,
    Permission.REVERSE_PURCHASE,
)
READING: Final = (Permission.READ_FIGURES, Permission.READ_REPORTS)
# Found by whoever looks for lost tokens, and never taken for an option of a command line.
PREFIX: Final = "udv_"
NOTED_EVERY: Final = timedelta(hours=1)


def issue_token(
    session: Session,
    *,
    name: str,
    permissions: Iterable[Permission],
    now: datetime,
    purpose: str | None = None,
    organization_id: int | None = None,
    outlet_id: int | None = None,
    created_by_id: int | None = None,
    expires_at: datetime | None = None,
) -> tuple[ApiToken, str]:
    """Return the row and the token itself, which is shown once."""
    word = PREFIX + new_word()
    made = ApiToken(
        name=name,
        token_hash=hash_of(word),
        scopes=" ".join(sorted(permissions)),
        purpose=purpose,
        organization_id=organization_id,
        outlet_id=outlet_id,
        created_by_id=created_by_id,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(made)
    session.flush()  # the issuer's audit entry names its key
    return made, word


def use_to_note(token: ApiToken | Program, now: datetime) -> bool:
    """Tell whether a use has to be written down: once an hour is enough to see a token live."""
    return token.last_used_at is None or now - token.last_used_at >= NOTED_EVERY


def note_use(session: Session, token_id: int, now: datetime) -> None:
    session.execute(update(ApiToken).where(ApiToken.id == token_id).values(last_used_at=now))


def revoke_token(token: ApiToken, now: datetime) -> None:
    """Stop a token for good: the next request that shows it is a stranger's."""
    token.revoked_at = token.revoked_at or now
