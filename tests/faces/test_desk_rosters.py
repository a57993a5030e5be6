"""A roster at the desk: sorted into files, read otherwise, pasted, and who is missing from it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.desk.rosters import import_leavers
from benefits.exchange.leavers import absent_from
from benefits.jobs import Job
from benefits.members import BeneficiaryKind, Member, Membership, in_bulk
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import IMPORTS, ROSTER, again, figures, upload
from tests.page import Page
from tests.world import World


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def part(client: Visitor, page: Page, label: str) -> list[list[str]]:
    """Read the file of the rows of which one thing became."""
    sent = client.get(page.links()[label], buffered=True)
    sheet = CalamineWorkbook.from_filelike(BytesIO(sent.data)).get_sheet_by_index(0)
    return [list(map(str, row)) for row in sheet.to_python()]


@pytest.mark.either_database
def test_each_part_of_a_file_is_the_same_file_with_a_reason_and_can_be_given_again(
    lotus: Visitor, work: Work
) -> None:
    page = upload(lotus, ROSTER)
    work()
    page = again(lotus, page)
    refused = part(lotus, page, "Không nhận (1)")
    assert refused[0] == [*ROSTER.splitlines()[0].split(","), "Lỗi", "Dòng gốc", "Mã đơn vị"]
    assert refused[1][:4] == ["2", "Đỗ Văn Tám", "30/2/1988", "0912345679"]
    assert refused[1][5].startswith("Ngày sinh: ")
    assert refused[1][6:] == ["3", "SEN"]
    mended = "\n".join(",".join(row).replace("30/2/1988", "1988") for row in refused)
    page = upload(lotus, mended)
    work()
    told = again(lotus, page)
    assert figures(told)["Sẽ thêm"] == "1"
    assert "Không có trong tệp" not in figures(told)
    assert "Tệp này là một phần" in told.text
    page = Page(told.send(lotus, action="/nhap/", follow_redirects=True))
    work()
    taken = again(lotus, page)
    assert not [label for label in taken.links() if "không có trong tệp" in label]
    assert lotus.get(f"{page.response.request.path.replace('viec', 'nhap')}/roi").status_code == 404
    assert lotus.get(f"{page.response.request.path}/tep/khac").status_code == 404


@pytest.mark.either_database
def test_a_column_can_be_given_another_meaning_and_the_file_is_read_again(
    lotus: Visitor, work: Work, session: Session
) -> None:
    page = upload(lotus, "Họ và tên,Ghi chú\nPhạm Thị Mười,M10\n")
    work()
    first = again(lotus, page)
    page = Page(
        first.send(lotus, {"cot-0-1": "member_no"}, action="doc-lai", follow_redirects=True)
    )
    work()
    page = again(lotus, page)
    assert "bạn đã chọn" in page.text
    Page(page.send(lotus, action="/nhap/", follow_redirects=True))
    work()
    assert session.scalar(select(Member.full_name).where(Member.member_no == "M10"))

    page = Page(
        first.send(
            lotus, {"cot-0-0": "note", "cot-0-1": ""}, action="doc-lai", follow_redirects=True
        )
    )
    work()
    failed = again(lotus, page)
    assert failed.soup.select_one("[role=alert]")
    assert "Quay lại lần xem trước" in failed.links()


@pytest.mark.either_database
def test_rows_pasted_in_an_old_encoding_are_previewed_chosen_and_imported(
    lotus: Visitor, work: Work, session: Session
) -> None:
    rows = "Hä vµ tªn\tNgµy sinh\r\nNguyÔn ThÞ Hoµ\t5/7/1986\r\n"
    page = Page(lotus.get(f"{IMPORTS}dan/"))
    asked = {"rows": rows, "ma": "tcvn3"}
    shown = Page(page.send(lotus, {**asked, "xem": "1"}, action="nhap/dan"))
    assert "Nguyễn Thị Hoà" in shown.text
    plain = {name: value for name, value in page.form("nhap/dan").items() if name != "xem"}
    page = Page(lotus.post(f"{IMPORTS}dan/", data={**plain, **asked}, follow_redirects=True))
    work()
    page = again(lotus, page)
    assert figures(page)["Sẽ thêm"] == "1"
    Page(page.send(lotus, action="/nhap/", follow_redirects=True))
    work()
    added = session.scalars(select(Member).where(Member.full_name == "Nguyễn Thị Hoà")).one()
    assert added.birth == "1986-07-05"
    empty = Page(lotus.get(f"{IMPORTS}dan/")).send(lotus, {"rows": " "}, action="nhap/dan")
    assert empty.status_code == 422


def test_whoever_is_not_in_the_file_is_asked_about_and_leaves_only_when_ticked(
    lotus: Visitor, work: Work, session: Session, world: World, people: People
) -> None:
    gone = world.member("DV050", "Trần Văn Đã Nghỉ", world.lotus)
    stays = world.member("DV051", "Trần Văn Còn Làm", world.lotus)
    page = upload(lotus, "Mã đoàn viên,Họ và tên\nDV001,Nguyễn Thị Hạnh\n")
    work()
    page = again(lotus, page)
    absent = part(lotus, page, f"Không có trong tệp ({figures(page)['Không có trong tệp']})")
    assert {"DV050", "DV051"} <= {row[0] for row in absent}
    assert not session.scalar(select(Membership).where(Membership.valid_until.is_not(None)))
    page = Page(page.send(lotus, action="/nhap/", follow_redirects=True))
    work()
    page = again(lotus, page)
    [address] = [url for label, url in page.links().items() if "không có trong tệp" in label]
    asked = Page(lotus.get(address))
    nobody = asked.send(lotus, action="roi")
    assert nobody.status_code == 422
    last = (people.now - timedelta(days=3)).date()
    asked.send(lotus, {"left": [str(gone.id)], "day": last.isoformat()}, action="roi")
    left, kept = (
        session.scalars(select(Membership).where(Membership.member_id == each.id)).one()
        for each in (gone, stays)
    )
    assert left.valid_until == last + timedelta(days=1)
    assert kept.valid_until is None
    asked = Page(lotus.get(address))
    assert "Trần Văn Đã Nghỉ" not in asked.text
    today = {"left": [str(stays.id)], "day": people.now.date().isoformat()}
    asked.send(lotus, today, action="roi")
    assert "Trần Văn Còn Làm" not in Page(lotus.get(address)).text


@pytest.mark.either_database
def test_a_list_whose_button_is_pressed_twice_is_taken_in_once(
    lotus: Visitor, work: Work, session: Session
) -> None:
    page = upload(lotus, "Họ và tên\nTrần Văn Hai Lần\n")
    work()
    page = again(lotus, page)
    first, second = (page.send(lotus, action="/nhap/") for _ in range(2))
    assert first.location == second.location
    work()
    assert len(session.scalars(select(Job).where(Job.kind == "import")).all()) == 1
    third = page.send(lotus, action="/nhap/")
    assert third.location == first.location
    work()
    assert figures(Page(lotus.get(third.location)))["Đã thêm"] == "1"
    assert len(session.scalars(select(Job).where(Job.kind == "import")).all()) == 1


@pytest.fixture
def crowd(session: Session, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four whom a file will not name, on two pages, one with a child; two at once leave."""
    monkeypatch.setattr(import_leavers, "SHOWN", 2)
    monkeypatch.setattr(in_bulk, "AT_ONCE", 2)
    people = [world.member(f"DV06{each}", f"Trần Văn {each}", world.lotus) for each in range(3)]
    child = world.member("TN06", "Trần Bé", world.lotus, kind=BeneficiaryKind.THAN_NHAN)
    [span] = session.scalars(select(Membership).where(Membership.member_id == child.id))
    span.relative_of_id = people[0].id
    session.flush()


def taken_in(lotus: Visitor, work: Work, session: Session) -> Job:
    """Take in a list that names one person alone."""
    upload(lotus, "Mã đoàn viên,Họ và tên\nDV001,Nguyễn Thị Hạnh\n")
    work()
    [job] = session.scalars(select(Job))
    Page(lotus.get(f"/cong-doan/viec/{job.id}")).send(lotus, action="/nhap/")
    work()
    return session.scalars(select(Job).order_by(Job.id.desc())).all()[0]


def everybody(lotus: Visitor, job: Job) -> str:
    links = Page(lotus.get(f"{IMPORTS}{job.id}/roi")).links()
    [address] = [url for label, url in links.items() if "Chọn tất cả 4 người" in label]
    return address


# What a form says back does not depend on the database.
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
@pytest.mark.usefixtures("crowd")
def test_who_says_that_everybody_left_types_how_many_and_a_day_that_can_be(
    lotus: Visitor, work: Work, session: Session
) -> None:
    page = Page(lotus.get(everybody(lotus, taken_in(lotus, work, session))))
    for told, said in (
        ({"number": "3"}, "Số người bây giờ là 4. Hãy xem lại."),
        ({"number": "4", "day": "2026-05-09"}, "Hãy chọn hôm nay hoặc một ngày đã qua."),
        ({"number": "4", "day": "2019-01-01"}, "4 người chỉ tham gia sau ngày này."),
    ):
        wrong = Page(page.send(lotus, told))
        assert wrong.status == 422
        assert said in wrong.text


@pytest.mark.usefixtures("crowd")
def test_everybody_on_all_pages_leaves_at_once_and_who_moved_meanwhile_stays(
    lotus: Visitor, work: Work, session: Session, world: World
) -> None:
    job = taken_in(lotus, work, session)
    address = everybody(lotus, job)
    told = {"number": "4", "day": "2026-04-29", "reason": "nghi_huu"}
    waiting = Page(Page(lotus.get(address)).send(lotus, told, follow_redirects=True))
    moved = session.scalars(select(Member).where(Member.member_no == "DV062")).one()
    purchases.transfer(session, moved.id, world.dawn.id, date(2026, 4, 20), now=job.created_at)
    work()
    done = again(lotus, waiting)
    assert "Đã ghi 3 người rời." in done.text
    assert [row[0] for row in done.rows()] == ["DV062"]
    left = session.scalars(
        select(Member.member_no)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.valid_until == date(2026, 4, 30))
    )
    assert set(left) == {"DV002", "DV060", "DV061", "TN06"}
    assert "Không còn ai" in Page(lotus.get(address)).text


@pytest.mark.usefixtures("crowd")
def test_whoever_was_elsewhere_when_a_list_came_is_never_among_its_leavers(
    lotus: Visitor, work: Work, session: Session, world: World
) -> None:
    """The one who is named goes where others are; others come to where the list is from."""
    there = world.member("DV070", "Trần Văn Ở Xa", world.dawn)
    job = taken_in(lotus, work, session)
    told = job.result or {}
    assert told["leavers"] == 4
    numbers = select(Member).where(Member.member_no.in_(("DV001", "DV070", "DV061")))
    people = {each.member_no: each.id for each in session.scalars(numbers)}
    assert people["DV070"] == there.id
    day = date(2026, 4, 20)
    for number, unit in (("DV001", world.dawn), ("DV070", world.lotus), ("DV061", world.dawn)):
        purchases.transfer(session, people[number], unit.id, day, now=job.created_at)
    left = session.scalars(absent_from(told["run_id"], date(2026, 5, 2)))
    named = select(Member.member_no).where(Member.id.in_(left.all()))
    assert set(session.scalars(named)) == {"DV002", "DV060", "DV062"}
