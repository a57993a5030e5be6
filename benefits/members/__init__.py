"""People, and the spans of days during which they belonged to a unit."""

from benefits.members.corrections import CorrectedField, Correction, CorrectionState
from benefits.members.models import (
    BeneficiaryKind,
    Confirmation,
    EndReason,
    Household,
    Member,
    MemberMerge,
    Membership,
    MemberWord,
    PersonalChange,
    Sex,
    Twins,
    TwinState,
)

__all__ = [
    "BeneficiaryKind",
    "Confirmation",
    "CorrectedField",
    "Correction",
    "CorrectionState",
    "EndReason",
    "Household",
    "Member",
    "MemberMerge",
    "MemberWord",
    "Membership",
    "PersonalChange",
    "Sex",
    "TwinState",
    "Twins",
]
