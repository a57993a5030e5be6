"""No two answers an officer may get, nor any number of them, differ by fewer than five people."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from benefits import figures, organization
from benefits.database import take_keys
from benefits.figures import Reading
from benefits.figures.parts import FEWEST, Days
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.members.names import sort_key
from benefits.organization import Level, Organization, TagKind
from benefits.periods import Period
from tests.world import KNOWN, World

DAY_0: Final = date(2026, 3, 3)
DAYS: Final = 12
NOW: Final = datetime(2026, 4, 2, 3, tzinfo=UTC)
PARTS: Final = ("TO1", "TO2", "TO3", "TO3A")
UNITS: Final = ("SEN", *PARTS)
EACH: Final = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Spell(NamedTuple):
    """So many people of a unit, on days counted from the first."""

    unit: str
    people: int
    first: int
    until: int


class Story(NamedTuple):
    filled: str
    spells: list[Spell]
    tagged: list[tuple[str, int, int]]
    moved: tuple[str, int] | None


spans = st.tuples(st.integers(0, DAYS - 1), st.integers(1, DAYS)).map(
    lambda pair: (pair[0], min(DAYS, pair[0] + pair[1]))
)
spells = st.builds(
    lambda unit, people, span: Spell(unit, people, *span),
    st.sampled_from(UNITS),
    st.sampled_from((1, 2, 4, 5, 7)),
    st.one_of(st.just((0, DAYS)), spans),
)
stories = st.builds(
    Story,
    st.sampled_from(("SEN", "TO2")),
    st.lists(spells, min_size=2, max_size=9),
    st.lists(
        st.builds(lambda unit, span: (unit, *span), st.sampled_from(UNITS), spans), max_size=2
    ),
    st.none() | st.tuples(st.sampled_from(("TO1", "TO3", "TO3A")), st.integers(1, DAYS - 1)),
)


def day(number: int) -> date:
    return DAY_0 + timedelta(days=number)


@EACH
@given(story=stories, asked=st.lists(spans, min_size=1, max_size=3))
def test_nothing_that_is_told_can_be_subtracted_down_to_a_few(
    world: World, story: Story, asked: list[tuple[int, int]]
) -> None:
    session = world.session
    kept = session.begin_nested()
    try:
        units, tag_id = played(world, story)
        people = people_of(units, story)
        told = answers(session, units.values(), tag_id, asked)
        event(f"{min(len(told), 20)} answers")
        for number in range(DAYS):
            alike = defaultdict[tuple[bool, ...], int](int)
            for unit, count in people[number].items():
                alike[tuple((unit, number) in one for one in told)] += count
            few = {seen: count for seen, count in alike.items() if any(seen)}
            assert all(count >= FEWEST for count in few.values() if count), (number, alike)
    finally:
        kept.rollback()
        session.expire_all()


def played(world: World, story: Story) -> tuple[dict[str, Organization], int]:
    """Found the parts, let people come and go, and put units into a tag."""
    units = {"SEN": world.lotus, "BM": world.dawn, "T": world.province}
    for code in PARTS:
        above = units["TO3"] if code == "TO3A" else world.lotus
        units[code] = world.unit(code, code, Level.BO_PHAN, above)
    rows = [(units[one.unit].id, one) for one in [*story.spells, *always(story)]]
    for unit_id, spell in rows:
        enrol(world.session, unit_id, spell)
    tag = organization.make_tag(
        world.session, "Nhóm", TagKind.KHAC, held_by_id=world.province.id, now=KNOWN
    )
    for code, first, until in story.tagged:
        organization.put_into(
            world.session, tag, [units[code].id], day(first), day(until), now=KNOWN
        )
    if story.moved:
        part, when = story.moved
        organization.move(world.session, units[part], world.dawn, day(when), KNOWN)
        world.session.flush()
    return units, tag.id


def always(story: Story) -> list[Spell]:
    """Give both unions five people at least, as the law asks of them."""
    return [Spell(story.filled, FEWEST, 0, DAYS), Spell("BM", FEWEST, 0, DAYS)]


def enrol(session: Session, unit_id: int, spell: Spell) -> None:
    members = take_keys(session, "members", spell.people)
    spans = take_keys(session, "memberships", spell.people)
    name = "Nguyễn Văn Nhiều"
    session.execute(
        insert(Member),
        [
            {"id": key, "member_no": f"N{key}", "full_name": name, "sort_key": sort_key(name)}
            | {"known_at": KNOWN}
            for key in members
        ],
    )
    session.execute(
        insert(Membership),
        [
            {"member_id": member, "id": key, "organization_id": unit_id, "known_at": KNOWN}
            | {"kind": BeneficiaryKind.DOAN_VIEN}
            | {"valid_from": day(spell.first), "valid_until": day(spell.until)}
            for member, key in zip(members, spans, strict=True)
        ],
    )


def people_of(units: dict[str, Organization], story: Story) -> list[dict[int, int]]:
    """Count by hand who belongs where on each day; the world's own people among them."""
    counted = []
    for number in range(DAYS):
        here = {unit.id: 0 for unit in units.values()}
        here[units["SEN"].id], here[units["BM"].id] = 2, 1
        for spell in [*story.spells, *always(story)]:
            if spell.first <= number < spell.until:
                here[units[spell.unit].id] += spell.people
        counted.append(here)
    return counted


def answers(
    session: Session, units: Iterable[Organization], tag_id: int, asked: list[tuple[int, int]]
) -> list[set[tuple[int, int]]]:
    """Ask everything that may be asked; of what is told, give the units and days it is of."""
    told = []
    for first, until in asked:
        period = Period(day(first), day(until))
        trees = [
            figures.standing(session, period, NOW, reading, tag_id=tag)
            for reading in Reading
            for tag in (None, tag_id)
        ]
        below = [figures.days_of(tree, unit.id) for tree in trees for unit in units]
        told += [
            covered(days)
            for days in different(below)
            if not figures.list_few(session, days, period, NOW)
        ]
    return told


def different(days: Iterable[Days]) -> Iterable[Days]:
    """Leave out what would ask the very same again, as of a unit that stood still."""
    return {repr(sorted(each.items())): each for each in days}.values()


def covered(below: Days) -> set[tuple[int, int]]:
    return {
        (unit, (since - DAY_0).days + number)
        for unit, spans in below.items()
        for since, until in spans
        for number in range((until - since).days)
    }
