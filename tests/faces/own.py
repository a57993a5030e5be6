"""A little of everything, and who looks at it: what every page is opened with.

The officer is of the province, the manager and the cashier of pharmacy An Khang, the member is
Hạnh; `OWN` names, for every parameter of an address, a record that is theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from benefits import audit, jobs, organization, reorganizations
from benefits.access import (
    Added,
    Consent,
    ConsentDecision,
    ConsentMedium,
    Standing,
    consents,
    devices,
    machines,
)
from benefits.access.devices import Paired
from benefits.cards import KeyRing
from benefits.cards.rolls.models import Roll
from benefits.jobs import Job, JobState
from benefits.members import Twins
from benefits.members.corrections import CorrectedField, Correction
from benefits.members.names import likeness
from benefits.organization import Organization, Tag, TagKind, tag_proposals
from benefits.purchases import Purchase
from benefits.reorganizations import Choices, Decision, Kind, Plan
from tests.faces.buying import Buying
from tests.faces.counter import token_of
from tests.faces.people import People, Site, Visitor
from tests.faces.rolls import roll_of, sheet_of
from tests.world import BEGAN, KNOWN, World


@dataclass
class Scene:
    """What there is to be seen in the small province on the first of May."""

    world: World
    ring: KeyRing
    officer: Added
    manager: Added
    cashier: Added
    member: Added
    phone: Paired
    invitation: devices.Invitation
    job: Job
    purchase: Purchase
    correction: Correction

    @classmethod
    def settle(cls, world: World, people: People, ring: KeyRing) -> "Scene":
        session, now = world.session, people.now
        officer = people.officer(world.province, "Nguyễn Thị Khánh Huyền Trang")
        manager, cashier = people.manager(world.pharmacy), people.cashier(world.outlet)
        member = people.member(world.hanh)
        buying = Buying(session, world)
        days = [now.date() - timedelta(days=each) for each in (0, 20, 50)]
        purchase, *_rest = [buying.buys(world.hanh_card, world.lotus, day) for day in days]
        job = jobs.enqueue(
            session, "print_cards", now=now, input={"indexes": []}, account_id=officer.account.id
        )
        job.state, job.error, job.finished_at = JobState.FAILED, "fault:OSError", now
        correction = _asked_by(world, now)
        machines.issue_token(
            session,
            name="Phần mềm bán hàng",
            permissions=machines.AT_A_TILL,
            now=now,
            outlet_id=world.outlet.id,
        )
        _tag_of(world, world.province, "KCN Hòa Phú")
        phone = people.phone(world.outlet)
        invitation = devices.invite(session, world.outlet.id, by=manager.account.id, now=now)
        subject = ("cards", world.hanh_card.index)
        audit.note(session, officer.account.id, "card_lost", *subject, now=now)
        roll_of(world, world.hanh_card, world.lotus.id)
        session.flush()
        return cls(
            world=world,
            ring=ring,
            officer=officer,
            manager=manager,
            cashier=cashier,
            member=member,
            phone=phone,
            invitation=invitation,
            job=job,
            purchase=purchase,
            correction=correction,
        )

    def browsers(self, site: Site) -> Mapping[tuple[str, Standing], Visitor]:
        """A browser for everybody, by face."""
        shift = People(self.world.session, site.now).shift(self.phone.device, self.cashier.account)
        desk, counter = "/cong-doan", "/doi-tac"
        return {
            **{
                (face, Standing.STRANGER): site.visitor()
                for face in ("front", "desk", "partner", "member")
            },
            ("desk", Standing.HALF_WAY): site.sign_in(self.officer.account, None, prefix=desk),
            ("desk", Standing.OFFICER): _in(site, self.officer, desk),
            ("partner", Standing.MANAGER): _in(site, self.manager, counter),
            ("partner", Standing.CASHIER): site.sign_in(
                self.cashier.account,
                self.cashier.role,
                prefix=counter,
                device=self.phone.device,
                shift=shift,
            ),
            ("member", Standing.MEMBER): _in(site, self.member, "/the"),
        }


def _asked_by(world: World, now: datetime) -> Correction:
    """What Hạnh wants to have mended."""
    made = Correction(
        member_id=world.hanh.id,
        field=CorrectedField.PHONE,
        wanted="+84912345678",
        asked_at=now,
        due_at=now + timedelta(days=4),
    )
    world.session.add(made)
    return made


def _tag_of(world: World, unit: Organization, name: str) -> int:
    """A tag made by a unit, with one unit in it; asked for twice, it is one."""
    known = organization.tag_of(world.session, unit.id, name)
    if known is not None:
        return known.id
    made = organization.make_tag(world.session, name, TagKind.KCN, unit.id, now=KNOWN)
    organization.put_into(world.session, made, [unit.id], BEGAN, now=KNOWN)
    return made.id


def _proposal_of(world: World) -> int:
    """What a unit below asked to be changed in a tag; asked for twice, it is one."""
    tag = world.session.get_one(Tag, _tag_of(world, world.province, "KCN Hòa Phú"))
    north, units = world.north.id, [world.lotus.id]
    session, asked = world.session, tag_proposals.propose
    return asked(session, tag, north, units, BEGAN, goes_in=True, by=None, now=KNOWN)[0].id


def _roll_of(of: Scene) -> Roll:
    return roll_of(of.world, of.world.hanh_card, of.world.lotus.id)


def _in(site: Site, added: Added, prefix: str) -> Visitor:
    return site.sign_in(added.account, added.role, prefix=prefix)


def _file_of_manager(of: Scene) -> int:
    """A list that the manager asked for and that waits to be written; asked for once."""
    session, by = of.world.session, of.manager.account
    known = session.scalar(select(Job.id).where(Job.account_id == by.id))
    asked = {"partner": of.world.pharmacy.id}
    return (
        known
        or jobs.enqueue(session, "export_list", now=by.created_at, input=asked, account_id=by.id).id
    )


def _twins_of(of: Scene) -> int:
    """Hạnh, and a record that may be hers too; asked for once."""
    session, hanh = of.world.session, of.world.hanh
    known = session.scalar(select(Twins.id).where(Twins.low_id == hanh.id))
    if known is not None:
        return known
    birth = "1990-03-08"
    other = of.world.member("HANH2", hanh.full_name.upper(), of.world.lotus)
    for each in (hanh, other):
        each.birth, each.likeness = birth, likeness(each.full_name, birth)
    pair = Twins(low_id=hanh.id, high_id=other.id, found_at=of.officer.account.created_at)
    session.add(pair)
    session.flush()
    return pair.id


def _decision(of: Scene) -> int:
    """What the province decided on; asked for twice, it is one."""
    session, now, by = of.world.session, of.officer.account.created_at, of.officer.account.id
    known = session.scalars(reorganizations.recorded()).first()
    plan = Plan(kind=Kind.DOI_TEN, day=now.date(), units=("NAM",), name="Công đoàn phường Nam Sơn")
    paper = Decision(number="125/QĐ-LĐLĐ", signed_on=now.date())
    made = known or reorganizations.carry_out(session, plan, Choices(), paper, by=by, now=now)
    return made.id


def _consent_of(of: Scene) -> int:
    """What Hạnh consented to on a paper that is not in this store; asked for once."""
    session, evidence = of.world.session, "cd" * 32
    known = session.scalar(select(Consent.id).where(Consent.evidence_hash == evidence))
    given, paper, by = ConsentDecision.GIVEN, ConsentMedium.PAPER, of.officer.account
    if known is not None:
        return known
    made = consents.decide(
        session,
        of.world.hanh.id,
        given,
        paper,
        by=by.id,
        now=by.created_at,
        evidence_hash=evidence,
    )
    session.flush()
    return made.id


# By the parameter's name, or by `face.endpoint:name` where one view means something else by it.
OWN: Mapping[str, Callable[[Scene], object]] = {
    "account_id": lambda of: of.officer.account.id,
    "agreement_id": lambda of: of.world.agreement.id,
    "code": lambda of: of.world.lotus.code,
    "consent_id": _consent_of,
    "correction_id": lambda of: of.correction.id,
    "change": lambda _of: "thanh-lap",
    "decision_id": _decision,
    "device_id": lambda of: of.phone.device.id,
    "form": lambda _of: "bt259-pl01",
    "index": lambda of: of.world.hanh_card.index,
    "invitation_id": lambda of: of.invitation.enrolment.id,
    "job_id": lambda of: of.job.id,
    "member_id": lambda of: of.world.hanh.id,
    "offer_id": lambda of: of.world.offer.offer_id,
    "organization": lambda of: of.world.lotus.code,
    "outlet_id": lambda of: of.world.outlet.id,
    "part": lambda _of: "khong-nhan",
    "partner_id": lambda of: of.world.pharmacy.id,
    "period": lambda _of: "2026-04",
    "purchase_id": lambda of: of.purchase.id,
    "role_id": lambda of: of.officer.role.id,
    "roll_id": lambda of: _roll_of(of).id,
    "scan_id": lambda of: sheet_of(of.world, _roll_of(of)),
    "proposal_id": lambda of: _proposal_of(of.world),
    "tag_id": lambda of: _tag_of(of.world, of.world.province, "KCN Hòa Phú"),
    "shown_offer": lambda of: of.world.offer.offer_id,
    "token": lambda of: of.invitation.token,
    "twins_id": _twins_of,
    "partner.cashiers.page:account_id": lambda of: of.cashier.account.id,
    "partner.own_partners.switch:role_id": lambda of: of.manager.role.id,
    "partner.jobs.page:job_id": _file_of_manager,
    "partner.jobs.file:job_id": _file_of_manager,
    "partner.landing.card:token": lambda of: token_of(of.ring, of.world.hanh_card),
    "desk.reports.as_file:kind": lambda _of: "docx",
    "desk.partners.as_file:kind": lambda _of: "outlets",
    "desk.accounts.new:kind": lambda _of: "can-bo",
    "desk.account_roles.new:kind": lambda _of: "can-bo",
}

# What answers otherwise than with a page, because the scene is as it is.
OTHERWISE: Mapping[str, int] = {
    "partner.till.quoted": 422,  # nothing typed yet
    "desk.jobs.part": 404,  # likewise
    "desk.import_leavers.page": 404,  # it took no list in
    "desk.import_leavers_all.page": 404,
    "desk.jobs.file": 404,  # the work failed, so it made nothing
    "partner.jobs.file": 404,  # nobody has written it yet
    "desk.decisions.scan": 404,  # nobody scanned the decision
    "desk.photos.shown": 404,  # nobody gave her photo yet
    "desk.papers.scan": 404,  # the signed paper is not in this store
    "desk.rolls.scan": 404,  # the sheet's file is not in this store
    "desk.rolls.picture": 404,  # likewise
    "desk.piles.unread": 404,  # the work was another
    "desk.piles.picture": 404,  # likewise
    "desk.agreements.scan": 404,  # nobody scanned the paper yet
    "desk.coverage.page": 409,  # a signed agreement covers what it covers
}
