"""A draft made by a slip is taken away; what was signed stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, Coverage, Offer, OfferVersion
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor
from tests.page import Page
from tests.world import World

AGREEMENTS = "/cong-doan/thoa-thuan/"
TOLD = {
    "number": "15/TT-LĐLĐ",
    "partner": "HV",
    "signed_by": "T",
    "signed_on": "2026-04-28",
    "valid_from": "2026-05-01",
}
OFFER = {"title": "Giảm 10%", "code": "HV-10", "value": "10", "valid_from": "2026-05-02"}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    world.partner("HV", "Nhà hàng Hương Việt")
    return signed_in(people.officer(world.province))


def drafted(officer: Visitor, session: Session) -> Agreement:
    page = Page(officer.get(f"{AGREEMENTS}moi"))
    assert page.send(officer, TOLD).status_code == 303
    return session.scalars(select(Agreement).where(Agreement.number == TOLD["number"])).one()


@pytest.mark.either_database
def test_a_draft_goes_with_its_offers_and_its_number_is_free_again(
    officer: Visitor, session: Session, site: Site
) -> None:
    draft = drafted(officer, session)
    place = f"{AGREEMENTS}{draft.id}"
    form = Page(officer.get(f"{place}/uu-dai-moi"))
    assert form.send(officer, {**OFFER, "discount": "percent"}).status_code == 303
    page = Page(officer.get(place))
    offer = session.scalars(select(Offer).where(Offer.code == OFFER["code"])).one()
    [version] = session.scalars(select(OfferVersion).where(OfferVersion.offer_id == offer.id))
    gone = draft.id, offer.id, version.id
    answer = page.send(officer, action=f"{place}/bo-ban-nhap")
    assert answer.status_code == 303
    assert "/doi-tac/" in answer.location
    landed = Page(officer.get(answer.location))
    assert "Đã bỏ bản nháp 15/TT-LĐLĐ." in landed.text
    assert "Bỏ bản nháp thỏa thuận 15/TT-LĐLĐ" in landed.text
    assert officer.get(place).status_code == 404
    assert page.send(officer, action=f"{place}/bo-ban-nhap").status_code == 404
    numbers = select(Agreement.number).where(Agreement.number == TOLD["number"])
    assert session.scalar(numbers) is None
    assert session.scalar(select(Offer.id).where(Offer.code == OFFER["code"])) is None
    officer.now = site.now + timedelta(minutes=1)
    again = drafted(officer, session)
    assert again.id > gone[0]
    assert officer.get(place).status_code == 404, "an old link never leads to another"
    assert Page(officer.get(f"{AGREEMENTS}{again.id}")).text.count("Lập bản nháp") == 1
    form = Page(officer.get(f"{AGREEMENTS}{again.id}/uu-dai-moi"))
    assert form.send(officer, {**OFFER, "discount": "percent"}).status_code == 303
    anew = session.scalars(select(Offer).where(Offer.code == OFFER["code"])).one()
    [first] = session.scalars(select(OfferVersion.id).where(OfferVersion.offer_id == anew.id))
    assert (anew.id > gone[1], first > gone[2]) == (True, True)


def test_what_was_signed_is_not_discarded(officer: Visitor, session: Session, world: World) -> None:
    draft = drafted(officer, session)
    place = f"{AGREEMENTS}{draft.id}"
    page = Page(officer.get(place))
    draft.is_draft = False
    session.flush()
    answer = page.send(officer, action=f"{place}/bo-ban-nhap")
    assert answer.location.endswith(place)
    assert (
        "Thỏa thuận đã có hiệu lực nên không sửa được nữa"
        in Page(officer.get(answer.location)).text
    )
    signed = session.scalars(select(Agreement).where(Agreement.id == draft.id)).one()
    covered = select(Coverage.organization_id).where(Coverage.agreement_id == signed.id)
    assert session.scalars(covered).all() == [world.province.id]
    assert session.scalar(select(OfferVersion.id).limit(1)) is not None


@pytest.mark.either_database
def test_a_draft_of_another_is_not_discarded(
    officer: Visitor, signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    draft = drafted(officer, session)
    lotus = signed_in(people.officer(world.lotus))
    token = Page(lotus.get("/cong-doan/")).form("dang-xuat")["csrf_token"]
    place = f"{AGREEMENTS}{draft.id}/bo-ban-nhap"
    assert lotus.post(place, data={"csrf_token": token}).status_code == 404
    assert session.scalar(select(Agreement.id).where(Agreement.id == draft.id)) == draft.id
