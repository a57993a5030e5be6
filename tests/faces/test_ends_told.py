"""What an officer is told where an offer or an agreement would hold other than was meant."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import (
    Agreement,
    Coverage,
    State,
    is_in,
    offered_at,
    offered_on,
    state_of,
)
from benefits.exchange import KINDS
from benefits.organization import Organization
from benefits.periods import day_of
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

AGREEMENTS = "/cong-doan/thoa-thuan/"
DRAFT = {
    "number": "15/TT-LĐLĐ",
    "partner": "AK",
    "signed_on": "2026-04-28",
    "valid_from": "2026-05-01",
}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def test_a_week_of_something_else_tells_that_nothing_follows_it(
    officer: Visitor, world: World
) -> None:
    page = Page(officer.get(f"/cong-doan/uu-dai/{world.offer.offer_id}/phien-ban-moi"))
    week = {"value": "20", "valid_from": "2026-06-01", "last_day": "2026-06-07"}
    shown = Page(page.send(officer, week, follow_redirects=True))
    assert "Sau ngày 07/06/2026 ưu đãi này không còn áp dụng." in shown.text
    assert "phiên bản từ ngày 08/06/2026" in shown.text
    back = {"value": "15", "valid_from": "2026-06-08", "last_day": "2026-12-31"}
    shown = Page(page.send(officer, back, follow_redirects=True))
    assert "không còn áp dụng" not in shown.text


@pytest.mark.either_database
def test_prolonging_names_the_offers_that_keep_their_old_last_day(
    officer: Visitor, world: World
) -> None:
    world.offered("AK-20", world.agreement, "Giảm thêm").valid_until = None
    world.session.flush()
    page = Page(officer.get(f"{AGREEMENTS}{world.agreement.id}"))
    told = {"last_day": "2027-12-31"}
    shown = Page(page.send(officer, told, action="/gia-han", follow_redirects=True))
    assert "Ưu đãi vẫn dừng trước hạn mới: AK-15. Hãy lập phiên bản mới." in shown.text


def covered(session: Session, agreement: Agreement) -> list[tuple[str, bool]]:
    rows = (
        select(Organization.code, Coverage.is_excluded)
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(Coverage.agreement_id == agreement.id)
        .order_by(Organization.code)
    )
    session.expire_all()
    return [(code, is_excluded) for code, is_excluded in session.execute(rows)]


def test_a_draft_covers_its_new_signer_unless_somebody_chose_otherwise(
    officer: Visitor, session: Session
) -> None:
    Page(officer.get(f"{AGREEMENTS}moi")).send(officer, {**DRAFT, "signed_by": "T"})
    made = session.scalars(select(Agreement).where(Agreement.number == DRAFT["number"])).one()
    edit, path = f"{AGREEMENTS}{made.id}/sua", f"{AGREEMENTS}{made.id}/pham-vi/"
    Page(officer.get(edit)).send(officer, {"signed_by": "BAC"})
    assert covered(session, made) == [("BAC", False)]
    page = Page(officer.get(path, query_string={"donvi": "SEN"}))
    page.send(officer, action="/tru")
    Page(officer.get(edit)).send(officer, {"signed_by": "T"})
    assert covered(session, made) == [("BAC", False), ("SEN", True)]


def test_a_partner_without_an_open_outlet_is_told_beside_its_agreement_and_offer(
    officer: Visitor, world: World
) -> None:
    shop = world.partner("DS", "Đường sắt")
    agreement = world.signed("DS/TT", shop, world.province)
    path = f"{AGREEMENTS}{agreement.id}"
    page = Page(officer.get(path))
    assert "chưa có ưu đãi nào, nên chưa ai được hưởng gì" in page.text
    version = world.offered("DS-1", agreement, "Giảm vé")
    offer = f"/cong-doan/uu-dai/{version.offer_id}"
    nowhere = "chưa có điểm ưu đãi nào đang mở"
    assert [nowhere in Page(officer.get(each)).text for each in (path, offer)] == [True, True]
    world.shop("DS1", shop, "Ga Hải Phòng")
    assert [nowhere in Page(officer.get(each)).text for each in (path, offer)] == [False, False]


def test_a_season_is_previewed_as_of_its_first_day_and_never_past_its_agreement(
    officer: Visitor, world: World
) -> None:
    season: dict[str, object] = {
        "windows": [{"valid_from": "2026-12-05", "valid_until": "2026-12-20", "from": "08:00"}]
    }
    version = world.offered("TET", world.agreement, "Tết", rule=season, ceiling=None)
    version.valid_until = None
    world.session.flush()
    path = f"/cong-doan/uu-dai/{version.offer_id}"
    page = Page(officer.get(path, query_string={"gia": "200k"}))
    assert "Bạn trả 170.000 ₫, tiết kiệm 30.000 ₫." in page.text
    assert "Tính như lúc 05/12/2026 08:00" in page.text
    assert "01/01/2026 – 31/12/2026" in page.text


def test_an_agreement_is_called_off_before_it_begins_and_is_offered_to_nobody(
    officer: Visitor, world: World, session: Session, people: People
) -> None:
    agreement = world.signed(
        "27/TT", world.pharmacy, world.province, since=date(2027, 1, 1), until=None
    )
    world.offered("AK-27", agreement, "Giảm năm sau")
    today = day_of(people.now)
    assert "Giảm năm sau" in [each.title for each in offered_on(session, today)]
    page = Page(officer.get(f"{AGREEMENTS}{agreement.id}"))
    told = {"last_day": "2026-05-10", "reason": "Đối tác rút"}
    shown = Page(page.send(officer, told, action="/cham-dut", follow_redirects=True))
    assert "Đã ghi chấm dứt thỏa thuận." in shown.text
    session.expire_all()
    assert agreement.terminated_on == agreement.valid_from
    for day in (today, date(2027, 1, 1), date(2027, 5, 1)):
        assert state_of(agreement, day) is State.TERMINATED
        mine = select(Agreement.id).where(is_in(State.TERMINATED, day))
        assert agreement.id in session.scalars(mine).all()
        assert "Giảm năm sau" not in [each.title for each in offered_on(session, day)]
        assert "AK-27" not in [
            each.code for each in offered_at(session, world.outlet.id, day) if not each.is_draft
        ]
    listed = Page(officer.get("/cong-doan/uu-dai/", query_string={"tim": "Giảm năm sau"}))
    assert "Không áp dụng" in listed.text
    assert "Chưa đến ngày" not in [cell for row in listed.rows() for cell in row]
    for kind in ("agreements", "offers"):
        rows = [row[0] for row in KINDS[kind].export(session)]
        assert rows == (["01/TT-LĐLĐ"] if kind == "agreements" else ["AK-15"])
    again = Page(officer.get(f"{AGREEMENTS}{agreement.id}"))
    again.send(officer, action="/thu-hoi-cham-dut")
    session.expire_all()
    assert state_of(agreement, today) is State.COMING
