"""Opens the doors: accounts of every kind, phones for one partner, a card to hold up."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import accounts, devices, passwords
from benefits.cards import Card, CardIndex, CardStatus, KeyRing, Medium, batches, shown
from benefits.cards.printing import front
from benefits.demo import units
from benefits.demo.entrances import Entrance, Phone, Welcome, new_password
from benefits.demo.requests import ACTIVATED_OF, LETTERS_OF, let_in, open_pages
from benefits.errors import Conflict
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.organization import Organization
from benefits.partners import Outlet, Partner
from benefits.periods import day_of

OFFICERS: Final = (
    (units.PROVINCE, "Võ Thị Ngọc Hà", "tinh@cuu-an.example"),
    (units.INTO, "Phan Quốc Trung", "kcn@cuu-an.example"),
    (units.LARGEST, "Huỳnh Thị Kim Loan", "saomai@cuu-an.example"),
)
PARTNER: Final = "SX"
MANAGER: Final = ("Trần Minh Khoa", "0320009901")
CASHIERS: Final = (
    "Lê Thị Bé Tư",
    "Nguyễn Hoàng Phúc",
    "Thạch Thị Sô Phi",
    "Đặng Ngọc Như",
    "Bùi Tấn Lộc",
    "Lâm Huệ Phân",
)
CARDHOLDERS: Final = (units.LARGEST, "YT-01")
ON_A_SHEET: Final = 8
INVITED_FOR: Final = timedelta(days=30)


class Holder(NamedTuple):
    member_id: int
    name: str
    card: int
    typed_code: str


def open_doors(session: Session, welcome: Welcome, now: datetime) -> None:
    """Add the accounts and phones, and note each in the welcome."""
    for unit, name, login in OFFICERS:
        _officer(session, welcome, unit, (name, login), now)
    partner = session.scalars(select(Partner).where(Partner.code == PARTNER)).one()
    manager = _manager(session, welcome, partner, now)
    outlets = session.scalars(select(Outlet).where(Outlet.partner_id == partner.id))
    for name, outlet in zip(CASHIERS, outlets.all(), strict=True):
        _cashier(session, welcome, outlet, name, now)
        welcome.phones.append(_phone(session, outlet, manager, now))
    for unit in CARDHOLDERS:
        for holder in holders(session, unit, now, 1):
            _member(session, welcome, holder, now)
    others = holders(session, CARDHOLDERS[0], now, 1 + LETTERS_OF + ACTIVATED_OF)[1:]
    people = [(each.member_id, each.typed_code) for each in others]
    open_pages(session, welcome, people, now)


def holders(session: Session, unit: str, now: datetime, count: int) -> Sequence[Holder]:
    """Return members of a unit and its parts who hold a good printed card."""
    day = day_of(now)
    found = session.execute(
        select(Member.id, Member.full_name, CardIndex.index, CardIndex.typed_code)
        .join(CardIndex, CardIndex.member_id == Member.id)
        .join(Card, Card.index == CardIndex.index)
        .join(Membership, Membership.member_id == Member.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(
            Card.medium == Medium.PRINT,
            Card.status == CardStatus.ACTIVE,
            Card.valid_until > day,
            Membership.kind == BeneficiaryKind.DOAN_VIEN,
            Membership.valid_from <= day,
            Membership.valid_until.is_(None),
            Organization.code.startswith(unit),
        )
        .order_by(CardIndex.index)
        .limit(count)
    )
    return [Holder(*each) for each in found]


def print_cards(
    session: Session, ring: KeyRing, welcome: Welcome, folder: Path, now: datetime
) -> None:
    """Draw one card as a picture, and a sheet of its neighbours' cards."""
    indexes = [each.card for each in holders(session, CARDHOLDERS[0], now, ON_A_SHEET)]
    batch = batches.Batch(session, ring, welcome.public_url, indexes, day_of(now))
    welcome.card_picture, welcome.card_sheet = folder / "the-mau.png", folder / "the-mau.pdf"
    front(next(batch.faces())).save(welcome.card_picture)
    batch.write_pdf(welcome.card_sheet, lambda _done, _of: None)


def _officer(
    session: Session, welcome: Welcome, unit: str, who: tuple[str, str], now: datetime
) -> None:
    (name, login), secret = who, new_password()
    where = session.scalars(select(Organization).where(Organization.code == unit)).one()
    accounts.add_officer(
        session, login=login, name=name, organization_id=where.id, now=now, secret=secret
    )
    told = {
        units.PROVINCE: "Liên đoàn Lao động tỉnh",
        units.INTO: "Công đoàn các khu công nghiệp",
        units.LARGEST: "CĐCS May mặc Sao Mai",
    }
    note = f"cán bộ {told[unit]}"
    welcome.entrances.append(Entrance("cong-doan", f"{name}, {note}", login, secret))


def _manager(session: Session, welcome: Welcome, partner: Partner, now: datetime) -> int:
    (name, login), secret = MANAGER, new_password()
    added = accounts.add_manager(
        session, login=login, name=name, partner_id=partner.id, now=now, secret=secret
    )
    who = f"{name}, quản lý {partner.name}"
    welcome.entrances.append(Entrance("doi-tac", who, login, secret))
    return added.account.id


def _cashier(session: Session, welcome: Welcome, outlet: Outlet, name: str, now: datetime) -> None:
    pin = passwords.new_pin()
    accounts.add_cashier(session, name=name, outlet_id=outlet.id, now=now, secret=pin)
    who = f"{name}, thu ngân {outlet.name}"
    entrance = Entrance("doi-tac", who, "chọn tên trên máy đã ghép", f"PIN {pin}")
    welcome.entrances.append(entrance)


def _phone(session: Session, outlet: Outlet, manager: int, now: datetime) -> Phone:
    """Enrol one phone, and leave an invitation open for whoever tries the demo."""
    invited = devices.invite(session, outlet.id, by=manager, now=now)
    paired = devices.pair(session, invited.token, name="Máy quầy 1", now=now)
    if not isinstance(paired, devices.Paired):
        raise Conflict(paired.code)
    another = devices.invite(session, outlet.id, by=manager, now=now)
    another.enrolment.expires_at = now + INVITED_FOR
    return Phone(outlet.name, paired.token, another.code)


def _member(session: Session, welcome: Welcome, holder: Holder, now: datetime) -> None:
    pin = passwords.new_pin()
    let_in(session, holder.member_id, pin, now)
    code = f"mã thẻ {shown(holder.typed_code)}"
    welcome.entrances.append(Entrance("the", holder.name, code, f"PIN {pin}"))
