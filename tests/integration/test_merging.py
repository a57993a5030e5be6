"""Two records of one person become one: cards, limits and histories go on, the past stays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from benefits import purchases
from benefits.agreements import LimitScope, LimitWindow
from benefits.database import new_uuid
from benefits.errors import Conflict
from benefits.exchange import KINDS, Circumstances, rows_of
from benefits.exchange.outcome import Row
from benefits.members import Member, MemberMerge, Membership, Twins, TwinState, enrolment, twins
from benefits.members.merging import records_of, survivors
from benefits.members.names import likeness
from benefits.purchases import ReversalRequest, TakenBack, reverse
from benefits.purchases.attributing import attribute_anew
from benefits.purchases.models import Purchase, QuotaCounter
from tests.counter import limit
from tests.scenes import TODAY, Scene

BIRTH = "1990-03-08"


def twin_of(scene: Scene, member: Member, name: str) -> Member:
    made = scene.world.member("TRUNG", name, scene.world.dawn)
    for each in (member, made):
        each.birth = BIRTH
        each.likeness = likeness(each.full_name, each.birth)
    scene.world.session.flush()
    return made


def alike(*people: Member) -> dict[int, str]:
    return {each.id: each.likeness or "" for each in people}


def spans_of(scene: Scene, member: Member) -> list[tuple[int, date, date | None]]:
    found = enrolment.spans_of(scene.world.session, [member.id])[member.id]
    return [(each.organization_id, each.valid_from, each.valid_until) for each in found]


def merge(scene: Scene, other: Member, survivor: Member) -> None:
    purchases.merge(scene.world.session, other, survivor, now=scene.counter.now)


def test_twins_are_found_once_whatever_the_spelling_and_a_decision_is_remembered(
    scene: Scene,
) -> None:
    session, hanh, now = scene.world.session, scene.world.hanh, scene.counter.now
    other = twin_of(scene, hanh, hanh.full_name.upper())
    assert twins.find(session, alike(other), now) == {other.id}
    assert twins.find(session, alike(hanh, other), now) == {hanh.id, other.id}
    pair = session.scalars(select(Twins)).one()
    assert (pair.low_id, pair.high_id, pair.state) == (hanh.id, other.id, TwinState.OPEN)
    twins.tell_apart(session, pair, by=None, now=now)
    twins.find(session, alike(other), now)
    assert session.scalars(select(Twins.state)).all() == [TwinState.DIFFERENT]
    with pytest.raises(Conflict, match="twins_decided"):
        twins.tell_apart(session, pair, by=None, now=now)


def test_a_year_alone_or_another_day_makes_nobody_a_twin(scene: Scene) -> None:
    hanh = scene.world.hanh
    assert likeness("Hoà Đặng", "1990-03-08") == likeness("HÒA  ĐẶNG", "1990-03-08")
    assert likeness(hanh.full_name, "1990") is None
    other = twin_of(scene, hanh, hanh.full_name)
    other.birth, other.likeness = "1990-03-09", likeness(other.full_name, "1990-03-09")
    assert twins.find(scene.world.session, alike(other), scene.counter.now) == set()


def test_the_card_of_the_merged_record_goes_on_and_shows_who_stands_for_it(scene: Scene) -> None:
    hanh, world = scene.world.hanh, scene.world
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    other.phone = "+84912345678"
    card = world.card(other)
    merge(scene, other, hanh)
    seen = scene.counter.verify(scene.print_of(card))
    assert seen.applies
    own = scene.counter.verify(scene.print_of())
    assert seen.person is not None
    assert own.person is not None
    assert seen.person.masked_name == own.person.masked_name
    scene.counter.record(scene.print_of(card))
    bought = world.session.scalars(select(Purchase)).one()
    assert (bought.member_id, bought.organization_id) == (other.id, world.lotus.id)
    assert hanh.phone == "+84912345678"
    assert spans_of(scene, other) == [(world.dawn.id, date(2020, 1, 1), TODAY)]
    assert attribute_anew(world.session, [hanh.id], because_of="x", now=scene.counter.now) == 0


def test_limits_count_both_records_before_and_after_and_give_back_to_the_one(scene: Scene) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    card = scene.world.card(other)
    limit(session, scene.world.offer, 3, LimitScope.MEMBER, LimitWindow.TOTAL)
    limit(session, scene.world.offer, 3, LimitScope.HOUSEHOLD, LimitWindow.MONTH)
    scene.counter.record(scene.print_of())
    before = scene.counter.recording(scene.print_of(card))
    scene.counter.send(before)
    merge(scene, other, hanh)
    after = scene.counter.recording(scene.print_of(card))
    scene.counter.send(after)
    assert session.scalars(select(QuotaCounter.used)).all() == [3, 3]
    assert scene.counter.refused(scene.print_of()) == "limit_reached"
    assert scene.counter.refused(scene.print_of(card)) == "limit_reached"
    for each in (before, after):
        request = ReversalRequest(id=new_uuid(), purchase_id=each.id, reason="ghi_nham")
        assert isinstance(reverse(session, request, scene.counter.now), TakenBack)
    assert session.scalars(select(QuotaCounter.used)).all() == [1, 1]


def test_history_is_that_of_the_person_from_either_record(scene: Scene) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    for each in (scene.card, scene.world.card(other)):
        scene.counter.record(scene.print_of(each))
    assert len(purchases.of_member(session, hanh.id)) == 1
    merge(scene, other, hanh)
    for record in (hanh, other):
        assert len(purchases.of_member(session, record.id)) == 2
        assert len(purchases.own_page(session, record.id).lines) == 2
        assert purchases.summed(purchases.months_of(session, record.id))[0] == 2


def test_days_ahead_move_over_only_where_the_survivor_has_none(scene: Scene) -> None:
    session, world = scene.world.session, scene.world
    hanh, tomorrow = world.hanh, TODAY + timedelta(days=1)
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    own = session.scalars(select(Membership).where(Membership.member_id == hanh.id)).one()
    own.valid_until = tomorrow
    session.flush()
    merge(scene, other, hanh)
    assert spans_of(scene, hanh)[-1] == (world.dawn.id, tomorrow, None)


def test_a_chain_of_merges_leads_to_its_end_and_nobody_is_merged_twice(scene: Scene) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    first = twin_of(scene, hanh, "Nguyễn Thị Hạnh Một")
    second = scene.world.member("HAI", "Nguyễn Thị Hạnh Hai", scene.world.dawn)
    merge(scene, first, second)
    scene.counter.now += timedelta(minutes=1)
    merge(scene, second, hanh)
    assert survivors(session, [first.id, second.id]) == {first.id: hanh.id, second.id: hanh.id}
    assert records_of(session, first.id) == sorted([hanh.id, first.id, second.id])
    assert len(session.scalars(select(MemberMerge)).all()) == 3
    with pytest.raises(Conflict, match="merged_before"):
        merge(scene, first, hanh)


def test_an_export_names_the_survivor_and_comes_in_again_elsewhere(scene: Scene) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    scene.world.card(other)
    merge(scene, other, hanh)
    people = [row for row in rows_of(session, "members") if row[0] == hanh.member_no]
    assert len(people) == 1
    assert other.member_no not in {row[0] for row in rows_of(session, "members")}
    cards = [row[3] for row in rows_of(session, "cards") if row[1] == hanh.member_no]
    assert sorted(cards) == ["active", "replaced"]


def test_an_exported_use_names_the_survivor_so_that_people_are_counted_as_in_figures(
    scene: Scene,
) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    for each in (scene.card, scene.world.card(other)):
        scene.counter.record(scene.print_of(each))
    merge(scene, other, hanh)
    header, *uses = rows_of(session, "purchases")
    column = header.index("member_no")
    assert [row[column] for row in uses] == [hanh.member_no] * 2


def test_a_roster_that_names_the_merged_record_means_the_survivor(scene: Scene) -> None:
    session, hanh = scene.world.session, scene.world.hanh
    other = twin_of(scene, hanh, "Nguyễn Thị Hạnh Cũ")
    merge(scene, other, hanh)
    row = Row(
        2, {"member_no": other.member_no, "full_name": hanh.full_name, "phone": "+84900000001"}
    )
    circumstances = Circumstances(
        now=scene.counter.now, secret=b"x" * 32, organization_id=scene.world.lotus.id
    )
    [result] = KINDS["members"].apply(session, [row], circumstances)
    assert (result.state, result.member_id) == ("changed", hanh.id)
    assert (hanh.phone, hanh.member_no) == ("+84900000001", "DV001")
