"""The whole chain on a phone: roster, cards, camera, till, undo, transfer, figures."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser
from sqlalchemy import select

from benefits import exchange, organization
from benefits.access import accounts
from benefits.cards import batches, giving
from benefits.cards.giving import Giving
from benefits.cards.issuing import without_printed_card
from benefits.cards.keys import KeyRing
from benefits.exchange import Circumstances, Taking
from benefits.partners import Partner
from benefits.periods import day_of
from tests import files
from tests.journeys.people import Cashier, Manager, Officer
from tests.journeys.site import Site, serve
from tests.support.chromium import open_chromium

LONG = "Công Tằng Tôn Nữ Hoàng Thị Bích Phượng"
PASSWORD = "bốn con vịt vàng 2026"
OFFICER, MANAGER = "can.bo@ldld.vn", "0912345678"
DOTS = 300 / 72


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with serve(tmp_path / "instance") as made:
        yield made


def takes_in(site: Site, kind: str, file: Path, unit: int | None = None) -> None:
    circumstances = Circumstances(now=datetime.now(UTC), secret=b"key", organization_id=unit)
    outcome = Taking(site.database, exchange.KINDS[kind], file, circumstances).run()
    assert outcome.refused == []


def roster(folder: Path, unit: str, people: list[tuple[str, str]]) -> Path:
    """A list as a CĐCS keeps it: title rows, its own headings, signatures below."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["CÔNG ĐOÀN CƠ SỞ", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
    sheet.append([f"DANH SÁCH ĐOÀN VIÊN – {unit}"])
    sheet.append([])
    sheet.append(["STT", "Ngày sinh", "Họ và tên", "Mã đoàn viên", "Mã đơn vị"])
    for number, (code, name) in enumerate(people, start=1):
        sheet.append([number, "5/7/1986", name, code, unit])
    sheet.append([])
    sheet.append([None, None, None, "NGƯỜI LẬP BIỂU"])
    place = folder / f"{unit}.xlsx"
    book.save(place)
    return place


def printed_cards(site: Site, folder: Path) -> dict[str, Image.Image]:
    """Issue and print cards for everyone, rasterise the sheets, cut the fronts out by their QR."""
    file = folder / "the.pdf"
    now = datetime.now(UTC)
    with site.database.write() as session:
        top = organization.by_code(session, "T").id
        everyone = without_printed_card(session, top, day_of(now))
        indexes = giving.give(session, Giving(None, None, top), everyone, now)
    ring = KeyRing.open(site.settings.keys_dir, create=True)
    with site.database.read() as session:
        batch = batches.Batch(session, ring, site.settings.public_url, indexes, day_of(now))
        batch.write_pdf(file, lambda _done, _of: None)
        owners = {code.token: code.member_no for code in batch.codes()}
    found: dict[str, Image.Image] = {}
    document = pypdfium2.PdfDocument(file)
    for page in document:
        sheet = page.render(scale=DOTS).to_pil()
        for code in zxingcpp.read_barcodes(sheet):
            token = re.sub(r".*/Q/", "", code.text)
            corner, far = code.position.top_left, code.position.bottom_right
            reach = round((far.x - corner.x) * 0.35)
            box = (corner.x - reach, corner.y - reach, far.x + reach, far.y + reach)
            found[owners[token]] = sheet.crop(box)
    document.close()
    return found


def sets_up(site: Site, folder: Path) -> dict[str, Image.Image]:
    """Everything up to the printed cards, and the people who sign in; return the cards."""
    places = files.write(folder / "in")
    takes_in(site, "organizations", places["organizations"])
    for unit, people in (
        ("SEN", [("001", LONG), ("002", "Trần Văn Sơn")]),
        ("BM", [("003", "Lê Thị Ngọc Lan")]),
    ):
        takes_in(site, "members", roster(folder, unit, people))
    for kind in ("partners", "outlets", "agreements", "offers"):
        takes_in(site, kind, places[kind])
    now = datetime.now(UTC)
    with site.database.write() as session:
        top = organization.by_code(session, "T").id
        partner = session.scalars(select(Partner.id).where(Partner.code == "AK")).one()
        accounts.add_officer(
            session, login=OFFICER, name="Đỗ Thị Cán", organization_id=top, secret=PASSWORD, now=now
        )
        accounts.add_manager(
            session, login=MANAGER, name="Vũ Quản Lý", partner_id=partner, secret=PASSWORD, now=now
        )
    return printed_cards(site, folder)


def opens_the_tills(browser: Browser, site: Site, camera: Path) -> list[Cashier]:
    """The manager adds a cashier at two outlets and pairs a phone with each."""
    manager = Manager(browser, site)
    manager.signs_in(MANAGER, PASSWORD)
    tills = []
    for outlet in ("An Khang Lê Lợi", "An Khang Hùng Vương"):
        pin = manager.adds_a_cashier(outlet, "Ngô Thu Ngân")
        till = Cashier(browser, site, camera)
        till.pairs_the_phone(manager.invites_a_phone(outlet), "Máy quầy 1")
        manager.sees_it_paired("Máy quầy 1")
        till.begins_a_shift("Ngô Thu Ngân", pin)
        tills.append(till)
    manager.leaves()
    return tills


def sells(tills: list[Cashier], cards: dict[str, Image.Image]) -> None:
    """Three members of two units buy at two outlets; one purchase is undone."""
    first, second = tills
    first.scans(cards["001"])
    assert first.records("200000") == "170.000 ₫"
    first.scans(cards["002"])
    assert first.records("1.000.000") == "950.000 ₫"
    second.scans(cards["001"])
    assert second.records("100k") == "85.000 ₫"
    second.undoes()
    second.scans(cards["003"])
    assert second.records("300000") == "255.000 ₫"
    first.leaves()
    second.leaves()


def moves_to_another_unit(site: Site, folder: Path) -> None:
    """Lan's transfer is entered after she bought, for the day on which she did."""
    late = folder / "chuyen.csv"
    today = day_of(datetime.now(UTC)).isoformat()
    heading = "member_no,full_name,organization_code,from"
    late.write_text(f"{heading}\n003,Lê Thị Ngọc Lan,SEN,{today}\n", encoding="utf-8")
    takes_in(site, "members", late)


def test_from_a_roster_to_the_figures_an_officer_signs(site: Site, tmp_path: Path) -> None:
    cards = sets_up(site, tmp_path)
    assert set(cards) == {"001", "002", "003"}
    camera = tmp_path / "camera.y4m"
    with open_chromium(camera) as browser:
        sells(opens_the_tills(browser, site, camera), cards)
        officer = Officer(browser, site)
        officer.signs_in(OFFICER, PASSWORD)
        assert officer.reads_all_figures() == {
            "T": (3, 3, 125_000),
            "BAC": (2, 2, 80_000),
            "NAM": (1, 1, 45_000),
            "SEN": (2, 2, 80_000),
            "BM": (1, 1, 45_000),
        }
        moves_to_another_unit(site, tmp_path)
        assert officer.reads_all_figures() == {
            "T": (3, 3, 125_000),
            "BAC": (3, 3, 125_000),
            "NAM": (0, 0, 0),
            "SEN": (3, 3, 125_000),
            "BM": (0, 0, 0),
        }
        officer.leaves()
