"""One more of everything a page may list beside uses, people and shops: `one_more(scene, n)`.

What a page tells of each thing it lists may take a statement each; so there is one of everything
before statements are counted, and many when they are counted again.
"""

from datetime import date, timedelta

from sqlalchemy import update

from benefits import audit, jobs, organization
from benefits.access import Account, devices, machines
from benefits.agreements import Acknowledgement, OfferVersion
from benefits.cards import Card, CardEvent, CardStatus
from benefits.cards.rolls.models import RollLine, RollScan
from benefits.database import new_uuid
from benefits.jobs import JobState
from benefits.members import (
    BeneficiaryKind,
    Confirmation,
    CorrectedField,
    Correction,
    Member,
    Membership,
    Twins,
)
from benefits.money import Dong
from benefits.organization import Tag, TagKind, tag_proposals
from benefits.purchases import Purchase, Reversal, Verification
from tests.faces.buying import Buying
from tests.faces.own import Scene
from tests.faces.people import People
from tests.faces.rolls import roll_of, sheet_of
from tests.faces.tags import tag_of
from tests.world import BEGAN, KNOWN

WORKS = ("print_cards", "import_roster", "export_list")
ACTS = ("member_seen", "card_lost", "member_named")


def one_more(scene: Scene, number: int) -> None:
    officer = _staff(scene, number)
    _units(scene, number)
    person, card = _person(scene, number)
    _roll(scene, number, person, card)
    _offers(scene, number)
    _uses(scene, number, card, officer)
    _acts(scene, officer)
    scene.world.session.flush()


def _staff(scene: Scene, number: int) -> Account:
    """Give accounts, phones and programs to the shop and to the unions, and work to the officer."""
    world, now = scene.world, scene.officer.account.created_at
    people = People(world.session, now)
    people.count = 1000 + 10 * number
    phone, cashier = people.phone(world.outlet), people.cashier(world.outlet, f"Thu ngân {number}")
    people.shift(phone.device, cashier.account)
    manager = people.manager(world.pharmacy, f"Quản lý {number}")
    devices.invite(world.session, world.outlet.id, by=manager.account.id, now=now)
    people.officer(world.lotus, f"Cán bộ cơ sở {number}")
    officer = people.officer(world.province, f"Cán bộ {number}").account
    issue, session = machines.issue_token, world.session
    issue(
        session, name="Kho", permissions=machines.READING, now=now, organization_id=world.lotus.id
    )
    issue(session, name="Máy", permissions=machines.AT_A_TILL, now=now, outlet_id=world.outlet.id)
    for kind in WORKS:
        job = jobs.enqueue(session, kind, now=now, input={"indexes": []}, account_id=officer.id)
        if number % 2:
            job.state, job.error, job.finished_at = JobState.FAILED, "fault:OSError", now
    return officer


def _units(scene: Scene, number: int) -> None:
    """Found a union and a part, put them into tags, and ask for more."""
    world, session = scene.world, scene.world.session
    union = world.unit(f"Z{number:03}", f"CĐCS Z {number}", world.lotus.level, world.north)
    other = world.unit(f"ZB{number:03}", f"CĐCS ZB {number}", world.lotus.level, world.north)
    tag = session.get_one(Tag, tag_of(world, world.province, "KCN Hòa Phú"))
    made = organization.make_tag(
        session, f"Nhóm {number}", TagKind.KCN, world.province.id, now=KNOWN
    )
    organization.put_into(session, made, [union.id, world.lotus.id], BEGAN, now=KNOWN)
    organization.put_into(session, tag, [union.id], BEGAN, now=KNOWN)
    asked = tag_proposals.propose
    asked(session, tag, world.north.id, [other.id], BEGAN, goes_in=True, by=None, now=KNOWN)
    told = Acknowledgement(
        agreement_id=world.agreement.id,
        organization_id=union.id,
        acknowledged_on=BEGAN,
        known_at=KNOWN,
    )
    session.add(told)


def _person(scene: Scene, number: int) -> tuple[Member, Card]:
    """Add somebody with a card and a wish, the likes of her and of Hạnh, and a child of Hạnh's."""
    world, session, now = scene.world, scene.world.session, scene.officer.account.created_at
    person, like = (
        world.member(f"{each}{number:03}", f"Lê Thị Z {number}", world.lotus) for each in "PQ"
    )
    child = world.member(
        f"C{number:03}", f"Bé {number}", world.lotus, kind=BeneficiaryKind.THAN_NHAN
    )
    span = update(Membership).where(Membership.member_id == child.id)
    session.execute(span.values(relative_of_id=world.hanh.id))
    session.add_all(
        Twins(low_id=each.id, high_id=like.id, found_at=now) for each in (world.hanh, person)
    )
    wish = Correction(
        member_id=person.id,
        field=CorrectedField.PHONE,
        wanted="+84912345678",
        asked_at=now,
        due_at=now + timedelta(days=4),
    )
    looked_through = Confirmation(
        organization_id=world.lotus.id,
        people=3,
        leavers=0,
        by_id=scene.officer.account.id,
        confirmed_at=now - timedelta(days=number),
    )
    session.add_all([wish, looked_through])
    world.card(world.hanh, status=CardStatus.REPLACED, since=date(2020, 1, 1), until=BEGAN.max)
    return person, world.card(person)


def _roll(scene: Scene, number: int, person: Member, card: Card) -> None:
    """Put somebody on Hạnh's list, with a sheet that came back, and draw up another list."""
    world, session = scene.world, scene.world.session
    roll = roll_of(world, world.hanh_card, world.lotus.id)
    sheet = session.get_one(RollScan, sheet_of(world, roll))
    session.add(
        RollLine(roll_id=roll.id, number=2 + number, card_index=card.index, member_id=person.id)
    )
    session.add(
        RollScan(
            roll_id=roll.id, file_hash=sheet.file_hash, page=2 + number, kept_at=KNOWN, certain=1
        )
    )
    other = world.member(f"R{number:03}", f"Võ Thị R {number}", world.lotus)
    roll_of(world, world.card(other), world.lotus.id)


def _offers(scene: Scene, number: int) -> None:
    """Plan another version of the offer, and sign something with the shop for one union alone."""
    world, offer = scene.world, scene.world.offer
    first = date(2030, 1, 1) + timedelta(days=number)
    version = OfferVersion(
        offer_id=offer.offer_id,
        number=10 + number,
        partner_id=offer.partner_id,
        partner_kind=offer.partner_kind,
        title=f"Bản {number}",
        category=offer.category,
        discount=offer.discount,
        value=offer.value,
        valid_from=first,
        valid_until=first + timedelta(days=1),
        known_at=KNOWN,
    )
    world.session.add(version)
    signed = world.signed(f"Z{number}/TT", world.pharmacy, world.lotus)
    world.offered(f"ZO{number}", signed, f"Riêng {number}")


def _uses(scene: Scene, number: int, card: Card, officer: Account) -> None:
    """Let somebody buy, take parts of it back and of Hạnh's use, and look at Hạnh's card."""
    world, session, now = scene.world, scene.world.session, officer.created_at
    bought = Buying(session, world).buys(card, world.lotus, now.date() - timedelta(days=number))
    session.add_all(
        [_taken_back(bought, 1, officer), _taken_back(scene.purchase, 1 + number, officer)]
    )
    event = CardEvent(
        member_id=world.hanh.id,
        index=world.hanh_card.index,
        number=100 + number,
        status=CardStatus.ACTIVE,
        effective_on=BEGAN,
        account_id=officer.id,
        known_at=now,
    )
    look = Verification(
        outlet_id=world.shop(f"ZS{number}", world.pharmacy, f"Chi nhánh {number}").id,
        member_id=world.hanh.id,
        card_index=world.hanh_card.index,
        account_id=scene.cashier.account.id,
        device_id=scene.phone.device.id,
        result="applies",
        verified_at=now - timedelta(hours=number),
    )
    session.add_all([event, look])


def _taken_back(bought: Purchase, number: int, officer: Account) -> Reversal:
    return Reversal(
        member_id=bought.member_id,
        id=new_uuid(),
        purchase_id=bought.id,
        number=number,
        list_price=Dong(1000),
        paid=Dong(900),
        benefit=Dong(100),
        is_whole=False,
        reason="ban_nham",
        reversed_at=officer.created_at,
        account_id=officer.id,
        known_at=officer.created_at,
    )


def _acts(scene: Scene, officer: Account) -> None:
    """Let the officer do something to each thing of which there is a page."""
    world = scene.world
    subjects = {
        "cards": world.hanh_card.index,
        "members": world.hanh.id,
        "agreements": world.agreement.id,
        "offers": world.offer.offer_id,
        "partners": world.pharmacy.id,
        "outlets": world.outlet.id,
        "accounts": scene.cashier.account.id,
        "purchases": scene.purchase.id,
        "organizations": world.lotus.id,
        "devices": scene.phone.device.id,
    }
    for what, key in subjects.items():
        for act in ACTS:
            audit.note(world.session, officer.id, act, what, key, now=officer.created_at)
