"""Decisions about units, from the preview to what the till, the papers and the record then say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from benefits import organization, reorganizations
from benefits.access import AccountRole, Role, add_officer
from benefits.agreements import Agreement, holders_on, settle_holders
from benefits.audit import Entry
from benefits.cards import Card
from benefits.figures import Question, ask
from benefits.members import Member, Membership
from benefits.organization import DeclaredRow, Level, Organization
from benefits.periods import Period, day_of
from benefits.reorganizations import (
    Choices,
    Concern,
    CoverageGoes,
    Decision,
    Kind,
    OfficersGo,
    Part,
    Plan,
    Preview,
    Refused,
)
from tests.counter import Counter
from tests.support.uses import Ledger
from tests.world import KNOWN, World

ONE_DAY = timedelta(days=1)
PAPER = Decision(number="12/QĐ-LĐLĐ", signed_on=date(2026, 4, 20))
Act = Callable[..., None]


@pytest.fixture
def carry_out(world: World, now: datetime) -> Act:
    def done(plan: Plan, choices: Choices | None = None) -> None:
        chosen = choices or Choices()
        reorganizations.carry_out(world.session, plan, chosen, PAPER, by=None, now=now)

    return done


def seen(world: World, plan: Plan, now: datetime, choices: Choices | None = None) -> Preview:
    return reorganizations.preview(world.session, plan, choices, now=now)


def objections(world: World, plan: Plan, now: datetime) -> list[str]:
    return [each.code for each in seen(world, plan, now).objections]


def spans(world: World, member_id: int) -> list[tuple[str, date, date | None]]:
    rows = world.session.execute(
        select(Organization.code, Membership.valid_from, Membership.valid_until)
        .join(Membership, Membership.organization_id == Organization.id)
        .where(Membership.member_id == member_id)
        .order_by(Membership.valid_from)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def path(world: World, code: str, day: date) -> str:
    unit = organization.by_code(world.session, code)
    ids = organization.path_on(world.session, unit.id, day) or ()
    codes = dict(world.session.execute(select(Organization.id, Organization.code)).all())
    return " ".join(codes[each] for each in ids)


def test_a_card_stops_on_the_day_its_unit_is_dissolved(
    world: World, counter: Counter, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today + ONE_DAY, units=("SEN",))
    told = seen(world, plan, now)
    assert told.objections == ()
    assert (told.counts.members_leaving, told.counts.cards_stopping) == (2, 2)
    carry_out(plan)
    card = counter.printed(world.hanh_card)
    assert counter.verify(card).reason is None
    stopped = counter.verify(card, now=now + ONE_DAY).reason
    assert stopped is not None
    assert stopped.code == "membership_ended"
    assert spans(world, world.hanh.id)[-1][2] == today + ONE_DAY
    assert counter.verify(counter.printed(world.lan_card), now=now + ONE_DAY).reason is None


def test_thousands_leave_at_once(world: World, carry_out: Act, now: datetime) -> None:
    session, count = world.session, 600
    units = [
        world.unit(f"X{n}", f"CĐCS Trường số {n}", Level.CO_SO, world.north) for n in range(30)
    ]
    people = [
        {
            "id": 1_000 + n,
            "member_no": f"X{n}",
            "full_name": "Lê An",
            "sort_key": "an",
            "known_at": now,
        }
        for n in range(count)
    ]
    session.execute(insert(Member), people)
    belonging = [
        {
            "member_id": each["id"],
            "id": 10_000 + n,
            "organization_id": units[n % 30].id,
            "kind": "doan_vien",
            "valid_from": date(2020, 1, 1),
            "known_at": now,
        }
        for n, each in enumerate(people)
    ]
    session.execute(insert(Membership), belonging)
    plan = Plan(kind=Kind.GIAI_THE, day=day_of(now), units=tuple(unit.code for unit in units))
    assert seen(world, plan, now).counts.members_leaving == count
    sent = _statements(session)
    carry_out(plan)
    assert len(sent) < 150
    left = select(func.count()).where(
        Membership.organization_id.in_([unit.id for unit in units]),
        Membership.valid_until == day_of(now),
    )
    assert session.scalar(left) == count


def _statements(session: Session) -> list[str]:
    from sqlalchemy import event  # noqa: PLC0415

    sent: list[str] = []
    event.listen(session.connection(), "before_cursor_execute", lambda *told: sent.append(told[2]))
    return sent


def test_a_merger_moves_people_and_stops_no_card(
    world: World, counter: Counter, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.SAP_NHAP, day=today, units=("SEN",), into="BM")
    assert seen(world, plan, now).counts.members_moving == 2
    carry_out(plan)
    assert spans(world, world.hanh.id) == [
        ("SEN", date(2020, 1, 1), today),
        ("BM", today, None),
    ]
    checked = counter.verify(counter.printed(world.hanh_card))
    assert checked.reason is None
    assert [answer.reason for answer in checked.offers] == [None]


def test_a_late_merger_takes_the_uses_since_its_day_along(
    world: World, carry_out: Act, now: datetime
) -> None:
    ledger, day = Ledger(world, KNOWN), date(2026, 3, 10)
    ledger.use(world.hanh_card, world.lotus, date(2026, 2, 20))
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 2))
    plan = Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="BM")
    told = seen(world, plan, now)
    assert told.counts.purchases == 1
    assert [(line.code, line.uses) for line in told.months] == [("2026-04", 1), ("2026-03", 1)]
    assert [each.code for each in told.cautions] == ["decided_late"]
    carry_out(plan)

    def uses(unit: Organization, first: date, after: date, known: datetime = now) -> int:
        [row] = ask(world.session, Question(unit.id, Period(first, after), known)).rows
        return row.uses

    year = date(2026, 1, 1), date(2027, 1, 1)
    assert (uses(world.dawn, *year), uses(world.lotus, *year)) == (2, 0)
    assert (uses(world.dawn, year[0], day), uses(world.lotus, year[0], day)) == (0, 1)
    assert uses(world.lotus, *year, KNOWN) == 2


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


def test_dividing_a_unit_leaves_nobody_without_one(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    one, two = (Part(code=f"SEN{n}", name=f"CĐCS Hoa Sen {n}", level=Level.CO_SO) for n in (1, 2))
    one = replace(one, members=frozenset({world.hanh.id}))
    plan = Plan(kind=Kind.CHIA, day=today, units=("SEN",), parts=(one, two))
    assert objections(world, plan, now) == ["members_unassigned"]
    stranger = replace(one, members=frozenset({world.lan.id}))
    two = replace(two, takes_rest=True)
    assert objections(world, replace(plan, parts=(stranger, two)), now) == ["members_of_others"]
    carry_out(replace(plan, parts=(one, two)))
    assert spans(world, world.hanh.id)[-1] == ("SEN1", today, None)
    assert spans(world, world.son.id)[-1] == ("SEN2", today, None)
    assert (path(world, "SEN", today), path(world, "SEN2", today)) == ("", "T BAC SEN2")


def test_what_separates_leaves_the_rest_where_it_was(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    part = Part(
        code="SEN2",
        name="CĐCS Hoa Sen 2",
        level=Level.CO_SO,
        parent="NAM",
        members=frozenset({world.son.id}),
    )
    carry_out(Plan(kind=Kind.TACH, day=today, units=("SEN",), parts=(part,)))
    assert spans(world, world.hanh.id)[-1][0] == "SEN"
    assert spans(world, world.son.id)[-1] == ("SEN2", today, None)
    assert (path(world, "SEN", today), path(world, "SEN2", today)) == ("T BAC SEN", "T NAM SEN2")


def test_what_stands_below_a_dissolved_unit_needs_another_superior(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today, units=("BAC",))
    assert objections(world, plan, now) == ["parent_not_open"]
    carry_out(replace(plan, parent="NAM"))
    assert path(world, "SEN", today) == "T NAM SEN"
    assert spans(world, world.hanh.id) == [("SEN", date(2020, 1, 1), None)]


def test_a_whole_sub_tree_can_end_and_begin_again(
    world: World, carry_out: Act, now: datetime
) -> None:
    today = day_of(now)
    plan = Plan(kind=Kind.GIAI_THE, day=today, units=("BAC",), with_below=True)
    assert seen(world, plan, now).counts.units == 2
    carry_out(plan)
    assert spans(world, world.hanh.id)[-1][2] == today
    carry_out(Plan(kind=Kind.TAI_LAP, day=today, units=("BAC",)))
    carry_out(Plan(kind=Kind.TAI_LAP, day=today + ONE_DAY, units=("SEN",), takes_back=True))
    assert path(world, "SEN", today + ONE_DAY) == "T BAC SEN"
    assert [span[0:2] for span in spans(world, world.hanh.id)][-1] == ("SEN", today + ONE_DAY)


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


def test_the_same_decision_twice_is_refused(carry_out: Act, now: datetime) -> None:
    plan = Plan(kind=Kind.CHUYEN_CAP_TREN, day=day_of(now), units=("SEN",), parent="NAM")
    carry_out(plan)
    with pytest.raises(Refused, match="reorganization_changes_nothing"):
        carry_out(plan)


def test_what_cannot_be_is_said_before_it_is_tried(world: World, now: datetime) -> None:
    day = day_of(now)
    part = Part(code="SEN", name="Một tên", level=Level.CO_SO)
    for plan, objection in {
        Plan(kind=Kind.THANH_LAP, day=day, parts=(replace(part, parent="T"),)): (
            "organization_code_taken"
        ),
        Plan(kind=Kind.THANH_LAP, day=day, parts=(replace(part, code="N"),)): "parent_missing",
        Plan(kind=Kind.GIAI_THE, day=day): "units_wrong_number",
        Plan(kind=Kind.GIAI_THE, day=day, units=("?",)): "units_unknown",
        Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",)): "successor_missing",
        Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="SEN"): "merged_into_itself",
        Plan(kind=Kind.CHUYEN_CAP_TREN, day=day, units=("BAC",), parent="SEN"): "cycle",
        Plan(kind=Kind.GIAI_THE, day=date(2019, 1, 1), units=("SEN",)): "unit_not_open",
        Plan(kind=Kind.GIAI_THE, day=date(2020, 1, 1), units=("SEN",)): "unit_not_open",
        Plan(kind=Kind.TAI_LAP, day=day, units=("SEN",)): "unit_already_open",
        Plan(kind=Kind.DOI_TEN, day=day, units=("SEN",), name=" "): "name_missing",
    }.items():
        assert objections(world, plan, now) == [objection]


def test_people_entered_after_the_day_are_not_silently_dropped(world: World, now: datetime) -> None:
    world.member("DV9", "Phạm Văn Chín", world.lotus, since=date(2026, 4, 10))
    plan = Plan(kind=Kind.GIAI_THE, day=date(2026, 4, 1), units=("SEN",))
    assert objections(world, plan, now) == ["members_joined_later"]


def test_a_scan_names_the_union_on_the_card_and_the_one_it_is_now_part_of(
    world: World, counter: Counter, carry_out: Act, now: datetime
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


def test_a_file_that_closes_units_takes_their_people_along(
    world: World, counter: Counter, now: datetime
) -> None:
    today = day_of(now)
    rows = [
        DeclaredRow(1, "SEN", "", None, "BAC", date(2020, 1, 1), today, "BM"),
        DeclaredRow(2, "BAC", "", None, "T", date(2020, 1, 1), today),
    ]
    world.member("DV9", "Phạm Văn Chín", world.north)
    for expected in ({"SEN": (today, 2, "BM"), "BAC": (today, 1, None)}, {}):
        placed = organization.place(world.session, rows, now)
        assert placed.refused == []
        assert reorganizations.follow(world.session, placed.touched, now=now) == expected
    assert spans(world, world.hanh.id)[-1] == ("BM", today, None)
    assert counter.verify(counter.printed(world.hanh_card)).reason is None
