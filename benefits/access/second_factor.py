"""The second factor: six digits that work once, and ten codes for the day the phone is lost."""

from datetime import datetime
from hmac import compare_digest
from typing import Final

from pyotp import TOTP, random_base32
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from benefits.access.models import Account, RecoveryCode
from benefits.access.words import as_typed, hash_of, new_code

STEP_SECONDS: Final = 30
STEPS_APART: Final = 1  # a phone's clock may be half a minute off either way
RECOVERY_CODES: Final = 10


def new_totp_secret() -> str:
    return random_base32()


def setup_address(secret: str, account: Account, issuer: str) -> str:
    """Return what the QR of the set-up page says to an authenticator app."""
    return TOTP(secret).provisioning_uri(name=account.login, issuer_name=issuer)


def step_of_code(secret: str, code: str, now: datetime) -> int | None:
    """Return the half minute a code belongs to, if it is one of those around now."""
    digits = as_typed(code)
    current = int(now.timestamp()) // STEP_SECONDS
    for step in range(current - STEPS_APART, current + STEPS_APART + 1):
        if compare_digest(TOTP(secret).at(step * STEP_SECONDS).encode(), digits.encode()):
            return step
    return None


def turn_on(session: Session, account: Account, secret: str, step: int) -> list[str]:
    """Trust a phone that has just shown the right code of a step; return the recovery codes."""
    account.totp_secret = secret
    account.totp_last_step = step
    return renew_recovery_codes(session, account)


def turn_off(session: Session, account: Account) -> None:
    account.totp_secret = None
    account.totp_last_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def renew_recovery_codes(session: Session, account: Account) -> list[str]:
    """Return ten new codes, to be shown once; the earlier ones stop working."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [_grouped(new_code(12)) for _ in range(RECOVERY_CODES)]
    session.add_all(
        RecoveryCode(account_id=account.id, code_hash=hash_of(as_typed(code))) for code in codes
    )
    return codes


def proves(session: Session, account: Account, code: str, now: datetime) -> bool:
    """Tell whether a code is right, and spend it: each works once."""
    if account.totp_secret is None:
        return False
    return _spend_step(session, account, code, now) or _spend_recovery(session, account, code, now)


def _spend_step(session: Session, account: Account, code: str, now: datetime) -> bool:
    step = step_of_code(account.totp_secret or "", code, now)
    if step is None:
        return False
    unspent = Account.totp_last_step.is_(None) | (Account.totp_last_step < step)
    spent = session.scalar(
        update(Account)
        .where(Account.id == account.id, unspent)
        .values(totp_last_step=step)
        .returning(Account.id)
    )
    return spent is not None


def _spend_recovery(session: Session, account: Account, code: str, now: datetime) -> bool:
    spent = session.scalar(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_hash == hash_of(as_typed(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.account_id)
    )
    return spent is not None


def _grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
