"""However an offer is changed, its versions never overlap and no past day changes its words."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import (
    Category,
    Content,
    Offer,
    OfferVersion,
    Span,
    add_version,
    end,
    versions_of,
    withdraw,
)
from benefits.agreements.rules import stored
from benefits.errors import DomainError
from tests.world import KNOWN, World

FIRST = date(2026, 1, 1)
days = st.integers(0, 364).map(lambda ahead: FIRST + timedelta(days=ahead))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 60), st.integers(0, 40), st.integers(1, 100)),
        st.tuples(st.just("end"), st.integers(0, 60), st.just(0), st.just(0)),
        st.tuples(st.just("withdraw"), st.integers(0, 5), st.just(0), st.just(0)),
        st.tuples(st.just("wait"), st.integers(1, 30), st.just(0), st.just(0)),
    ),
    max_size=8,
)


def spoken(session: Session, offer: Offer, until: date) -> dict[date, int]:
    """Which version holds on each day before another, told day by day."""
    found = session.scalars(select(OfferVersion).where(OfferVersion.offer_id == offer.id)).all()
    told: dict[date, int] = {}
    for ahead in range((until - FIRST).days):
        day = FIRST + timedelta(days=ahead)
        holding = [
            each
            for each in found
            if each.valid_from <= day and (each.valid_until is None or day < each.valid_until)
        ]
        assert len(holding) <= 1, f"{day} has {len(holding)} versions"
        if holding:
            told[day] = holding[0].value
    return told


def done(session: Session, offer: Offer, act: tuple[str, int, int, int], today: date) -> date:
    """Do one act as well as it can be done; return what day it is afterwards."""
    name, ahead, length, value = act
    day = today + timedelta(days=ahead)
    if name == "wait":
        return min(day, FIRST + timedelta(days=300))
    if name == "end":
        end(session, offer, day, today=today)
    elif name == "withdraw":
        versions = versions_of(session, offer)
        withdraw(session, versions[ahead % len(versions)], today=today)
    else:
        rule = stored("percent", value * 100, None, None, {})
        content = Content(title=f"Giảm {value}%", rule=rule, category=Category.DOI_TAC)
        span = Span(day, day + timedelta(days=length) if length else None)
        add_version(session, offer, content, span, today=today, now=KNOWN)
    return today


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts)
def test_versions_never_overlap_and_the_past_never_changes(
    world: World, wanted: list[tuple[str, int, int, int]]
) -> None:
    session, today = world.session, date(2026, 3, 1)
    with session.begin_nested() as undone:
        offer = session.get_one(Offer, world.offer.offer_id)
        for act in wanted:
            before = spoken(session, offer, today + timedelta(days=1))
            try:
                with session.begin_nested():
                    tomorrow = done(session, offer, act, today)
                    session.flush()
            except DomainError:
                tomorrow = today
            after = spoken(session, offer, FIRST + timedelta(days=400))
            assert {day: after.get(day) for day in before} == before
            today = tomorrow
        undone.rollback()
    session.expire_all()
