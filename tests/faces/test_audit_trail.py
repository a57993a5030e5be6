"""Reading who did what: within reach only, in sentences, by record, person, act and day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits import audit, organization
from benefits.access import Added, Role, accounts
from benefits.organization import Organization, TagKind
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/nhat-ky/"


def noted(session: Session, by: Added, act: str, subject: str, key: object) -> None:
    audit.note(session, by.account.id, act, subject, key, now=by.account.created_at)


def test_each_level_reads_what_its_own_people_did(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    units: tuple[Organization, ...] = (world.province, world.north, world.lotus, world.dawn)
    officers = [people.officer(unit, unit.code) for unit in units]
    for officer in officers:
        noted(session, officer, "card_lost", "cards", world.hanh_card.index)
    session.flush()
    seen = [sorted(row[2] for row in rows_of(signed_in(each))) for each in officers]
    assert seen == [["BAC", "BM", "SEN", "T"], ["BAC", "SEN"], ["SEN"], ["BM"]]


def test_about_a_record_within_reach_one_reads_also_what_superiors_did(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair, above = people.officer(world.lotus, "SEN"), people.officer(world.province, "T")
    noted(session, above, "card_lost", "cards", world.hanh_card.index)
    noted(session, above, "card_lost", "cards", world.lan_card.index)
    session.flush()
    client = signed_in(chair)
    [row] = rows_of(client, loai="cards", ma=str(world.hanh_card.index))
    assert row[0] == "Báo mất thẻ"
    for asked in (str(world.lan_card.index), "9" * 30, "chữ", "-1"):
        assert rows_of(client, loai="cards", ma=asked) == []
    assert rows_of(client, loai="gì đó", ma="1") == []


def test_what_it_is_about_is_called_by_name_within_reach_alone(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair = people.officer(world.lotus, "SEN")
    for kind, key in (
        ("members", world.hanh.id),
        ("organizations", world.lotus.id),
        ("cards", world.hanh_card.index),
        ("accounts", chair.account.id),
        ("account_roles", chair.role.id),
        ("purchases", "không rõ"),
    ):
        noted(session, chair, "card_lost", kind, key)
    session.flush()
    client = signed_in(chair)
    assert [row[3] for row in rows_of(client)] == [
        "lượt sử dụng không rõ",
        "vai trò: CĐCS Công ty Hoa Sen",
        "tài khoản: SEN",
        f"thẻ {world.hanh_card.index:07}",
        "đơn vị: CĐCS Công ty Hoa Sen",
        f"đoàn viên: {world.hanh.member_no}",
    ]
    for unit, heading in ((world.lotus, "đơn vị: CĐCS Công ty Hoa Sen"), (world.dawn, "đơn vị 4")):
        asked = {"loai": "organizations", "ma": str(unit.id)}
        page = Page(client.get(HERE, query_string=asked))
        assert page.heading == f"Nhật ký của {heading.replace('4', str(unit.id))}"


@pytest.mark.either_database
def test_no_entry_leads_to_a_page_that_does_not_open(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    """A cashier has no page on the desk; who moved away has none for the unit that was left."""
    chair, cashier = people.officer(world.lotus, "SEN"), people.cashier(world.outlet)
    about = [("accounts", chair.account.id), ("accounts", cashier.account.id)]
    about += [("cards", card.index) for card in (world.hanh_card, world.lan_card)]
    about += [("members", member.id) for member in (world.hanh, world.lan)]
    for kind, key in about:
        noted(session, chair, "card_lost", kind, key)
    session.flush()
    client = signed_in(chair)
    links = Page(client.get(HERE)).soup.select("tbody a[href]")
    assert [client.get(str(link["href"])).status_code for link in links] == [200] * 3


def test_it_is_narrowed_by_person_act_and_day_and_taken_away(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    chair, other = people.officer(world.lotus, "Đỗ Ánh"), people.officer(world.lotus, "Lê Bảy")
    for by, act in ((chair, "card_lost"), (other, "card_printed"), (other, "signed_in")):
        noted(session, by, act, "cards", world.hanh_card.index)
    session.flush()
    client = signed_in(chair)
    assert [row[2] for row in rows_of(client, tim="do anh")] == ["Đỗ Ánh"]
    assert [row[0] for row in rows_of(client, viec="card_printed")] == ["In thẻ"]
    assert len(rows_of(client, tu="2026-05-01", den="2026-05-01")) == 3
    assert rows_of(client, tu="2026-05-02") == []
    for day in ("0001-01-01", "9999-12-31"):
        assert len(rows_of(client, tu="2026-05-01", den=day)) == 3
    with client.get(f"{HERE}xuat?dang=csv&viec=card_lost") as answer:
        assert "Báo mất thẻ" in answer.get_data(as_text=True)
    assert "Tải danh sách về" in [row[0] for row in rows_of(client)]


def test_pages_follow_each_other_in_a_fixed_number_of_statements(
    signed_in: SignedIn, world: World, people: People, session: Session, statements: list[str]
) -> None:
    chair, counts = people.officer(world.lotus), []
    client = signed_in(chair)
    for count in (2, 60):
        for each in range(count):
            when = people.now + timedelta(seconds=each)
            by = chair.account.id
            audit.note(session, by, "card_printed", "cards", world.hanh_card.index, now=when)
        session.flush()
        statements.clear()
        first = Page(client.get(HERE))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 9
    assert len(first.rows()) == 50
    second = Page(client.get(first.links()["Trang sau"]))
    assert len(second.rows()) == 12


def test_of_somebody_who_served_elsewhere_too_each_reads_its_own_days_alone(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    went = people.officer(world.lotus, "Lê Đi")
    went.role.valid_from, went.role.valid_until = date(2026, 1, 1), date(2026, 4, 1)
    accounts.give_role(
        session,
        went.account,
        Role.OFFICER,
        people.now,
        organization_id=world.dawn.id,
        valid_from=date(2026, 4, 1),
    )
    last = datetime(2026, 3, 31, 16, 59, tzinfo=UTC)  # a minute to midnight in Việt Nam
    for act, when in (("card_lost", last), ("card_printed", last + timedelta(minutes=1))):
        audit.note(session, went.account.id, act, "members", world.lan.id, now=when)
    session.flush()
    of = {unit.code: rows_of(signed_in(people.officer(unit))) for unit in (world.lotus, world.dawn)}
    assert [(row[0], row[3]) for row in of["SEN"]] == [("Báo mất thẻ", f"đoàn viên {world.lan.id}")]
    assert [(row[0], row[3]) for row in of["BM"]] == [
        ("In thẻ", f"đoàn viên: {world.lan.member_no}")
    ]


def test_of_an_account_each_unit_reads_what_was_done_in_its_days_and_about_its_places(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    """Somebody of the north since April; who does it is another officer there, or far above."""
    above = people.officer(world.province, "T")
    went = people.officer(world.lotus, "Lê Đi")
    went.role.valid_from = date(2026, 4, 1)
    days = [datetime(2026, month, 15, 3, tzinfo=UTC) for month in (3, 4)]
    acts: tuple[tuple[str, dict[str, object]], ...] = (
        ("account_disabled", {}),
        ("role_given", {"organization_id": world.dawn.id}),
        ("role_given", {"partner_id": world.partner("XA", "Quán xa").id}),
    )
    for when in days:
        for act, fields in acts:
            told = {"now": when, "fields": fields}
            audit.note(session, above.account.id, act, "accounts", went.account.id, **told)  # type: ignore[arg-type]
    session.flush()
    page = f"/cong-doan/tai-khoan/{went.account.id}/"
    for unit, seen in ((world.north, 1), (world.province, 6)):
        client = signed_in(people.officer(unit))
        assert len(rows_of(client, loai="accounts", ma=str(went.account.id))) == seen
        assert len(Page(client.get(page)).soup.select("ol.history li")) == seen


def test_names_of_what_is_out_of_reach_are_not_told(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    world.partner("MOI", "Quán cơm chưa ký")
    shop = world.shop("MOI1", world.partner("MOI2", "Quán cơm khác"), "Quán cơm khác – Chợ")
    phone = people.phone(shop).device
    tag = organization.make_tag(
        session, "Nhóm Bình Minh", TagKind.KHAC, world.dawn.id, now=people.now
    )
    chair = people.officer(world.lotus)
    for kind, key in (
        ("partners", shop.partner_id),
        ("outlets", shop.id),
        ("devices", phone.id),
        ("tags", tag.id),
        ("organizations", world.dawn.id),
    ):
        noted(session, chair, "card_lost", kind, key)
    noted(session, chair, "card_lost", "partners", world.pharmacy.id)
    session.flush()
    named, *others = [row[3] for row in rows_of(signed_in(chair))]
    assert named == "đối tác: Nhà thuốc An Khang"
    assert [name for name in others if ":" in name] == []


def rows_of(client: Visitor, **asked: str) -> list[list[str]]:
    return Page(client.get(HERE, query_string=asked)).rows()
