"""Agreements at the desk: from draft to end, with their paper and the units they cover."""

from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.agreements import Agreement, Coverage, State, coverings_of, state_of
from benefits.audit import Entry
from benefits.organization import TagKind
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import KNOWN, World

AGREEMENTS = "/cong-doan/thoa-thuan/"
TOLD = {
    "number": "15/TT-LĐLĐ",
    "partner": "HV",
    "signed_by": "T",
    "signed_on": "2026-04-28",
    "valid_from": "2026-05-01",
    "last_day": "2026-12-31",
}
PDF = b"%PDF-1.7\n1 0 obj\n"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    world.partner("HV", "Nhà hàng Hương Việt")
    return signed_in(people.officer(world.province))


@pytest.fixture
def draft(officer: Visitor, session: Session) -> Agreement:
    page = Page(officer.get(f"{AGREEMENTS}moi"))
    assert page.form()["signed_by"] == "T"
    for _twice in range(2):
        assert page.send(officer, TOLD).status_code == 303
    return session.scalars(select(Agreement).where(Agreement.number == TOLD["number"])).one()


def test_a_name_never_means_another_partner_that_begins_the_same(
    signed_in: SignedIn, people: People, world: World
) -> None:
    world.signed("CM/TT", world.partner("CM", "Nhà hàng Cá Mú"), world.province)
    world.partner("CM2", "Nhà hàng Cá Mú Mới")
    ward = signed_in(people.officer(world.north))
    page = Page(ward.get(f"{AGREEMENTS}moi"))
    told = {**TOLD, "signed_by": "BAC", "partner": "nha hang ca mu"}
    answer = Page(page.send(ward, told))
    assert answer.status == 422
    assert answer.mistakes[0].startswith("Đối tác này do đơn vị khác quản lý."), answer.mistakes
    assert page.send(ward, {**told, "partner": "ca mu moi"}).status_code == 303
    for each in range(25):
        world.partner(f"A{each}", f"Bún Bò {each:02d} Chợ Mới")
    world.partner("BB", "Chợ Mới")
    named = {**told, "number": "16/X", "partner": "chợ mới"}
    assert page.send(ward, named).status_code == 303


def opened(client: Visitor, agreement: Agreement) -> Page:
    return Page(client.get(f"{AGREEMENTS}{agreement.id}"))


def acts(session: Session) -> list[str]:
    found = select(Entry.act).where(Entry.subject_type == "agreements").order_by(Entry.id)
    return list(session.scalars(found))


@pytest.mark.either_database
def test_what_cannot_be_signed_is_told_beside_its_field(officer: Visitor) -> None:
    page = Page(officer.get(f"{AGREEMENTS}moi"))
    for wrong, mistake in (
        ({"number": "01/TT-LĐLĐ"}, "Số 01/TT-LĐLĐ đã là của thỏa thuận khác."),
        ({"partner": "KHONG-CO"}, "Không có đối tác với mã KHONG-CO."),
        ({"signed_by": "X"}, "Không có đơn vị với mã X."),
        ({"last_day": "2026-04-30"}, "Ngày cuối không được trước ngày bắt đầu có hiệu lực."),
        ({"valid_from": "31/02/2026"}, "Cần một ngày, như 05/10/2026."),
    ):
        answer = Page(page.send(officer, {**TOLD, **wrong}))
        assert answer.status == 422
        assert answer.mistakes[0].startswith(mistake)


@pytest.mark.either_database
def test_who_signs_with_whom_is_typed_by_name(
    officer: Visitor, session: Session, world: World
) -> None:
    world.partner("HV2", "Nhà hàng Hương Việt Xưa")
    page = Page(officer.get(f"{AGREEMENTS}moi"))
    assert "LĐLĐ tỉnh Hoa Phượng" in page.text
    for wrong, mistake in (
        ({"signed_by": "cong doan phuong"}, "Có nhiều nơi khớp: Công đoàn phường Bắc (BAC); "),
        ({"partner": "huong"}, "Có nhiều nơi khớp: Nhà hàng Hương Việt (HV); "),
        ({"partner": "sao kim"}, "Không có đối tác với mã sao kim."),
    ):
        answer = Page(page.send(officer, {**TOLD, **wrong}))
        assert answer.mistakes[0].startswith(mistake), answer.mistakes
    named = {**TOLD, "signed_by": "cong doan phuong bac", "partner": "nha hang huong viet"}
    assert page.send(officer, named).status_code == 303
    made = session.scalars(select(Agreement).where(Agreement.number == TOLD["number"])).one()
    assert made.signed_by_id == world.north.id
    edit = Page(officer.get(f"{AGREEMENTS}{made.id}/sua"))
    assert "Công đoàn phường Bắc" in edit.text


def test_an_agreement_lives_from_draft_to_end(
    officer: Visitor, draft: Agreement, session: Session
) -> None:
    page = opened(officer, draft)
    assert "Bản nháp" in page.text
    edit = Page(officer.get(f"{AGREEMENTS}{draft.id}/sua"))
    assert edit.send(officer, {"number": "16/TT-LĐLĐ"}, action="").status_code == 303
    for _twice in range(2):
        answer = page.send(officer, action="/hieu-luc", follow_redirects=True)
    page = Page(answer)
    assert "Đang có hiệu lực" in page.text
    assert officer.get(f"{AGREEMENTS}{draft.id}/pham-vi/").status_code == 409

    for last_day in ("2026-11-30", "2027-06-30", "2027-06-30"):
        told = {"last_day": last_day}
        page = Page(page.send(officer, told, action="/gia-han", follow_redirects=True))
    session.refresh(draft)
    assert draft.valid_until == date(2027, 7, 1)
    ending = {"last_day": "2026-06-30", "reason": "Cửa hàng ngừng kinh doanh"}
    for _twice in range(2):
        answer = page.send(officer, ending, action="/cham-dut", follow_redirects=True)
    session.refresh(draft)
    assert draft.terminated_on == date(2026, 7, 1)
    page = Page(answer)
    assert "Cửa hàng ngừng kinh doanh" in page.text
    for _twice in range(2):
        page.send(officer, action="/thu-hoi-cham-dut")  # the day was a slip
    session.refresh(draft)
    assert state_of(draft, date(2026, 7, 2)) is State.IN_FORCE
    assert acts(session) == [
        "agreement_drafted",
        "agreement_changed",
        "agreement_in_force",
        "agreement_extended",
        "agreement_terminated",
        "agreement_resumed",
    ]


def test_covered_units_are_picked_from_the_tree_or_by_tag(
    officer: Visitor, draft: Agreement, session: Session, world: World
) -> None:
    tag = organization.make_tag(session, "KCN Đình Vũ", TagKind.KCN, world.province.id, now=KNOWN)
    organization.put_into(session, tag, [world.dawn.id], date(2020, 1, 1), now=KNOWN)
    path = f"{AGREEMENTS}{draft.id}/pham-vi/"
    Page(officer.get(path)).send(officer, action="/bo")
    refused = Page(opened(officer, draft).send(officer, action="/hieu-luc", follow_redirects=True))
    assert "Chưa chọn đơn vị nào được hưởng" in refused.text

    north = Page(officer.get(path, query_string={"donvi": "BAC"}))
    assert "CĐCS Công ty Hoa Sen" in north.text
    north.send(officer, action="/gom")
    north.send(officer, action="/gom")
    Page(officer.get(path, query_string={"donvi": "SEN"})).send(officer, action="/tru")
    Page(officer.get(path)).send(officer, {"nhom": str(tag.id)}, action="/nhom")
    covered = select(Coverage.organization_id, Coverage.is_excluded).where(
        Coverage.agreement_id == draft.id
    )
    assert dict(session.execute(covered).all()) == {
        world.north.id: False,
        world.lotus.id: True,
    }
    assert coverings_of(session, [draft.id])[draft.id].tagged
    page = opened(officer, draft)
    assert "Trừ ra CĐCS Công ty Hoa Sen và mọi cấp dưới" in page.text
    assert "KCN Đình Vũ" in page.text


def test_the_paper_is_kept_and_handed_out(officer: Visitor, draft: Agreement) -> None:
    page = opened(officer, draft)
    for content, name, mistake in (
        (b"", "trong.pdf", "Tệp này trống."),
        (b"<html>", "trang.pdf", "Chỉ nhận tệp PDF hoặc ảnh JPEG, PNG."),
    ):
        answer = Page(page.send(officer, {"scan": (BytesIO(content), name)}, action="ban-quet"))
        assert answer.status == 422
        assert answer.mistakes[0].startswith(mistake)
    sent = {"scan": (BytesIO(PDF), "../Thỏa thuận đã ký.exe")}
    page = Page(page.send(officer, sent, action="ban-quet", follow_redirects=True))
    assert "Thỏa thuận đã ký.pdf" in page.text
    handed = officer.get(f"{AGREEMENTS}{draft.id}/ban-quet")
    assert handed.data == PDF
    assert handed.headers["Content-Disposition"].startswith("attachment")
    handed.close()


@pytest.mark.either_database
def test_a_draft_is_nobody_else_s_and_who_reads_cannot_change(
    officer: Visitor, draft: Agreement, signed_in: SignedIn, people: People, world: World
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    assert lotus.get(f"{AGREEMENTS}{draft.id}").status_code == 404
    opened(officer, draft).send(officer, action="/hieu-luc")
    page = opened(lotus, draft)
    assert "Chấm dứt" not in page.text
    token = page.form("dang-xuat")["csrf_token"]
    for act in ("hieu-luc", "gia-han", "cham-dut", "ban-quet", "sua", "pham-vi/gom", "uu-dai-moi"):
        answer = lotus.post(f"{AGREEMENTS}{draft.id}/{act}", data={"csrf_token": token})
        assert answer.status_code == 404


@pytest.mark.either_database
def test_nobody_signs_their_way_to_another_unit_s_partner(
    signed_in: SignedIn, people: People, world: World
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    page = Page(lotus.get(f"{AGREEMENTS}moi"))
    answer = Page(page.send(lotus, {**TOLD, "signed_by": "SEN", "partner": "AK"}))
    assert answer.mistakes[0].startswith("Đối tác này do đơn vị khác quản lý.")


def test_every_partner_one_may_sign_with_is_suggested(
    signed_in: SignedIn, officer: Visitor, people: People, world: World
) -> None:
    lotus = signed_in(people.officer(world.lotus))
    for client, codes in ((officer, ["AK", "HV"]), (lotus, ["HV"])):
        page = Page(client.get(f"{AGREEMENTS}moi"))
        assert [each["value"] for each in page.soup.select("#partners option")] == codes


@pytest.mark.either_database
def test_the_page_needs_no_more_statements_when_it_is_longer(
    officer: Visitor, world: World, statements: list[str]
) -> None:
    path = f"{AGREEMENTS}{world.agreement.id}"
    officer.get(path)
    statements.clear()
    officer.get(path)
    few = len(statements)
    for number in range(60):
        unit = world.unit(f"U{number}", f"CĐCS số {number}", world.lotus.level, world.north)
        world.session.add(Coverage(agreement_id=world.agreement.id, organization_id=unit.id))
        world.offered(f"G-{number}", world.agreement, f"Giảm thêm số {number}")
    statements.clear()
    page = Page(officer.get(path))
    assert len(statements) == few <= 40
    assert len(page.rows()) == 61
