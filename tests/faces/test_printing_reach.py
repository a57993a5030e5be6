"""Cards are printed by the officers of their owners, and by nobody who was that once."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.audit import Entry
from benefits.database import take_keys
from benefits.jobs import Job
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.organization import Organization
from benefits.periods import day_of
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"


def move(session: Session, member: Member, to: Organization, people: People) -> None:
    today = day_of(people.now)
    span = session.scalars(select(Membership).where(Membership.member_id == member.id)).one()
    span.valid_until = today
    session.flush()
    session.add(
        Membership(
            member_id=member.id,
            id=take_keys(session, "memberships")[0],
            organization_id=to.id,
            kind=BeneficiaryKind.DOAN_VIEN,
            valid_from=today,
            known_at=people.now,
        )
    )
    session.flush()


def given(officer: Visitor, work: Work) -> Page:
    """The page of a work that gave cards to everybody without one."""
    page = Page(officer.get(f"{DESK}/the/cap"))
    sent = page.send(officer, {"last_day": "31/05/2027"}, action="/cap/SEN")
    work()
    return Page(officer.get(sent.location))


@pytest.mark.either_database
def test_people_who_left_are_not_printed_by_the_unit_they_left(
    *, signed_in: SignedIn, world: World, work: Work, session: Session, people: People
) -> None:
    first, second, third = (
        world.member(f"N{each}", f"Lâm Thị Mới {each}", world.lotus) for each in "123"
    )
    lotus = signed_in(people.officer(world.lotus))
    page = given(lotus, work)
    move(session, first, world.dawn, people)
    sent = page.send(lotus, action="/in", follow_redirects=True)
    job = session.scalars(select(Job).where(Job.kind == "print_cards")).one()
    assert len(job.input["indexes"]) == 2
    noted = session.scalars(select(Entry).where(Entry.act == "cards_printed")).one()
    assert noted.fields["count"] == 2
    move(session, second, world.dawn, people)
    work()
    told = Page(lotus.get(sent.request.path)).text
    assert "Đã in 1 thẻ" in told
    assert "Bỏ qua 1 thẻ" in told
    move(session, third, world.dawn, people)
    page = Page(page.send(lotus, action="/in", follow_redirects=True))
    assert "Không có thẻ nào còn dùng được để in" in page.text


def test_what_another_kind_of_work_touched_is_not_to_be_printed(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    for kind, status in (("print_letters", 404), ("change_cards", 200)):
        asked = {"within": world.lotus.id, "indexes": [world.hanh_card.index]}
        job = Job(kind=kind, input=asked, created_at=people.now)
        session.add(job)
        session.flush()
        answer = lotus.get(f"{DESK}/in-the/viec/{job.id}")
        assert answer.status_code == status
        assert "Sẽ in" not in answer.get_data(as_text=True)
