"""A little of everything, and who looks at it: what every page is opened with.

The officer is of the province, the manager and the cashier of pharmacy An Khang, the member is
Hạnh; `OWN` names, for every parameter of an address, a record that is theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from benefits import audit, jobs, reorganizations
from benefits.access import Added, Standing, devices, machines
from benefits.access.devices import Paired
from benefits.cards import KeyRing
from benefits.cards.rolls.models import Roll
from benefits.jobs import Job, JobState
from benefits.members import Twins
from benefits.members.corrections import CorrectedField, Correction
from benefits.members.names import likeness
from benefits.purchases import Purchase
from benefits.reorganizations import Choices, Decision, Kind, Plan
from tests.faces.buying import Buying
from tests.faces.counter import token_of
from tests.faces.papers import consent_of
from tests.faces.people import People, Site, Visitor
from tests.faces.rolls import roll_of, sheet_of
from tests.faces.tags import proposal_of, tag_of
from tests.world import World


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
        tag_of(world, world.province, "KCN Hòa Phú")
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


# By the parameter's name, or by `face.endpoint:name` where one view means something else by it.
OWN: Mapping[str, Callable[[Scene], object]] = {
    "account_id": lambda of: of.officer.account.id,
    "agreement_id": lambda of: of.world.agreement.id,
    "code": lambda of: of.world.lotus.code,
    "consent_id": lambda of: consent_of(of.world, of.officer.account),
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
    "proposal_id": lambda of: proposal_of(of.world),
    "tag_id": lambda of: tag_of(of.world, of.world.province, "KCN Hòa Phú"),
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
    "desk.account.correction:account_id": lambda of: of.manager.account.id,
    "desk.accounts.new:kind": lambda _of: "can-bo",
    "desk.account_roles.new:kind": lambda _of: "can-bo",
}
