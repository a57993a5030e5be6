"""A list to sign as its page shows it: one page of the paper, what came of it, what came back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from sqlalchemy import select

from benefits import audit, organization
from benefits.cards.printing import serial_of
from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls import scans, ticking
from benefits.cards.rolls.models import Roll
from benefits.desk.carding import roll_list
from benefits.members import Member
from benefits.periods import day_of
from benefits.web import Form, current

RECEIVED, CONSENTED, BOTH = "nhan", "dong_y", "ca-hai"
PRESET: Final = {RECEIVED: (RECEIVED,), BOTH: (RECEIVED, CONSENTED)}
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
    people = select(Member.id, Member.full_name).where(
        Member.id.in_([each.member_id for each in lines])
    )
    return render_template(
        "desk/rolls/one.html",
        roll=roll,
        unit=organization.name_on(session, roll.organization_id, day_of(current.now())),
        counts=counts,
        state=roll_list.state_of(counts.lines, counts.received, has_scan=bool(sheets)),
        sheets=sheets,
        is_scanned=number in scans.evidence(session, roll.id, [number]),
        lines=lines,
        withdrawn=ticking.withdrawn_since(session, roll, lines),
        names=dict(session.execute(people).all()),
        number=number,
        last=last,
        preset=PRESET.get(request.args.get("chon", ""), ()),
        consented=consented,
        form=form or ScanForm(formdata=None),
        serial_of=serial_of,
        noted=audit.about(session, "rolls", roll.id),
    )


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
