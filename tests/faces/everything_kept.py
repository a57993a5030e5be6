"""A second record of Hạnh's, of which something is kept wherever something can be."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from benefits.access import (
    ActivationLetter,
    Consent,
    ConsentDecision,
    ConsentMedium,
    Face,
    WebSession,
)
from benefits.access.consents import strike
from benefits.cards import Card, CardEvent, CardIndex, CardPhone, CardStatus, Medium
from benefits.cards.rolls.models import Roll, RollLine
from benefits.members import (
    BeneficiaryKind,
    CorrectedField,
    EndReason,
    Member,
    Membership,
    Sex,
    Twins,
    TwinState,
    corrections,
    enrolment,
    households,
    photo_refusal,
)
from benefits.members.origins import SpanOrigin
from benefits.members.photo_record import MemberPhoto
from tests.faces.people import People
from tests.faces.uses_kept import at, fill_uses
from tests.world import World


def everything(session: Session, world: World, people: People) -> Member:
    """Make the record and all that hangs on it."""
    old = second_record(session, world)
    fill_person(session, world, old)
    fill_entering(session, people, old)
    fill_uses(session, world, fill_cards(session, world, old))
    return old


def second_record(session: Session, world: World) -> Member:
    old = world.member("TRUNG", "Nguyễn Thị Hạn", world.dawn, since=date(2018, 3, 4))
    enrolment.correct(session, old, {"phone": "+84911111111"}, now=at(1))
    told: dict[str, Any] = {
        "full_name": "Nguyễn Thị Hạnh Cũ",
        "phone": "+84922222222",
        "birth": "1990-10-05",
    }
    told |= {"sex": Sex.NU, "union_card_no": "CDVN-77", "citizen_id_last4": "4321"}
    enrolment.correct(session, old, told, now=at(2))
    households.share(session, old, world.lan)
    old.pays_dues, old.photo_hash, old.known_at = True, "a" * 64, at(3)
    session.add(
        MemberPhoto(
            member_id=old.id, source_hash="b" * 64, across=41, down=42, zoom=143, known_at=at(4)
        )
    )
    photo_refusal.note_refusal(session, old.id, by=None, now=at(20, 9))
    session.flush()
    return old


def fill_person(session: Session, world: World, old: Member) -> None:
    span = world.belongs(
        old,
        world.south,
        kind=BeneficiaryKind.THAN_NHAN,
        since=date(2016, 1, 2),
        until=date(2017, 1, 3),
    )
    span.relative_of_id, span.known_at = world.son.id, at(5)
    span.ended_because, span.otherwise_until = EndReason.NGHI_HUU, date(2017, 6, 8)
    span.otherwise_because = EndReason.KHAC
    child = world.member("DV950", "Nguyễn Văn Con", world.dawn, kind=BeneficiaryKind.THAN_NHAN)
    session.query(Membership).filter_by(member_id=child.id).one().relative_of_id = old.id
    low, high = sorted((old.id, world.lan.id))
    session.add(
        SpanOrigin(
            member_id=old.id, span_id=span.id, organization_id=world.north.id, day=date(2019, 5, 6)
        )
    )
    different: dict[str, Any] = {"state": TwinState.DIFFERENT, "decided_at": at(7)}
    session.add(Twins(low_id=low, high_id=high, found_at=at(6), **different))
    asked = corrections.ask(
        session, old, CorrectedField.PHONE, "0933333333", now=at(8), note="Số cũ đã mất"
    )
    corrections.decline(session, asked, by=None, now=at(9), answer="Hãy mang giấy")
    session.flush()


def fill_entering(session: Session, people: People, old: Member) -> None:
    added = people.member(old)
    added.account.created_at, added.account.disabled_at = at(10), at(12)
    added.account.name, added.role.valid_from = "Hạnh ở Bình Minh", date(2025, 3, 11)
    added.role.valid_until = date(2031, 3, 12)
    letter: dict[str, Any] = {"created_at": at(12), "expires_at": at(13), "used_at": at(14)}
    session.add(
        ActivationLetter(member_id=old.id, code_hash="c" * 64, replaced_at=at(15), **letter)
    )
    account, face = added.account.id, Face.MEMBER
    ended: dict[str, Any] = {"created_at": at(16), "expires_at": at(17), "revoked_at": at(18)}
    session.add(WebSession(token_hash="d" * 64, face=face, account_id=account, **ended))
    consent = Consent(
        member_id=old.id,
        decision=ConsentDecision.GIVEN,
        medium=ConsentMedium.PAPER,
        version="2026-1",
        language="en",
        digest="e" * 64,
        known_at=at(19),
        evidence_hash="f" * 64,
    )
    session.add(consent)
    session.flush()
    strike(session, consent.id, by=None, now=at(20))


def fill_cards(session: Session, world: World, old: Member) -> Card:
    printed = world.card(old, since=date(2025, 3, 21), until=date(2026, 3, 22))
    printed.status, printed.status_on = CardStatus.REPLACED, date(2025, 3, 23)
    printed.status_reason, printed.printed_at = "in_hong", at(24)
    session.get_one(CardIndex, printed.index).code = "XX-1"
    phone = world.card(old, medium=Medium.PHONE)
    printed.replaced_by, printed.known_at = phone.index, at(25)
    session.add(
        CardPhone(
            member_id=old.id,
            index=phone.index,
            secret_hash="0" * 64,
            name="Nokia 8",
            got_at=at(26),
            seen_at=at(27),
        )
    )
    session.add(
        CardEvent(
            member_id=old.id,
            index=phone.index,
            number=1,
            status=CardStatus.LOST,
            reason="doan_vien_bao_mat",
            effective_on=date(2025, 3, 28),
            known_at=at(28, 9),
        )
    )
    roll = Roll(organization_id=world.dawn.id, consent_version="2026-1", drawn_at=at(29))
    session.add(roll)
    session.flush()
    signed: dict[str, Any] = {"received_at": at(30), "consented_at": at(31)}
    session.add(
        RollLine(roll_id=roll.id, number=17, card_index=printed.index, member_id=old.id, **signed)
    )
    session.flush()
    return printed
