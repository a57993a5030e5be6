"""What was signed with partners, and what it offers to whom."""

from benefits.agreements.baskets import Basket, Line
from benefits.agreements.cautions import cautions
from benefits.agreements.content import Change, Content, changes, content_of, usual_category
from benefits.agreements.keeping import OFFER_STAMP, OfferStamp
from benefits.agreements.models import (
    Acknowledgement,
    Agreement,
    Category,
    Coverage,
    LimitScope,
    LimitWindow,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
    Trust,
)
from benefits.agreements.offering import (
    ending_by,
    offered_at,
    offered_by,
    offered_on,
    offering_at,
    offerings_of,
    rule_of,
    version_on,
    versions_at,
)
from benefits.agreements.offerings import Limit, Offering
from benefits.agreements.quotes import Method, Quote, Remark
from benefits.agreements.quoting import quote
from benefits.agreements.rules import InvalidRule, Rule
from benefits.agreements.scans import Scan, attach, scan_of
from benefits.agreements.signing import (
    Paper,
    correct,
    cover,
    draft,
    extend,
    put_in_force,
    terminate,
    uncover,
)
from benefits.agreements.speaking import is_offered, speaking_version
from benefits.agreements.stacking import Combination, combine
from benefits.agreements.states import EXPIRING_WITHIN, State, ends_on, is_in, state_of
from benefits.agreements.terms import Discount
from benefits.agreements.versioning import (
    Span,
    add_version,
    end,
    first_free_day,
    make_offer,
    versions_of,
    withdraw,
)

__all__ = [
    "EXPIRING_WITHIN",
    "OFFER_STAMP",
    "Acknowledgement",
    "Agreement",
    "Basket",
    "Category",
    "Change",
    "Combination",
    "Content",
    "Coverage",
    "Discount",
    "InvalidRule",
    "Limit",
    "LimitScope",
    "LimitWindow",
    "Line",
    "Method",
    "Offer",
    "OfferLimit",
    "OfferOutlet",
    "OfferStamp",
    "OfferVersion",
    "Offering",
    "Paper",
    "Quote",
    "Remark",
    "Rule",
    "Scan",
    "Span",
    "State",
    "Trust",
    "add_version",
    "attach",
    "cautions",
    "changes",
    "combine",
    "content_of",
    "correct",
    "cover",
    "draft",
    "end",
    "ending_by",
    "ends_on",
    "extend",
    "first_free_day",
    "is_in",
    "is_offered",
    "make_offer",
    "offered_at",
    "offered_by",
    "offered_on",
    "offering_at",
    "offerings_of",
    "put_in_force",
    "quote",
    "rule_of",
    "scan_of",
    "speaking_version",
    "state_of",
    "terminate",
    "uncover",
    "usual_category",
    "version_on",
    "versions_at",
    "versions_of",
    "withdraw",
]
