"""Cards are printed as somebody chose, signed for on paper, and what was signed is written down."""

import csv
import io
from zipfile import ZipFile

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent, ConsentMedium
from benefits.access.consents import ConsentMistake
from benefits.cards import CardStatus
from benefits.cards.printing.roll_sheet import CONSENT_BOX, RECEIVED_BOX, box_at
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.members import merging
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

DESK = "/cong-doan"


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def printed(page: Page, officer: Visitor, work: Work, **chosen: str) -> Page:
    sent = page.send(officer, chosen, action="/in-the/", follow_redirects=True)
    work()
    return Page(officer.get(sent.request.path))


@pytest.mark.either_database
def test_a_list_is_printed_as_pictures_in_the_design_that_was_chosen(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    page = Page(officer.get(f"{DESK}/the/", query_string={"donvi": "SEN"}))
    page = Page(officer.get(page.links()["In các thẻ này"]))
    assert "Sẽ in 2 thẻ" in page.text
    assert "2 người chưa có ảnh" in page.text
    assert "không phải https" in page.text
    page = printed(page, officer, work, output="pictures", design="photo", remember="y")
    assert "Đã in 2 thẻ" in page.text
    file = officer.get(page.links()["Tải tệp ảnh (zip)"], buffered=True)
    with ZipFile(io.BytesIO(file.data)) as opened:
        listed = list(csv.DictReader(io.StringIO(opened.read("danh-sach.csv").decode("utf-8-sig"))))
    assert [row["member_no"] for row in listed] == ["DV001", "DV002"]
    session.refresh(world.hanh_card)
    assert world.hanh_card.printed_at is not None
    assert world.lan_card.printed_at is None
    again = Page(officer.get(f"{DESK}/in-the/the/{world.lan_card.index}"))
    assert again.form("/in-the/")["design"] == "photo"


def test_whose_photo_is_printed_is_asked_whether_there_is_one(
    officer: Visitor, world: World, session: Session, people: People
) -> None:
    """A card keeps the record it was given to, and shows whom that record turned out to be."""
    world.son.photo_hash = "0" * 64
    session.flush()
    at = f"{DESK}/in-the/the/{world.hanh_card.index}"
    assert "1 người chưa có ảnh" in Page(officer.get(at)).text
    world.son_card.status = CardStatus.LOST
    merging.merge(session, world.hanh, world.son, now=people.now)
    session.flush()
    page = Page(officer.get(at))
    assert "Sẽ in 1 thẻ" in page.text
    assert "người chưa có ảnh" not in page.text


def test_a_card_stopped_meanwhile_is_left_out_and_nothing_left_is_no_print(
    officer: Visitor, world: World, work: Work, session: Session
) -> None:
    page = Page(officer.get(f"{DESK}/in-the/the/{world.hanh_card.index}"))
    sent = page.send(officer, {"output": "one_a_page"}, action="/in-the/", follow_redirects=True)
    world.hanh_card.status = CardStatus.LOST
    session.flush()
    work()
    page = Page(officer.get(sent.request.path))
    assert "Không có thẻ in nào còn dùng được" in page.text
    world.hanh_card.status = CardStatus.ACTIVE
    session.flush()
    page.send(officer, action="chay-lai")
    work()
    page = Page(officer.get(sent.request.path))
    assert "Đã in 1 thẻ" in page.text
    world.hanh_card.status = CardStatus.LOST
    session.flush()
    assert "Không có thẻ nào" in Page(officer.get(page.links()["In lại, kiểu khác"])).text


def signed_sheet(text: bytes, line: int) -> bytes:
    """The PDF of a list as a picture of its first page, on which one person ticked both boxes."""
    import pypdfium2  # noqa: PLC0415 - only here

    document = pypdfium2.PdfDocument(text)
    taken, sheet = io.BytesIO(), document[0].render(scale=2).to_pil()
    for column in (RECEIVED_BOX, CONSENT_BOX):
        x, y = (each * 144 / 300 for each in box_at(1, line - 1, column))
        ImageDraw.Draw(sheet).line([(x, y + 12), (x + 10, y + 22), (x + 30, y - 4)], "navy", 3)
    sheet.rotate(2, fillcolor="white").save(taken, "JPEG")
    document.close()
    return taken.getvalue()


def what_was_ticked_is_proposed(officer: Visitor, page: Page, line: int) -> None:
    """One person ticked on the paper; the picture of it stands beside the list."""
    assert "Đã giữ bản quét của trang 1" in page.text
    [proposed] = page.soup.select("[name=dong_y][checked]")
    assert proposed["value"] == str(line)
    assert "chưa ghi" in page.text
    [picture] = page.soup.select("figure img")
    assert officer.get(picture["src"]).data.startswith(b"\xff\xd8\xff")


def a_wrong_tick_is_mended(officer: Visitor, session: Session, at: str) -> None:
    page = Page(officer.get(at))
    sent = page.send(officer, {"nhan": ["1"], "dong_y": []}, action="/trang", follow_redirects=True)
    assert session.scalars(select(Consent.decision)).all() == ["given"]
    assert len(session.scalars(select(ConsentMistake)).all()) == 1
    page = Page(Page(sent).send(officer, action="/tat-ca/nhan", follow_redirects=True))
    assert [each.get_text() for each in page.soup.select(".figures dd")] == ["2", "2", "0"]
    both = {"nhan": ["1", "2"], "dong_y": ["1", "2"]}
    stale = Page(officer.get(at))
    page = Page(page.send(officer, both, action="/trang", follow_redirects=True))
    assert [each.get_text() for each in page.soup.select(".figures dd")] == ["2", "2", "2"]
    page = Page(stale.send(officer, {"nhan": ["1", "2"]}, action="/trang", follow_redirects=True))
    assert [each.get_text() for each in page.soup.select(".figures dd")] == ["2", "2", "2"]
    assert "có người đã ghi trang này khác đi ở STT 1, 2" in page.text
    assert "không gỡ được" in page.text
    page.send(officer, {"nhan": [], "dong_y": []}, action="/trang")
    page = Page(officer.get(at))
    assert Page(page.send(officer, action="/go")).status == 422
    page = Page(page.send(officer, {"reason": "wrong_file"}, action="/go", follow_redirects=True))
    assert "Trang 1 chưa có bản quét" in page.text
    assert "Gỡ một bản quét của danh sách: tải nhầm tệp" in page.text


def it_waits_for_signatures(officer: Visitor) -> None:
    rows = Page(officer.get(f"{DESK}/nhan-the/")).rows()
    assert rows[0][1:5] == ["CĐCS Công ty Hoa Sen", "01/05/2026", "Chờ bản ký", "2"]


def it_is_told_by_person(officer: Visitor, world: World, roll: Roll, scan_id: int) -> None:
    kept = officer.get(f"{DESK}/nhan-the/{roll.id}/ban-quet/{scan_id}", buffered=True)
    assert kept.headers["Content-Disposition"].startswith("attachment")
    for url in (f"the/{world.son_card.index}", f"doan-vien/{world.son.id}"):
        page = Page(officer.get(f"{DESK}/{url}"))
        assert f"01/05/2026, danh sách {roll.code} trang 1" in page.text
    named = Page(officer.get(f"{DESK}/nhan-the/", query_string={"tim": "DV002"}))
    assert [row[0] for row in named.rows()] == [roll.code]


def test_a_list_is_signed_scanned_and_ticked(
    officer: Visitor, world: World, work: Work, session: Session, people: People
) -> None:
    world.hanh_card.printed_at = world.son_card.printed_at = people.now
    session.flush()
    page = Page(officer.get(f"{DESK}/nhan-the/"))
    assert "2 thẻ đã in chưa có" in page.text
    sent = page.send(officer, action="/lap/T", follow_redirects=True)
    again = page.send(officer, action="/lap/T", follow_redirects=True)
    assert again.request.path == sent.request.path
    work()
    page = Page(officer.get(sent.request.path))
    paper = officer.get(page.links()["Tải tệp PDF"], buffered=True).data
    roll = session.scalars(select(Roll)).one()
    at = f"{DESK}/nhan-the/{roll.id}"
    it_waits_for_signatures(officer)

    page = Page(officer.get(at))
    lines = {each.member_id: each for each in session.scalars(select(RollLine))}
    ticks = {"nhan": ["1", "2"], "dong_y": [str(lines[world.hanh.id].number)]}
    refused = Page(page.send(officer, ticks, action="/trang"))
    assert refused.status == 422
    assert "trang 1 chưa có bản quét" in refused.text
    assert len(refused.soup.select("[name=dong_y][checked]")) == 1
    assert session.scalar(select(Consent)) is None

    sheet = {"scan": (io.BytesIO(signed_sheet(paper, lines[world.hanh.id].number)), "IMG_1.jpg")}
    page = Page(refused.send(officer, sheet, action="/ban-quet", follow_redirects=True))
    assert session.scalar(select(Consent)) is None
    what_was_ticked_is_proposed(officer, page, lines[world.hanh.id].number)
    page.send(officer, ticks, action="/trang")
    consent = session.scalars(select(Consent)).one()
    scan = session.scalars(select(RollScan)).one()
    assert (consent.member_id, consent.medium) == (world.hanh.id, ConsentMedium.PAPER)
    assert consent.evidence_hash == scan.file_hash
    assert consent.version == roll.consent_version
    session.refresh(son := lines[world.son.id])
    assert (son.received_at is None, son.consented_at) == (False, None)
    it_is_told_by_person(officer, world, roll, scan.id)
    a_wrong_tick_is_mended(officer, session, at)


@pytest.mark.either_database
def test_a_sheet_of_another_list_and_what_is_no_scan_are_refused(
    officer: Visitor, world: World, work: Work, session: Session, people: People
) -> None:
    for card in (world.hanh_card, world.lan_card):
        card.printed_at = people.now
        session.flush()
        Page(officer.get(f"{DESK}/nhan-the/")).send(officer, action="/lap/T")
        work()
    mine, other = session.scalars(select(Roll).order_by(Roll.id)).all()
    page = Page(officer.get(f"{DESK}/nhan-the/{mine.id}"))
    strange = io.BytesIO()
    Image.new("1", (9000, 9000)).save(strange, "PNG")
    for content, mistake in (
        (b"<html>", "Chỉ nhận tệp PDF hoặc ảnh"),
        (b"%PDF-1.7 broken", "hỏng hoặc không mở được"),
        (strange.getvalue(), "triệu điểm ảnh"),
    ):
        sent = {"scan": (io.BytesIO(content), "x.pdf")}
        answer = Page(page.send(officer, sent, action="/ban-quet"))
        assert answer.status == 422
        assert mistake in answer.mistakes[0]
    north = Page(officer.get(f"{DESK}/nhan-the/{other.id}"))
    assert "Lê Thị Ngọc Lan" in north.text
    assert session.scalar(select(RollScan)) is None


def a_photo(size: tuple[int, int] = (600, 900)) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "JPEG")
    return out.getvalue()
