"""Figures of a unit that the token reaches, with the parameters of the command line."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import figures as measured
from benefits.access import Permission
from benefits.api import kinds, scope
from benefits.api.answering import answered
from benefits.api.fields import Fields
from benefits.figures import By, Question, Reading
from benefits.periods import CALENDAR, MID_MONTH, Cutoff, Period
from benefits.web import allow, current

pages = Blueprint("figures", __name__)

PARTS: Final = (By.MONTH, By.ORGANIZATION, By.PARTNER, By.AGREEMENT, By.CATEGORY)
CUTOFFS: Final[dict[str, Cutoff]] = {"1": CALENDAR, "15": MID_MONTH}


@pages.get("/figures")
@allow(Permission.READ_FIGURES)
def figures() -> ResponseReturnValue:
    question = _question(Fields.of_query())
    return answered(measured.to_json(measured.ask(current.session(), question)))


def _question(fields: Fields) -> Question:
    code = fields.needed("organization", kinds.text)
    first, after = fields.needed("from", kinds.day), fields.needed("until", kinds.day)
    by = fields.given("by", kinds.one_of(PARTS))
    cutoff = fields.given("cutoff", kinds.one_of(CUTOFFS)) or "15"
    tree = fields.given("tree", kinds.one_of(tuple(Reading))) or Reading.THEN
    if fields.are_good and after <= first:
        fields.blame("until", "empty_period")
    fields.finish()
    return Question(
        organization_id=scope.unit(code).id,
        period=Period(first, after),
        as_of=current.now(),
        tree=Reading(tree),
        by=By(by) if by else None,
        cutoff=CUTOFFS[cutoff],
    )
