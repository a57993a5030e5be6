"""Registers of what may act for shops: cashiers' phones, and tokens of their programs."""

from datetime import timedelta

from sqlalchemy.orm import Session

from benefits.access import Permission, end_role, machines
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.page import Page
from tests.world import World

PHONES = "/cong-doan/doi-tac/may/"
TOKENS = "/cong-doan/ma-truy-cap/"


def test_phones_of_partners_looked_after_are_found_by_place_and_state(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    far = world.shop("XA-1", world.partner("XA", "Quán xa"), "Quán xa 1")
    here, gone, _far = (
        people.phone_at(each).device for each in (world.outlet.id, world.outlet.id, far.id)
    )
    here.name, gone.name = "Máy quầy Đông", "Máy cũ"
    here.seen_at = people.now - timedelta(days=90)
    gone.revoked_at = people.now
    session.flush()
    client = signed_in(people.officer(world.province))

    def found(**asked: str) -> list[str]:
        return [row[0] for row in Page(client.get(PHONES, query_string=asked)).rows()]

    assert sorted(found()) == ["Máy cũ", "Máy quầy Đông"]
    assert found(tim="quay dong") == found(tinh_trang="im") == ["Máy quầy Đông"]
    assert found(tinh_trang="thu_hoi") == ["Máy cũ"]
    assert found(tim="quan xa") == []
    with client.get(f"{PHONES}xuat?dang=csv&tim=an+khang") as file:
        assert file.get_data(as_text=True).count(world.outlet.code) == 2
    assert Page(signed_in(people.officer(world.lotus)).get(PHONES)).rows() == []


def test_a_token_whose_maker_left_is_shown_as_resting(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    maker, stays = people.officer(world.north), people.officer(world.province)
    for by, unit in ((maker, world.lotus), (stays, world.lotus), (maker, world.south)):
        machines.issue_token(
            session,
            name=f"{by.account.id} {unit.code}",
            purpose="Đối soát",
            permissions=[Permission.READ_FIGURES],
            now=people.now,
            created_by_id=by.account.id,
            organization_id=unit.id,
        )
    client = signed_in(stays)

    def resting() -> list[str]:
        rows = Page(client.get(TOKENS)).rows()
        return sorted(row[0].removesuffix(" Đối soát") for row in rows if "Tạm dừng" in row[4])

    far = f"{maker.account.id} NAM"
    assert resting() == [far]
    end_role(session, maker.role, people.now.date())
    session.flush()
    assert resting() == sorted([far, f"{maker.account.id} SEN"])


def test_tokens_are_searched_narrowed_and_taken_away(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    made = [
        machines.issue_token(
            session,
            name=name,
            purpose="Đối soát",
            permissions=[Permission.READ_FIGURES],
            now=people.now,
            expires_at=expires_at,
            organization_id=world.province.id,
        )[0]
        for name, expires_at in (
            ("Kho số liệu", None),
            ("Cổng cũ", people.now),
            ("Phần mềm kế toán", None),
        )
    ]
    machines.revoke_token(made[2], people.now)
    session.flush()
    client = signed_in(people.officer(world.province))

    def found(**asked: str) -> list[str]:
        return [row[0] for row in Page(client.get(TOKENS, query_string=asked)).rows()]

    for state, name in zip(("dang_dung", "het_han", "thu_hoi"), made, strict=True):
        assert found(trang_thai=state) == [f"{name.name} Đối soát"]
    assert found(tim="KHO so") == ["Kho số liệu Đối soát"]
    assert len(found(tim="doi soat")) == 3
    with client.get(f"{TOKENS}xuat?dang=csv") as file:
        text = file.get_data(as_text=True)
    assert "Kho số liệu" in text
    assert made[0].token_hash not in text
