"""Partners and the outlets where a card may be shown."""

from benefits.partners.discreet import is_discreet, outlast, sounds_discreet, unsay
from benefits.partners.keeping import (
    Particulars,
    add_outlet,
    add_partner,
    answer,
    close,
    correct,
    correct_partner,
    partners_like,
    reach,
    reopen,
)
from benefits.partners.models import Outlet, Partner, PartnerKind
from benefits.partners.places import Place, places_of

__all__ = [
    "Outlet",
    "Particulars",
    "Partner",
    "PartnerKind",
    "Place",
    "add_outlet",
    "add_partner",
    "answer",
    "close",
    "correct",
    "correct_partner",
    "is_discreet",
    "outlast",
    "partners_like",
    "places_of",
    "reach",
    "reopen",
    "sounds_discreet",
    "unsay",
]
