"""A short list pasted from a spreadsheet; from then on it goes the way of every file."""

from io import BytesIO
from string import ascii_uppercase
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, TextAreaField

from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.rosters import imports, paste_grid
from benefits.desk.rosters.import_reading import ENCODINGS
from benefits.desk.rosters.paste_grid import Grid
from benefits.errors import Refusal
from benefits.exchange.reading import Encoding
from benefits.exchange.roster import Choice, Preview, previews
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.web import Form, allow, current
from benefits.web.telling import sentence

pages = Blueprint("import_pasting", __name__, url_prefix="/nhap/dan")
NAME: Final = "dan-tu-bang-tinh.txt"


class PasteForm(Form):
    donvi = HiddenField()
    rows = TextAreaField(_l("Các dòng chép từ Excel"))
    ma = RadioField(
        _l("Bảng mã chữ"),
        default=Encoding.AUTO.value,
        choices=lambda: [(each.value, ENCODINGS[each]) for each in Encoding],
    )


@pages.get("/")
@allow(Permission.MANAGE_MEMBERS)
def page() -> ResponseReturnValue:
    unit = scope.unit_or_own(request.args.get("donvi"))
    return _page(unit, PasteForm(donvi=unit.code))


@pages.post("/")
@allow(Permission.MANAGE_MEMBERS)
def paste() -> ResponseReturnValue:
    """Show the text in cells, or three names under each encoding, or keep and rehearse it."""
    form = PasteForm()
    unit = scope.unit_or_own(form.donvi.data)
    text = paste_grid.joined(paste_grid.sent()) if paste_grid.is_sent() else form.rows.data or ""
    if request.form.get("xem") == paste_grid.CELL:
        return _split(unit, form, text)
    if not form.is_sent() or not _is_written(form, text):
        return _page(unit, form), 422
    if "xem" in request.form:
        shown = _previews(form, text)
        return (_page(unit, form, shown), 200) if shown else (_page(unit, form), 422)
    file = imports.keep(BytesIO(text.encode("utf-8", "replace")), NAME, "text/plain")
    asked = imports.asked_of(unit, "members", is_top=scope.is_top())
    choice = Choice(encoding=Encoding(form.ma.data)).to_json()
    job = imports.enqueue("rehearse", file, {**asked, "is_pasted": True, "choice": choice})
    return redirect(url_for("jobs.page", job_id=job.id), 303)


def _split(unit: Organization, form: PasteForm, text: str) -> ResponseReturnValue:
    try:
        grid = paste_grid.split(text)
    except Refusal as refusal:
        form.blame("rows", sentence(refusal.code, **{"value": refusal.value, **refusal.params}))
        return _page(unit, form), 422
    if grid is None:
        most = paste_grid.MOST_ROWS
        said = _("Danh sách dài hơn %(most)s dòng: hãy bấm “Xem trước danh sách”.", most=most)
        form.blame("rows", said)
        return _page(unit, form), 422
    return _page(unit, form, grid=grid)


def _is_written(form: PasteForm, text: str) -> bool:
    if not text.strip():
        form.blame("rows", _("Hãy dán danh sách vào ô này."))
    return not form.errors


def _previews(form: PasteForm, text: str) -> list[Preview]:
    try:
        return previews(text, today=day_of(current.now()))
    except Refusal as refusal:
        form.blame("rows", sentence(refusal.code, **{"value": refusal.value, **refusal.params}))
        return []


def _page(
    unit: Organization,
    form: PasteForm,
    shown: list[Preview] | None = None,
    grid: Grid | None = None,
) -> str:
    if grid is None and paste_grid.is_sent():
        grid = paste_grid.sent() or paste_grid.split("")
    names = {each.encoding.value: each.names for each in shown or ()}
    likely = next((each.encoding.value for each in shown or () if each.is_likely), None)
    picker = unit_picker.pick(unit)
    return render_template(
        "desk/imports/paste.html",
        form=form,
        picker=picker,
        names=names,
        likely=likely,
        grid=grid,
        letters=ascii_uppercase,
        most_rows=paste_grid.MOST_ROWS,
    )
