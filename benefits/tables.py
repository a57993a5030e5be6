"""Imports every slice's tables, so that the metadata is whole."""

import benefits.access.activation
import benefits.access.consents
import benefits.access.invitation
import benefits.access.models
import benefits.agreements.keeping
import benefits.agreements.models
import benefits.audit.models
import benefits.cards.designs
import benefits.cards.models
import benefits.cards.rolls.models
import benefits.exchange.models
import benefits.jobs.models
import benefits.members.corrections
import benefits.members.models
import benefits.members.origins
import benefits.members.photo_record
import benefits.members.photo_refusal
import benefits.organization.models
import benefits.organization.tag_proposals
import benefits.partners.models
import benefits.purchases.estimates
import benefits.purchases.models
import benefits.reorganizations.models
from benefits.database import Base

metadata = Base.metadata

__all__ = ["benefits", "metadata"]
