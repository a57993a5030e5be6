"""A CĐCS says that it told its people of an agreement, and the monthly report counts it."""

import csv
from datetime import date, datetime
from io import StringIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Acknowledgement, Agreement, Coverage, acknowledge, terminate
from benefits.audit import Entry
from benefits.errors import Conflict
from benefits.periods import Period
from benefits.reports.agreement_rows import reached
from benefits.reports.scope import Scope
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/"
OWN = f"{HERE}thoa-thuan/trien-khai/"


@pytest.fixture
def chair(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


@pytest.fixture
def new(world: World) -> Agreement:
    return world.signed("09/TT-LĐLĐ", world.pharmacy, world.province, since=date(2026, 4, 20))


def said(session: Session) -> list[tuple[int, int, date]]:
    rows = select(
        Acknowledgement.agreement_id,
        Acknowledgement.organization_id,
        Acknowledgement.acknowledged_on,
    )
    return [(*row,) for row in session.execute(rows.order_by(Acknowledgement.id))]


def test_a_chair_is_asked_on_the_first_page_and_ticks_what_was_told(
    chair: Visitor, new: Agreement, world: World, session: Session
) -> None:
    home = Page(chair.get(HERE))
    assert "Thỏa thuận mới chưa xác nhận triển khai" in home.text
    page = Page(chair.get(OWN))
    assert [each["value"] for each in page.soup.select("[name=ticked]")] == [
        str(new.id),
        str(world.agreement.id),
    ]
    for day, mistake in (
        ("2026-05-02", "Ngày triển khai không được sau hôm nay."),
        ("2026-03-01", "Thỏa thuận ký ngày"),
    ):
        refused = Page(page.send(chair, {"ticked": [str(new.id)], "day": day}))
        assert refused.status == 422
        assert refused.mistakes[0].startswith(mistake)
    nothing = Page(page.send(chair, {"day": "2026-04-25"}))
    assert nothing.mistakes[0] == "Hãy chọn ít nhất một mục."
    assert said(session) == []
    for _twice in range(2):
        page.send(chair, {"ticked": [str(new.id)], "day": "2026-04-25"})
    assert said(session) == [(new.id, world.lotus.id, date(2026, 4, 25))]
    assert "chưa xác nhận triển khai" not in Page(chair.get(HERE)).text
    acts = session.scalars(select(Entry.act).where(Entry.subject_type == "agreements")).all()
    assert acts == ["agreement_rolled_out"]
    shown = Page(chair.get(f"{HERE}thoa-thuan/{new.id}"))
    assert "1 trên 1 công đoàn cơ sở được hưởng đã xác nhận." in shown.text
    assert "SEN đã triển khai, ngày 25/04/2026" in shown.text


def test_a_superior_sees_who_is_left_and_says_it_for_a_unit_without_an_officer(
    signed_in: SignedIn,
    people: People,
    new: Agreement,
    world: World,
    session: Session,
) -> None:
    officer = signed_in(people.officer(world.province))
    path = f"{HERE}thoa-thuan/{new.id}/trien-khai/"
    page = Page(officer.get(path))
    assert [each["value"] for each in page.soup.select("[name=ticked]")] == ["BM", "SEN"]
    page.send(officer, {"ticked": ["BM"], "day": "2026-04-28"})
    assert said(session) == [(new.id, world.dawn.id, date(2026, 4, 28))]
    left = Page(officer.get(path, query_string={"tim": "hoa sen"}))
    assert [each["value"] for each in left.soup.select("[name=ticked]")] == ["SEN"]
    period = Period(date(2026, 4, 15), date(2026, 5, 15))
    scope = Scope(session, world.province.id, period, people.now)
    assert reached(scope).acknowledged == {world.dawn.id}
    told = Page(officer.get(path, query_string={"xem": "roi"}))
    assert "CĐCS Công ty Bình Minh BM · 28/04/2026" in told.text
    told.send(officer, action="/bo")
    assert said(session) == []


def test_who_is_late_is_taken_away_as_a_file(
    signed_in: SignedIn, people: People, world: World, new: Agreement, session: Session
) -> None:
    acknowledge(session, new, [world.lotus.id], date(2026, 4, 25), now=people.now)
    office = signed_in(people.officer(world.province))
    path = f"{HERE}thoa-thuan/{new.id}/trien-khai/"
    for asked, told in (
        ({}, ["CĐCS Công ty Bình Minh", "BM", ""]),
        ({"xem": "roi"}, ["CĐCS Công ty Hoa Sen", "SEN", "2026-04-25"]),
        ({"tim": "binh minh"}, ["CĐCS Công ty Bình Minh", "BM", ""]),
    ):
        page = Page(office.get(path, query_string=asked))
        with office.get(page.links()["Xuất CSV"]) as file:
            _heading, *rows = csv.reader(StringIO(file.get_data().decode("utf-8-sig")))
        assert rows == [told]
    nobody = Page(office.get(path, query_string={"tim": "không có"}))
    assert "Xuất CSV" not in nobody.links()


def test_a_unit_left_out_is_not_asked_and_says_nothing_for_another(
    chair: Visitor, new: Agreement, world: World, session: Session
) -> None:
    session.add(Coverage(agreement_id=new.id, organization_id=world.lotus.id, is_excluded=True))
    session.flush()
    assert str(new.id) not in [
        each["value"] for each in Page(chair.get(OWN)).soup.select("[name=ticked]")
    ]
    path = f"{HERE}thoa-thuan/{world.agreement.id}/trien-khai/"
    page = Page(chair.get(path))
    answer = page.send(chair, {"ticked": ["BM"], "day": "2026-04-28"})
    assert answer.status_code == 422
    token = page.form("dang-xuat")["csrf_token"]
    other = chair.post(f"{path}bo", data={"csrf_token": token, "donvi": "BM"})
    assert other.status_code == 404
    assert said(session) == []


def test_what_a_report_may_have_counted_stays(
    chair: Visitor, world: World, session: Session
) -> None:
    earlier = Acknowledgement(
        agreement_id=world.agreement.id,
        organization_id=world.lotus.id,
        acknowledged_on=date(2026, 4, 1),
        known_at=datetime.fromisoformat("2026-04-01T03:00:00+00:00"),
    )
    session.add(earlier)
    session.flush()
    path = f"{HERE}thoa-thuan/{world.agreement.id}/trien-khai/"
    page = Page(chair.get(path, query_string={"xem": "roi"}))
    token = page.form("dang-xuat")["csrf_token"]
    answer = chair.post(f"{path}bo", data={"csrf_token": token, "donvi": "SEN"})
    assert answer.status_code == 409
    assert len(said(session)) == 1


@pytest.mark.either_database
def test_what_is_refused_of_one_agreement_is_noted_of_none_of_those_ticked(
    chair: Visitor, new: Agreement, world: World, session: Session
) -> None:
    page, both = Page(chair.get(OWN)), [str(world.agreement.id), str(new.id)]
    new.signed_on, world.agreement.signed_on = date(2026, 1, 1), date(2026, 4, 20)
    session.flush()
    refused = page.send(chair, {"ticked": both, "day": "2026-03-01"})
    assert refused.status_code == 422
    session.expire_all()
    assert said(session) == []
    shown = Page(page.send(chair, {"ticked": both, "day": "2026-04-25"}, follow_redirects=True))
    assert "Đã ghi 2 xác nhận triển khai." in shown.text
    path = f"{HERE}thoa-thuan/{new.id}/trien-khai/"
    again = Page(chair.get(path))
    told = {"csrf_token": again.form("dang-xuat")["csrf_token"], "ticked": ["SEN"]}
    shown = Page(chair.post(path, data={**told, "day": "2026-04-26"}, follow_redirects=True))
    assert "Đã ghi 0 xác nhận triển khai." in shown.text
    assert {day for *_who, day in said(session)} == {date(2026, 4, 25)}


def test_nobody_rolled_out_what_was_called_off_before_it_began(
    new: Agreement, world: World, people: People, session: Session
) -> None:
    told = Acknowledgement(
        agreement_id=new.id,
        organization_id=world.dawn.id,
        acknowledged_on=date(2026, 4, 19),
        known_at=datetime.fromisoformat("2026-04-19T03:00:00+00:00"),
    )
    session.add(told)
    session.flush()
    period = Period(date(2026, 4, 15), date(2026, 5, 15))
    scope = Scope(session, world.province.id, period, people.now)
    assert reached(scope).acknowledged == {world.dawn.id}
    assert terminate(new, date(2026, 4, 19), "Đối tác rút", today=date(2026, 4, 18))
    assert not terminate(new, date(2026, 4, 19), "Đối tác rút", today=date(2026, 4, 18))
    session.flush()
    assert reached(scope).acknowledged == set()
    with pytest.raises(Conflict, match="agreement_called_off"):
        acknowledge(session, new, [world.lotus.id], date(2026, 4, 30), now=people.now)
