"""A pile of signed sheets finds its lists by itself, and a person confirms what was read."""

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent
from benefits.cards.printing.roll_sheet import CONSENT_BOX, RECEIVED_BOX, box_at
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.jobs import Job, StoredFile
from benefits.periods import day_of
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.support.deciding import decided, merging
from tests.world import World

AT = "/cong-doan/nhan-the"
SCALE = 2


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


@pytest.fixture
def dawn(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.dawn))


@pytest.fixture
def papers(
    officer: Visitor, world: World, work: Work, session: Session, people: People
) -> list[Image.Image]:
    """The lists of two units, as printed: two people on one, one on the other."""
    for card in (world.hanh_card, world.son_card, world.lan_card):
        card.printed_at = people.now
    session.flush()
    sent = Page(officer.get(f"{AT}/")).send(officer, action="/lap/T", follow_redirects=True)
    work()
    links = Page(officer.get(sent.request.path)).links()
    document = pypdfium2.PdfDocument(officer.get(links["Tải tệp PDF"], buffered=True).data)
    return [page.render(scale=SCALE).to_pil() for page in document]


def tick(sheet: Image.Image, row: int, *columns: int, struck: bool = False) -> None:
    pen = ImageDraw.Draw(sheet)
    for column in columns:
        x, y = (each * 72 * SCALE / 300 for each in box_at(1, row, column))
        stroke = [(x, y + 12), (x + 10, y + 22), (x + 30, y - 4)]
        pen.line([(x - 40, y + 14), (x + 70, y + 14)] if struck else stroke, "navy", 3)


def pile(*sheets: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    first, *others = [each.convert("L") for each in sheets]
    first.save(out, "PDF", save_all=True, append_images=others, resolution=72 * SCALE)
    out.seek(0)
    return out


def sorted_out(officer: Visitor, work: Work, *sheets: Image.Image) -> Page:
    page = Page(officer.get(f"{AT}/nhieu-to"))
    file = {"file": (pile(*sheets), "xap.pdf")}
    sent = page.send(officer, file, action="/nhieu-to", follow_redirects=True)
    work()
    return Page(officer.get(sent.request.path))


def test_sheets_of_many_lists_are_sorted_and_confirmed_together(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session
) -> None:
    two, one = sorted(papers, key=lambda each: lines_on(session, papers.index(each)), reverse=True)
    for sheet in (two, one):
        tick(sheet, 0, RECEIVED_BOX, CONSENT_BOX)
    tick(two, 1, RECEIVED_BOX, CONSENT_BOX, struck=True)
    scrawl, blank = Image.new("L", one.size, 255), Image.new("L", one.size, 255)
    scrawl.paste(0, (200, 200, 700, 300))
    page = sorted_out(officer, work, two, blank, one.rotate(180), scrawl)
    assert "Đã xếp 2 tờ vào 2 danh sách. Bỏ qua 1 mặt giấy trắng." in page.text
    assert "1 tờ không đọc được mã" in page.text
    assert session.scalar(select(Consent)) is None
    leftover = page.links()["Xem và ghi các tờ đó là trang nào"]

    page = Page(officer.get(page.links()["Xem và ghi nhận các trang đã đọc"]))
    assert "Đọc chắc, chờ ghi nhận: 2 trang" in page.text
    assert "1 dòng chưa chắc" in page.text
    for picture in page.soup.select("figure img"):
        assert officer.get(picture["src"]).data.startswith(b"\xff\xd8\xff")
    chosen = {"to": [each["value"] for each in page.soup.select("[name=to][checked]")]}
    page = Page(page.send(officer, chosen, action="/ghi", follow_redirects=True))
    assert "Đã ghi nhận 2 trang: 2 người nhận thẻ, 2 người đồng ý." in page.text
    given = session.scalars(select(Consent)).all()
    scans = {each.file_hash for each in session.scalars(select(RollScan))}
    assert {each.evidence_hash for each in given} == scans
    assert len(scans) == 2
    assert [each.number for each in session.scalars(select(RollLine)) if not each.received_at] == [
        2
    ]
    [doubtful] = page.soup.select("[aria-labelledby=doubtful] a")
    looked = Page(officer.get(doubtful["href"]))
    looked.send(officer, {"nhan": ["1"], "dong_y": ["1"]}, action="/trang")
    assert "Không có trang nào chờ ghi nhận." in Page(officer.get(f"{AT}/nhieu-to")).text
    somebody_says_which(officer, session, leftover)


def somebody_says_which(officer: Visitor, session: Session, at: str) -> None:
    page = Page(officer.get(at))
    [picture] = page.soup.select("figure img")
    assert officer.get(picture["src"]).data.startswith(b"\xff\xd8\xff")
    wrong = {"danh_sach": "NT999999", "trang": "1"}
    job = at.rsplit("/", 1)[1]
    page = Page(page.send(officer, wrong, action=f"/to-le/{job}", follow_redirects=True))
    assert "Không có danh sách nào mang số này" in page.text
    roll = session.scalars(select(Roll).order_by(Roll.id)).first()
    assert roll is not None
    said = {"danh_sach": roll.code, "trang": "1"}
    page.send(officer, said, action=f"/to-le/{job}")
    assert "Mọi tờ đã được xếp" in Page(officer.get(at)).text
    newest = session.scalars(select(RollScan).order_by(RollScan.id.desc())).first()
    assert newest is not None
    assert (newest.roll_id, newest.page, newest.is_read) == (roll.id, 1, False)


@pytest.mark.either_database
def test_a_page_signed_on_two_papers_waits_twice(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session
) -> None:
    """Two shifts signed a copy each: the later one does not outdo the earlier."""
    two = max(papers, key=lambda each: lines_on(session, papers.index(each)))
    early, late = two.copy(), two.copy()
    tick(early, 0, RECEIVED_BOX, CONSENT_BOX)
    tick(late, 1, RECEIVED_BOX, CONSENT_BOX)
    sorted_out(officer, work, early, late)
    page = Page(officer.get(f"{AT}/nhieu-to"))
    chosen = {"to": [each["value"] for each in page.soup.select("[name=to][checked]")]}
    page = Page(page.send(officer, chosen, action="/ghi", follow_redirects=True))
    assert "Đã ghi nhận 2 trang: 2 người nhận thẻ, 2 người đồng ý." in page.text
    given = session.scalars(select(Consent)).all()
    assert len({each.evidence_hash for each in given}) == len(given) == 2


@pytest.mark.either_database
def test_a_page_scanned_again_waits_once(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session
) -> None:
    two = max(papers, key=lambda each: lines_on(session, papers.index(each)))
    tick(two, 0, RECEIVED_BOX, CONSENT_BOX)
    sorted_out(officer, work, two)
    tick(two, 1, RECEIVED_BOX, CONSENT_BOX)
    sorted_out(officer, work, two)
    page = Page(officer.get(f"{AT}/nhieu-to"))
    assert "Đọc chắc, chờ ghi nhận: 1 trang" in page.text
    assert "2 người nhận thẻ, 2 người đồng ý" in page.text


@pytest.mark.either_database
def test_what_one_copy_says_still_waits_after_the_other_was_written_by_hand(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session
) -> None:
    two = max(papers, key=lambda each: lines_on(session, papers.index(each)))
    early, late = two.copy(), two.copy()
    tick(early, 0, RECEIVED_BOX, CONSENT_BOX)
    tick(late, 1, RECEIVED_BOX, CONSENT_BOX)
    sorted_out(officer, work, early, late)
    newest = session.scalars(select(RollScan).order_by(RollScan.id.desc())).first()
    assert newest is not None
    looked = Page(officer.get(f"{AT}/{newest.roll_id}?trang=1&chon=quet"))
    looked.send(officer, {"nhan": ["2"], "dong_y": ["2"]}, action="/trang")
    page = Page(officer.get(f"{AT}/nhieu-to"))
    assert "Đọc chắc, chờ ghi nhận: 1 trang" in page.text
    assert "1 người nhận thẻ, 1 người đồng ý" in page.text


@pytest.mark.either_database
def test_a_sheet_that_nobody_could_read_still_waits_after_a_copy_was_read(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session
) -> None:
    roll = session.scalars(select(Roll).order_by(Roll.id)).first()
    assert roll is not None
    scrawl = Image.new("L", papers[0].size, 255)
    scrawl.paste(0, (200, 200, 700, 300))
    at = sorted_out(officer, work, scrawl).links()["Xem và ghi các tờ đó là trang nào"]
    said = {"danh_sach": roll.code, "trang": "1"}
    Page(officer.get(at)).send(officer, said, action=f"/to-le/{at.rsplit('/', 1)[1]}")
    sorted_out(officer, work, papers[0])
    unread = session.scalars(select(RollScan).where(RollScan.is_read.is_(False))).one()
    assert unread.doubtful == lines_on(session, 0)


@pytest.mark.either_database
@pytest.mark.parametrize("beside", [0, 1], ids=["a copy", "another list"])
def test_two_pages_in_one_picture_are_asked_for_again(
    officer: Visitor, papers: list[Image.Image], work: Work, session: Session, beside: int
) -> None:
    one, other = papers[0], papers[beside]
    both = Image.new("RGB", (one.width + other.width, one.height), "white")
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    page = sorted_out(officer, work, one, both)
    assert "Đã xếp 1 tờ vào 1 danh sách." in page.text
    assert "vì một ảnh có nhiều trang. Hãy quét hoặc chụp riêng từng trang: tờ 2." in page.text
    assert "Bỏ qua" not in page.text
    assert len(session.scalars(select(RollScan)).all()) == 1
    job = session.scalars(select(Job).where(Job.kind == "sort_scans")).one()
    job.result = {name: told for name, told in (job.result or {}).items() if name != "several"}
    session.flush()
    page = Page(officer.get(f"/cong-doan/viec/{job.id}"))
    assert "Đã xếp 1 tờ" in page.text, "a pile that was sorted before this was counted"


@pytest.mark.either_database
def test_sheets_of_another_unit_are_not_taken_and_kept_nowhere(
    dawn: Visitor, world: World, papers: list[Image.Image], work: Work, session: Session
) -> None:
    page = sorted_out(dawn, work, *papers)
    assert "không thuộc danh sách nào trong phạm vi của bạn" in page.text
    assert [each.roll_id for each in session.scalars(select(RollScan))] == [
        roll.id for roll in session.scalars(select(Roll)) if roll.organization_id == world.dawn.id
    ]
    pdfs = select(StoredFile).where(StoredFile.name.like("to-da-ky%"))
    assert len([each for each in session.scalars(pdfs) if each.deleted_at is None]) == 1


@pytest.mark.either_database
def test_sheets_of_a_unit_that_was_merged_are_taken_by_its_successor(
    *,
    signed_in: SignedIn,
    people: People,
    world: World,
    papers: list[Image.Image],
    work: Work,
    session: Session,
) -> None:
    decided(world, people.now, merging(day_of(people.now)))
    page = sorted_out(signed_in(people.officer(world.dawn)), work, *papers)
    assert "Đã xếp 2 tờ vào 2 danh sách." in page.text
    assert len(session.scalars(select(RollScan)).all()) == 2


def lines_on(session: Session, place: int) -> int:
    roll = session.scalars(select(Roll).order_by(Roll.id)).all()[place]
    return len(session.scalars(select(RollLine).where(RollLine.roll_id == roll.id)).all())
