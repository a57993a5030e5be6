"""Consent on paper, given and withdrawn before an officer: what follows is as in the portal."""

import io

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent, activation
from benefits.audit import Entry
from benefits.cards import CardStatus, Medium
from benefits.jobs import StoredFile
from benefits.wording import consent
from tests.faces.conftest import SignedIn
from tests.faces.letters import PIN, give_letter, prove
from tests.faces.members import code_of, give
from tests.faces.people import People, Visitor
from tests.faces.rolls import roll_of, sheet_of
from tests.faces.test_photo_wishes import has_photo, put
from tests.page import Page
from tests.world import World

PAPER = b"%PDF-1.7 signed"
AT = "/cong-doan/thu-kich-hoat/nguoi"


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def paper(content: bytes = PAPER) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), "phiếu của chị Hạnh.pdf"


def decided(session: Session) -> list[tuple[str, str]]:
    session.expire_all()
    found = session.scalars(select(Consent).order_by(Consent.id))
    return [(each.decision, each.medium) for each in found]


def test_a_withdrawal_on_paper_ends_what_one_in_the_portal_ends(
    *,
    lotus: Visitor,
    visitor: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
) -> None:
    put(lotus, world.hanh)
    phone, hanh = world.card(world.hanh, medium=Medium.PHONE), signed_in(people.member(world.hanh))
    give_letter(world, world.hanh)
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    page = Page(page.send(lotus, {"scan": paper()}, action="dong-y-giay", follow_redirects=True))
    assert "Đã ghi nhận phiếu đồng ý" in page.text
    page.send(lotus, {"withdrawal": paper(PAPER + b"2")}, action="rut-dong-y")
    assert decided(session) == [("given", "paper"), ("withdrawn", "paper")]
    assert phone.status is CardStatus.REVOKED
    assert world.hanh_card.status is CardStatus.ACTIVE
    assert not has_photo(session, world.hanh)
    assert hanh.get("/the/").status_code == 303
    assert "không đúng" in give(visitor, code_of(world)).mistakes[0]
    assert not activation.is_activated(session, world.hanh.id)
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    assert "không có" in page.text
    kept = [lotus.get(at, buffered=True) for name, at in links_of(page) if name == "Bản quét phiếu"]
    assert [each.data for each in kept] == [PAPER + b"2", PAPER]
    assert "H" not in kept[0].headers["Content-Disposition"].partition("filename")[2]
    acts = session.scalars(
        select(Entry.act).where(Entry.subject_key == str(world.hanh.id)).order_by(Entry.id)
    ).all()
    assert acts[-3:] == ["consent_noted", "withdrawal_noted", "photo_removed"]
    looks = Page(lotus.get(f"/cong-doan/doan-vien/{world.hanh.id}")).text
    assert "rút lại" in looks


def links_of(page: Page) -> list[tuple[str, str]]:
    return [(each.get_text(strip=True), str(each["href"])) for each in page.soup.select("a[href]")]


def test_without_a_paper_nothing_is_noted(lotus: Visitor, world: World, session: Session) -> None:
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    for field, action in (("scan", "dong-y-giay"), ("withdrawal", "rut-dong-y")):
        empty = Page(page.send(lotus, action=action))
        assert (empty.status, empty.mistakes) == (422, ["Hãy chọn một tệp."])
        picture = Page(page.send(lotus, {field: paper(b"GIF89a")}, action=action))
        assert (picture.status, len(picture.mistakes)) == (422, 1)
    assert decided(session) == []


def test_a_sheet_that_others_signed_too_is_not_handed_out_with_one_persons_papers(
    lotus: Visitor, world: World, session: Session, people: People
) -> None:
    roll = roll_of(world, world.hanh_card, world.lotus.id)
    sheet_of(world, roll)
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    page.send(lotus, {"scan": paper()}, action="dong-y-giay")
    [given] = session.scalars(select(Consent))
    with lotus.get(f"{AT}/{world.hanh.id}/phieu/{given.id}") as kept:
        assert kept.data == PAPER
    assert lotus.get(f"{AT}/{world.son.id}/phieu/{given.id}").status_code == 404
    on_roll = Consent(
        member_id=world.hanh.id,
        decision=given.decision,
        medium=given.medium,
        version=given.version,
        language=given.language,
        digest=given.digest,
        known_at=people.now,
        evidence_hash="ab" * 32,
    )
    session.add(on_roll)
    session.flush()
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    assert f"danh sách {roll.code}" in page.text
    assert lotus.get(f"{AT}/{world.hanh.id}/phieu/{on_roll.id}").status_code == 404


@pytest.mark.parametrize(
    ("sheet", "says"), [("phieu-dong-y", "và đồng ý"), ("phieu-rut", "rút lại")]
)
def test_the_sheet_to_sign_can_be_printed_with_the_words_it_stands_for(
    lotus: Visitor, world: World, sheet: str, says: str
) -> None:
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    assert page.soup.select(f"a[href$='/{sheet}']")
    blank = Page(lotus.get(f"{AT}/{world.hanh.id}/{sheet}"))
    assert blank.soup.select("[data-print]")
    for word in ("Nguyễn Thị Hạnh", "DV001", "CĐCS Công ty Hoa Sen", says):
        assert word in blank.text
    are_there = [words in blank.text for _heading, words in consent.current("vi").parts]
    assert are_there == [sheet == "phieu-dong-y"] * len(are_there)


@pytest.mark.parametrize("sheet", ["phieu-dong-y", "phieu-rut"])
def test_what_a_member_signs_is_in_one_language_whoever_prints_it(
    lotus: Visitor, world: World, sheet: str
) -> None:
    def article() -> str:
        [found] = Page(lotus.get(f"{AT}/{world.hanh.id}/{sheet}")).soup.select("article")
        return found.get_text()

    ours = article()
    lotus.set_cookie("lang", "en")
    assert article() == ours


def test_whoever_is_activated_at_the_desk_has_the_signed_sheet_kept_where_it_is_there(
    lotus: Visitor, world: World, session: Session
) -> None:
    page = Page(lotus.get(f"{AT}/{world.hanh.id}/tai-quay"))
    pins = {"chosen": "482915", "again": "482915"}
    other = Page(page.send(lotus, {**pins, "scan": (io.BytesIO(b"GIF89a"), "phieu.gif")}))
    assert (other.status, len(other.mistakes)) == (422, 1)
    easy = {"chosen": "123456", "again": "123456", "scan": paper()}
    assert Page(page.send(lotus, easy)).status == 422
    assert decided(session) == []
    assert session.scalars(select(StoredFile)).all() == [], "a paper of nobody's would never go"
    page.send(lotus, {**pins, "scan": paper()})
    assert decided(session) == [("given", "paper")]
    assert activation.is_activated(session, world.hanh.id)
    page = Page(lotus.get(f"{AT}/{world.hanh.id}"))
    [kept] = [at for name, at in links_of(page) if name == "Bản quét phiếu"]
    assert lotus.get(kept, buffered=True).data == PAPER
    again = Page(lotus.get(f"{AT}/{world.hanh.id}/tai-quay"))
    assert not again.soup.select("input[type=file]")


def test_a_browser_asks_for_a_forgotten_tick_before_it_sends_the_pin_away(
    visitor: Visitor, world: World, session: Session
) -> None:
    """Twelve digits typed on a small phone would be gone; the tick is looked for here as well."""
    give_letter(world, world.hanh)
    page = prove(visitor, code_of(world))
    assert page.soup.select_one("[name=agrees]").has_attr("required")  # type: ignore[union-attr]
    answer = Page(page.send(visitor, {"chosen": PIN, "again": PIN}))
    assert answer.status == 422
    assert any("Cần đồng ý" in said for said in answer.mistakes)
    assert activation.open_letter(session, world.hanh.id) is not None
