"""The monthly form, row by row, against what its definitions say of cases that go wrong."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from benefits import agreements, organization, reports
from benefits.agreements import Acknowledgement, Category, Discount
from benefits.errors import Invalid, NotFound
from benefits.members import BeneficiaryKind
from benefits.organization import Organization, SuccessionKind
from benefits.partners import PartnerKind
from benefits.purchases import Method
from benefits.reports import Report, RowKind
from tests.support.uses import Ledger
from tests.world import KNOWN, World

NOW = datetime(2026, 12, 1, tzinfo=UTC)
MAY = "2026-05"
IN_MAY = date(2026, 5, 14)
AFTER_MAY = date(2026, 5, 15)


@pytest.fixture
def ledger(world: World) -> Ledger:
    return Ledger(world, KNOWN)


def of(world: World, unit: Organization, period: str = MAY) -> Report:
    world.session.flush()
    return reports.prepare(world.session, "bt259-pl01", unit.code, period, as_of=NOW)


def exact(report: Report) -> dict[str, int | None]:
    return {cell.row.code: cell.exact for cell in report.cells if cell.exact is not None}


def test_a_month_runs_from_the_15th_to_the_14th(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=640_000, paid=0)
    ledger.use(world.hanh_card, world.lotus, AFTER_MAY, benefit=1_000_000, paid=0)
    report = of(world, world.lotus)
    assert exact(report)["II.1.5"] == 640_000
    assert {cell.row.code: cell.value for cell in report.cells}["II.1.5"] == "0,64"
    assert report.notes[0] == "Số liệu từ ngày 15/04/2026 đến hết ngày 14/05/2026."


def test_a_total_is_never_a_sum_of_rounded_figures(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=640_400, paid=0)
    ledger.use(world.lan_card, world.dawn, IN_MAY, benefit=640_400, paid=0)
    values = {cell.row.code: cell.value for cell in of(world, world.province).cells}
    assert values["II.1.5"] == "1,281"


def test_an_agreement_of_the_province_counts_once_at_every_level(world: World) -> None:
    world.signed("02/TT", world.pharmacy, world.province, since=date(2026, 5, 2))
    assert exact(of(world, world.province))["II.1.1"] == 1
    assert exact(of(world, world.lotus))["II.1.1"] == 0
    for unit in (world.province, world.north, world.lotus):
        assert exact(of(world, unit))["II.1.2"] == 2
    world.signed("03/TT", world.pharmacy, world.lotus, covers=(world.dawn,), until=IN_MAY)
    assert exact(of(world, world.province))["II.1.2"] == 2
    assert exact(of(world, world.province, "2026-04"))["II.1.2"] == 2
    assert exact(of(world, world.lotus, "2026-04"))["II.1.2"] == 1


def test_members_workers_and_relatives_are_told_apart(world: World, ledger: Ledger) -> None:
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=10)
    worker, relative = BeneficiaryKind.NGUOI_LAO_DONG, BeneficiaryKind.THAN_NHAN
    ledger.use(world.son_card, world.lotus, IN_MAY, benefit=20, kind=worker)
    ledger.use(world.lan_card, world.dawn, IN_MAY, benefit=5_000, kind=relative)
    report = of(world, world.province)
    assert exact(report)["II.1.4"] == 2
    assert exact(report)["II.1.5"] == 30
    assert "Mục II.1.4: trong đó đoàn viên: 1; số lượt: 2." in report.notes
    assert "Mục II.1.5: chưa gồm 0,005 triệu đồng của thân nhân." in report.notes


def test_what_was_stated_rather_than_computed_is_told_beside_the_sum(
    world: World, ledger: Ledger
) -> None:
    assert not [note for note in of(world, world.lotus).notes if "điểm ưu đãi khai" in note]
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=3_000_000)
    use = ledger.use(
        *(world.son_card, world.lotus, IN_MAY), benefit=1_250_000, paid=0, method=Method.STATED
    )
    ledger.take_back(use, known=NOW, benefit=250_000)
    report = of(world, world.province)
    assert exact(report)["II.1.5"] == 4_000_000
    told = "trong đó 1 triệu đồng là giá trị do điểm ưu đãi khai, không tính từ giá bán."
    assert f"Mục II.1.5: {told}" in report.notes


def test_a_union_hotel_is_no_partner(world: World, ledger: Ledger) -> None:
    hotel = world.partner("KS", "Khách sạn Công đoàn", PartnerKind.THIET_CHE)
    stays = world.offered(
        "KS-20",
        world.signed("KS/TT", hotel, world.province),
        "Giảm 20% phòng",
        discount=Discount.PERCENT,
        category=Category.KHACH_SAN,
    )
    shop = world.shop("KS1", hotel, "Khách sạn Công đoàn")
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=100_000, offer=stays, outlet=shop)
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=7)
    found = exact(of(world, world.lotus))
    assert (found["II.1.4"], found["II.1.5"], found["II.2"]) == (1, 7, 1)


def test_a_moved_unit_is_reached_where_it_stands_and_counts_where_it_stood(
    world: World, ledger: Ledger
) -> None:
    ledger.use(world.hanh_card, world.lotus, date(2026, 4, 20), benefit=10)
    organization.move(
        world.session, world.lotus, world.south, day=date(2026, 5, 1), now=NOW.replace(month=6)
    )
    north, south = exact(of(world, world.north)), exact(of(world, world.south))
    assert (north["II.1.3"], north["II.1.4"], north["II.1.5"]) == (0, 1, 10)
    assert (south["II.1.3"], south["II.1.4"], south["II.1.5"]) == (1, 0, 0)
    assert exact(of(world, world.province))["II.1.4"] == 1


def test_a_unit_that_told_its_people_counts_beside_one_whose_people_bought(
    world: World, ledger: Ledger
) -> None:
    ledger.use(world.hanh_card, world.lotus, IN_MAY)
    before = of(world, world.province)
    assert exact(before)["II.1.3"] == 1
    assert any("chưa có xác nhận triển khai" in note for note in before.notes)
    world.session.add(
        Acknowledgement(
            agreement_id=world.agreement.id,
            organization_id=world.dawn.id,
            acknowledged_on=date(2026, 5, 3),
            known_at=KNOWN,
        )
    )
    after = of(world, world.province)
    assert exact(after)["II.1.3"] == 2
    told = "Mục II.1.3: xác nhận: 1; có lượt sử dụng: 1; cả hai: 0; trên tổng số 2 CĐCS."
    assert told in after.notes


def test_an_agreement_signed_by_a_unit_merged_away_is_counted_once(world: World) -> None:
    world.signed("BAC/TT", world.pharmacy, world.north, since=date(2026, 4, 20))
    organization.merge(
        world.session,
        [world.north],
        world.south,
        kind=SuccessionKind.SAP_NHAP,
        day=date(2026, 5, 1),
        now=NOW.replace(month=6),
    )
    assert exact(of(world, world.south))["II.1.1"] == 1
    assert exact(of(world, world.province))["II.1.1"] == 1
    assert exact(of(world, world.north))["II.1.1"] == 0


def test_who_stood_behind_an_agreement_is_asked_of_the_last_day(world: World) -> None:
    """A later heir changes no note of a month gone by; a month that has not begun says so."""
    signed = world.signed("04/TT", world.pharmacy, world.north, since=date(2026, 4, 20))
    mine = "Mục II.1.2: do đơn vị và cấp dưới ký: 1; do cấp trên ký: 1."
    assert mine in of(world, world.north).notes
    day = date(2026, 8, 1)
    agreements.hand_to(world.session, [signed.id], world.south.id, day, today=NOW.date())
    assert mine in of(world, world.north).notes
    assert of(world, world.north, "2027-05").notes[0].endswith("; kỳ chưa bắt đầu.")


def test_an_empty_unit_and_an_unknown_form(world: World, session: Session) -> None:
    assert set(exact(of(world, world.south)).values()) == {0, 1}
    with pytest.raises(NotFound):
        reports.prepare(session, "no-such-form", "T", MAY, as_of=NOW)


@pytest.mark.parametrize("period", ["2026", "2026-Q2", "2026-H1"])
def test_the_form_of_a_month_is_not_filled_in_for_longer(world: World, period: str) -> None:
    with pytest.raises(Invalid, match="form_is_for_month"):
        of(world, world.north, period)


def test_the_document_is_the_page(world: World, ledger: Ledger, tmp_path: Path) -> None:
    ledger.use(world.hanh_card, world.lotus, IN_MAY, benefit=1_284_500, paid=0)
    report = of(world, world.province)
    for suffix, write in reports.WRITERS.items():
        write(report, tmp_path / f"bao-cao.{suffix}")
    table = Document(str(tmp_path / "bao-cao.docx")).tables[1]
    printed = [tuple(cell.text for cell in row.cells) for row in table.rows]
    shown = [(cell.row.number, cell.row.label, cell.row.unit, cell.value) for cell in report.cells]
    assert printed == [report.form.columns, *shown]
    assert ("1.5", shown[10][1], "Triệu đồng", "1,285") in printed
    rows = CalamineWorkbook.from_path(str(tmp_path / "bao-cao.xlsx")).get_sheet_by_index(0)
    cells = [tuple(row[:4]) for row in rows.to_python()]
    heading = cells.index(report.form.columns)
    assert cells[heading + 1 : heading + 1 + len(shown)] == shown


def test_the_form_has_a_code_for_every_line() -> None:
    form = reports.form("bt259-pl01")
    codes = [row.code for row in form.rows]
    assert len(codes) == len(set(codes))
    assert [row.code for row in form.rows if row.kind is RowKind.COMPUTED] == [
        "II.1.1",
        "II.1.2",
        "II.1.3",
        "II.1.4",
        "II.1.5",
        "II.2",
    ]
