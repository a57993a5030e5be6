"""However a list changes between its pages, what stays in it is shown once, forward and back."""

from base64 import urlsafe_b64encode
from itertools import count
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Select, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from benefits.database import ByteText
from benefits.web.lists import Cursor, Selection, Turn, paging, turn
from benefits.web.lists.cursor import MOST_NAMED

Said = tuple[str, int | None]
Plan = list[tuple[list[Said], list[int]]]

ROWS: Final = Table(
    "rows_to_turn",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("word", ByteText, nullable=False),
    Column("number", Integer),
)
LOWEST: Final = -1  # a row without a number stands with those of the lowest
ORDERED: Final[Select[str, int, int]] = select(
    ROWS.c.word, func.coalesce(ROWS.c.number, LOWEST), ROWS.c.id
)
HERE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

said = st.tuples(st.sampled_from("aAbđ"), st.none() | st.integers(0, 2))
changes = st.lists(
    st.tuples(st.lists(said, max_size=3), st.lists(st.integers(0, 99), max_size=4)),
    max_size=12,
)


@pytest.fixture
def session(session: Session) -> Session:
    ROWS.create(session.connection())
    return session


class Changing:
    """A table that somebody else changes between any two pages.

    Of the rows next to which a page may begin, one always stays.
    """

    def __init__(self, session: Session, plan: Plan) -> None:
        self.session, self.plan, self.ids = session, list(plan), count(1)
        session.execute(delete(ROWS))

    @property
    def rows(self) -> list[int]:
        return list(self.session.scalars(select(ROWS.c.id).order_by(ROWS.c.id)))

    def add(self, rows: list[Said]) -> None:
        # Keys are spread, so that a later row comes between earlier ones of the same words.
        new = [{"id": next(self.ids) * 7919 % 10_007, "word": w, "number": n} for w, n in rows]
        if new:
            self.session.execute(insert(ROWS), new)

    def change(self, shown: Turn) -> None:
        added, leaving = self.plan.pop() if self.plan else ([], [])
        edges = (shown.keys[:MOST_NAMED], shown.keys[-MOST_NAMED:])
        for pick in leaving:
            rows = set(self.rows)
            rest = sorted(each for each in rows if all(rows - {each} & set(edge) for edge in edges))
            if rest:
                self.session.execute(delete(ROWS).where(ROWS.c.id == rest[pick % len(rest)]))
        self.add(added)


class Trip:
    """To the end of a list and back, through a table that changes meanwhile."""

    def __init__(self, table: Changing, selection: Selection, size: int) -> None:
        self.table, self.selection, self.size = table, selection, size
        before = set(table.rows)
        self.forward = self._follow(self._opened(None), "sau")
        self.back = self._follow(self.forward[-1], "truoc")
        self.stayed = before & set(table.rows)

    def _opened(self, cursor: Cursor | None) -> Turn:
        opened = turn(self.table.session, self.selection, cursor, size=self.size)
        assert len(opened.keys) <= self.size
        self.table.change(opened)
        return opened

    def _follow(self, first: Turn, way: str) -> list[Turn]:
        turns = [first]
        while word := (turns[-1].after if way == "sau" else turns[-1].before):
            turns.append(self._opened(Cursor.among({way: word})))
        return turns

    def seen(self, turns: list[Turn], *, is_back: bool) -> list[int]:
        """Give the keys of those that stayed; where nothing is left beyond, the end comes again."""
        pages = [each.keys[::-1] if is_back else each.keys for each in turns]
        earlier = {key for page in pages[:-1] for key in page}
        last = [key for key in pages[-1] if key not in earlier]
        shown = [key for page in pages[:-1] for key in page] + last
        return [key for key in shown if key in self.stayed]

    def in_order(self) -> list[int]:
        falls, kept = self.selection.is_descending, ROWS.c.id.in_(self.stayed)
        by = [each.desc() if falls else each.asc() for each in self.selection.columns]
        rows = self.table.session.execute(self.selection.reached.where(kept).order_by(*by))
        return [row[-1] for row in rows]


@HERE
@given(
    rows=st.lists(said, max_size=25),
    plan=changes,
    size=st.integers(1, 6),
    most=st.sampled_from((1, 10_000)),
    falls=st.booleans(),
)
def test_what_stays_is_shown_once_each_way(
    session: Session, rows: list[Said], plan: Plan, size: int, most: int, *, falls: bool
) -> None:
    table = Changing(session, plan)
    table.add(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "MOST_COUNTED", most)  # once sorted when found, once walked
        trip = Trip(table, Selection(ORDERED, is_descending=falls), size)
    assert trip.seen(trip.forward, is_back=False) == trip.in_order()
    assert trip.seen(trip.back, is_back=True) == trip.in_order()[::-1]


words = st.one_of(
    st.text(max_size=40),
    st.binary(max_size=40).map(lambda raw: urlsafe_b64encode(raw).decode()),
    st.integers().map(lambda key: urlsafe_b64encode(f"{key + 10**6}".encode()).decode()),
    st.uuids().map(lambda key: urlsafe_b64encode(f"{key} {key}".encode()).decode()),
)


@HERE
@given(word=words, way=st.sampled_from(("sau", "truoc")))
def test_a_word_that_names_nothing_is_none(session: Session, word: str, way: str) -> None:
    table = Changing(session, [])
    table.add([(letter, None) for letter in "bacab"])
    selection = Selection(ORDERED)
    cursor = Cursor.among({way: word})
    assert turn(session, selection, cursor, size=3) == turn(session, selection, size=3)


def test_no_list_is_ordered_by_what_may_be_empty() -> None:
    with pytest.raises(ValueError, match="may be empty"):
        Selection(select(ROWS.c.number, ROWS.c.id))
