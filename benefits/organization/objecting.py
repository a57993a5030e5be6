"""What cannot be true in an organizations file: found row by row, then in the tree as a whole."""

from collections.abc import Iterable, Mapping, Sequence

from benefits.organization.declaring import DeclaredRow, RefusedRow, history_of
from benefits.organization.histories import History, Stay
from benefits.organization.paths import Histories, all_astray, goes_on

Rows = Mapping[str, Sequence[DeclaredRow]]
Found = dict[str, list[RefusedRow]]


def objections(rows: Rows, known: Histories) -> Found:
    """Return the refusals by code. One bad row turns down all rows of its code.

    Turning a code down may leave others without a parent, so the tree is looked at again until
    nothing more falls.
    """
    refused: Found = {}
    _refuse(refused, rows, _row_by_row(rows, known))
    while True:
        accepted = {code: lines for code, lines in rows.items() if code not in refused}
        histories = {
            **known,
            **{code: history_of(lines, {}, known.get(code)) for code, lines in accepted.items()},
        }
        found = [
            *_astray(accepted, histories),
            *_unfollowed(accepted, histories),
            *_unheld(accepted, histories),
        ]
        if not found:
            return refused
        _refuse(refused, rows, found)


def _refuse(refused: Found, rows: Rows, found: Iterable[tuple[str, RefusedRow]]) -> None:
    for code, row in found:
        refused.setdefault(code, []).append(row)
    for code, lines in refused.items():
        told = {row.line for row in lines}
        lines += [
            row.refused("code", "another_row_refused") for row in rows[code] if row.line not in told
        ]


def _row_by_row(rows: Rows, known: Histories) -> Iterable[tuple[str, RefusedRow]]:
    codes = {*rows, *known}
    for code, lines in rows.items():
        ordered = sorted(lines, key=lambda row: row.first)
        for number, row in enumerate(ordered):
            before = ordered[number - 1] if number else None
            behind = ordered[number + 1] if number + 1 < len(ordered) else None
            if objection := _objection(row, before, behind, codes):
                yield code, row.refused(*objection)


def _objection(
    row: DeclaredRow, before: DeclaredRow | None, behind: DeclaredRow | None, codes: set[str]
) -> tuple[str, str] | None:
    """Return the first column that cannot be right, and why."""
    return next(
        (
            (column, reason)
            for column, reason, is_so in (
                ("name", "missing", not row.name),
                ("level", "missing", row.level is None),
                ("until", "until_not_after_from", row.after <= row.first),
                ("from", "rows_overlap", before is not None and row.first < before.after),
                (
                    "parent_code",
                    "unknown_parent",
                    row.parent_code is not None and row.parent_code not in codes,
                ),
                (
                    "successor",
                    "unknown_successor",
                    bool(row.successor) and row.successor not in codes,
                ),
                ("successor", "merged_into_itself", row.successor == row.code),
                ("until", "successor_without_until", bool(row.successor) and not row.valid_until),
                (
                    "successor",
                    "successor_but_goes_on",
                    bool(row.successor) and behind is not None and behind.first == row.after,
                ),
            )
            if is_so
        ),
        None,
    )


def _astray(rows: Rows, histories: Histories) -> Iterable[tuple[str, RefusedRow]]:
    """Blame the row that stands below a closed parent; else the one that closed the parent."""
    for astray in all_astray(histories):
        stay = astray.stay
        if lines := rows.get(astray.code):
            row = next(line for line in lines if stay.valid_from <= line.first < stay.valid_until)
            yield (
                astray.code,
                _narrowed(lines, stay, row, histories).refused("parent_code", astray.reason),
            )
        elif lines := rows.get(stay.parent or ""):
            row = max(lines, key=lambda line: line.first)
            yield row.code, row.refused("until", "units_still_below")


def _narrowed(
    lines: Sequence[DeclaredRow], stay: Stay, row: DeclaredRow, histories: Histories
) -> DeclaredRow:
    """Several rows may make one stay: return the first whose parent is closed on its last day."""
    parent = histories.get(stay.parent or "", History())
    inside = (line for line in lines if stay.valid_from <= line.first < stay.valid_until)
    closed = (
        line
        for line in inside
        if not parent.is_open_on(line.first) or parent.life_end(line.first) < line.after
    )
    return next(closed, row)


def _unfollowed(rows: Rows, histories: Histories) -> Iterable[tuple[str, RefusedRow]]:
    """Find mergers into a unit that is closed that day, or that lead round in a circle."""
    for code, history in histories.items():
        for merger in history.mergers:
            if goes_on(merger.successor, merger.day, histories):
                continue
            blamed = code if code in rows else merger.successor
            row = next(
                (line for line in rows.get(blamed, ()) if line.valid_until == merger.day),
                next(iter(rows.get(blamed, ())), None),
            )
            if row is not None:
                yield blamed, row.refused("successor", "successor_not_open")


def _unheld(rows: Rows, histories: Histories) -> Iterable[tuple[str, RefusedRow]]:
    """Find tags of units that nobody knows, or that were turned down."""
    for code, lines in rows.items():
        for row in lines:
            unheld = (each.said for each in row.tags if each.cut(histories) is None)
            if said := next(unheld, None):
                yield code, RefusedRow(row.line, "tags", said, "tag_holder_unknown")
