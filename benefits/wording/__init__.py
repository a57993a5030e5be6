"""The sentences people read for the codes the domain returns. Imports nothing of ours."""

from benefits.wording.errors import ERRORS
from benefits.wording.refusals import ENGLISH, REFUSALS, VIETNAMESE
from benefits.wording.saying import sentence

__all__ = ["ENGLISH", "ERRORS", "REFUSALS", "VIETNAMESE", "sentence"]
