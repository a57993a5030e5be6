"""A list to sign as its page shows it: one page of the paper, what came of it, what came back."""

from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from typing import Final

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from benefits import audit, organization
from benefits.cards.printing import serial_of
from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls import naming, scans, ticking
from benefits.cards.rolls.models import Roll
from benefits.cards.rolls.scans import Sheet
from benefits.cards.rolls.tick_reading import Ticks
from benefits.desk.carding import roll_list
from benefits.errors import Invalid, NotFound
from benefits.jobs import FileStore
from benefits.periods import day_of
from benefits.web import Form, current

RECEIVED, CONSENTED, AS_SCANNED = "nhan", "dong_y", "quet"
NOTHING_READ: Final = Ticks()
LONGEST_NUMBER: Final = 5
MOST_NAMED: Final = 20


class ScanForm(Form):
    scan = FileField(
        _l("Bản quét đã ký (PDF, JPEG hoặc PNG, tối đa 20 MB)"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


def shown(
    roll: Roll,
    form: ScanForm | None = None,
    number: int | None = None,
    consented: Collection[int] = (),
) -> str:
    """Show a page of the list beside what came of it; `consented` was ticked and not kept."""
    session, counts = current.session(), ticking.counts(current.session(), roll.id)
    last, sheets = page_of(counts.lines), scans.sheets_of(session, roll.id)
    number = min(number or number_in(request.args), last)
    lines = ticking.lines_on(session, roll.id, number)
    chosen, newest = request.args.get("chon"), _newest_of(sheets, number)
    read = scans.proposed(session, _store(), roll, number) if chosen == AS_SCANNED else None
    return render_template(
        "desk/rolls/one.html",
        roll=roll,
        unit=organization.name_on(session, roll.organization_id, day_of(current.now())),
        counts=counts,
        state=roll_list.state_of(counts.lines, counts.received, has_scan=bool(sheets)),
        sheets=sheets,
        scanned=newest,
        lines=lines,
        withdrawn=ticking.withdrawn_since(session, roll, lines),
        names=naming.told_apart(session, roll.id, [each.member_id for each in lines]),
        number=number,
        last=last,
        is_all_received=chosen == RECEIVED,
        chosen=chosen if newest else None,
        read=read or NOTHING_READ,
        is_read=read is not None,
        consented=consented,
        form=form or ScanForm(formdata=None),
        serial_of=serial_of,
        noted=audit.about(session, "rolls", roll.id),
    )


def _newest_of(sheets: Sequence[Sheet], number: int) -> Sheet | None:
    return next((each for each in reversed(sheets) if each.page == number), None)


def _store() -> FileStore:
    return FileStore(current.settings().files_dir)


def picture_of(roll: Roll, scan_id: int) -> Response:
    """Show a sheet as a picture that the server drew itself, whatever the file holds besides."""
    sheet = next(each for each in scans.sheets_of(current.session(), roll.id) if each.id == scan_id)
    try:
        seen = scans.look_at(_store(), roll, sheet)
    except Invalid as unreadable:
        raise NotFound from unreadable
    if seen is None:
        raise NotFound
    drawn = BytesIO()
    seen[0].convert("L").save(drawn, "JPEG", quality=70)
    answer = Response(drawn.getvalue(), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def number_in(sent: Mapping[str, str]) -> int:
    """Return the page that was asked for, at least the first."""
    return max(1, typed_in(sent))


def typed_in(sent: Mapping[str, str]) -> int:
    """Return the page as it was typed, 0 where that is none."""
    typed = sent.get("trang", "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0


def ticked_in(name: str) -> set[int]:
    """Return the lines that were ticked in a column."""
    return {int(each) for each in request.form.getlist(name) if each.isdecimal()}


def tell_seen(seen: list[int], *, is_doubtful: bool = False) -> None:
    if seen:
        numbers = ", ".join(map(str, seen))
        flash(_("Đã giữ bản quét của trang %(pages)s.", pages=numbers), "good")
    if is_doubtful:
        flash(
            _(
                "Có tờ không đọc được mã trang. Bản quét đã được giữ; hãy mở ra xem và ghi đó là "
                "trang nào, rồi mới ghi được ai đồng ý."
            ),
            "warn",
        )


def tell_withdrawn(numbers: Sequence[int]) -> None:
    """Name the lines on which consent was not written down; who they are, the page itself shows."""
    named = ", ".join(map(str, numbers[:MOST_NAMED])) + ("…" if len(numbers) > MOST_NAMED else "")
    flash(
        _(
            "Chưa ghi đồng ý ở STT %(numbers)s: họ đã rút lại đồng ý sau khi danh sách này được "
            "lập. Nếu họ ký sau khi rút, hãy ghi phiếu đồng ý giấy ở trang của từng người.",
            numbers=named,
        ),
        "warn",
    )
