"""The sentences people read for the codes the domain returns."""

from benefits.wording.agreements import rule_problem
from benefits.wording.columns import column_named
from benefits.wording.errors import ERRORS
from benefits.wording.offer_rules import in_one_line, payer_told, percent_told, rule_told
from benefits.wording.own_card import OwnCard, limit_text, own_card, why_not
from benefits.wording.periods import period_told
from benefits.wording.reasons import Said, codes, say
from benefits.wording.refusals import ENGLISH, REFUSALS, VIETNAMESE
from benefits.wording.reorganizations import REORGANIZATION_KINDS
from benefits.wording.reversal_reasons import REVERSAL_REASONS, reversal_reason
from benefits.wording.saying import has_sentence, sentence

__all__ = [
    "ENGLISH",
    "ERRORS",
    "REFUSALS",
    "REORGANIZATION_KINDS",
    "REVERSAL_REASONS",
    "VIETNAMESE",
    "OwnCard",
    "Said",
    "codes",
    "column_named",
    "has_sentence",
    "in_one_line",
    "limit_text",
    "own_card",
    "payer_told",
    "percent_told",
    "period_told",
    "reversal_reason",
    "rule_problem",
    "rule_told",
    "say",
    "sentence",
    "why_not",
]
