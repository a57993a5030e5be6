"""The union's tree through decisions of every kind, entered in time and late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.errors import Conflict, NotFound
from benefits.organization import (
    Level,
    Organization,
    OrganizationName,
    Placement,
    Succession,
    SuccessionKind,
)

BEGAN = date(2020, 1, 1)
MARCH, APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in range(3, 8))
FIRST = datetime(2025, 12, 1, tzinfo=UTC)
LATER = FIRST + timedelta(days=200)
LAST = LATER + timedelta(days=1)
ONE_DAY = timedelta(days=1)


class Tree:
    """A province T over two wards A and B; CĐCS X below A with its section Y, Z below B."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.top = self.unit("T", None, Level.TINH)
        self.a = self.unit("A", self.top, Level.CAP_TREN)
        self.b = self.unit("B", self.top, Level.CAP_TREN)
        self.x = self.unit("X", self.a, Level.CO_SO)
        self.y = self.unit("Y", self.x, Level.BO_PHAN)
        self.z = self.unit("Z", self.b, Level.CO_SO)

    def unit(
        self, code: str, parent: Organization | None, level: Level, day: date = BEGAN
    ) -> Organization:
        name = f"Đơn vị {code}"
        return organization.establish(self.session, code, name, level, parent, day=day, now=FIRST)

    def path(self, unit: Organization, day: date, as_of: datetime | None = None) -> str | None:
        ids = organization.path_on(self.session, unit.id, day, as_of)
        if ids is None:
            return None
        codes = dict(self.session.execute(select(Organization.id, Organization.code)).all())
        return "".join(codes[each] for each in ids)

    def rows(self, table: type[Placement | Succession | OrganizationName] = Placement) -> int:
        return self.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def tree(session: Session) -> Tree:
    return Tree(session)


def test_a_unit_is_found_by_its_code(tree: Tree) -> None:
    assert organization.by_code(tree.session, "X") is tree.x
    assert organization.find(tree.session, "nobody") is None
    with pytest.raises(NotFound, match="unknown_organization"):
        organization.by_code(tree.session, "nobody")


def test_two_units_never_share_a_code(tree: Tree) -> None:
    with pytest.raises(Conflict, match="organization_code_taken"):
        tree.unit("X", tree.b, Level.CO_SO)


def test_a_new_unit_follows_the_moves_its_parent_makes_later(tree: Tree) -> None:
    organization.move(tree.session, tree.x, tree.b, JULY, FIRST)
    made = tree.unit("N", tree.x, Level.BO_PHAN, MARCH)
    assert tree.path(made, MARCH - ONE_DAY) is None
    assert tree.path(made, MARCH) == "TAXN"
    assert tree.path(made, JULY) == "TBXN"


def test_a_new_unit_needs_a_parent_that_stays_open(tree: Tree) -> None:
    organization.close(tree.session, tree.z, JULY, FIRST)
    with pytest.raises(Conflict, match="parent_not_open"):
        tree.unit("N", tree.z, Level.BO_PHAN, MARCH)


def test_a_move_takes_everything_below_along_from_its_day(tree: Tree) -> None:
    touched = organization.move(tree.session, tree.x, tree.b, MAY, LATER)
    assert touched == ("X", "Y")
    assert tree.path(tree.y, MAY - ONE_DAY) == "TAXY"
    assert tree.path(tree.y, MAY) == "TBXY"
    assert tree.path(tree.y, MAY, FIRST) == "TAXY"


def test_a_back_dated_move_holds_until_the_next_one_and_rewrites_no_row(tree: Tree) -> None:
    organization.move(tree.session, tree.x, tree.b, JUNE, FIRST)
    before = tree.rows()
    organization.move(tree.session, tree.x, tree.top, APRIL, LATER)
    assert [tree.path(tree.y, day) for day in (MARCH, APRIL, MAY, JUNE)] == [
        "TAXY",
        "TXY",
        "TXY",
        "TBXY",
    ]
    assert [tree.path(tree.y, day, FIRST) for day in (APRIL, JUNE)] == ["TAXY", "TBXY"]
    assert tree.rows() == before + 4


def test_deciding_what_already_holds_touches_nothing(tree: Tree) -> None:
    before = tree.rows()
    assert organization.move(tree.session, tree.x, tree.a, MAY, LATER) == ()
    assert tree.rows() == before


def test_a_unit_never_stands_below_itself(tree: Tree) -> None:
    with pytest.raises(Conflict, match="cycle"):
        organization.move(tree.session, tree.a, tree.y, MAY, LATER)


def test_a_unit_with_others_below_it_is_not_dissolved(tree: Tree) -> None:
    with pytest.raises(Conflict, match="parent_not_open") as refused:
        organization.close(tree.session, tree.a, MAY, LATER)
    assert refused.value.params["units"] == ["X"]


def test_a_dissolved_unit_is_closed_from_its_day_and_can_be_reopened(tree: Tree) -> None:
    organization.close(tree.session, tree.z, MAY, LATER)
    assert tree.path(tree.z, MAY - ONE_DAY) == "TBZ"
    assert tree.path(tree.z, MAY) is None
    with pytest.raises(Conflict, match="unit_not_open"):
        organization.move(tree.session, tree.z, tree.a, JUNE, LATER)
    organization.reopen(tree.session, tree.z, tree.a, JULY, LAST)
    assert tree.path(tree.z, JUNE) is None
    assert tree.path(tree.z, JULY) == "TAZ"
    assert tree.path(tree.z, JULY, LATER) is None


def test_a_merger_hands_over_what_stands_below(tree: Tree) -> None:
    touched = organization.merge(tree.session, [tree.a], tree.b, MAY, LATER, decision="12/QĐ")
    assert touched == ("A", "X", "Y")
    assert tree.path(tree.a, MAY) is None
    assert tree.path(tree.y, MAY) == "TBXY"
    assert tree.path(tree.y, MAY - ONE_DAY) == "TAXY"
    merger = tree.session.scalars(select(Succession)).one()
    assert (merger.predecessor_id, merger.successor_id, merger.day) == (tree.a.id, tree.b.id, MAY)
    assert (merger.kind, merger.decision) == (SuccessionKind.SAP_NHAP, "12/QĐ")


def test_two_units_become_a_new_one(tree: Tree) -> None:
    made = tree.unit("C", tree.top, Level.CAP_TREN, JULY)
    kind = SuccessionKind.HOP_NHAT
    organization.merge(tree.session, [tree.a, tree.b], made, JULY, LATER, kind=kind)
    assert [tree.path(unit, JULY) for unit in (tree.a, tree.b, made, tree.y, tree.z)] == [
        None,
        None,
        "TC",
        "TCXY",
        "TCZ",
    ]


def test_a_unit_that_swallows_the_one_above_takes_its_place(tree: Tree) -> None:
    organization.merge(tree.session, [tree.a], tree.x, MAY, LATER)
    assert tree.path(tree.x, MAY) == "TX"
    assert tree.path(tree.y, MAY) == "TXY"


def test_a_merger_needs_an_open_successor_and_stays_possible_to_undo(tree: Tree) -> None:
    organization.close(tree.session, tree.z, APRIL, FIRST)
    with pytest.raises(Conflict, match="successor_not_open"):
        organization.merge(tree.session, [tree.y], tree.z, MAY, LATER)
    with pytest.raises(Conflict, match="merged_into_itself"):
        organization.merge(tree.session, [tree.y], tree.y, MAY, LATER)
    organization.merge(tree.session, [tree.y], tree.x, MAY, LATER)
    organization.reopen(tree.session, tree.y, tree.x, MAY, LAST)
    assert tree.path(tree.y, JUNE) == "TAXY"
    believed = select(Succession).where(organization.as_known(Succession))
    assert tree.session.scalars(believed).all() == []


def test_a_merger_entered_for_an_earlier_day_replaces_the_first_one(tree: Tree) -> None:
    organization.merge(tree.session, [tree.z], tree.x, JULY, LATER)
    organization.merge(tree.session, [tree.z], tree.y, MAY, LAST)
    believed = select(Succession.day).where(organization.as_known(Succession))
    assert tree.session.scalars(believed).all() == [MAY]
    assert tree.path(tree.z, JUNE) is None
    assert tree.path(tree.z, JUNE, LATER) == "TBZ"


def test_a_name_holds_from_its_day(tree: Tree) -> None:
    organization.rename(tree.session, tree.x, "CĐCS Sen Hồng", MAY, LATER)
    names = [
        organization.name_on(tree.session, tree.x.id, day)
        for day in (date(2019, 1, 1), MAY - ONE_DAY, MAY)
    ]
    assert names == ["Đơn vị X", "Đơn vị X", "CĐCS Sen Hồng"]
    assert organization.name_on(tree.session, tree.x.id, MAY, FIRST) == "Đơn vị X"


def test_sub_trees_and_children_of_a_day(tree: Tree) -> None:
    organization.move(tree.session, tree.x, tree.b, MAY, LATER)
    under = organization.subtree_on(tree.b.id, MAY)
    assert set(tree.session.scalars(under)) == {tree.b.id, tree.x.id, tree.y.id, tree.z.id}
    before = organization.subtree_on(tree.b.id, MAY - ONE_DAY)
    assert set(tree.session.scalars(before)) == {tree.b.id, tree.z.id}
    children = organization.children_on(tree.b.id, MAY)
    assert set(tree.session.scalars(children)) == {tree.x.id, tree.z.id}
    assert organization.is_under(tree.session, tree.y.id, tree.b.id, MAY)
    assert organization.ancestors_on(tree.session, tree.y.id, MAY) == (
        tree.top.id,
        tree.b.id,
        tree.x.id,
    )


def test_the_outline_reads_from_the_top_down(tree: Tree) -> None:
    units = organization.outline(tree.session, None, MAY)
    assert [(unit.code, unit.depth) for unit in units] == [
        ("T", 0),
        ("A", 1),
        ("X", 2),
        ("Y", 3),
        ("B", 1),
        ("Z", 2),
    ]
    below = organization.outline(tree.session, tree.a.id, MAY)
    assert [(unit.code, unit.depth) for unit in below] == [("A", 0), ("X", 1), ("Y", 2)]
    assert below[0].name == "Đơn vị A"


def test_what_is_exported_reads_back_as_the_same(tree: Tree) -> None:
    organization.move(tree.session, tree.x, tree.b, APRIL, FIRST)
    organization.rename(tree.session, tree.x, "CĐCS Sen Hồng", MAY, FIRST)
    organization.merge(tree.session, [tree.a], tree.b, JULY, FIRST)
    organization.close(tree.session, tree.z, JUNE, FIRST)
    rows = organization.declared_rows(tree.session)
    assert [each.name for each in rows if each.code == "X"] == [
        "Đơn vị X",
        "Đơn vị X",
        "CĐCS Sen Hồng",
    ]
    again = organization.place(tree.session, rows, LATER)
    assert (again.same, again.touched, again.refused) == (len(rows), (), [])
