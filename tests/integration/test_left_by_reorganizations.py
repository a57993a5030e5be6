"""What decisions about units leave behind: papers, officers, the record, the name on a card."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.access import AccountRole, Role, add_officer
from benefits.agreements import Agreement, Trust, holders_on, settle_holders
from benefits.audit import Entry
from benefits.cards import Card
from benefits.cards.finding import find
from benefits.cards.presenting import Clue
from benefits.organization import DeclaredRow, Level
from benefits.periods import day_of
from benefits.reorganizations import (
    Choices,
    Concern,
    CoverageGoes,
    Kind,
    OfficersGo,
    Part,
    Plan,
)
from tests.counter import Counter
from tests.support.deciding import PAPER, Act, decided, path, seen, spans
from tests.world import World

ONE_DAY = timedelta(days=1)


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    return partial(decided, world, now)


def test_united_units_leave_a_new_one_with_everything(
    world: World, counter: Counter, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    paper = world.signed("02/TT", world.pharmacy, world.north)
    ward = Part(code="HN", name="Công đoàn phường Hợp Nhất", level=Level.CAP_TREN)
    plan = Plan(kind=Kind.HOP_NHAT, day=today, units=("BAC", "NAM"), parts=(ward,))
    told = seen(world, plan, now)
    assert told.objections == ()
    [line] = told.agreements
    assert (line.number, line.is_signed, line.is_held, line.loses_cover) == ("02/TT", *[True] * 3)
    carry_out(plan)
    assert path(world, "SEN", today) == "T HN SEN"
    assert path(world, "SEN", today - ONE_DAY) == "T BAC SEN"
    made = organization.by_code(world.session, "HN")
    assert holders_on(world.session, [paper.id], today) == {paper.id: made.id}
    assert world.session.get_one(Agreement, paper.id).held_by_id == made.id
    world.offered("HN-5", paper, "Giảm 5% vật tư")
    offers = counter.verify(counter.printed(world.lan_card)).offers
    assert {each.offer.code: each.reason for each in offers}["HN-5"] is None


@pytest.mark.parametrize("goes", CoverageGoes)
def test_who_stays_covered_is_chosen(
    world: World, counter: Counter, carry_out: Act, now: datetime, goes: CoverageGoes
) -> None:
    """The north's own agreement, when the north joins the south."""
    paper = world.signed("02/TT", world.pharmacy, world.north)
    world.offered("B-5", paper, "Giảm 5% vật tư")
    plan = Plan(kind=Kind.SAP_NHAP, day=day_of(now) + ONE_DAY, units=("BAC",), into="NAM")
    carry_out(plan, Choices(coverage=goes))

    def covered(when: datetime) -> tuple[bool, bool]:
        found = []
        for card in (world.hanh_card, world.lan_card):
            offers = counter.verify(counter.printed(card), now=when).offers
            found.append({each.offer.code: each.reason for each in offers}["B-5"] is None)
        return found[0], found[1]

    assert covered(now) == (True, False)
    assert (
        covered(now + ONE_DAY)
        == {
            CoverageGoes.HEIRS: (True, True),
            CoverageGoes.UNITS_BELOW: (True, False),
            CoverageGoes.NOBODY: (False, False),
        }[goes]
    )
    held = holders_on(world.session, [paper.id], day_of(now))
    assert held == {paper.id: world.north.id}
    assert holders_on(world.session, [paper.id], plan.day) == {paper.id: world.south.id}
    assert [settle_holders(world.session, day) for day in (day_of(now), plan.day)] == [0, 1]
    assert paper.held_by_id == world.south.id


def test_officers_go_along_or_out(world: World, carry_out: Act, now: datetime) -> None:
    session, today = world.session, day_of(now)
    for unit in (world.lotus, world.dawn):
        add_officer(
            session, login=f"{unit.code}@x.example", name="An", now=now, organization_id=unit.id
        )
    session.flush()
    plan = Plan(kind=Kind.SAP_NHAP, day=today + ONE_DAY, units=("SEN",), into="NAM")
    [line] = seen(world, plan, now).officers
    assert (line.unit_code, line.goes_to) == ("SEN", "NAM")
    [line] = seen(world, plan, now, Choices(officers=OfficersGo.OUT)).officers
    assert line.goes_to is None
    carry_out(plan)
    roles = session.execute(
        select(AccountRole.organization_id, AccountRole.valid_from, AccountRole.valid_until)
        .where(AccountRole.role == Role.OFFICER)
        .order_by(AccountRole.id)
    ).all()
    assert [tuple(role) for role in roles] == [
        (world.lotus.id, today, today + ONE_DAY),
        (world.dawn.id, today, None),
        (world.south.id, today + ONE_DAY, None),
    ]


def test_what_was_done_is_kept_with_its_paper(world: World, carry_out: Act, now: datetime) -> None:
    plan = Plan(kind=Kind.DOI_TEN, day=day_of(now), units=("SEN",), name="CĐCS Hoa Sen Trắng")
    carry_out(plan)
    [record] = world.session.scalars(reorganizations.recorded())
    assert (record.kind, record.decision_number) == (Kind.DOI_TEN, PAPER.number)
    assert record.counts["members"] == 2
    [unit] = reorganizations.units_of(world.session, [record.id])[record.id]
    assert (unit.organization_id, unit.concern) == (world.lotus.id, Concern.RENAMED)
    found = world.session.scalars(reorganizations.about_units([world.lotus.id])).all()
    assert found == [record.id]
    [entry] = world.session.scalars(select(Entry))
    assert (entry.act, entry.subject_key) == ("reorganized", str(world.lotus.id))


def test_a_scan_names_the_union_on_the_card_and_the_one_it_is_now_part_of(
    world: World, counter: Counter, carry_out: Act, now: datetime, statements: list[str]
) -> None:
    nation = world.unit("TLD", "Tổng Liên đoàn", Level.TONG_LIEN_DOAN)
    old, new = (
        world.unit(code, f"LĐLĐ tỉnh {name}", Level.TINH, nation)
        for code, name in (("BT", "Bến Tre"), ("VL", "Vĩnh Long"))
    )
    below = world.unit("MB", "CĐCS May Ba Tri", Level.CO_SO, old)
    card = world.card(world.member("BT1", "Võ Văn Ba", below))
    direct = world.card(world.member("BT2", "Võ Thị Tư", old))
    elsewhere = world.card(world.member("VL1", "Lê Văn Năm", new))
    plan = Plan(kind=Kind.SAP_NHAP, day=day_of(now) + ONE_DAY, units=("BT",), into="VL")
    carry_out(plan)

    def said(shown: Card, when: datetime) -> str | None:
        return counter.verify(counter.printed(shown), now=when).unit_name

    later = now + ONE_DAY
    assert [said(each, now) for each in (card, direct)] == ["CĐCS May Ba Tri", "LĐLĐ tỉnh Bến Tre"]
    assert said(card, later) == "CĐCS May Ba Tri, LĐLĐ tỉnh Bến Tre (nay thuộc Vĩnh Long)"
    assert said(direct, later) == "LĐLĐ tỉnh Bến Tre (nay thuộc Vĩnh Long)"
    assert said(elsewhere, later) == "LĐLĐ tỉnh Vĩnh Long"
    assert said(world.hanh_card, later) == "CĐCS Công ty Hoa Sen"
    young = world.member("BT3", "Võ Thị Sáu", below)
    since_then = world.card(young, since=plan.day)
    assert said(since_then, later) == "CĐCS May Ba Tri"
    world.unit("TN", "LĐLĐ thành phố Tây Nam", Level.TINH, nation)
    carry_out(replace(plan, day=plan.day + ONE_DAY, units=("VL",), into="TN"))
    assert said(direct, later + ONE_DAY) == "LĐLĐ tỉnh Bến Tre (nay thuộc thành phố Tây Nam)"
    moved = "CĐCS May Ba Tri, LĐLĐ tỉnh Vĩnh Long (nay thuộc thành phố Tây Nam)"
    assert said(since_then, later + ONE_DAY) == moved

    for shown, asked in {world.hanh_card: 1, since_then: 1, direct: 2}.items():
        clue = Clue("index", shown.index, Trust.NAME)
        before = len(statements)
        find(world.session, clue, later.date())
        assert len(statements) - before == asked


def test_a_file_that_closes_units_takes_their_people_along(
    world: World, counter: Counter, now: datetime
) -> None:
    today = day_of(now)
    rows = [
        DeclaredRow(1, "SEN", "", None, "BAC", date(2020, 1, 1), today, "BM"),
        DeclaredRow(2, "BAC", "", None, "T", date(2020, 1, 1), today),
    ]
    world.member("DV9", "Phạm Văn Chín", world.north)
    add_officer(
        world.session, login="b@x.example", name="An", now=now, organization_id=world.north.id
    )
    for expected in ({"SEN": (today, 2, "BM", 0), "BAC": (today, 1, None, 1)}, {}):
        placed = organization.place(world.session, rows, now)
        assert placed.refused == []
        assert reorganizations.follow(world.session, placed.touched, now=now) == expected
    assert spans(world, world.hanh.id)[-1] == ("BM", today, None)
    assert counter.verify(counter.printed(world.hanh_card)).reason is None
