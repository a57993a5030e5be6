"""Partners and the outlets where a card may be shown."""

from benefits.partners.models import Outlet, Partner, PartnerKind
from benefits.partners.places import Place, places_of

__all__ = ["Outlet", "Partner", "PartnerKind", "Place", "places_of"]
