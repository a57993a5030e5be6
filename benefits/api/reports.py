"""An official form of a unit that the token reaches, filled in as of now."""

from typing import Final

from flask import Blueprint
from flask.typing import ResponseReturnValue

from benefits import reports as forms
from benefits.access import Permission
from benefits.api import examples, kinds, schemas, scope
from benefits.api.answering import answered
from benefits.api.describing import Answer, Described, describe
from benefits.api.fields import needed
from benefits.api.texts import Text
from benefits.periods import Length
from benefits.web import allow, current

pages = Blueprint("reports", __name__)

FORM: Final = needed(
    "form", kinds.text, Text("Mã mẫu báo cáo.", "The code of the form."), "bt259-pl01"
)
ORGANIZATION: Final = needed(
    "organization", kinds.text, Text("Mã đơn vị.", "The unit's code."), "BAC"
)
PERIOD: Final = needed(
    "period",
    kinds.text,
    Text(
        "Kỳ của mẫu, theo tháng kết thúc: mẫu tháng nhận 2026-10, mẫu quý 2026-Q2.",
        "The form's period, by the month it ends in: 2026-10 for one of a month, 2026-Q2 for one "
        "of a quarter.",
    ),
    "2026-05",
)
DESCRIBED: Final = Described(
    tag="figures",
    summary=Text("Báo cáo theo mẫu", "An official form"),
    about=Text(
        "Một mẫu báo cáo của một đơn vị, điền theo số liệu lúc hỏi. value là chữ in trên mẫu, "
        "exact là đồng hoặc số đếm trước khi làm tròn.",
        "A form of a unit, filled in from the figures of this moment. value is what is printed, "
        "exact the đồng or the count before rounding.",
    ),
    path=(FORM, ORGANIZATION, PERIOD),
    answers={200: Answer(Text("Báo cáo", "The report"), schemas.REPORT, examples.REPORT)},
    problems={
        403: ("token_of_closed_unit", "token_maker_gone"),
        404: ("not_found", "unknown_form"),
        422: ("unknown_period", *(f"form_is_for_{each.value}" for each in Length)),
    },
)


@pages.get("/reports/<form>/<path:organization>/<period>")
@allow(Permission.READ_REPORTS)
@describe(DESCRIBED)
def report(form: str, organization: str, period: str) -> ResponseReturnValue:
    unit = scope.unit(organization)
    made = forms.prepare(current.session(), form, unit.code, period, as_of=current.now())
    return answered(made.to_json())
