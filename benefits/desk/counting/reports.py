"""Official reports of any unit of the sub-tree, as a page to print and as files to sign."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from benefits import reports
from benefits.access import Permission
from benefits.desk import scope, unit_picker
from benefits.desk.counting import period_choices
from benefits.errors import NotFound
from benefits.periods import Period, code_of_month, day_of
from benefits.reports import Form, Report, sending
from benefits.web import allow, current

pages = Blueprint("reports", __name__, url_prefix="/bao-cao")

FILES: Final = {"docx": "Word (.docx)", "xlsx": "Excel (.xlsx)", "csv": "CSV", "json": "JSON"}


@pages.get("/")
@allow(Permission.READ_REPORTS)
def page() -> ResponseReturnValue:
    """Choose the form, the unit and the month."""
    unit = scope.unit_or_own(request.args.get("donvi"))
    form = reports.form(request.args.get("mau") or reports.codes()[0])
    present = code_of_month(day_of(current.now()), form.cutoff)
    around = period_choices.beside(present)
    asked = request.args.get("ky", "")
    chosen = asked if _period(form, asked) else around[0] if around else present
    return render_template(
        "desk/reports/choose.html",
        picker=unit_picker.pick(unit),
        forms=[reports.form(code) for code in reports.codes()],
        form=form,
        months=period_choices.months(day_of(current.now()), form.cutoff, chosen),
        chosen=chosen,
    )


@pages.get("/mo")
@allow(Permission.READ_REPORTS)
def open_chosen() -> ResponseReturnValue:
    """Lead from what was chosen to the report's own address, which can be kept and sent."""
    form = reports.form(request.args.get("mau") or reports.codes()[0])
    unit = scope.unit_or_own(request.args.get("donvi"))
    period = request.args.get("ky") or code_of_month(day_of(current.now()), form.cutoff)
    return redirect(url_for(".one", form=form.code, organization=unit.code, period=period), 303)


@pages.get("/<form>/<path:organization>/<period>")
@allow(Permission.READ_REPORTS)
def one(form: str, organization: str, period: str) -> ResponseReturnValue:
    report = _prepared(form, organization, period)
    around = period_choices.beside(period)
    is_over = report.period.after <= day_of(current.now())
    return render_template(
        "desk/reports/one.html",
        report=report,
        period_name=period_choices.label_of(period),
        around=around,
        is_over=is_over,
        files=FILES,
        is_sent=sending.is_said_sent(current.session(), scope.unit(organization), period),
    )


@pages.post("/<form>/<path:organization>/<period>/<any('da-gui', 'chua-gui'):said>")
@allow(Permission.READ_REPORTS)
def say(form: str, organization: str, period: str, said: str) -> ResponseReturnValue:
    """Take the officer's word that the signed paper is on its way; the home page asks no more."""
    unit, chosen = scope.unit(organization), reports.form(form)
    found = _period(chosen, period)
    if found is None or found.after > day_of(current.now()):
        raise NotFound
    is_sent, by = said == "da-gui", current.actor().account_id
    sending.say(current.session(), unit, period, is_sent=is_sent, by=by, now=current.now())
    flash(_("Đã ghi: báo cáo đã gửi.") if is_sent else _("Đã ghi: báo cáo chưa gửi."), "good")
    return redirect(url_for(".one", form=form, organization=organization, period=period), 303)


@pages.get("/tai/<kind>/<form>/<path:organization>/<period>")
@allow(Permission.READ_REPORTS)
def as_file(kind: str, form: str, organization: str, period: str) -> ResponseReturnValue:
    report = _prepared(form, organization, period)
    if kind not in reports.WRITERS:
        raise NotFound
    name = f"{form}-{organization.replace('/', '-')}-{period}.{kind}"
    with TemporaryDirectory() as folder:
        written = Path(folder) / f"report.{kind}"
        reports.WRITERS[kind](report, written)
        content = BytesIO(written.read_bytes())
    return send_file(content, as_attachment=True, download_name=name)


def _period(form: Form, code: str) -> Period | None:
    """Read a code from the address, if it is of a period that the form is filled in for."""
    return period_choices.named(code, form.cutoff) if form.is_for(code) else None


def _prepared(form: str, organization: str, period: str) -> Report:
    unit, chosen = scope.unit(organization), reports.form(form)
    if _period(chosen, period) is None:
        raise NotFound
    return reports.prepare(current.session(), chosen.code, unit.code, period, as_of=current.now())
