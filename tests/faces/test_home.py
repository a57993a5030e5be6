"""The first page: what waits at a unit of the base; who lags and what ends, further up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.access import roles
from benefits.cards import CardStatus
from benefits.jobs import JobState
from benefits.organization import Level
from benefits.reports.due import due_now
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/"


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
    [(count, url)] = tasks_of(signed_in(here)).values()
    assert count == "1"
    assert signed_in(here).get(url).status_code == 200


@pytest.mark.parametrize(
    ("level", "day", "code", "due"),
    [
        (Level.CO_SO, date(2026, 5, 14), None, None),
        (Level.CO_SO, date(2026, 5, 15), "2026-05", 16),
        (Level.CAP_TREN, date(2026, 5, 19), "2026-05", 18),
        (Level.TINH, date(2026, 1, 15), "2026-01", 19),
        (Level.CO_SO, date(2026, 5, 20), None, None),
    ],
)
def test_a_report_is_asked_for_from_the_cut_off_by_its_level(
    level: Level, day: date, code: str | None, due: int | None
) -> None:
    found = due_now(level, day)
    if code is None or due is None:
        assert found is None
        return
    assert found is not None
    assert found.code == code
    assert found.at == datetime(day.year, day.month, due, 10, tzinfo=UTC)  # 17:00 in Việt Nam


def test_a_report_that_is_late_stands_first(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    world.member("DV900", "Đỗ Không Thẻ", world.lotus)
    chair = people.officer(world.lotus)
    site.now = people.now + timedelta(days=15, hours=8)  # 18:00 on the 16th
    told = list(tasks_of(signed_in(chair)))
    assert told == ["Báo cáo Tháng 5/2026", "Người chưa có thẻ in"]


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
    assert [count for count, _url in doors.values()] == ["1", "2", "4", "0", "0", "1"]
    for count, url in doors.values():
        page = Page(client.get(url))
        assert page.status == 200
        assert len(page.rows()) == int(count)
    assert Page(signed_in(people.officer(world.north)).get(HERE + "don-vi-cham")).rows() == []


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
