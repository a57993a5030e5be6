"""Attempts to sign in: throttled per login and address, and a second factor that works once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.access import (
    Account,
    Refused,
    Signed,
    accounts,
    give_code,
    guess_of,
    second_factor,
    sign_in,
    throttling,
)
from benefits.access.models import Throttle
from benefits.access.passwords import hash_secret
from benefits.database import Database, retrying
from benefits.organization import Level

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
LOGIN, SECRET = "an@hoaphuong.example", "cây phượng đỏ 1930"


def officer(session: Session) -> Account:
    unit = organization.establish(
        session, "T", "LĐLĐ tỉnh", Level.TINH, None, day=date(2020, 1, 1), now=NOW
    )
    return accounts.add_officer(
        session, login=LOGIN, name="An", organization_id=unit.id, now=NOW, secret=SECRET
    ).account


@pytest.fixture
def account(session: Session) -> Account:
    return officer(session)


@pytest.mark.usefixtures("account")
def test_a_login_is_locked_after_five_failures_and_forgiven_after_success(
    session: Session,
) -> None:
    for _ in range(4):
        assert sign_in(session, LOGIN, "sai", now=NOW) == Refused("wrong")
    assert isinstance(sign_in(session, LOGIN, SECRET, now=NOW), Signed)
    for _ in range(5):
        assert sign_in(session, LOGIN, "sai", now=NOW) == Refused("wrong")
    locked = sign_in(session, LOGIN, SECRET, now=NOW)
    assert locked == Refused("locked", NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=1)
    assert isinstance(sign_in(session, LOGIN, SECRET, now=later), Signed)


@pytest.mark.usefixtures("account")
def test_waiting_grows_with_every_failure(session: Session) -> None:
    now = NOW
    waits = []
    for _ in range(20):
        answer = sign_in(session, LOGIN, "sai", now=now)
        while isinstance(answer, Refused) and answer.until:
            waits.append(answer.until - now)
            now = answer.until
            answer = sign_in(session, LOGIN, "sai", now=now)
    assert waits[0] == timedelta(minutes=1)
    assert waits[-1] == timedelta(minutes=15)
    assert waits == sorted(waits)


@pytest.mark.usefixtures("account")
def test_failures_wear_off_by_the_hour(session: Session) -> None:
    for _ in range(4):
        sign_in(session, LOGIN, "sai", now=NOW)
    later = NOW + timedelta(hours=3)
    for _ in range(3):
        assert sign_in(session, LOGIN, "sai", now=later) == Refused("wrong")
    assert isinstance(sign_in(session, LOGIN, SECRET, now=later), Signed)


class TestBehindOneAddress:
    HERE = "203.0.113.7"

    def fail(self, session: Session, count: int, now: datetime = NOW, kind: str = "nobody") -> None:
        for number in range(count):
            throttling.note_failure(session, guess_of(f"{kind}{number}", self.HERE), now)

    @pytest.mark.usefixtures("account")
    def test_nobody_tries_all_logins(self, session: Session) -> None:
        self.fail(session, 49)
        sign_in(session, "nobody", "sai", now=NOW, address=self.HERE)
        here = sign_in(session, LOGIN, SECRET, now=NOW, address=self.HERE)
        assert here == Refused("locked", NOW + timedelta(minutes=15))
        assert isinstance(sign_in(session, LOGIN, SECRET, now=NOW, address="203.0.113.8"), Signed)

    def test_what_was_counted_ages_out(self, session: Session) -> None:
        self.fail(session, 49)
        later = NOW + timedelta(minutes=14)
        self.fail(session, 1, later, "somebody")
        guess = guess_of(LOGIN, self.HERE)
        assert throttling.locked_until(session, guess, later) == NOW + timedelta(minutes=15)
        assert throttling.locked_until(session, guess, NOW + timedelta(minutes=15)) is None

    def test_people_who_get_in_after_a_slip_are_not_counted(self, session: Session) -> None:
        for number in range(60):
            guess = guess_of(f"member:{number}", self.HERE)
            assert throttling.locked_until(session, guess, NOW) is None
            throttling.note_failure(session, guess, NOW)
            throttling.forgive(session, guess)

    def test_members_lock_no_officer_and_one_forgetful_person_nobody(
        self, session: Session
    ) -> None:
        self.fail(session, 60, kind="card:")
        for minutes in range(14):
            self.fail(session, 1, NOW + timedelta(minutes=minutes))
        late = NOW + timedelta(minutes=14)
        assert throttling.locked_until(session, guess_of(LOGIN, self.HERE), late) is None
        assert throttling.locked_until(session, guess_of("member:1", self.HERE), late)


def test_a_login_of_ours_is_wrong_where_it_is_typed_and_locks_nobody(session: Session) -> None:
    pin = hash_secret("260418")
    session.add(Account(login="member:77", name="Bình", secret_hash=pin, created_at=NOW))
    session.flush()
    for _ in range(5):
        typed = sign_in(session, " MEMBER:77", "260418", now=NOW, is_typed=True)
        assert typed == Refused("wrong")
    assert isinstance(sign_in(session, "member:77", "260418", now=NOW), Signed)


def test_two_right_sign_ins_at_once_both_get_in(database: Database) -> None:
    with database.write() as session:
        officer(session)
    start = Barrier(6)

    def enter(_number: int) -> bool:
        def once() -> bool:
            with database.write() as session:
                return isinstance(sign_in(session, LOGIN, SECRET, now=NOW), Signed)

        start.wait()
        return retrying(once)

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(enter, range(6)))


@pytest.mark.usefixtures("account")
def test_throttles_keep_no_login_that_could_be_read(session: Session) -> None:
    sign_in(session, LOGIN, "sai", now=NOW)
    assert not [key for key in session.scalars(select(Throttle.key)) if "an@" in key]


def test_parallel_guesses_are_counted_one_by_one(database: Database) -> None:
    with database.write() as session:
        officer(session)

    def guess(_number: int) -> str:
        def once() -> str:
            with database.write() as session:
                answer = sign_in(session, LOGIN, "sai", now=NOW)
                return answer.code if isinstance(answer, Refused) else "in"

        return retrying(once)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(16)))
    assert answers.count("wrong") == 5
    assert answers.count("locked") == 11


class TestSecondFactor:
    def turn_on(self, session: Session, account: Account) -> tuple[pyotp.TOTP, list[str]]:
        totp = pyotp.TOTP(second_factor.new_totp_secret())
        step = second_factor.step_of_code(totp.secret, totp.at(NOW), NOW)
        assert step is not None
        return totp, second_factor.turn_on(session, account, totp.secret, step)

    def test_the_code_of_the_set_up_does_not_work_again(
        self, session: Session, account: Account
    ) -> None:
        totp, _codes = self.turn_on(session, account)
        assert give_code(session, account, totp.at(NOW), now=NOW) == Refused("wrong")

    def test_a_clock_half_a_minute_off_is_understood(
        self, session: Session, account: Account
    ) -> None:
        totp, _codes = self.turn_on(session, account)
        later = NOW + timedelta(minutes=5)
        early = totp.at(later + timedelta(seconds=30))
        assert isinstance(give_code(session, account, early, now=later), Signed)
        overtaken = totp.at(later)
        assert give_code(session, account, overtaken, now=later) == Refused("wrong")

    def test_an_older_code_is_refused(self, session: Session, account: Account) -> None:
        totp, _codes = self.turn_on(session, account)
        later = NOW + timedelta(minutes=5)
        old = totp.at(later - timedelta(seconds=90))
        assert give_code(session, account, old, now=later) == Refused("wrong")

    def test_password_and_code_in_one_step(self, session: Session, account: Account) -> None:
        totp, codes = self.turn_on(session, account)
        later = NOW + timedelta(minutes=5)
        half = sign_in(session, LOGIN, SECRET, now=later)
        assert half == Signed(account, needs_code=True)
        whole = sign_in(session, LOGIN, SECRET, code=totp.at(later), now=later)
        assert whole == Signed(account)
        assert isinstance(sign_in(session, LOGIN, SECRET, code=codes[0], now=later), Signed)
        assert sign_in(session, LOGIN, SECRET, code=codes[0], now=later) == Refused("wrong")

    def test_guessing_codes_locks_the_login(self, session: Session, account: Account) -> None:
        self.turn_on(session, account)
        for number in range(5):
            give_code(session, account, f"{number:06d}", now=NOW + timedelta(hours=1))
        answer = give_code(session, account, "000000", now=NOW + timedelta(hours=1))
        assert isinstance(answer, Refused)
        assert answer.code == "locked"

    def test_knowing_the_password_forgives_no_wrong_codes(
        self, session: Session, account: Account
    ) -> None:
        self.turn_on(session, account)
        for _ in range(4):
            sign_in(session, LOGIN, SECRET, now=NOW)
            give_code(session, account, "000000", now=NOW)
        sign_in(session, LOGIN, SECRET, now=NOW)
        assert give_code(session, account, "000000", now=NOW) == Refused("wrong")
        answer = sign_in(session, LOGIN, SECRET, now=NOW)
        assert isinstance(answer, Refused)
        assert answer.code == "locked"

    def test_new_recovery_codes_end_the_old_ones(self, session: Session, account: Account) -> None:
        _totp, old = self.turn_on(session, account)
        new = second_factor.renew_recovery_codes(session, account)
        assert give_code(session, account, old[0], now=NOW) == Refused("wrong")
        assert isinstance(give_code(session, account, new[0], now=NOW), Signed)
