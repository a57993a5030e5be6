"""Partners and the outlets where a card may be shown."""

from benefits.partners.models import Outlet, Partner, PartnerKind

__all__ = ["Outlet", "Partner", "PartnerKind"]
