"""A second grouping of units: who is in it on which day, and the figures and agreements of it."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from benefits import figures, organization, reorganizations
from benefits.agreements import Coverage, TagCoverage, offered_at
from benefits.cards.models import Card
from benefits.errors import Invalid, Refusal
from benefits.figures import By, Only, Question, Reading
from benefits.organization import Level, Organization, SuccessionKind, Tag, TagKind
from benefits.periods import Period
from benefits.purchases import Purchase
from benefits.reorganizations import Choices, CoverageGoes, Kind, Plan
from tests.faces.buying import Buying
from tests.support.deciding import decided
from tests.world import BEGAN, KNOWN, World

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def zone(world: World) -> Tag:
    return organization.make_tag(
        world.session, "KCN Hòa Phú", TagKind.KCN, world.province.id, now=KNOWN
    )


def put(world: World, tag: Tag, unit: Organization, since: date = BEGAN) -> None:
    organization.put_into(world.session, tag, [unit.id], since, now=KNOWN)


def bought(world: World, card: Card, unit: Organization, day: date) -> Purchase:
    return Buying(world.session, world).buys(card, unit, day)


def asked(
    session: Session, now: datetime, unit: Organization, tag: Tag, **how: object
) -> figures.Answer:
    question = Question(unit.id, YEAR, now, only=Only(tag_id=tag.id), **how)  # type: ignore[arg-type]
    return figures.ask(session, question)


def test_a_tag_counts_what_its_units_did_while_they_were_in_it(
    world: World, zone: Tag, session: Session, now: datetime
) -> None:
    """Nested units count once; a day before or after counts for nobody."""
    put(world, zone, world.lotus, date(2026, 3, 1))
    part = world.unit("SEN-1", "Bộ phận May 1", Level.BO_PHAN, world.lotus)
    put(world, zone, part, date(2026, 3, 1))
    organization.take_out_of(session, zone, [world.lotus.id], date(2026, 4, 1), now=KNOWN)
    bought(world, world.hanh_card, world.lotus, date(2026, 2, 28))
    bought(world, world.hanh_card, world.lotus, date(2026, 3, 1))
    bought(world, world.son_card, part, date(2026, 3, 2))
    bought(world, world.hanh_card, world.lotus, date(2026, 3, 31))
    bought(world, world.hanh_card, world.lotus, date(2026, 4, 1))
    bought(world, world.lan_card, world.dawn, date(2026, 3, 15))
    [row] = asked(session, now, world.province, zone).rows
    assert (row.people, row.uses) == (2, 3)
    assert asked(session, now, world.south, zone).rows[0].uses == 0
    months = asked(session, now, world.province, zone, by=By.MONTH).rows
    assert sum(each.uses for each in months) == 3
    parts = asked(session, now, world.province, zone, by=By.PART)
    assert {each.key: each.uses for each in parts.rows} == {"BAC": 3}


def test_a_tag_equals_the_sum_of_its_units(
    world: World, zone: Tag, session: Session, now: datetime
) -> None:
    for unit in (world.lotus, world.dawn):
        put(world, zone, unit)
    for day in range(1, 6):
        bought(world, world.hanh_card, world.lotus, date(2026, 2, day))
        bought(world, world.lan_card, world.dawn, date(2026, 3, day))
    [whole] = asked(session, now, world.province, zone).rows
    each = [
        figures.ask(session, Question(unit.id, YEAR, now)).rows[0]
        for unit in (world.lotus, world.dawn)
    ]
    assert whole.uses == sum(row.uses for row in each) == 10
    assert whole.benefit == sum(row.benefit for row in each)
    assert whole.people == 2


def test_a_merged_unit_was_in_its_own_tags_till_then_and_is_now_in_its_successors(
    world: World, zone: Tag, session: Session, now: datetime
) -> None:
    put(world, zone, world.lotus)
    bought(world, world.hanh_card, world.lotus, date(2026, 2, 1))
    organization.merge(
        session, [world.lotus], world.dawn, date(2026, 4, 1), now, kind=SuccessionKind.SAP_NHAP
    )
    session.flush()
    assert asked(session, now, world.province, zone).rows[0].uses == 1
    read_now = {"tree": Reading.NOW}
    assert asked(session, now, world.province, zone, **read_now).rows[0].uses == 0
    put(world, zone, world.dawn, date(2026, 4, 1))
    assert asked(session, now, world.province, zone, **read_now).rows[0].uses == 1


def test_going_in_and_out_late_is_remembered_as_it_was_known(
    world: World, zone: Tag, session: Session, now: datetime
) -> None:
    put(world, zone, world.lotus, date(2026, 3, 1))
    put(world, zone, world.lotus, date(2026, 3, 1))
    bought(world, world.hanh_card, world.lotus, date(2026, 2, 1))
    assert asked(session, KNOWN, world.province, zone).rows[0].uses == 0
    later = organization.put_into(session, zone, [world.lotus.id], date(2026, 1, 1), now=now)
    assert later == [world.lotus.id]
    assert organization.put_into(session, zone, [world.lotus.id], date(2026, 2, 1), now=now) == []
    assert asked(session, now, world.province, zone).rows[0].uses == 1


def test_two_units_may_name_a_tag_alike_and_each_is_found(
    world: World, zone: Tag, session: Session, now: datetime
) -> None:
    with pytest.raises(Invalid, match="tag_name_taken"):
        organization.make_tag(session, "kcn  hoà phú", TagKind.KHAC, world.province.id, now=now)
    with pytest.raises(Invalid, match="tag_name_signs"):
        organization.make_tag(session, "KCN; cũ", TagKind.KHAC, world.province.id, now=now)
    assert organization.tag_said(session, " KCN hoa phu") is zone
    other = organization.make_tag(session, "kcn  hoà phú", TagKind.KHAC, world.north.id, now=now)
    with pytest.raises(Refusal, match="tag_ambiguous"):
        organization.tag_said(session, "KCN Hòa Phú")
    for tag, holder in ((zone, world.province), (other, world.north)):
        said = organization.full_name(holder.code, tag.name)
        assert organization.tag_said(session, said) is tag
    named = organization.tag_labels(session, [zone.id, other.id], now.date())
    assert set(named.values()) == {
        "KCN Hòa Phú (LĐLĐ tỉnh Hoa Phượng)",
        "kcn hoà phú (Công đoàn phường Bắc)",
    }


def test_an_agreement_of_a_tag_follows_the_units_that_come_and_go(
    world: World, zone: Tag, session: Session
) -> None:
    session.add(TagCoverage(agreement_id=world.agreement.id, tag_id=zone.id))
    session.delete(session.get_one(Coverage, (world.agreement.id, world.province.id)))
    session.flush()
    day = date(2026, 5, 1)

    def covered(unit: Organization, on: date) -> bool:
        [offer] = offered_at(session, world.outlet.id, day)
        path = organization.path_on(session, unit.id, on) or ()
        return offer.covers(path, on)

    assert not covered(world.lotus, day)
    put(world, zone, world.lotus, date(2026, 4, 1))
    assert covered(world.lotus, day)
    assert not covered(world.lotus, date(2026, 3, 31))
    assert not covered(world.dawn, day)
    organization.take_out_of(session, zone, [world.lotus.id], date(2026, 5, 10), now=KNOWN)
    assert covered(world.lotus, date(2026, 5, 9))
    assert not covered(world.lotus, date(2026, 5, 10))
    session.add(
        Coverage(agreement_id=world.agreement.id, organization_id=world.lotus.id, is_excluded=True)
    )
    session.flush()
    assert not covered(world.lotus, day)


def test_a_lower_unit_covers_of_a_tag_its_own_units_alone(
    world: World, zone: Tag, session: Session
) -> None:
    agreement = world.signed("09/TT-BAC", world.pharmacy, world.north)
    session.add(TagCoverage(agreement_id=agreement.id, tag_id=zone.id))
    world.offered("AK-20", agreement, "Giảm 20%")
    put(world, zone, world.lotus)
    put(world, zone, world.dawn)
    day = date(2026, 5, 1)
    offers = {each.code: each for each in offered_at(session, world.outlet.id, day)}
    paths = {
        unit.code: organization.path_on(session, unit.id, day) for unit in (world.lotus, world.dawn)
    }
    told = {code: offers["AK-20"].covers(path or (), day) for code, path in paths.items()}
    assert told == {"SEN": True, "BM": False}


@pytest.mark.parametrize("goes", [CoverageGoes.HEIRS, CoverageGoes.NOBODY])
def test_a_decision_says_which_tags_the_heir_comes_into_and_lets_it(
    world: World, zone: Tag, session: Session, now: datetime, goes: CoverageGoes
) -> None:
    """Where nobody is to be covered with the heir, a tag of an agreement is not handed on."""
    other = organization.make_tag(session, "Dệt may", TagKind.NGANH, world.north.id, now=KNOWN)
    for tag in (zone, other):
        put(world, tag, world.lotus)
    organization.put_into(session, other, [world.dawn.id], BEGAN, date(2027, 1, 1), now=KNOWN)
    session.add(TagCoverage(agreement_id=world.agreement.id, tag_id=zone.id))
    session.flush()
    day = date(2026, 5, 10)
    plan = Plan(kind=Kind.SAP_NHAP, day=day, units=("SEN",), into="BM")
    choices = Choices(coverage=goes)
    told = reorganizations.preview(session, plan, choices, now=now)
    given = () if goes is CoverageGoes.NOBODY else (zone.name,)
    assert (told.tags, told.counts.tags) == (given, len(given))
    decided(world, now, plan, choices)
    worn = organization.days_in(session, [zone.id, other.id])
    since = [(day, date.max)] if given else []
    assert worn[zone.id].get(world.dawn.id, []) == since
    assert worn[other.id][world.dawn.id] == [(BEGAN, date.max)]
