"""All pages about partners: who they are, where, what was agreed, what is offered."""

from typing import Final

from benefits.desk.partnership import (
    agreement_acts,
    agreement_coverage,
    agreements,
    offer_acts,
    offers,
    outlet_acts,
    outlet_register,
    outlets,
    partner_acts,
    partner_unasked,
    partners,
    phone_register,
    rollout,
)

BLUEPRINTS: Final = (
    partners.pages,
    partner_acts.pages,
    partner_unasked.pages,
    outlet_register.pages,
    outlet_acts.pages,
    outlets.pages,
    phone_register.pages,
    agreements.pages,
    agreement_acts.pages,
    agreement_coverage.pages,
    rollout.pages,
    offers.pages,
    offer_acts.pages,
)
NAMES: Final = tuple(blueprint.name for blueprint in BLUEPRINTS)
