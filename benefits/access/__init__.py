"""Who may act, as what, and through which device."""

from benefits.access.models import (
    Account,
    AccountRole,
    ApiToken,
    Device,
    Enrolment,
    Face,
    RecoveryCode,
    Role,
    Shift,
    Throttle,
    WebSession,
)

__all__ = [
    "Account",
    "AccountRole",
    "ApiToken",
    "Device",
    "Enrolment",
    "Face",
    "RecoveryCode",
    "Role",
    "Shift",
    "Throttle",
    "WebSession",
]
