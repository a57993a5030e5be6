"""People, and the spans of days during which they belonged to a unit."""

from benefits.members.corrections import CorrectedField, Correction, CorrectionState
from benefits.members.models import (
    BeneficiaryKind,
    Household,
    Member,
    MemberMerge,
    Membership,
    MemberWord,
    PersonalChange,
    Sex,
)

__all__ = [
    "BeneficiaryKind",
    "CorrectedField",
    "Correction",
    "CorrectionState",
    "Household",
    "Member",
    "MemberMerge",
    "MemberWord",
    "Membership",
    "PersonalChange",
    "Sex",
]
