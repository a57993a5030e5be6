"""At the desk while the unit's merger is still ahead, and days that were entered wrongly."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from benefits.exchange import KINDS, Circumstances, RowState
from benefits.exchange.outcome import Row
from benefits.members import BeneficiaryKind, Member
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_membership import CONFIRM, PEOPLE, acts, one, spans
from tests.page import Page
from tests.support.deciding import decided, merging
from tests.world import World

AHEAD, LAST_DAY = date(2026, 7, 1), "2026-04-30"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


@pytest.fixture
def top(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def asked(client: Visitor, member: Member, way: str, typed: dict[str, str]) -> list[str]:
    """Send a form of a person's; return what was wrong with it."""
    page = Page(client.get(f"{PEOPLE}{member.id}/{way}"))
    answer = page.send(client, typed, action="")
    return [] if answer.status_code == 303 else Page(answer).mistakes or ["?"]


def test_people_leave_have_relatives_and_are_confirmed_while_the_merger_is_ahead(
    officer: Visitor, session: Session, world: World, now: datetime
) -> None:
    decided(world, now, merging(AHEAD))
    page = Page(officer.get(f"{PEOPLE}{world.hanh.id}/thoi"))
    assert "Hoa Sen" in page.text
    assert "Bình Minh" not in page.text
    child = {"full_name": "Lê Minh Anh", "since": "2026-05-01", "member_no": "TN1"}
    assert asked(officer, world.hanh, "than-nhan", child) == []
    assert [each.valid_until for each in spans(session, one(session, "TN1"))] == [AHEAD, None]
    left = {"day": LAST_DAY, "reason": "qua_doi"}
    assert asked(officer, world.hanh, "thoi", left) == []
    assert [each.valid_until for each in spans(session, world.hanh)] == [date(2026, 5, 1)]
    assert spans(session, one(session, "TN1")) == []
    page = Page(officer.get(CONFIRM))
    told = {"left": [str(world.son.id)], "day": LAST_DAY, "reason": "roi_don_vi"}
    assert page.send(officer, told).status_code == 303
    assert [each.valid_until for each in spans(session, world.son)] == [date(2026, 5, 1)]


def test_a_unit_takes_its_own_list_in_while_its_merger_is_ahead(
    session: Session, world: World, now: datetime
) -> None:
    decided(world, now, merging(AHEAD))
    sen = world.lotus.id
    within = Circumstances(now=now, secret=b"key", organization_id=sen, reach_of=sen)
    row = Row(2, {"member_no": "DV001", "full_name": "Nguyễn Thị Hạnh", "phone": "+84912345678"})
    [result] = KINDS["members"].apply(session, [row], within)
    assert result.state is RowState.CHANGED


def test_a_change_of_kind_ahead_keeps_nobody_from_leaving_or_moving(
    top: Visitor, session: Session, world: World
) -> None:
    for each in (world.hanh, world.son):
        worker = {"day": "2026-12-01", "kind": "nguoi_lao_dong"}
        assert asked(top, each, "doi-tuong", worker) == []
    assert asked(top, world.hanh, "thoi", {"day": LAST_DAY, "reason": "nghi_huu"}) == []
    assert len(spans(session, world.hanh)) == 1
    assert asked(top, world.son, "chuyen?tim=BM", {"unit": "BM", "day": LAST_DAY}) == []
    moved = [(each.organization_id, each.kind) for each in spans(session, world.son)]
    assert moved == [
        (world.lotus.id, BeneficiaryKind.DOAN_VIEN),
        (world.dawn.id, BeneficiaryKind.DOAN_VIEN),
        (world.dawn.id, BeneficiaryKind.NGUOI_LAO_DONG),
    ]


def test_a_transfer_is_put_right_and_stands_in_the_way_of_an_earlier_end(
    top: Visitor, session: Session, world: World
) -> None:
    for day in ("2026-04-10", "2026-03-10"):
        assert asked(top, world.hanh, "chuyen?tim=BM", {"unit": "BM", "day": day}) == []
    assert [each.valid_from for each in spans(session, world.hanh)][1:] == [date(2026, 3, 10)]
    told = Page(top.get(f"{PEOPLE}{world.hanh.id}")).text
    assert "Chuyển từ đơn vị SEN sang đơn vị BM từ ngày 10/03/2026" in told
    [refused] = asked(top, world.hanh, "thoi", {"day": "2026-02-01", "reason": "khac"})
    assert "Từ ngày 10/03/2026 người này thuộc đơn vị khác" in refused
    assert acts(session, world.hanh)[:2] == ["member_transferred", "member_transferred"]
