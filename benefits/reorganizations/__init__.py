"""Decisions about units: what they would touch, carrying them out, and the record of them."""

from benefits.agreements import keep_scan
from benefits.reorganizations.carrying_out import Refused, carry_out
from benefits.reorganizations.counting import Counts
from benefits.reorganizations.fates import Fate, fates
from benefits.reorganizations.following import Followed, follow
from benefits.reorganizations.listing import AgreementLine, OfficerLine, UnitLine
from benefits.reorganizations.models import Concern, ConcernedUnit, Reorganization
from benefits.reorganizations.onward import all_go_on_in_parts, go_on_in_parts
from benefits.reorganizations.plans import (
    Back,
    Choices,
    CoverageGoes,
    Decision,
    Kind,
    Objection,
    OfficersGo,
    Part,
    Plan,
)
from benefits.reorganizations.previewing import Preview, preview
from benefits.reorganizations.recording import about_units, recorded, scan_of, units_of
from benefits.reorganizations.recounting import PeriodLine
from benefits.reorganizations.shown import Change, Outdated, changes, mark_of

__all__ = [
    "AgreementLine",
    "Back",
    "Change",
    "Choices",
    "Concern",
    "ConcernedUnit",
    "Counts",
    "CoverageGoes",
    "Decision",
    "Fate",
    "Followed",
    "Kind",
    "Objection",
    "OfficerLine",
    "OfficersGo",
    "Outdated",
    "Part",
    "PeriodLine",
    "Plan",
    "Preview",
    "Refused",
    "Reorganization",
    "UnitLine",
    "about_units",
    "all_go_on_in_parts",
    "carry_out",
    "changes",
    "fates",
    "follow",
    "go_on_in_parts",
    "keep_scan",
    "mark_of",
    "preview",
    "recorded",
    "scan_of",
    "units_of",
]
