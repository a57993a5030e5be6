"""Which uses tell of somebody's health or of a legal matter: they never stand beside a name."""

from benefits import partners
from benefits.agreements.models import Category
from benefits.partners import Partner


def is_discreet_use(category: Category, partner: Partner, outlet: str) -> bool:
    """Tell it of a use by its offer's category, its partner and its outlet's name."""
    return category is Category.TU_VAN_PHAP_LUAT or partners.is_discreet(partner, outlet)
