"""Inviting many at once: what becomes of a list that is pasted or uploaded."""

from io import BytesIO

import pytest
import xlsxwriter
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import Account, accounts
from benefits.jobs import Job
from tests.faces.conftest import SignedIn, Work
from tests.faces.invitations import CUC, DAO, MANY, looked_at, made
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.north, "Trần Văn Bắc"))


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("\tLê Thị Cúc\t0912345678", "Thiếu mã đơn vị"),
        ("BM\tLê Thị Cúc\t0912345678", "phạm vi"),
        ("T\tLê Thị Cúc\t0912345678", "phạm vi"),
        ("SEN\t\t0912345678", "Thiếu họ và tên"),
        ("SEN\tLê Thị Cúc\t", "Thiếu email"),
        ("SEN\tLê Thị Cúc\t0912345678 / 0987654321", "không phải một email hay số điện thoại"),
        ("SEN\tLê Thị Cúc\tmember:1", "không phải một email hay số điện thoại"),
        ("SEN\tLê Thị Cúc\tcuc@sen", "không phải một email hay số điện thoại"),
        ("SEN\tLê Thị Cúc\t0912345678\tthu ngân", "Vai trò ghi"),
        ("AK\tLê Thị Cúc\t0912345678\tquản lý", "Không có đối tác mã AK"),
        (f"SEN\t{'C' * 501}\t0912345678", "tối đa 500"),
    ],
)
def test_a_row_that_cannot_be_invited_says_why_and_the_others_go_on(
    officer: Visitor, session: Session, row: str, said: str
) -> None:
    shown = looked_at(officer, row, DAO)
    assert "1 dòng chưa nhận được" in shown.text
    assert said in shown.text
    told = Page(shown.send(officer, {"lam": "lap"}, action=MANY))
    assert told.status == 200
    assert "Đã lập 1 tài khoản" in told.text
    left = told.soup.select_one("textarea[name=rows]")
    assert left is not None
    assert left.get_text().strip() == row.strip()
    assert session.scalar(select(Account).where(Account.login == "dao@bac.example")) is not None


def test_what_was_refused_keeps_all_its_cells_and_the_headings(officer: Visitor) -> None:
    headings = "Mã đơn vị\tHọ và tên\tĐiện thoại\tEmail\tGhi chú"
    wrong = "SAI\tLê Thị Cúc\t0912345678\tcuc@sen.example\tgọi sau 17 giờ"
    shown = looked_at(officer, headings, wrong, "BAC\tĐỗ Văn Đạo\t0912345670\t\t")
    told = Page(shown.send(officer, {"lam": "lap"}, action=MANY))
    left = told.soup.select_one("textarea[name=rows]")
    assert left is not None
    assert left.get_text().splitlines()[-2:] == [headings, wrong]
    assert "1 dòng chưa nhận được" in told.text


@pytest.mark.either_database
def test_a_row_is_judged_by_the_rows_above_it_and_by_who_has_an_account(
    *, officer: Visitor, people: People, world: World, session: Session
) -> None:
    here, there = people.officer(world.lotus, "Vũ Sen"), people.officer(world.dawn, "Vũ Mai")
    locked = people.officer(world.lotus, "Vũ Khóa")
    accounts.disable(session, locked.account, people.now)
    logins = [each.account.login for each in (here, there, locked)]
    shown = looked_at(
        officer,
        CUC,
        CUC,
        "SEN\tLê Thị Khác\t+84912345678",
        f"SEN\tVũ Sen\t{logins[0]}",
        f"BAC\tNgười Khác\t{logins[0]}",
        f"SEN\tVũ Mai\t{logins[1]}",
        f"BAC\tVũ Khóa\t{logins[2]}",
    )
    reasons = [row[-1] for row in shown.rows()][:6]
    for reason, said in zip(
        reasons,
        (
            "Dòng trên đã ghi",
            "Dòng 1 đã ghi tên đăng nhập này cho Lê Thị Cúc",
            "đã giữ vai trò",
            "của Vũ Sen, một người khác tên",
            "Nhờ cấp trên",
            "đang bị khóa",
        ),
        strict=True,
    ):
        assert said in reason
    assert "Vũ Mai" not in reasons[4]


def test_two_of_one_name_at_one_place_are_pointed_out_and_let_through(
    officer: Visitor, people: People, world: World
) -> None:
    people.officer(world.lotus, "Lê Thị Cúc")
    shown = looked_at(officer, CUC)
    assert "đã có người cùng họ tên" in shown.text
    assert "1 dòng sẽ lập" in shown.text


def test_what_was_not_looked_at_is_not_made(officer: Visitor, session: Session) -> None:
    shown = looked_at(officer, CUC)
    again = Page(shown.send(officer, {"rows": DAO, "lam": "lap"}, action=MANY))
    assert "Hãy xem lại" in again.text
    assert session.scalar(select(Account).where(Account.name == "Đỗ Văn Đạo")) is None
    assert "Đỗ Văn Đạo" in again.text


def test_pressing_twice_makes_nobody_twice(officer: Visitor, session: Session) -> None:
    shown = looked_at(officer, CUC, DAO)
    taps = [shown.send(officer, {"lam": "lap"}, action=MANY) for _tap in range(2)]
    assert taps[0].status_code == 303
    assert "2 dòng chưa nhận được" in Page(taps[1]).text
    assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_an_uploaded_file_is_put_where_it_can_be_mended(officer: Visitor) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["DANH SÁCH CÁN BỘ"])
        sheet.write_row(1, 0, ["STT", "Họ và tên", "Điện thoại", "Mã đơn vị", "Email"])
        sheet.write_row(2, 0, [1, "Lê Thị Cúc", 912345678, "SEN", ""])
        sheet.write_row(3, 0, [2, "Đỗ Văn Đạo", 912345679, "BAC", "dao@bac.example"])
    out.seek(0)
    shown = looked_at(officer, file=(out, "can-bo.xlsx"))
    assert "2 dòng sẽ lập" in shown.text
    assert [row[2].replace(" ", "") for row in shown.rows()] == ["0912345678", "dao@bac.example"]
    kept = shown.soup.select_one("textarea[name=rows]")
    assert kept is not None
    assert "Lê Thị Cúc" in kept.get_text()


@pytest.mark.parametrize(("titles", "rows", "step"), [(0, 300, 2), (9, 501, 1), (0, 700, 1)])
def test_no_row_of_a_file_is_left_out_in_silence(
    officer: Visitor, titles: int, rows: int, step: int
) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for line in range(titles):
            sheet.write(line, 0, f"Tiêu đề {line}")
        sheet.write_row(titles, 0, ["Mã đơn vị", "Họ và tên", "Điện thoại"])
        for each in range(rows):
            row = ["SEN", f"Người {each}", f"0912340{each:03}"]
            sheet.write_row(titles + 1 + each * step, 0, row)
    out.seek(0)
    shown = looked_at(officer, file=(out, "can-bo.xlsx"))
    if rows <= 500:
        assert f"{rows} dòng sẽ lập" in shown.text
        return
    assert "chia" in " ".join(shown.mistakes)
    kept = shown.soup.select_one("textarea[name=rows]")
    assert kept is not None
    assert not kept.get_text().strip() or f"Người {rows - 1}" in kept.get_text()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rows": ""}, "Hãy dán danh sách"),
        ({"rows": "\n".join(f"SEN\tNgười {each}\t{each}" for each in range(501))}, "chia"),
        ({"rows": CUC, "since": "31/12/9999"}, "Cần một ngày"),
        ({"rows": "", "file": b"%PDF-1.7 x"}, "bảng"),
    ],
)
def test_a_list_that_cannot_be_read_says_so_and_loses_nothing(
    officer: Visitor, fields: dict[str, object], said: str
) -> None:
    page, sent = Page(officer.get(MANY)), {"lam": "xem", **fields}
    if isinstance(content := sent.get("file"), bytes):
        sent["file"] = (BytesIO(content), "a.pdf")
    answer = Page(page.send(officer, sent, action=MANY))
    assert answer.status == 422
    assert said in " ".join(answer.mistakes)
    kept = answer.soup.select_one("textarea[name=rows]")
    assert kept is not None
    assert kept.get_text().strip() == str(fields["rows"]).strip()


def test_units_without_anybody_are_filled_in_and_left_out_while_nobody_is_named(
    officer: Visitor,
) -> None:
    page = Page(officer.get(MANY))
    filled = Page(page.send(officer, {"lam": "dien"}, action=MANY))
    kept = filled.soup.select_one("textarea[name=rows]")
    assert kept is not None
    assert "SEN\t\t\tcán bộ\tCĐCS Công ty Hoa Sen" in kept.get_text()
    assert "BAC\t" not in kept.get_text()  # the officer who asks is there
    shown = Page(filled.send(officer, {"lam": "xem"}, action=MANY))
    assert "chưa ghi người nào" in shown.text


@pytest.mark.either_database
def test_a_long_list_sends_as_many_statements_to_be_looked_at_as_a_short_one(
    officer: Visitor, statements: list[str]
) -> None:
    page, counts = Page(officer.get(MANY)), []
    for many in (1, 60):
        rows = "\n".join(f"SEN\tNgười {each}\t09123400{each:02}" for each in range(many))
        statements.clear()
        Page(page.send(officer, {"rows": rows, "lam": "xem"}, action=MANY))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 30


def test_a_login_that_cannot_be_printed_is_named(
    officer: Visitor, session: Session, work: Work
) -> None:
    made(officer, "SEN\tLê Thị Cúc\t小明@sen.example")
    work()
    result = session.scalars(select(Job)).one().result or {}
    assert [letters for _page, _account, letters in result["illegible_letters"]] == ["小明"]
