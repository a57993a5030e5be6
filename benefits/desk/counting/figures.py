"""Figures of any unit of the sub-tree over any period, as a page and as files."""

from io import BytesIO
from typing import Final

from flask import Blueprint, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from benefits.access import Permission
from benefits.desk import unit_picker
from benefits.desk.counting import figures_files
from benefits.desk.counting.figures_form import asked
from benefits.desk.counting.figures_shown import look
from benefits.web import allow, current
from benefits.web.addresses import there

pages = Blueprint("figures", __name__, url_prefix="/so-lieu")

LINES_A_PAGE: Final = 100
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/")
@allow(Permission.READ_FIGURES)
def page() -> ResponseReturnValue:
    found = asked()
    picker = unit_picker.pick(found.unit)
    if found.question is None:
        return render_template("desk/figures/unclear.html", asked=found, picker=picker), 422
    shown = look(current.session(), found, found.question)
    number = _page_of(len(shown.lines))
    first = (number - 1) * LINES_A_PAGE
    lines = shown.lines[first : first + LINES_A_PAGE]
    place = {"number": number, "first": first, "lines": lines}
    return render_template(
        "desk/figures/page.html", asked=found, picker=picker, shown=shown, **place
    )


@pages.get("/so-lieu.csv")
@allow(Permission.READ_FIGURES)
def as_csv() -> ResponseReturnValue:
    return _file("csv", "text/csv")


@pages.get("/so-lieu.xlsx")
@allow(Permission.READ_FIGURES)
def as_xlsx() -> ResponseReturnValue:
    return _file("xlsx", XLSX)


def _file(ending: str, media_type: str) -> ResponseReturnValue:
    found = asked()
    if found.question is None:
        return redirect(there("figures.page"))
    shown = look(current.session(), found, found.question)
    written = figures_files.as_csv(shown) if ending == "csv" else figures_files.as_xlsx(shown)
    name = figures_files.name_of(shown, ending)
    return send_file(BytesIO(written), media_type, as_attachment=True, download_name=name)


def _page_of(count: int) -> int:
    last = max(1, -(-count // LINES_A_PAGE))
    return max(1, min(request.args.get("trang", 1, int), last))
