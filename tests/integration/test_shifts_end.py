"""Shifts end with what they rest on: the browser, the account, the role, sixteen hours."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from benefits import access
from benefits.access import Account, AccountRole, Device, Face, Shift, accounts, devices, sessions
from benefits.access import shifts as the_shifts
from benefits.access.devices import Paired
from tests.world import World

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


class Standing(NamedTuple):
    account: Account
    role: AccountRole
    phone: Device
    shift: Shift


@pytest.fixture
def standing(session: Session, world: World) -> Standing:
    """Somebody signed in at a phone of the outlet since ten in the morning."""
    added = accounts.add_cashier(session, name="Mận", outlet_id=world.outlet.id, now=NOW)
    invited = devices.invite(session, world.outlet.id, by=None, now=NOW)
    paired = devices.pair(session, invited.token, name="Quầy 1", now=NOW)
    assert isinstance(paired, Paired)
    return stands(session, added.account, added.role, paired.device)


def stands(session: Session, account: Account, role: AccountRole, phone: Device) -> Standing:
    shift = the_shifts.open_shift(session, phone, account, NOW)
    sessions.open_session(
        session, account=account, role=role, face=Face.PARTNER, now=NOW, device=phone, shift=shift
    )
    session.flush()
    return Standing(account, role, phone, shift)


def who_is_at(session: Session, world: World, now: datetime) -> list[str | None]:
    in_use = devices.in_use_at(session, world.outlet.id, now)
    return [None if each.cashier is None else each.cashier.name for each in in_use]


def test_locking_the_account_closes_its_shift(session: Session, standing: Standing) -> None:
    accounts.disable(session, standing.account, LATER)
    assert standing.shift.closed_at == LATER


def test_a_new_pin_closes_the_shift_begun_with_the_old_one(
    session: Session, standing: Standing
) -> None:
    accounts.reset(session, standing.account, LATER)
    assert standing.shift.closed_at == LATER


def test_of_two_browsers_the_one_that_is_kept_keeps_its_shift(
    session: Session, standing: Standing, world: World
) -> None:
    invited = devices.invite(session, world.outlet.id, by=None, now=NOW)
    other = devices.pair(session, invited.token, name="Quầy 2", now=NOW)
    assert isinstance(other, Paired)
    kept = the_shifts.open_shift(session, other.device, standing.account, NOW)
    word = sessions.open_session(
        session,
        account=standing.account,
        role=standing.role,
        face=Face.PARTNER,
        now=NOW,
        shift=kept,
    )
    row = sessions.find_actor(session, Face.PARTNER, word, NOW)
    assert row is not None
    assert row.session is not None
    sessions.revoke_all(session, standing.account.id, LATER, but=row.session.token_hash)
    assert (standing.shift.closed_at, kept.closed_at) == (LATER, None)


def test_nobody_is_at_a_phone_whose_cashier_may_stand_there_no_longer(
    session: Session, standing: Standing, world: World
) -> None:
    assert who_is_at(session, world, LATER) == ["Mận"]
    access.end_role(session, standing.role, date(2026, 5, 2))
    session.flush()
    midnight = datetime(2026, 5, 1, 17, 0, tzinfo=UTC)
    assert who_is_at(session, world, midnight - timedelta(seconds=1)) == ["Mận"]
    assert who_is_at(session, world, midnight) == [None]


def test_who_forgot_to_sign_out_stood_there_for_sixteen_hours(
    session: Session, standing: Standing, world: World
) -> None:
    up = NOW + timedelta(hours=16)
    assert who_is_at(session, world, up - timedelta(seconds=1)) == ["Mận"]
    assert who_is_at(session, world, up) == [None]
    assert the_shifts.ended_at(standing.shift, up + timedelta(days=3)) == up
    assert the_shifts.shift_at(session, standing.phone, standing.shift.id, up) is None
    access.forget_ended(session, up + timedelta(days=3))
    assert standing.shift.closed_at == up


def test_tidying_leaves_those_who_stand_at_their_phones_alone(
    session: Session, standing: Standing
) -> None:
    access.forget_ended(session, LATER)
    assert standing.shift.closed_at is None
