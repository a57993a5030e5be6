"""What addresses name: for every parameter, a record that belongs to somebody else.

The people who ask are an officer of CĐCS Hoa Sen (SEN), a manager and a cashier of pharmacy An
Khang, and the member Hạnh; the strangers are in CĐCS Bình Minh (BM) and at the shop Long Châu.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from benefits import jobs, organization, reorganizations
from benefits.access import Account, ApiToken, Device, machines
from benefits.agreements import Offer, OfferVersion
from benefits.jobs import Job
from benefits.members import CorrectedField, Twins, corrections
from benefits.organization import tag_proposals
from benefits.partners import Outlet, Partner
from benefits.reorganizations import Choices, Decision, Kind, Plan
from tests.faces.people import People
from tests.faces.rolls import roll_of
from tests.world import World

NOBODYS = UUID("00000000-0000-7000-8000-000000000000")


@dataclass
class Strangers:
    """Records that nobody who asks may reach."""

    world: World
    shop: Partner
    outlet: Outlet
    offer: OfferVersion
    officer: Account
    manager: Account
    phone: Device
    role_id: int
    job: Job
    token: ApiToken

    @classmethod
    def settle(cls, world: World, people: People) -> "Strangers":
        shop = world.partner("LC", "Nhà thuốc Long Châu")
        outlet = world.shop("LC1", shop, "Long Châu – Trần Phú")
        officer = people.officer(world.dawn)
        agreement = world.signed("02/TT-BM", shop, world.dawn)
        return cls(
            world=world,
            shop=shop,
            outlet=outlet,
            offer=world.offered("LC-10", agreement, "Giảm 10%"),
            officer=officer.account,
            manager=people.manager(shop).account,
            phone=people.phone(outlet).device,
            role_id=officer.role.id,
            job=jobs.enqueue(
                world.session,
                "print_cards",
                now=people.now,
                input={"indexes": [], "within": world.dawn.id},
                account_id=officer.account.id,
            ),
            token=machines.issue_token(
                world.session,
                name="Kho của Bình Minh",
                permissions=machines.READING,
                organization_id=world.dawn.id,
                now=people.now,
            )[0],
        )

    @property
    def agreement_id(self) -> int:
        return self.world.session.get_one(Offer, self.offer.offer_id).agreement_id


def _correction_of(of: Strangers) -> int:
    """A request of Lan's; asked for twice, it is one."""
    field, now = CorrectedField.PHONE, of.officer.created_at
    return corrections.ask(of.world.session, of.world.lan, field, "0912345678", now=now).id


def _twins_of(of: Strangers) -> int:
    """Two records of Lan's unit, one of them hers; asked for twice, they are the same two."""
    session, lan = of.world.session, of.world.lan
    known = session.scalar(select(Twins.id).where(Twins.low_id == lan.id))
    if known is not None:
        return known
    other = of.world.member("LAN2", lan.full_name, of.world.dawn)
    pair = Twins(low_id=lan.id, high_id=other.id, found_at=of.officer.created_at)
    session.add(pair)
    session.flush()
    return pair.id


def _tag_of(of: Strangers) -> int:
    """A tag of Bình Minh's own; asked for twice, it is one."""
    session, name = of.world.session, "Nhóm của Bình Minh"
    now = of.officer.created_at
    kind, unit = organization.TagKind.KHAC, of.world.dawn.id
    known = organization.tag_of(session, unit, name)
    return (known or organization.make_tag(session, name, kind, unit, now=now)).id


def _proposal_of(of: Strangers) -> int:
    """What Bình Minh asked to be changed in its tag; asked for twice, it is one."""
    tag = of.world.session.get_one(organization.Tag, _tag_of(of))
    dawn, day, now = of.world.dawn.id, date(2026, 4, 1), of.officer.created_at
    session, asked = of.world.session, tag_proposals.propose
    return asked(session, tag, dawn, [dawn], day, goes_in=True, by=None, now=now)[0].id


def _decision_of(of: Strangers) -> int:
    """What was decided on Bình Minh; asked for twice, it is one."""
    session, now = of.world.session, of.officer.created_at
    known = session.scalars(reorganizations.recorded()).first()
    plan = Plan(kind=Kind.DOI_TEN, day=now.date(), units=("BM",), name="CĐCS Công ty Mới")
    paper = Decision(number="9/QĐ", signed_on=now.date())
    made = known or reorganizations.carry_out(session, plan, Choices(), paper, by=None, now=now)
    return made.id


# By name of the parameter, whichever face uses it.
RECORDS: Mapping[str, Callable[[Strangers], object]] = {
    "role_id": lambda of: of.role_id,
    "roll_id": lambda of: roll_of(of.world, of.world.lan_card, of.world.dawn.id).id,
    "scan_id": lambda _of: 1,
    "consent_id": lambda _of: 1,
    "account_id": lambda of: of.officer.id,
    "kind": lambda _of: "docx",
    "form": lambda _of: "bt259-pl01",
    "period": lambda _of: "2026-05",
    "organization": lambda of: of.world.dawn.code,
    "code": lambda of: of.world.dawn.code,
    "member_id": lambda of: of.world.lan.id,
    "index": lambda of: of.world.lan_card.index,
    "partner_code": lambda of: of.shop.code,
    "outlet_id": lambda of: of.outlet.id,
    "outlet_code": lambda of: of.outlet.code,
    "device_id": lambda of: of.phone.id,
    "invitation_id": lambda of: of.phone.id,
    "partner_id": lambda of: of.shop.id,
    "tag_id": _tag_of,
    "proposal_id": _proposal_of,
    "agreement_id": lambda of: of.agreement_id,
    "correction_id": _correction_of,
    "twins_id": _twins_of,
    "shown_offer": lambda _of: 10**9,  # members see every offer there is
    "offer_id": lambda of: of.offer.offer_id,
    "version_id": lambda of: of.offer.id,
    "token_id": lambda of: of.token.id,
    "job_id": lambda of: of.job.id,
    "part": lambda _of: "khong-nhan",
    "act": lambda _of: "bao-mat",
    "said": lambda _of: "da-gui",
    "change": lambda _of: "xoa-so",
    "decision_id": _decision_of,
    "purchase_id": lambda _of: NOBODYS,
    "token": lambda _of: "A" * 40,
}

# Endpoints whose parameter is no record: what they say to a made-up one is their own test's.
NO_RECORD = frozenset({"front.card"})
