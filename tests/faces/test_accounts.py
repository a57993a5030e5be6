"""Looking after accounts: superiors may, peers and strangers may not."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, AccountRole, Added, accounts, second_factor
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/tai-khoan"
CUC = {"name": "Lê Thị Cúc", "login": "cuc@hoasen.example", "place": "SEN"}


def secret_on(page: Page) -> str:
    shown = page.soup.select_one("code.secret")
    assert shown is not None, page.text
    return shown.get_text()


def sign_in(visitor: Visitor, login: str, secret: str) -> Page:
    page = Page(visitor.get("/cong-doan/dang-nhap"))
    fields = {"login": login, "secret": secret}
    return Page(page.send(visitor, fields, follow_redirects=True))


def page_of(client: Visitor, added: Added) -> Page:
    return Page(client.get(f"{HERE}/{added.account.id}/"))


def acts(session: Session) -> list[str]:
    return list(session.scalars(select(Entry.act).order_by(Entry.id)))


def test_an_officer_adds_one_below_who_can_sign_in(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    shown = Page(page.send(client, CUC))
    assert shown.heading == "Thư mời đăng nhập"
    assert "CĐCS Công ty Hoa Sen" in shown.text
    secret = secret_on(shown)
    assert sign_in(visitor, CUC["login"], secret).heading == "Đổi mật khẩu"
    made = accounts.account_of(session, CUC["login"])
    assert secret not in (made.secret_hash or "")
    entries = session.scalars(select(Entry).where(Entry.subject_type == "accounts")).all()
    assert [entry.act for entry in entries] == ["account_added", "role_given"]
    assert "Cúc" not in str([entry.fields for entry in entries])


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"place": "BM"}, "phạm vi"),
        ({"place": "T"}, "phạm vi"),
        ({"login": "officer1@hoaphuong.example"}, "Đã có tài khoản"),
        ({"login": "member:1"}, "tên đăng nhập"),
        ({"name": " "}, "Cần điền"),
        ({"name": "C" * 501}, "Chỉ ghi tối đa 500 ký tự."),
        ({"since": "31/12/9999"}, "Cần một ngày"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(
    signed_in: SignedIn, world: World, people: People, fields: dict[str, str], said: str
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/can-bo/them"))
    answer = Page(page.send(client, CUC | fields))
    assert answer.status == 422
    assert said in answer.mistakes[0]


@pytest.mark.either_database
def test_a_manager_is_added_only_to_a_partner_one_looks_after(
    signed_in: SignedIn, world: World, people: People
) -> None:
    fields = {"name": "Phạm Quản", "login": "0909 123 456", "place": "AK"}
    for unit, status in ((world.province, 200), (world.north, 422)):
        client = signed_in(people.officer(unit))
        page = Page(client.get(f"{HERE}/quan-ly/them"))
        assert page.send(client, fields).status_code == status


def test_the_list_shows_who_is_in_reach_and_finds_without_marks(
    signed_in: SignedIn, world: World, people: People
) -> None:
    me = people.officer(world.north, "Đỗ Thị Bắc")
    people.officer(world.lotus, "Nguyễn Ánh Sen")
    people.officer(world.dawn, "Cán bộ Bình Minh")
    people.officer(world.province, "Cán bộ Tỉnh")
    client = signed_in(me)
    assert [row[0] for row in Page(client.get(f"{HERE}/")).rows()] == [
        "Đỗ Thị Bắc",
        "Nguyễn Ánh Sen",
    ]
    found = Page(client.get(f"{HERE}/?tim=anh+sen"))
    assert [row[2] for row in found.rows()] == ["CĐCS Công ty Hoa Sen"]
    assert Page(client.get(f"{HERE}/?trang_thai=khoa")).rows() == []
    with client.get(f"{HERE}/xuat?dang=csv&vai_tro=officer") as file:
        assert "Nguyễn Ánh Sen" in file.get_data(as_text=True)


@pytest.mark.either_database
def test_a_list_and_a_page_send_as_many_statements_for_many_accounts_as_for_one(
    signed_in: SignedIn, world: World, people: People, statements: list[str]
) -> None:
    client, first = signed_in(people.officer(world.province)), people.officer(world.lotus)
    counts = []
    for _round in range(2):
        for path in (f"{HERE}/", f"{HERE}/{first.account.id}/"):
            statements.clear()
            assert client.get(path).status_code == 200
            counts.append(len(statements))
        for each in range(12):
            people.officer(world.lotus, f"Người thứ {each}")
    assert counts[:2] == counts[2:]
    assert max(counts) <= 16


@pytest.mark.either_database
def test_a_superior_renews_a_password_and_every_browser_is_out(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People
) -> None:
    below = people.officer(world.lotus)
    theirs, client = signed_in(below), signed_in(people.officer(world.north))
    assert theirs.get("/cong-doan/").status_code == 200
    secret = secret_on(Page(page_of(client, below).send(client, action="cap-lai")))
    assert theirs.get("/cong-doan/").status_code == 303
    assert sign_in(visitor, below.account.login, PASSWORD).status == 422
    assert sign_in(visitor, below.account.login, secret).heading == "Đổi mật khẩu"


@pytest.mark.either_database
def test_locking_and_unlocking_and_signing_out_everywhere(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    page_of(client, below).send(client, action="/khoa")
    assert sign_in(visitor, below.account.login, PASSWORD).status == 422
    page_of(client, below).send(client, action="/mo")
    assert sign_in(visitor, below.account.login, PASSWORD).heading == "CĐCS Công ty Hoa Sen"
    page_of(client, below).send(client, action="dang-xuat-het")
    assert visitor.get("/cong-doan/").status_code == 303
    assert acts(session)[-1] == "account_signed_out"


@pytest.mark.either_database
def test_a_lost_phone_is_forgotten_and_set_up_anew(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    second_factor.turn_on(session, below.account, second_factor.new_totp_secret(), 1)
    session.flush()
    page_of(client, below).send(client, action="xac-thuc")
    session.refresh(below.account)
    assert below.account.totp_secret is None
    assert below.account.must_change is False


@pytest.mark.either_database
def test_nobody_takes_over_a_peer_or_someone_who_also_acts_elsewhere(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    peer, both = people.officer(world.north), people.officer(world.lotus)
    accounts.give_role(
        session, both.account, both.role.role, people.now, organization_id=world.province.id
    )
    client = signed_in(people.officer(world.north))
    token = Page(client.get(f"{HERE}/can-bo/them")).form()["csrf_token"]
    for account in (peer.account, both.account):
        for act in ("cap-lai", "khoa", "xac-thuc", "dang-xuat-het"):
            answer = client.post(f"{HERE}/{account.id}/{act}", data={"csrf_token": token})
            assert answer.status_code == 409
    assert session.get_one(Account, peer.account.id).must_change is False


def test_a_role_is_given_for_days_to_come_and_once_only(
    signed_in: SignedIn, visitor: Visitor, world: World, people: People, session: Session
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.province))
    page = Page(client.get(f"{HERE}/{below.account.id}/giao/can-bo"))
    days = {"place": "BM", "since": "2026-06-01", "last_day": "2026-06-30"}
    assert page.send(client, days).status_code == 303
    assert Page(page.send(client, days)).mistakes == [
        "Người này đã giữ vai trò đó trong những ngày ấy."
    ]
    [given] = session.scalars(select(AccountRole).where(AccountRole.valid_until.is_not(None)))
    assert (given.valid_from, given.valid_until) == (date(2026, 6, 1), date(2026, 7, 1))
    assert "Sắp bắt đầu" in page_of(client, below).text
    assert sign_in(visitor, below.account.login, PASSWORD).heading == "CĐCS Công ty Hoa Sen"
    assert "Bình Minh" not in Page(visitor.get("/cong-doan/toi/")).text
    later = signed_in(below)
    later.now = people.now + timedelta(hours=11)
    assert "Bình Minh" not in Page(later.get("/cong-doan/toi/")).text


@pytest.mark.either_database
def test_ending_a_role_puts_its_holder_out_at_once_even_on_its_first_day(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    theirs = signed_in(below)
    assert theirs.get("/cong-doan/").status_code == 200
    page_of(client, below).send(client, action=f"{below.role.id}/ket-thuc")
    assert theirs.get("/cong-doan/").status_code == 303
    assert "role_ended" in acts(session)
    assert below.account.login in Page(client.get(f"{HERE}/?trang_thai=het_vai_tro")).text
    assert "Đã rút lại" in page_of(client, below).text


@pytest.mark.either_database
def test_a_login_that_is_known_leads_to_giving_its_account_a_role(
    signed_in: SignedIn, world: World, people: People
) -> None:
    below, client = people.officer(world.lotus), signed_in(people.officer(world.north))
    page_of(client, below).send(client, action=f"{below.role.id}/ket-thuc")
    page = Page(client.get(f"{HERE}/can-bo/them"))
    answer = Page(page.send(client, CUC | {"login": below.account.login}))
    give = Page(client.get(answer.links()["Giao vai trò cán bộ"]))
    assert give.form()["place"] == "SEN"
    assert give.send(client).status_code == 303
    assert signed_in(below).get("/cong-doan/").status_code == 303
    assert "Đang giữ" in page_of(client, below).text
    stranger = people.officer(world.province)
    beyond = Page(page.send(client, CUC | {"login": stranger.account.login}))
    assert "Nhờ cấp trên" in beyond.mistakes[0]
    assert "Giao vai trò cán bộ" not in beyond.links()


def test_the_last_officer_leaves_only_by_handing_over_or_by_a_superior(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    last = people.officer(world.lotus)
    theirs = signed_in(last)
    page = page_of(theirs, last)
    refused = page.send(theirs, action="ket-thuc", follow_redirects=True)
    assert "cán bộ cuối cùng" in Page(refused).text
    assert theirs.get("/cong-doan/").status_code == 200
    superior = signed_in(people.officer(world.north))
    page_of(superior, last).send(superior, {"last_day": "2026-05-31"}, action="ket-thuc")
    session.refresh(last.role)
    assert last.role.valid_until == date(2026, 6, 1)
    assert theirs.get("/cong-doan/").status_code == 200
