"""A small, named province that most tests start from, and builders for the rest.

LĐLĐ tỉnh Hoa Phượng (T) holds two upper-level unions (BAC, NAM); Hạnh and Sơn belong to CĐCS Hoa
Sen, Lan to CĐCS Bình Minh. Pharmacy An Khang's offer of 15 % up to 50.000 đ is for all of them.
"""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import Agreement, Category, Coverage, Discount, Offer, OfferVersion, Trust
from benefits.cards.models import Card, CardIndex, CardStatus, Medium
from benefits.cards.typed_code import derived_from
from benefits.database import take_keys
from benefits.members import BeneficiaryKind, Member, Membership
from benefits.members.names import sort_key
from benefits.money import Dong
from benefits.organization import Level, Organization, OrganizationName, Placement
from benefits.partners import Outlet, Partner, PartnerKind

KNOWN = datetime(2025, 12, 1, tzinfo=UTC)
BEGAN = date(2020, 1, 1)

# Put together once, as most tests begin by asking this.
UNITS, MEMBERS = select(Organization).order_by(Organization.id), select(Member).order_by(Member.id)
CARDS, OUTLETS = select(Card).order_by(Card.index), select(Outlet).order_by(Outlet.id)
PARTNERS, AGREEMENTS, OFFERS = select(Partner), select(Agreement), select(OfferVersion)


class World:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.province = self.unit("T", "LĐLĐ tỉnh Hoa Phượng", Level.TINH)
        self.north = self.unit("BAC", "Công đoàn phường Bắc", Level.CAP_TREN, self.province)
        self.south = self.unit("NAM", "Công đoàn phường Nam", Level.CAP_TREN, self.province)
        self.lotus = self.unit("SEN", "CĐCS Công ty Hoa Sen", Level.CO_SO, self.north)
        self.dawn = self.unit("BM", "CĐCS Công ty Bình Minh", Level.CO_SO, self.south)

        self.hanh = self.member("DV001", "Nguyễn Thị Hạnh", self.lotus)
        self.son = self.member("DV002", "Trần Văn Sơn", self.lotus)
        self.lan = self.member("DV003", "Lê Thị Ngọc Lan", self.dawn)
        self.hanh_card = self.card(self.hanh)
        self.son_card = self.card(self.son)
        self.lan_card = self.card(self.lan)

        self.pharmacy = self.partner("AK", "Nhà thuốc An Khang")
        self.outlet = self.shop("AK1", self.pharmacy, "Nhà thuốc An Khang – Lê Lợi")
        self.other_outlet = self.shop("AK2", self.pharmacy, "Nhà thuốc An Khang – Hùng Vương")
        self.agreement = self.signed("01/TT-LĐLĐ", self.pharmacy, self.province)
        self.offer = self.offered("AK-15", self.agreement, "Giảm 15% thuốc không kê đơn")
        session.flush()

    @classmethod
    def again(cls, session: Session) -> "World":
        """Find the province that was settled in this database before."""
        world = cls.__new__(cls)
        world.session = session
        find = session.scalars
        world.province, world.north, world.south, world.lotus, world.dawn = find(UNITS)
        world.hanh, world.son, world.lan = find(MEMBERS)
        world.hanh_card, world.son_card, world.lan_card = find(CARDS)
        world.outlet, world.other_outlet = find(OUTLETS)
        world.pharmacy, world.agreement = find(PARTNERS).one(), find(AGREEMENTS).one()
        world.offer = find(OFFERS).one()
        return world

    def unit(
        self, code: str, name: str, level: Level, parent: Organization | None = None
    ) -> Organization:
        made = Organization(code=code, level=level)
        self.session.add(made)
        self.session.flush()
        above = self.path_of(parent) if parent else "/"
        self.session.add_all(
            [
                OrganizationName(
                    organization_id=made.id, name=name, valid_from=BEGAN, known_at=KNOWN
                ),
                Placement(
                    organization_id=made.id,
                    parent_id=parent.id if parent else None,
                    path=f"{above}{made.id}/",
                    valid_from=BEGAN,
                    known_at=KNOWN,
                ),
            ]
        )
        self.session.flush()
        return made

    def path_of(self, unit: Organization) -> str:
        current = select(Placement.path).where(
            Placement.organization_id == unit.id, Placement.superseded_at.is_(None)
        )
        return self.session.scalars(current.order_by(Placement.valid_from.desc())).first() or "/"

    def member(
        self,
        member_no: str,
        full_name: str,
        unit: Organization,
        *,
        kind: BeneficiaryKind = BeneficiaryKind.DOAN_VIEN,
        since: date = BEGAN,
        until: date | None = None,
    ) -> Member:
        made = Member(
            id=take_keys(self.session, "members")[0],
            member_no=member_no,
            full_name=full_name,
            sort_key=sort_key(full_name),
            known_at=KNOWN,
        )
        self.session.add(made)
        self.session.flush()
        self.belongs(made, unit, kind=kind, since=since, until=until)
        return made

    def belongs(
        self,
        member: Member,
        unit: Organization,
        *,
        kind: BeneficiaryKind = BeneficiaryKind.DOAN_VIEN,
        since: date = BEGAN,
        until: date | None = None,
    ) -> Membership:
        made = Membership(
            member_id=member.id,
            id=take_keys(self.session, "memberships")[0],
            organization_id=unit.id,
            kind=kind,
            valid_from=since,
            valid_until=until,
            known_at=KNOWN,
        )
        self.session.add(made)
        self.session.flush()
        return made

    def card(
        self,
        member: Member,
        *,
        medium: Medium = Medium.PRINT,
        status: CardStatus = CardStatus.ACTIVE,
        since: date = date(2026, 1, 1),
        until: date = date(2028, 1, 1),
    ) -> Card:
        index = take_keys(self.session, "cards")[0]
        code = derived_from(f"{member.member_no} {medium} {index}")
        self.session.add(CardIndex(index=index, member_id=member.id, code=code, typed_code=code))
        self.session.flush()
        made = Card(
            member_id=member.id,
            index=index,
            medium=medium,
            status=status,
            status_on=since,
            valid_from=since,
            valid_until=until,
            known_at=KNOWN,
        )
        self.session.add(made)
        self.session.flush()
        return made

    def partner(
        self, code: str, name: str, kind: PartnerKind = PartnerKind.DOANH_NGHIEP
    ) -> Partner:
        made = Partner(code=code, name=name, kind=kind)
        self.session.add(made)
        self.session.flush()
        return made

    def shop(self, code: str, partner: Partner, name: str) -> Outlet:
        made = Outlet(code=code, partner_id=partner.id, name=name)
        self.session.add(made)
        self.session.flush()
        return made

    def signed(
        self,
        number: str,
        partner: Partner,
        by: Organization,
        *,
        covers: tuple[Organization, ...] = (),
        since: date = date(2026, 1, 1),
        until: date | None = date(2027, 1, 1),
    ) -> Agreement:
        made = Agreement(
            number=number,
            partner_id=partner.id,
            signed_by_id=by.id,
            held_by_id=by.id,
            signed_on=since,
            valid_from=since,
            valid_until=until,
            known_at=KNOWN,
        )
        self.session.add(made)
        self.session.flush()
        for unit in covers or (by,):
            self.session.add(Coverage(agreement_id=made.id, organization_id=unit.id))
        self.session.flush()
        return made

    def offered(
        self,
        code: str,
        agreement: Agreement,
        title: str,
        *,
        discount: Discount = Discount.PERCENT,
        value: int = 1_500,
        ceiling: int | None = 50_000,
        category: Category = Category.DOI_TAC,
        trust: Trust = Trust.TYPED_CODE,
        rule: dict[str, object] | None = None,
    ) -> OfferVersion:
        made = Offer(code=code, agreement_id=agreement.id)
        partner = self.session.get_one(Partner, agreement.partner_id)
        self.session.add(made)
        self.session.flush()
        version = OfferVersion(
            offer_id=made.id,
            partner_id=partner.id,
            partner_kind=partner.kind,
            title=title,
            category=category,
            discount=discount,
            value=value,
            ceiling=None if ceiling is None else Dong(ceiling),
            trust=trust,
            rule=rule or {},
            valid_from=agreement.valid_from,
            valid_until=agreement.valid_until,
            known_at=KNOWN,
        )
        self.session.add(version)
        self.session.flush()
        return version
