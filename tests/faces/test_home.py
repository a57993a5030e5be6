"""The first page: what waits at a unit of the base; who lags and what ends, further up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.access import roles
from benefits.cards import CardStatus
from benefits.jobs import JobState
from benefits.members import Confirmation, CorrectedField, corrections
from benefits.organization import Level
from benefits.reports.due import due_now
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/"


@pytest.fixture
def looked_through(world: World, session: Session, now: datetime) -> None:
    """Both lists were confirmed this quarter, so that nothing else waits than what a test makes."""
    for unit in (world.lotus, world.dawn):
        made = Confirmation(
            organization_id=unit.id, people=2, leavers=0, by_id=None, confirmed_at=now
        )
        session.add(made)
    session.flush()


def tasks_of(client: Visitor) -> dict[str, tuple[str, str]]:
    """What each task says, and where it leads."""
    page = Page(client.get(HERE))
    return {
        str(link.select_one("strong").get_text()): (  # type: ignore[union-attr]
            str(link.select_one(".task-count").get_text()),  # type: ignore[union-attr]
            str(link["href"]),
        )
        for link in page.soup.select("a.task")
    }


@pytest.mark.usefixtures("looked_through")
def test_a_chair_sees_what_waits_and_each_leads_to_it(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair = people.officer(world.lotus)
    client = signed_in(chair)
    assert tasks_of(client) == {}
    assert "Không có việc nào đang chờ" in Page(client.get(HERE)).text
    world.member("DV900", "Đỗ Không Thẻ", world.lotus)
    world.son_card.status = CardStatus.LOST
    world.hanh_card.valid_until = date(2026, 6, 1)
    for state, result in ((JobState.DONE, {"refused_lines": 7}), (JobState.FAILED, {})):
        job = jobs.enqueue(
            session,
            "import",
            now=people.now,
            input={"kind": "members", "within": world.lotus.id},
            account_id=chair.account.id,
        )
        job.state, job.result = state, result
    session.flush()
    told = tasks_of(client)
    assert {title: count for title, (count, _url) in told.items()} == {
        "Việc chạy nền bị lỗi": "1",
        "Dòng bị từ chối trong tệp đã nhập": "7",
        "Người chưa có thẻ in": "2",
        "Thẻ báo mất, chưa cấp thẻ khác": "1",
        "Thẻ hết hạn trong 60 ngày tới": "1",
    }
    for _count, url in told.values():
        assert "/viec/" in url or client.get(url).status_code == 200
    for title in ("Người chưa có thẻ in", "Thẻ báo mất, chưa cấp thẻ khác"):
        assert str(len(Page(client.get(told[title][1])).rows())) == told[title][0]


def test_work_left_open_stays_with_the_unit_when_its_officer_goes(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    gone, here = people.officer(world.lotus), people.officer(world.lotus)
    gone.role.valid_from -= timedelta(days=90)
    job = jobs.enqueue(
        session,
        "import",
        now=people.now,
        input={"within": world.lotus.id},
        account_id=gone.account.id,
    )
    job.state, job.error = JobState.FAILED, "fault:KeyError"
    roles.end_role(session, gone.role, people.now.date())
    session.flush()
    count, url = tasks_of(signed_in(here))["Việc chạy nền bị lỗi"]
    assert count == "1"
    assert signed_in(here).get(url).status_code == 200


@pytest.mark.parametrize(
    ("level", "day", "code", "due"),
    [
        (Level.CO_SO, date(2026, 5, 14), "2026-04", date(2026, 4, 16)),
        (Level.CO_SO, date(2026, 5, 15), "2026-05", date(2026, 5, 16)),
        (Level.CAP_TREN, date(2026, 5, 19), "2026-05", date(2026, 5, 18)),
        (Level.TINH, date(2026, 1, 15), "2026-01", date(2026, 1, 19)),
        (Level.CO_SO, date(2026, 6, 14), "2026-05", date(2026, 5, 16)),
    ],
)
def test_a_report_is_asked_for_from_one_cut_off_to_the_next_by_its_level(
    level: Level, day: date, code: str, due: date
) -> None:
    found = due_now(level, day)
    assert found.code == code
    assert found.at == datetime(due.year, due.month, due.day, 10, tzinfo=UTC)  # 17:00 in Việt Nam


@pytest.mark.usefixtures("looked_through")
def test_a_report_that_is_late_stands_first(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    world.member("DV900", "Đỗ Không Thẻ", world.lotus)
    chair = people.officer(world.lotus)
    site.now = people.now + timedelta(days=15, hours=8)  # 18:00 on the 16th
    told = list(tasks_of(signed_in(chair)))
    assert told == ["Báo cáo Tháng 5/2026", "Người chưa có thẻ in"]


@pytest.mark.either_database
@pytest.mark.usefixtures("looked_through")
def test_a_report_is_reminded_of_until_it_is_said_to_be_sent(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    chair = people.officer(world.lotus)
    site.now = people.now + timedelta(days=34)  # 4 June: weeks past the day it was due
    client = signed_in(chair)
    [(title, (_count, url))] = tasks_of(client).items()
    assert title == "Báo cáo Tháng 5/2026"
    assert Page(client.get(url)).soup.select_one("#ky [selected]")["value"] == "2026-05"  # type: ignore[index]
    report = HERE + "bao-cao/bt259-pl01/SEN/2026-05"
    page = Page(client.get(report))
    assert page.send(client, action="/da-gui").location == report
    assert tasks_of(client) == {}
    page = Page(client.get(report))
    assert "đã được ghi là đã gửi" in page.text
    page.send(client, action="/chua-gui")
    assert list(tasks_of(client)) == [title]
    running = HERE + "bao-cao/bt259-pl01/SEN/2026-06"
    assert "Đã gửi" not in Page(client.get(running)).text


@pytest.mark.usefixtures("looked_through")
def test_each_unit_answers_its_own_people_and_those_above_only_what_waits_for_long(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    for member, days in ((world.hanh, 8), (world.son, 2)):
        corrections.ask(
            session,
            member,
            CorrectedField.PHONE,
            "0912345678",
            now=people.now - timedelta(days=days),
        )
    own, stuck = "Yêu cầu sửa dữ liệu của đoàn viên", "Yêu cầu sửa dữ liệu mà đơn vị cấp dưới"
    [(title, (count, _url))] = tasks_of(signed_in(people.officer(world.lotus))).items()
    assert (title, count) == (own, "2")
    above = signed_in(people.officer(world.north))
    [(title, (count, url))] = tasks_of(above).items()
    assert title.startswith(stuck)
    assert count == "1" == str(len(Page(above.get(url)).rows()))
    staff = world.member("DV800", "Hồ Thị Văn Phòng", world.north)
    corrections.ask(session, staff, CorrectedField.PHONE, "0987654321", now=people.now)
    count, url = tasks_of(above)[own]
    assert count == "1" == str(len(Page(above.get(url)).rows()))


def test_an_upper_union_sees_who_lags_with_a_door_to_each_list(
    signed_in: SignedIn, world: World, people: People
) -> None:
    for each in range(25):
        world.member(f"DV7{each:02}", f"Người thứ {each}", world.dawn)
    client = signed_in(people.officer(world.province))
    home = Page(client.get(HERE))
    parts = [str(each["data-part"]) for each in home.soup.select("[data-part]")]
    assert len(parts) == 2
    numbers, behind = (
        Page(client.get(part, headers={"X-Fragment": "1"}), is_part=True) for part in parts
    )
    assert [row[0].split(" (")[0] for row in numbers.rows()] == [
        "Tháng 5/2026",
        "Tháng 4/2026",
        "Tháng 5/2025",
    ]
    doors = {
        str(panel.h3.get_text()): (  # type: ignore[union-attr]
            str(panel.select_one(".figure-count").get_text()),  # type: ignore[union-attr]
            str(panel.a["href"]),  # type: ignore[index]
        )
        for panel in behind.soup.select("section")
    }
    assert [count for count, _url in doors.values()] == ["1", "2", "4", "0", "0", "0", "0", "1"]
    for count, url in doors.values():
        page = Page(client.get(url))
        assert page.status == 200
        assert len(page.rows()) == int(count)
    assert Page(signed_in(people.officer(world.north)).get(HERE + "don-vi-cham")).rows() == []


@pytest.mark.either_database
def test_the_first_page_takes_as_many_statements_for_many_units_as_for_few(
    signed_in: SignedIn, world: World, people: People, statements: list[str]
) -> None:
    client, counts = signed_in(people.officer(world.province)), []
    for turn in range(2):
        for path in ("", "so-lieu-ky-nay", "can-theo-doi", "don-vi-cham?thieu=can_bo"):
            statements.clear()
            assert client.get(HERE + path).status_code == 200
            counts.append(len(statements))
        for each in range(8):
            unit = world.unit(f"X{turn}{each}", f"CĐCS số {each}", Level.CO_SO, world.south)
            world.member(f"X{turn}{each}", "Lê Thêm", unit)
    assert counts[:4] == counts[4:]
    assert max(counts) <= 26
