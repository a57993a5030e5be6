"""A list to sign as its page shows it: one page of the paper, what came of it, what came back."""

from collections.abc import Collection, Mapping, Sequence
from io import BytesIO
from typing import Final, NamedTuple

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from PIL import Image
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit, organization
from benefits.cards.printing import serial_of
from benefits.cards.printing.roll_sheet import page_of
from benefits.cards.rolls import consenting, evidence, handing_over, naming, scans, ticking
from benefits.cards.rolls.handing_over import Since
from benefits.cards.rolls.models import Roll
from benefits.cards.rolls.scans import Sheet
from benefits.cards.rolls.tick_reading import Ticks
from benefits.cards.rolls.ticking import Marks, Ticked
from benefits.desk.carding import roll_list
from benefits.errors import Invalid, NotFound
from benefits.jobs import FileStore
from benefits.periods import day_of
from benefits.web import Form, Words, current, required

RECEIVED, CONSENTED, AS_SCANNED = "nhan", "dong_y", "quet"
NOTHING_READ: Final = Ticks()
NOTHING_SAID: Final = Marks()
AS_SHOWN: Final = "_cu"
LONGEST_NUMBER: Final = 5
LONGEST_KEY: Final = 9
MOST_NAMED: Final = 20


SINCE: Final = Words(
    {
        Since.LEFT: _l("Đã thôi tham gia"),
        Since.MOVED: _l("Đã sang đơn vị khác"),
        Since.RENAMED: _l("Tên đã đổi từ khi lập"),
        Since.STOPPED: _l("Thẻ không còn dùng"),
        Since.REPRINTED: _l("Thẻ in lại, có ở danh sách mới"),
    }
)
WHY_TAKEN_OUT: Final = [
    SelectChoice("", ""),
    SelectChoice("wrong_file", _l("Tải nhầm tệp")),
    SelectChoice("other_paper", _l("Không phải danh sách nhận thẻ")),
    SelectChoice("scanned_again", _l("Quét mờ hoặc thiếu, đã quét lại")),
]


class Sent(NamedTuple):
    """What a page was sent with: what it says now, what it was shown with, beside which sheet."""

    page: int
    said: Marks
    shown: Marks
    scan_id: int


class TakingOutForm(Form):
    reason = SelectField(_l("Lý do gỡ"), [required(_l("Hãy chọn lý do."))], choices=WHY_TAKEN_OUT)


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
    session, today = current.session(), day_of(current.now())
    counts, sheets = ticking.counts(session, roll.id), scans.sheets_of(session, roll.id)
    last = page_of(counts.lines)
    number = min(number or number_in(request.args), last)
    lines = ticking.lines_on(session, roll.id, number)
    chosen, newest = request.args.get("chon"), _newest_of(sheets, number)
    read = scans.proposed(session, _store(), roll, number) if chosen == AS_SCANNED else None
    return render_template(
        "desk/rolls/one.html",
        roll=roll,
        unit=organization.name_on(session, roll.organization_id, today),
        counts=counts,
        state=roll_list.state_of(counts.waiting, is_begun=bool(counts.received or sheets)),
        back=_back(roll, sheets, number, form),
        scanned=newest,
        lines=lines,
        written=Marks.of(lines),
        since=handing_over.since(session, roll, lines, today),
        since_words=SINCE,
        withdrawn=consenting.withdrawn_since(session, roll, lines),
        names=naming.told_apart(session, roll.id, [each.member_id for each in lines]),
        number=number,
        last=last,
        is_all_received=chosen == RECEIVED,
        chosen=chosen if newest else None,
        read=read or NOTHING_READ,
        is_read=read is not None,
        consented=consented,
        serial_of=serial_of,
        noted=audit.about(session, "rolls", roll.id),
    )


def _back(
    roll: Roll, sheets: Sequence[Sheet], number: int, form: ScanForm | None
) -> dict[str, object]:
    """Tell what came back of a page, and what is of no page yet."""
    return {
        "sheets": [each for each in sheets if each.page in (number, None)],
        "pages": len({each.page for each in sheets} - {None}),
        "bearing": evidence.bears(current.session(), roll.id, number),
        "form": form or ScanForm(formdata=None),
        "taking_out": TakingOutForm(formdata=None),
    }


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
    return picture_answer(seen[0])


def picture_answer(picture: Image.Image) -> Response:
    drawn = BytesIO()
    picture.convert("L").save(drawn, "JPEG", quality=70)
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


def sent() -> Sent:
    """Read what a page was sent with."""
    said = Marks(_ticked_in(RECEIVED), _ticked_in(CONSENTED))
    before = Marks(_ticked_in(RECEIVED + AS_SHOWN), _ticked_in(CONSENTED + AS_SHOWN))
    scan = request.form.get("ban_quet", "")
    is_key = scan.isdecimal() and len(scan) <= LONGEST_KEY
    return Sent(number_in(request.form), said, before, int(scan) if is_key else 0)


def _ticked_in(name: str) -> frozenset[int]:
    """Return the lines that were ticked in a column."""
    typed = [each for sent in request.form.getlist(name) for each in sent.split()]
    return frozenset(
        int(each) for each in typed if each.isdecimal() and len(each) <= LONGEST_NUMBER
    )


def paper_of(roll: Roll, sent: Sent) -> str | None:
    """Give the file that was shown beside the page, if it still is a sheet of that page."""
    sheets = scans.sheets_of(current.session(), roll.id)
    shown = (each for each in sheets if (each.id, each.page) == (sent.scan_id, sent.page))
    return next((each.file.hash for each in shown), None)


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


def tell_ticked(ticked: Ticked) -> None:
    """Name lines that need another look; who they are, the page itself shows."""
    if ticked.withdrawn:
        flash(
            _(
                "Chưa ghi đồng ý ở STT %(numbers)s: họ đã rút lại đồng ý sau khi danh sách này "
                "được lập. Nếu họ ký sau khi rút, hãy ghi phiếu đồng ý giấy ở trang của từng "
                "người.",
                numbers=_named(ticked.withdrawn),
            ),
            "warn",
        )
    if ticked.moved:
        flash(
            _(
                "Trong lúc bạn xem, có người đã ghi trang này khác đi ở STT %(numbers)s. Những "
                "dấu đó được giữ nguyên; hãy so lại với bản giấy.",
                numbers=_named(ticked.moved),
            ),
            "warn",
        )


def _named(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:MOST_NAMED])) + ("…" if len(numbers) > MOST_NAMED else "")
