"""What was done, by whom, written with the act or not at all."""

from benefits.audit.models import Entry, Seal
from benefits.audit.reading import Noted, about, noted_since
from benefits.audit.trail import FOR_UNIT, act_for, acting_for, acts_for, note

__all__ = [
    "FOR_UNIT",
    "Entry",
    "Noted",
    "Seal",
    "about",
    "act_for",
    "acting_for",
    "acts_for",
    "note",
    "noted_since",
]
