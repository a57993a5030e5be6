"""Two people at two screens, with real commits: what can be done once is done once."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import access
from benefits.access import AccountRole, Role, accounts, activation
from benefits.access.activation import Drawn
from benefits.access.signing_in import Refused
from benefits.database import Database, retrying
from benefits.errors import Conflict, Refusal
from benefits.members import CorrectedField, Correction, Member, corrections
from tests.tills import at_once
from tests.world import World

CODE = "BCFG-HJKM-NPQR"


@pytest.fixture
def world(database: Database) -> World:
    with database.write() as session:
        return World(session)


def both(database: Database, *acts: Callable[[Session], Any]) -> Counter[str]:
    """Do acts at the same moment; say of each what it answered or was refused with."""

    def told(act: Callable[[Session], Any]) -> Callable[[], str]:
        def once() -> str:
            with database.write() as session:
                answer = act(session)
                return answer.code if isinstance(answer, Refused) else "done"

        return lambda: _of(once)

    return Counter(at_once([told(act) for act in acts]))


def _of(once: Callable[[], str]) -> str:
    try:
        return retrying(once)
    except Refusal as refusal:
        return refusal.code
    except Conflict as conflict:
        return conflict.code


def test_a_role_is_handed_over_to_one_of_two(
    database: Database, world: World, now: datetime
) -> None:
    with database.write() as session:
        leaver, *successors = [
            accounts.add_officer(
                session,
                login=f"{name}@hoaphuong.example",
                name=name,
                now=now,
                organization_id=unit.id,
            )
            for name, unit in (("di", world.lotus), ("den", world.dawn), ("toi", world.dawn))
        ]

    def to(account_id: int) -> Callable[[Session], Any]:
        def act(session: Session) -> AccountRole:
            role = session.get_one(AccountRole, leaver.role.id)
            successor = session.get_one(access.Account, account_id)
            return access.hand_over(session, role, successor, day=date(2026, 5, 2), now=now)

        return act

    told = both(database, *(to(each.account.id) for each in successors))
    assert told == {"done": 1, "role_has_ended": 1}
    with database.read() as session:
        at_lotus = select(AccountRole).where(
            AccountRole.organization_id == world.lotus.id, AccountRole.role == Role.OFFICER
        )
        assert len(session.scalars(at_lotus).all()) == 2


def test_a_correction_is_decided_by_one_of_two(
    database: Database, world: World, now: datetime
) -> None:
    with database.write() as session:
        hanh = session.get_one(Member, world.hanh.id)
        asked = corrections.ask(session, hanh, CorrectedField.PHONE, "0912345678", now=now)

    def accepting(session: Session) -> Member:
        return corrections.accept(session, session.get_one(Correction, asked.id), by=None, now=now)

    def declining(session: Session) -> None:
        correction = session.get_one(Correction, asked.id)
        corrections.decline(session, correction, by=None, now=now, answer="Không đúng")

    told = both(database, accepting, declining)
    assert told == {"done": 1, "correction_decided": 1}
    with database.read() as session:
        is_accepted = session.get_one(Correction, asked.id).state == "accepted"
        has_phone = session.get_one(Member, world.hanh.id).phone == "+84912345678"
        assert is_accepted is has_phone


def test_a_letter_lets_in_one_of_two(database: Database, world: World, now: datetime) -> None:
    with database.write() as session:
        drawn = Drawn(world.hanh.id, activation.hash_of_letter(world.hanh.id, CODE))
        activation.send(session, [drawn], by=None, now=now)
        letter = activation.open_letter(session, world.hanh.id)
        assert letter is not None

    def choosing(pin: str) -> Callable[[Session], Any]:
        return lambda session: activation.redeem(session, letter.id, pin, name="Hạnh", now=now)

    assert both(database, choosing("583920"), choosing("205839")) == {"done": 1, "letter_used": 1}
