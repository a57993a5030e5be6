"""The organizations file: a whole tree declared at once, corrected by another, and turned down."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.organization import (
    DeclaredRow,
    Level,
    Organization,
    Placement,
    RefusedRow,
    Succession,
    SuccessionKind,
)

BEGAN = date(2020, 1, 1)
MARCH, APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in range(3, 8))
FIRST = datetime(2025, 12, 1, tzinfo=UTC)
LATER = FIRST + timedelta(days=200)
ONE_DAY = timedelta(days=1)


def row(
    line: int,
    code: str,
    parent: str | None = None,
    first: date | None = BEGAN,
    *,
    until: date | None = None,
    successor: str | None = None,
) -> DeclaredRow:
    return DeclaredRow(line, code, f"Đơn vị {code}", Level.CO_SO, parent, first, until, successor)


FILE = (
    row(2, "Y", "X"),
    row(3, "X", "A", until=MAY),
    row(4, "X", "B", first=MAY),
    row(5, "A", "T", until=JULY, successor="B"),
    row(6, "B", "T"),
    row(7, "T"),
)


def test_a_file_lays_out_the_tree_with_parents_standing_later(session: Session) -> None:
    placed = organization.place(session, FILE, FIRST)
    assert (placed.read, placed.added, placed.changed, placed.same) == (6, 6, 0, 0)
    assert placed.refused == []
    below = organization.by_code(session, "Y")
    depths = [
        len(organization.path_on(session, below.id, day) or ()) for day in (MAY - ONE_DAY, MAY)
    ]
    assert depths == [4, 4]
    assert organization.is_under(session, below.id, organization.by_code(session, "B").id, MAY)
    assert session.scalars(select(Succession.day)).all() == [JULY]


def test_the_same_file_again_changes_nothing(session: Session) -> None:
    organization.place(session, FILE, FIRST)
    again = organization.place(session, FILE, LATER)
    assert (again.added, again.changed, again.same, again.touched) == (0, 0, 6, ())
    late = select(func.count()).select_from(Placement).where(Placement.known_at == LATER)
    assert session.scalar(late) == 0


def test_a_later_file_supersedes_and_leaves_the_old_answer_readable(session: Session) -> None:
    organization.place(session, FILE, FIRST)
    changed = (*FILE[:2], row(4, "X", "T", first=MAY), *FILE[3:])
    placed = organization.place(session, changed, LATER)
    assert (placed.added, placed.changed, placed.same) == (0, 1, 5)
    assert placed.touched == ("X", "Y")
    below = organization.by_code(session, "Y").id
    assert len(organization.path_on(session, below, MAY) or ()) == 3
    assert len(organization.path_on(session, below, MAY, FIRST) or ()) == 4


def test_a_file_may_leave_out_what_is_known(session: Session) -> None:
    rows = (
        DeclaredRow(2, "T", "Tỉnh", Level.TINH),
        DeclaredRow(3, "A", "Phường A", Level.CAP_TREN, "T", MARCH),
        DeclaredRow(4, "X", "CĐCS X", Level.CO_SO, "A"),
    )
    assert organization.place(session, rows, FIRST).added == 3
    unit = organization.by_code(session, "X")
    assert organization.path_on(session, unit.id, MARCH - ONE_DAY) is None
    assert organization.path_on(session, unit.id, MARCH) is not None
    bare = (DeclaredRow(2, "X", "", None, "A"),)
    assert organization.place(session, bare, LATER).same == 1


OPEN = (row(2, "T"), row(3, "A", "T"))
REFUSED = {
    "its parent is nowhere": (
        [*OPEN, row(4, "X", "gone")],
        [RefusedRow(4, "parent_code", "gone", "unknown_parent")],
    ),
    "it ends before it begins": (
        [*OPEN, row(4, "X", "A", MAY, until=MAY)],
        [RefusedRow(4, "until", "2026-05-01", "until_not_after_from")],
    ),
    "its rows overlap": (
        [*OPEN, row(4, "X", "A", until=MAY), row(5, "X", "T", first=APRIL)],
        [
            RefusedRow(4, "code", "X", "another_row_refused"),
            RefusedRow(5, "from", "2026-04-01", "rows_overlap"),
        ],
    ),
    "its parent closes earlier": (
        [row(2, "T"), row(3, "A", "T", until=MAY), row(4, "X", "A")],
        [RefusedRow(4, "parent_code", "A", "parent_not_open")],
    ),
    "two units stand below each other": (
        [*OPEN, row(4, "X", "Y"), row(5, "Y", "X")],
        [
            RefusedRow(4, "parent_code", "Y", "cycle"),
            RefusedRow(5, "parent_code", "X", "cycle"),
        ],
    ),
    "its successor is nowhere": (
        [*OPEN, row(4, "X", "A", until=MAY, successor="gone")],
        [RefusedRow(4, "successor", "gone", "unknown_successor")],
    ),
    "its successor is closed that day": (
        [*OPEN, row(4, "X", "A", until=MAY, successor="Y"), row(5, "Y", "A", until=APRIL)],
        [RefusedRow(4, "successor", "Y", "successor_not_open")],
    ),
    "it merges without an end": (
        [*OPEN, row(4, "X", "A", successor="A")],
        [RefusedRow(4, "until", "", "successor_without_until")],
    ),
    "it merges and goes on": (
        [*OPEN, row(4, "X", "A", until=MAY, successor="A"), row(5, "X", "T", first=MAY)],
        [
            RefusedRow(4, "successor", "A", "successor_but_goes_on"),
            RefusedRow(5, "code", "X", "another_row_refused"),
        ],
    ),
    "it merges into itself": (
        [*OPEN, row(4, "X", "A", until=MAY, successor="X")],
        [RefusedRow(4, "successor", "X", "merged_into_itself")],
    ),
    "two units merge into each other": (
        [
            *OPEN,
            row(4, "X", "A", until=MAY, successor="Y"),
            row(5, "Y", "A", until=MAY, successor="X"),
        ],
        [
            RefusedRow(4, "successor", "Y", "successor_not_open"),
            RefusedRow(5, "successor", "X", "successor_not_open"),
        ],
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_row_is_refused_with_its_reason_and_the_rest_goes_in(session: Session, why: str) -> None:
    rows, expected = REFUSED[why]
    placed = organization.place(session, rows, FIRST)
    assert placed.refused == expected
    assert placed.added == len(rows) - len(expected)
    assert session.scalar(select(func.count()).select_from(Organization)) == placed.added


def test_refusing_a_parent_refuses_what_only_it_could_hold(session: Session) -> None:
    rows = [row(2, "T"), row(3, "A", "gone"), row(4, "X", "A")]
    placed = organization.place(session, rows, FIRST)
    assert [(each.line, each.reason) for each in placed.refused] == [
        (3, "unknown_parent"),
        (4, "parent_not_open"),
    ]


def test_a_file_does_not_close_a_parent_over_units_it_leaves_out(session: Session) -> None:
    organization.place(session, [*OPEN, row(4, "X", "A")], FIRST)
    placed = organization.place(session, [row(2, "A", "T", until=MAY)], LATER)
    assert placed.refused == [RefusedRow(2, "until", "2026-05-01", "units_still_below")]
    assert placed.touched == ()


def test_units_that_merge_one_after_the_other_on_one_day_are_taken(session: Session) -> None:
    rows = [
        *OPEN,
        row(4, "X", "A", until=MAY, successor="Y"),
        row(5, "Y", "A", until=MAY, successor="Z"),
        row(6, "Z", "A", first=MAY),
    ]
    assert organization.place(session, rows, FIRST).refused == []
    kinds = select(Succession.kind).order_by(Succession.id)
    assert set(session.scalars(kinds)) == {SuccessionKind.SAP_NHAP, SuccessionKind.HOP_NHAT}
