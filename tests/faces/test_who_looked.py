"""Whatever page of the desk tells of one person leaves a note that the person can read."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from benefits import audit
from benefits.access import Standing
from benefits.desk.opening import ONE_LOOK
from benefits.members import Member, Membership
from benefits.members.listed import listed_of
from tests.faces.conftest import SignedIn
from tests.faces.every_page import pages_of
from tests.faces.members import HERE
from tests.faces.own import Scene
from tests.faces.people import People, Site
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"
PHONE, CITIZEN_ID = "0912345611", "4321"

# Pages of one thing that name many people: a page without a record in its address tells of many.
OF_MANY = frozenset({"desk.rolls.one"})


@pytest.fixture
def shown(scene: Scene) -> Scene:
    """A scene in which more is known of Hạnh than her name."""
    scene.world.hanh.phone, scene.world.hanh.citizen_id_last4 = "+84912345611", CITIZEN_ID
    scene.world.session.flush()
    return scene


def looks_at(session: Session, member_id: int) -> int:
    noted = select(audit.Entry.id).where(
        audit.Entry.act == "member_seen",
        audit.Entry.subject_type == "members",
        audit.Entry.subject_key == str(member_id),
    )
    return len(session.scalars(noted).all())


def tells(answer: TestResponse, member: Member) -> bool:
    text = answer.text if answer.mimetype == "text/html" else ""
    return any(word in text for word in (member.full_name, PHONE, member.member_no))


# What is noted does not depend on who answers.
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_every_page_of_the_desk_that_tells_of_one_person_notes_the_look(
    site: Site, shown: Scene, session: Session
) -> None:
    hanh, wrong, told = shown.world.hanh, [], set()
    rules = {rule.endpoint: rule for rule in site.apps[DESK].url_map.iter_rules()}
    for seen in list(pages_of(site.apps, shown, face="desk", standing=Standing.OFFICER)):
        if not rules[seen.endpoint.removeprefix("desk.")].arguments:
            continue
        site.now += ONE_LOOK
        browser = site.sign_in(shown.officer.account, shown.officer.role, prefix=DESK)
        before = looks_at(session, hanh.id)
        answer = browser.get(seen.path, buffered=True)
        noted = looks_at(session, hanh.id) - before
        if tells(answer, hanh) and seen.endpoint not in OF_MANY:
            told.add(seen.endpoint)
            if noted != 1:
                wrong.append(f"{seen}: {noted} notes")
    assert not wrong, "\n".join(wrong)
    assert told >= {"desk.members.one", "desk.member_acts.edit", "desk.cards.one"}


@pytest.mark.either_database
def test_pages_turned_one_after_another_are_one_look(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    officer = signed_in(people.officer(world.north))
    for page in ("", "/sua", "/chuyen", ""):
        assert officer.get(f"{DESK}/doan-vien/{world.hanh.id}{page}").status_code == 200
    assert looks_at(session, world.hanh.id) == 1
    again = signed_in(people.officer(world.lotus))
    assert again.get(f"{DESK}/the/{world.hanh_card.index}").status_code == 200
    assert looks_at(session, world.hanh.id) == 2


@pytest.mark.either_database
def test_who_took_the_units_list_is_told_to_the_people_who_stood_in_it(
    signed_in: SignedIn, people: People, world: World
) -> None:
    for officer in (people.officer(world.north), people.officer(world.dawn)):
        browser = signed_in(officer)
        for ending in ("csv", "xlsx"):
            asked = f"{DESK}/doan-vien/xuat?dang={ending}"
            assert browser.get(asked, buffered=True).status_code == 200
    hanh = signed_in(people.member(world.hanh))
    page = Page(hanh.get(f"{HERE}/ai-da-xem"))
    assert page.text.count("Tải danh sách") == 2
    assert page.text.count("Công đoàn phường Bắc") == 2
    assert "Ai đã xem thẻ của tôi 2 lần" in Page(hanh.get(f"{HERE}/")).text
    north = signed_in(people.officer(world.north))
    assert north.get(f"{DESK}/don-vi/xuat?dang=csv", buffered=True).status_code == 200
    page = Page(signed_in(people.member(world.son)).get(f"{HERE}/ai-da-xem"))
    assert page.text.count("Tải danh sách") == 2


def test_lists_are_told_for_the_days_of_each_unit_and_of_the_last_one_for_good(
    world: World, session: Session
) -> None:
    moved, left = date(2026, 3, 1), date(2026, 4, 1)
    span = session.scalars(select(Membership).where(Membership.member_id == world.hanh.id)).one()
    span.valid_until = moved
    session.flush()
    world.belongs(world.hanh, world.dawn, since=moved, until=left)
    here = (world.province.id, world.north.id, world.lotus.id)
    there = (world.province.id, world.south.id, world.dawn.id)
    assert listed_of(session, [world.hanh.id]) == [
        (here, span.valid_from, moved),
        (there, moved, None),
    ]
    assert listed_of(session, []) == []
