"""How a list of people was read, shown to be corrected, and the correction read back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from string import ascii_uppercase
from typing import Any, Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits.exchange import Problem
from benefits.exchange.part_words import is_told
from benefits.exchange.reading import Encoding, place_of
from benefits.exchange.roster import Choice, Sure
from benefits.exchange.sorting import Part
from benefits.jobs import Job
from benefits.web import Words
from benefits.web.languages import language
from benefits.wording import column_named

ENCODINGS: Final = Words(
    {
        Encoding.AUTO: _l("Tự nhận ra"),
        Encoding.UNICODE: _l("Unicode"),
        Encoding.TCVN3: _l("TCVN3 (phông .Vn…)"),
        Encoding.VNI: _l("VNI (phông VNI-…)"),
    }
)
SURE: Final = Words(
    {
        "chosen": _l("bạn đã chọn"),
        "doubtful": _l("chưa chắc, hãy xem lại"),
        "guessed": _l("đoán theo nội dung, hãy xem lại"),
    }
)
ORDERS: Final = Words(
    {
        "month_first": _l("tháng đứng trước ngày: đã đọc như vậy, hãy xem lại"),
        "unsure": _l("lẫn hai cách ghi ngày và tháng, hãy xem lại"),
        "turned": _l("Excel có thể đã đảo ngày với tháng, hãy xem lại"),
    }
)
"""Which way round the days of a column are written, where that is to be looked at."""
PARTS: Final = Words(
    {
        Part.NEW: _l("Mới"),
        Part.CHANGED: _l("Thay đổi"),
        Part.SAME: _l("Không đổi"),
        Part.DOUBTFUL: _l("Nên xem lại"),
        Part.REFUSED: _l("Không nhận"),
        Part.SKIPPED: _l("Không đọc"),
        Part.LEFT: _l("Không có trong tệp"),
    }
)
COUNTED: Final = {
    Part.NEW: "added",
    Part.CHANGED: "changed",
    Part.SAME: "same",
    Part.DOUBTFUL: "doubtful",
    Part.REFUSED: "refused_lines",
    Part.SKIPPED: "skipped",
    Part.LEFT: "leavers",
}
IMPORTING: Final = ("rehearse", "import")
OF_THE_FILE: Final = ("file_", "nothing_written", "sheet_too_large", "no_name_heading")
PASSING: Final = ("file_unreachable",)
LETTERS: Final = ascii_uppercase
LINES: Final = 6
"""Digits of the largest line number somebody may type."""


def parts_of(job: Job) -> list[tuple[Part, Any, int]]:
    """Count what became of the rows of a file, part by part."""
    result = job.result or {}
    return [(part, PARTS[part], result[COUNTED[part]]) for part in Part if COUNTED[part] in result]


def where(job: Job, line: int) -> str:
    """Name a line as whoever has the file before them finds it: by its sheet, where it has two."""
    sheet, within = place_of(line)
    names = _names_of_sheets(job)
    if sheet and sheet >= len(names):
        return str(_("Cả trang tính"))
    if len(names) > 1:
        return str(_("%(sheet)s, dòng %(line)s", sheet=names[sheet], line=within))
    return str(_("Dòng %(line)s", line=within))


def pointing(job: Job, problem: Problem) -> Problem:
    """Let a reason that points at another line name its sheet, where there are two."""
    number, _mark, within = str(problem.params.get("line", "")).rpartition("!")
    names = _names_of_sheets(job)
    if not within or not 1 < len(names) >= int(number or 1):
        return problem
    named = _("%(line)s (trang tính %(sheet)s)", line=within, sheet=names[int(number or 1) - 1])
    return replace(problem, params={**problem.params, "line": named})


def column(problem: Problem) -> str:
    return column_named(problem.column, language=language())


def _names_of_sheets(job: Job) -> list[str]:
    seen = (job.result or {}).get("recognised") or {"sheets": ()}
    return [sheet["name"] for sheet in seen["sheets"]]


def is_the_files_fault(job: Job) -> bool:
    """Tell a failure that comes again however often the same file is read."""
    code = job.error or ""
    return job.kind in IMPORTING and code.startswith(OF_THE_FILE) and code not in PASSING


def unread_columns(job: Job) -> str:
    """Name the columns with something in them that nothing was read from, by letter and words."""
    sheets = (job.result or {}).get("recognised", {"sheets": ()})["sheets"]
    found = (
        f"{each['letter']} “{each['words']}”"
        if each["words"] != each["letter"]
        else str(each["letter"])
        for sheet in sheets
        for each in sheet["columns"]
        if not each["field"] and each.get("is_filled") and not is_told(each["words"])
    )
    return ", ".join(dict.fromkeys(found))


def choice_sent(job: Job) -> Choice:
    """Read from the form what is to be read otherwise than it was recognised."""
    known = Choice.from_json(job.input.get("choice") or {})
    seen: Mapping[str, Any] = (job.result or {})["recognised"]
    columns: dict[str, dict[int, Any]] = {
        name: dict(chosen) for name, chosen in known.columns.items()
    }
    headings = dict(known.headings)
    for number, sheet in enumerate(seen["sheets"]):
        lines = [_line(f"{end}-{number}") for end in ("dau", "cuoi")]
        is_moved = lines != sheet["heading"] and lines[0] <= lines[1]
        if is_moved:
            headings[sheet["name"]] = lines[0], lines[1]
        sent = _columns_sent(number, sheet["columns"], is_moved=is_moved)
        columns[sheet["name"]] = columns.get(sheet["name"], {}) | sent
    return Choice.from_json(
        {
            "encoding": request.form.get("ma", ""),
            "sheets": _sheets(seen) or known.to_json()["sheets"],
            "columns": {name: chosen for name, chosen in columns.items() if chosen},
            "headings": headings,
        }
    )


def _columns_sent(
    number: int, columns: Iterable[Mapping[str, Any]], *, is_moved: bool
) -> dict[int, str | None]:
    """Read what was chosen for the columns of a sheet, and what was guessed and let stand.

    Where the heading is another, what was guessed under the former one says nothing.
    """
    chosen: dict[int, str | None] = {}
    guessed: dict[int, str] = {}
    for each in columns:
        sent = request.form.get(f"cot-{number}-{each['column']}", each["field"] or "")
        if sent != (each["field"] or ""):
            chosen[each["column"]] = sent or None
        elif each["sure"] == Sure.GUESSED and not is_moved:
            guessed[each["column"]] = sent
    taken = set(chosen.values())
    return chosen | {column: what for column, what in guessed.items() if what not in taken}


def _line(name: str) -> int:
    typed = request.form.get(name, "")
    return int(typed[:LINES]) if typed.isdecimal() else 0


def _sheets(seen: Mapping[str, Any]) -> list[str] | None:
    """Name the sheets that were ticked, where those are not the ones that were read."""
    read = [each["name"] for each in seen["sheets"]]
    offered = [*read, *(each["name"] for each in seen["unread"] if each["is_list"])]
    sent = set(request.form.getlist("trang"))
    ticked = [name for number, name in enumerate(offered) if str(number) in sent]
    return ticked if ticked and ticked != read else None
