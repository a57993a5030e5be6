"""What was done, by whom, written with the act or not at all."""

from benefits.audit.models import Entry, Seal
from benefits.audit.reading import Noted, about
from benefits.audit.trail import note

__all__ = ["Entry", "Noted", "Seal", "about", "note"]
