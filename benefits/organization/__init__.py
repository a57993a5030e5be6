"""The union's units, and where each stood in the tree on any day."""

from benefits.organization.models import (
    Level,
    Organization,
    OrganizationName,
    OrganizationTag,
    Placement,
    Succession,
    SuccessionKind,
)

__all__ = [
    "Level",
    "Organization",
    "OrganizationName",
    "OrganizationTag",
    "Placement",
    "Succession",
    "SuccessionKind",
]
