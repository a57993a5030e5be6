"""Partners at the desk: read by those it concerns, looked after by those who signed."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import devices
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

PARTNERS = "/cong-doan/doi-tac/"
LISTS = {
    "partners": PARTNERS,
    "outlets": f"{PARTNERS}diem/",
    "agreements": "/cong-doan/thoa-thuan/",
    "offers": "/cong-doan/uu-dai/",
}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def south_shop(world: World) -> str:
    """A partner of the south alone."""
    shop = world.partner("LC", "Nhà thuốc Long Châu")
    world.shop("LC1", shop, "Long Châu – Trần Phú")
    agreement = world.signed("02/TT-NAM", shop, world.south)
    world.offered("LC-10", agreement, "Giảm 10% khi mua từ hai hộp", value=1_000, ceiling=None)
    return shop.name


def lists(client: Visitor, kind: str, typed: str = "", **filters: str) -> list[list[str]]:
    return Page(client.get(LISTS[kind], query_string={"tim": typed, **filters})).rows()


@pytest.mark.usefixtures("south_shop")
def test_lists_show_what_was_agreed(officer: Visitor) -> None:
    assert lists(officer, "partners") == [
        ["Nhà thuốc An Khang", "AK", "Doanh nghiệp", "2", "Đang có hiệu lực"],
        ["Nhà thuốc Long Châu", "LC", "Doanh nghiệp", "1", "Đang có hiệu lực"],
    ]
    assert lists(officer, "outlets", "le loi") == [
        ["Nhà thuốc An Khang – Lê Lợi", "AK1", "Nhà thuốc An Khang", "–", "Đang mở", "0", "–"]
    ]
    assert lists(officer, "agreements", "02") == [
        [
            "02/TT-NAM",
            "Nhà thuốc Long Châu",
            "Công đoàn phường Nam",
            "01/01/2026",
            "31/12/2026",
            "Đang có hiệu lực",
        ]
    ]
    assert lists(officer, "offers", "thuoc khong ke don")[0] == [
        "Giảm 15% thuốc không kê đơn",
        "AK-15",
        "Nhà thuốc An Khang",
        "Đối tác ký thỏa thuận",
        "Giảm 15%; tối đa 50.000 ₫ mỗi lượt",
        "Đang áp dụng",
    ]


@pytest.mark.usefixtures("south_shop")
def test_lists_are_narrowed_by_what_people_choose(officer: Visitor) -> None:
    for register, filters, second_cells in (
        ("partners", {"loai": "thiet_che"}, []),
        ("partners", {"nhom": "doi_tac", "tim": "long"}, ["LC"]),
        ("partners", {"hieu_luc": "co"}, ["AK", "LC"]),
        ("partners", {"luot": "co"}, []),
        ("partners", {"luot": "khong"}, ["AK", "LC"]),
        ("outlets", {"mo": "khong"}, []),
        ("outlets", {"may": "khong", "tim": "an khang"}, ["AK2", "AK1"]),
        ("agreements", {"tinh_trang": "in_force", "doi_tac": "AK"}, ["Nhà thuốc An Khang"]),
        ("agreements", {"tinh_trang": "expiring"}, []),
        ("agreements", {"ma_ky": "T"}, ["Nhà thuốc An Khang"]),
        ("agreements", {"ben_ky": "khac"}, []),
        ("offers", {"kieu": "percent", "doi_tac": "LC"}, ["LC-10"]),
        ("offers", {"ap_dung": "khong"}, []),
        ("offers", {"nhom": "khach_san"}, []),
    ):
        found = [row[1] for row in lists(officer, register, **filters)]
        assert found == second_cells, (register, filters)


@pytest.mark.either_database
@pytest.mark.usefixtures("south_shop")
def test_every_list_is_taken_away_whole(officer: Visitor) -> None:
    for path in LISTS.values():
        with officer.get(f"{path}xuat", query_string={"dang": "csv"}) as text:
            rows = csv.reader(StringIO(text.data.decode("utf-8-sig")))
            assert len(list(rows)) >= 3
        with officer.get(f"{path}xuat", query_string={"dang": "xlsx"}) as book:
            assert book.data.startswith(b"PK")


@pytest.mark.usefixtures("south_shop")
def test_a_unit_reads_of_the_partners_that_serve_it(
    signed_in: SignedIn, people: People, world: World
) -> None:
    world.outlet.name = '=HYPERLINK("http://kho.example")'  # a shop names its outlets itself
    lotus = signed_in(people.officer(world.lotus))
    assert [row[1] for row in lists(lotus, "partners")] == ["AK"]
    dawn = signed_in(people.officer(world.dawn))
    assert [row[1] for row in lists(dawn, "partners")] == ["AK", "LC"]
    for kind, codes in (
        ("partners", ["AK"]),
        ("outlets", ["AK1", "AK2"]),
        ("agreements", ["01/TT-LĐLĐ"]),
        ("offers", ["AK-15"]),
    ):
        book = CalamineWorkbook.from_filelike(BytesIO(lotus.get(f"{PARTNERS}tai/{kind}").data))
        heading, *rows = book.get_sheet_by_index(0).to_python()
        assert heading[0] in {"code", "number"}
        assert [row[0] for row in rows] == codes
        if kind == "outlets":
            assert world.outlet.name in {row[2] for row in rows}  # a text, and no formula


@pytest.mark.either_database
def test_phones_are_invited_by_those_who_look_after_the_partner(
    officer: Visitor, world: World, session: Session, people: People
) -> None:
    page = Page(officer.get(f"{PARTNERS}diem/{world.outlet.id}"))
    page = Page(page.send(officer, action="moi-may", follow_redirects=True))
    code = page.soup.select_one(".amount code")
    picture = page.soup.select_one("img.qr")
    assert code is not None
    assert picture is not None
    assert str(picture["src"]).startswith("data:image/png;base64,")
    paired = devices.pair(session, code.get_text(), name="Oppo A3", now=people.now)
    assert isinstance(paired, devices.Paired)
    session.flush()
    assert "Đã ghép: Oppo A3" in Page(officer.get(page.response.request.path)).text
    outlet = Page(officer.get(f"{PARTNERS}diem/{world.outlet.id}"))
    Page(outlet.send(officer, action="/go", follow_redirects=True))
    session.refresh(paired.device)
    assert paired.device.revoked_at is not None
    acts = set(session.scalars(select(Entry.act)))
    assert {"phone_invited", "phone_revoked"} <= acts


@pytest.mark.either_database
def test_an_invitation_is_shown_to_the_inviter_alone_and_not_for_ever(
    officer: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    page = Page(officer.get(f"{PARTNERS}diem/{world.outlet.id}"))
    path = Page(page.send(officer, action="moi-may", follow_redirects=True)).response.request.path
    other = signed_in(people.officer(world.province, name="Người khác"))
    assert "Lời mời đã hết hạn" in Page(other.get(path)).text
    officer.now = people.now + timedelta(hours=1)
    assert "Lời mời đã hết hạn" in Page(officer.get(path)).text


@pytest.mark.either_database
def test_who_did_not_sign_only_reads(signed_in: SignedIn, people: People, world: World) -> None:
    lotus = signed_in(people.officer(world.lotus))
    path = f"{PARTNERS}diem/{world.outlet.id}"
    page = Page(lotus.get(path))
    assert "do đơn vị ký thỏa thuận quản lý" in page.text
    token = page.form("dang-xuat")["csrf_token"]
    for act in ("moi-may", "thu-ngan"):
        answer = lotus.post(f"{path}/{act}", data={"csrf_token": token, "name": "Ai đó"})
        assert answer.status_code == 404


def test_a_partner_is_corrected_and_what_it_was_called_stays_readable(
    officer: Visitor, signed_in: SignedIn, people: People, world: World
) -> None:
    path = f"{PARTNERS}{world.pharmacy.id}"
    assert signed_in(people.officer(world.lotus)).get(f"{path}/sua").status_code == 404
    page = Page(officer.get(f"{path}/sua"))
    assert page.soup.select_one("#is_health[checked]")  # its name says so
    assert Page(page.send(officer, {"name": " "})).status == 422
    told = {"name": "Siêu thị An Khang", "tax_code": "0101234567", "is_health": "y"}
    done = Page(page.send(officer, told, follow_redirects=True))
    assert "Đổi tên, trước là “Nhà thuốc An Khang”" in done.text
    assert "Sửa đối tác: mã số thuế" in done.text
    world.session.expire_all()
    assert world.pharmacy.is_health is True  # the new name tells it no more
    assert "Y tế hoặc trợ giúp pháp lý: không hiện tên người dùng" in done.text
    nothing = Page(page.send(officer, told, follow_redirects=True))
    assert "Không có gì thay đổi." in nothing.text
    ticked = Page(officer.get(f"{path}/sua"))
    token = ticked.form()["csrf_token"]
    unticked = {"csrf_token": token, "name": told["name"], "tax_code": told["tax_code"]}
    shown = Page(officer.post(f"{path}/sua", data=unticked, follow_redirects=True))
    assert "Ghi không phải y tế hay trợ giúp pháp lý" in shown.text
    world.session.expire_all()
    assert world.pharmacy.is_health is False


@pytest.mark.either_database
def test_a_cashier_gets_a_pin_that_is_shown_once(officer: Visitor, world: World) -> None:
    path = f"{PARTNERS}diem/{world.outlet.id}"
    page = Page(officer.get(path))
    assert Page(page.send(officer, {"name": " "}, action="thu-ngan")).status == 422
    shown = Page(page.send(officer, {"name": "Trần Thị Thu Ngân"}, action="thu-ngan"))
    assert shown.heading == "PIN của Trần Thị Thu Ngân"
    pin = shown.soup.select_one(".amount code")
    assert pin is not None
    assert pin.get_text().isdecimal()
    after = Page(officer.get(path)).text
    assert "Trần Thị Thu Ngân" in after
    assert pin.get_text() not in after


def test_lists_need_no_more_statements_when_they_are_longer(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    few = {}
    for kind, path in LISTS.items():
        statements.clear()
        officer.get(path)
        few[kind] = len(statements)
    for number in range(60):
        shop = world.partner(f"P{number}", f"Cửa hàng số {number}")
        world.shop(f"P{number}-1", shop, f"Điểm của cửa hàng {number}")
        agreement = world.signed(f"{number}/TT", shop, world.north)
        world.offered(f"P{number}-10", agreement, "Giảm 10%")
    for kind, path in LISTS.items():
        statements.clear()
        page = Page(officer.get(path))
        assert len(statements) == few[kind] <= 20
        assert len(page.rows()) == 50
        assert "Trang sau" in page.links()
        rest = Page(officer.get(page.links()["Trang sau"])).rows()
        assert len(rest) in {11, 12}
