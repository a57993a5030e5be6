"""Phones of a counter: paired once, known by their token, out the moment they are revoked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from benefits.access import Face, Refused, accounts, devices, sessions, shifts, throttling
from benefits.access.devices import Paired
from benefits.database import Database, retrying
from benefits.errors import NotAllowed
from benefits.partners import Outlet, Partner, PartnerKind
from tests.world import World

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)


def paired(session: Session, outlet: Outlet) -> Paired:
    invitation = devices.invite(session, outlet.id, by=None, now=NOW)
    answer = devices.pair(session, invitation.token, name="Samsung A05", now=NOW)
    assert isinstance(answer, Paired)
    return answer


@pytest.mark.parametrize("by", ["token", "code"])
def test_a_phone_is_paired_by_its_token_or_by_eight_letters(
    session: Session, world: World, by: str
) -> None:
    invitation = devices.invite(session, world.outlet.id, by=None, now=NOW)
    word = (
        invitation.token
        if by == "token"
        else f"{invitation.code[:4].lower()} {invitation.code[4:]}"
    )
    answer = devices.pair(session, word, name="Samsung A05", now=NOW)
    assert isinstance(answer, Paired)
    assert answer.device.outlet_id == world.outlet.id
    assert devices.find_device(session, answer.token) is answer.device
    assert invitation.enrolment.device_id == answer.device.id


def test_looking_at_an_invitation_does_not_use_it_up(session: Session, world: World) -> None:
    invitation = devices.invite(session, world.outlet.id, by=None, now=NOW)
    for _ in range(2):
        found = devices.open_invitation(session, invitation.token, NOW)
        assert found is invitation.enrolment
    assert isinstance(devices.pair(session, invitation.token, name="", now=NOW), Paired)
    assert devices.open_invitation(session, invitation.token, NOW) is None


def test_an_invitation_works_once_and_for_a_quarter_of_an_hour(
    session: Session, world: World
) -> None:
    invitation = devices.invite(session, world.outlet.id, by=None, now=NOW)
    late = NOW + timedelta(minutes=15)
    unknown = Refused("invitation_unknown")
    assert devices.pair(session, invitation.token, name="", now=late) == unknown
    assert isinstance(devices.pair(session, invitation.code, name="", now=NOW), Paired)
    assert devices.pair(session, invitation.token, name="", now=NOW) == unknown


def test_guessing_codes_has_to_wait(session: Session, world: World) -> None:
    invitation = devices.invite(session, world.outlet.id, by=None, now=NOW)
    for number in range(49):
        guess = throttling.guess_at("enrolment", f"BCFG00{number:02}", "203.0.113.7")
        throttling.note_failure(session, guess, NOW)
    devices.pair(session, "BCFG0099", name="", now=NOW, address="203.0.113.7")
    answer = devices.pair(session, invitation.code, name="", now=NOW, address="203.0.113.7")
    assert isinstance(answer, Refused)
    assert answer.code == "locked"


def test_two_phones_cannot_use_one_invitation(database: Database) -> None:
    with database.write() as session:
        partner = Partner(code="AK", name="An Khang", kind=PartnerKind.DOANH_NGHIEP)
        session.add(partner)
        session.flush()
        outlet = Outlet(code="AK1", partner_id=partner.id, name="An Khang")
        session.add(outlet)
        session.flush()
        token = devices.invite(session, outlet.id, by=None, now=NOW).token

    def pair(number: int) -> bool:
        def once() -> bool:
            with database.write() as session:
                answer = devices.pair(session, token, name=f"Máy {number}", now=NOW)
                return isinstance(answer, Paired)

        return retrying(once)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(pair, range(4))) == [False, False, False, True]


def test_revoking_a_phone_ends_its_token_its_shift_and_its_browser(
    session: Session, world: World
) -> None:
    phone = paired(session, world.outlet)
    cashier = accounts.add_cashier(session, name="Thu", outlet_id=world.outlet.id, now=NOW)
    shift = shifts.open_shift(session, phone.device, cashier.account, NOW)
    word = sessions.open_session(
        session,
        account=cashier.account,
        role=cashier.role,
        face=Face.PARTNER,
        now=NOW,
        device=phone.device,
        shift=shift,
    )
    session.flush()
    assert sessions.find_actor(session, Face.PARTNER, word, NOW) is not None
    assert sessions.find_actor(session, Face.DESK, word, NOW) is None
    devices.revoke(session, phone.device, NOW)
    session.flush()
    session.expire_all()
    assert devices.find_device(session, phone.token) is None
    assert shift.closed_at == NOW
    assert sessions.find_actor(session, Face.PARTNER, word, NOW) is None
    with pytest.raises(NotAllowed):
        shifts.open_shift(session, phone.device, cashier.account, NOW)


def test_the_next_cashier_ends_the_shift_of_the_one_before(session: Session, world: World) -> None:
    phone = paired(session, world.outlet)
    one = accounts.add_cashier(session, name="Một", outlet_id=world.outlet.id, now=NOW)
    two = accounts.add_cashier(session, name="Hai", outlet_id=world.outlet.id, now=NOW)
    first = shifts.open_shift(session, phone.device, one.account, NOW)
    noon = NOW + timedelta(hours=2)
    second = shifts.open_shift(session, phone.device, two.account, noon)
    session.expire_all()
    assert first.closed_at == noon
    assert second.closed_at is None
    assert [account.name for account, _ in shifts.cashiers_of(session, world.outlet.id, NOW)] == [
        "Hai",
        "Một",
    ]


def test_a_shift_speaks_for_what_happened_while_it_was_open(session: Session, world: World) -> None:
    phone, other = paired(session, world.outlet), paired(session, world.outlet)
    cashier = accounts.add_cashier(session, name="Thu", outlet_id=world.outlet.id, now=NOW)
    shift = shifts.open_shift(session, phone.device, cashier.account, NOW)
    shifts.close_shift(shift, NOW + timedelta(hours=8))
    session.flush()
    during, after = NOW + timedelta(hours=1), NOW + timedelta(hours=9)
    assert shifts.shift_at(session, phone.device, shift.id, during) is shift
    assert shifts.shift_at(session, phone.device, shift.id, after) is None
    assert shifts.shift_at(session, phone.device, shift.id, NOW - timedelta(hours=1)) is None
    assert shifts.shift_at(session, other.device, shift.id, during) is None
