"""A photo is shown to who may see the person, moved and removed by owner or officer."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import purchases
from benefits.members.photo_record import MemberPhoto
from benefits.settings import Settings
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.faces.test_desk_printing import a_photo
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def given(officer: Visitor, world: World, content: bytes | None = None) -> Page:
    page = Page(officer.get(f"/cong-doan/doan-vien/{world.hanh.id}/anh/sua"))
    photo = {"photo": (io.BytesIO(content or a_photo()), "Hạnh.jpg")}
    return Page(page.send(officer, photo, action="/anh/sua", follow_redirects=True))


@pytest.mark.either_database
def test_a_photo_is_for_officers_of_the_person_and_cashiers_with_the_card(
    *,
    officer: Visitor,
    cashier: Visitor,
    visitor: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    token: str,
) -> None:
    assert "Đã nhận ảnh" in given(officer, world).text
    at = f"/cong-doan/doan-vien/{world.hanh.id}"
    page = Page(officer.get(at))
    src = str(page.soup.select_one("img.portrait")["src"])  # type: ignore[index]
    photo = officer.get(src)
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert photo.headers["Cache-Control"] == "private, no-cache"
    assert officer.get(src, headers={"If-None-Match": photo.headers["ETag"]}).status_code == 304
    assert officer.get(f"/cong-doan/the/{world.hanh_card.index}").get_data(as_text=True).count(src)
    assert signed_in(people.officer(world.dawn)).get(f"{at}/anh").status_code == 404
    assert visitor.get(f"{at}/anh").status_code == 303
    sale = Page(cashier.get(f"/doi-tac/q/{token}"))
    assert sale.soup.select_one("img.portrait[src^='data:image/jpeg']")
    stranger = Page(visitor.get(f"/doi-tac/q/{token}"))
    assert not stranger.soup.select("main img[src^='data:']")


def test_the_owner_moves_the_cut_and_takes_the_photo_away(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    settings: Settings,
) -> None:
    given(officer, world)
    member = signed_in(people.member(world.hanh))
    assert Page(member.get("/the/")).soup.select("img.portrait")
    page = Page(member.get("/the/anh-the"))
    before = member.get("/the/anh-the/anh").data
    wrong = Page(page.send(member, {"zoom": "900"}, action="/cat"))
    assert wrong.status == 422
    page = Page(
        page.send(member, {"down": "90", "zoom": "200"}, action="/cat", follow_redirects=True)
    )
    assert page.form("/cat")["zoom"] == "200"
    assert member.get("/the/anh-the/anh").data != before
    page = Page(page.send(member, action="/bo", follow_redirects=True))
    assert "Bạn đã xóa ảnh" in page.text
    session.refresh(world.hanh)
    assert world.hanh.photo_hash is None
    assert not [each for each in settings.files_dir.rglob("*") if each.is_file()]
    assert member.get("/the/anh-the/anh").status_code == 204


@pytest.mark.parametrize("has_own", [False, True])
def test_a_photo_of_two_records_that_are_one_is_cut_and_taken_away_as_one(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    settings: Settings,
    has_own: bool,
) -> None:
    given(officer, world)
    survivor = world.member("CU", "Nguyễn Thị Hạnh Cũ", world.lotus)
    if has_own:
        page = Page(officer.get(f"/cong-doan/doan-vien/{survivor.id}/anh/sua"))
        page.send(officer, {"photo": (io.BytesIO(a_photo((700, 900))), "x.jpg")}, action="/sua")
    session.expire_all()
    purchases.merge(session, world.hanh, survivor, now=people.now)
    member = signed_in(people.member(survivor))
    page = Page(member.get("/the/anh-the"))
    page = Page(page.send(member, {"zoom": "200"}, action="/cat", follow_redirects=True))
    assert page.form("/cat")["zoom"] == "200"
    page.send(member, action="/bo")
    session.expire_all()
    assert (world.hanh.photo_hash, survivor.photo_hash) == (None, None)
    assert session.scalars(select(MemberPhoto)).all() == []
    assert not [each for each in settings.files_dir.rglob("*") if each.is_file()]


@pytest.mark.either_database
def test_a_photo_shared_by_two_goes_with_the_last_of_them(officer: Visitor, world: World) -> None:
    at = "/cong-doan/doan-vien/{}/anh{}"
    for member in (world.hanh, world.son):
        page = Page(officer.get(at.format(member.id, "/sua")))
        page.send(officer, {"photo": (io.BytesIO(a_photo()), "x.jpg")}, action="/anh/sua")
    page = Page(officer.get(at.format(world.hanh.id, "/sua")))
    page.send(officer, action="/bo")
    assert officer.get(at.format(world.son.id, "")).status_code == 200
    assert officer.get(at.format(world.hanh.id, "")).status_code == 404


@pytest.mark.either_database
def test_what_is_no_photo_is_told_and_the_old_one_stays(officer: Visitor, world: World) -> None:
    given(officer, world)
    page = given(officer, world, b"GIF89a no")
    assert page.status == 422
    assert page.mistakes == ["Chỉ nhận ảnh JPEG, PNG hoặc WebP."]
    assert page.soup.select("img.portrait")
