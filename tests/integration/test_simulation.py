"""A simulated province is the same on both databases, shaped like a real one, and alive."""

import json
import shutil
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import click.testing
import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from benefits import organization
from benefits.access import accounts
from benefits.agreements import Basket, Discount, OfferVersion, quote, rule_of
from benefits.cards import Card, CardIndex, CardStatus, KeyRing, Presented
from benefits.cli.main import commands
from benefits.database import is_postgresql, open_database, take_keys
from benefits.demo.seasons import tet_of
from benefits.errors import Conflict
from benefits.figures import By, Question, ask
from benefits.money import Dong
from benefits.organization import Organization
from benefits.periods import Period, day_of, start_of
from benefits.purchases import Recorded
from benefits.simulation import load
from tests.conftest import KINDS
from tests.counter import Counter
from tests.migrations.reading import schema_of
from tests.support.postgres import fresh_database
from tests.support.simulated import Simulated, counted, holds, quietly

NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def both(
    sqlite_template: Any, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Simulated]]:
    file = tmp_path_factory.mktemp("simulated") / "benefits.db"
    shutil.copy(sqlite_template, file)
    urls = (f"sqlite:///{file}", fresh_database("simulated", postgresql_template))
    databases = [open_database(url) for url in urls]
    yield {kind: Simulated.into(database) for kind, database in zip(KINDS, databases, strict=True)}
    for database in databases:
        database.close()


@pytest.fixture(params=KINDS)
def province(both: dict[str, Simulated], request: pytest.FixtureRequest) -> Simulated:
    return both[request.param]


@pytest.fixture
def one(both: dict[str, Simulated]) -> Simulated:
    """One of two that are the same, for questions about the rows alone."""
    return both["sqlite"]


def test_both_databases_come_to_hold_the_same_rows(both: dict[str, Simulated]) -> None:
    assert both["sqlite"].digests() == both["postgresql"].digests()


def test_there_is_as_much_as_was_asked_for(province: Simulated) -> None:
    loaded, asked = province.loaded, province.asked
    held = {name: len(province.rows(name)) for name in loaded.rows}
    assert held == loaded.rows
    assert (held["members"], held["purchases"]) == (asked.members, asked.purchases)
    assert len(province.rows("organizations")) == asked.organizations


def test_a_database_that_holds_anything_is_left_as_it_is(province: Simulated) -> None:
    before = province.rows("organizations"), province.rows("dense_keys")
    with pytest.raises(Conflict, match="database_not_empty"):
        load(province.database, province.asked, quietly)
    assert (province.rows("organizations"), province.rows("dense_keys")) == before


def test_indexes_keys_and_triggers_stand_as_before(
    province: Simulated, sqlite_template: Path, postgresql_template: str
) -> None:
    is_file = province.database.has_one_writer
    untouched = create_engine(
        f"sqlite:///{sqlite_template}" if is_file else fresh_database("bare", postgresql_template),
        poolclass=NullPool,
    )
    assert schema_of(province.database.engine) == schema_of(untouched)
    with province.database.read() as session:
        if not is_postgresql(session):
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            return
        wrong = text("SELECT conname FROM pg_constraint WHERE NOT convalidated")
        assert session.execute(wrong).all() == []


def test_people_lie_as_unevenly_in_units_as_they_do(one: Simulated) -> None:
    sizes = sorted(home.size for home in one.plan.homes)
    assert sum(sizes) == one.asked.members
    assert sizes[-1] > 3 * sizes[len(sizes) // 2]


def test_nobody_belongs_to_a_unit_before_the_age_of_work(one: Simulated) -> None:
    born = {row["id"]: str(row["birth"]) for row in one.rows("members")}
    for span in one.rows("memberships"):
        joined = str(span["valid_from"])
        assert int(joined[:4]) - int(born[span["member_id"]][:4]) >= 18, joined


def test_purchases_peak_before_tet_and_on_weekends(one: Simulated) -> None:
    days = Tally(row["bought_on"] for row in one.rows("purchases"))
    feast = tet_of(2026)
    before = sum(days[feast - timedelta(days=back)] for back in range(2, 16)) / 14
    after = sum(days[feast + timedelta(days=later)] for later in range(5)) / 5
    usual = one.asked.purchases / one.asked.length
    assert before > 2 * usual > 8 * after
    weekend = sum(count for day, count in days.items() if day.weekday() == 5)
    monday = sum(count for day, count in days.items() if day.weekday() == 0)
    assert weekend > 1.3 * monday


def test_a_few_shops_take_most_and_a_long_tail_takes_the_rest(one: Simulated) -> None:
    outlets = Tally(row["outlet_id"] for row in one.rows("purchases"))
    ranked = [count for _, count in outlets.most_common()]
    assert ranked[0] > 4 * ranked[7] > 8 * ranked[-1]


def test_so_many_are_taken_back_come_late_and_move(one: Simulated) -> None:
    purchases, reversals = one.rows("purchases"), one.rows("reversals")
    assert 0.013 < len(reversals) / len(purchases) < 0.027
    assert 0.4 < sum(row["is_whole"] for row in reversals) / len(reversals) < 0.8
    late = [row for row in purchases if day_of(row["known_at"]) > row["bought_on"]]
    assert 0.02 < len(late) / len(purchases) < 0.04
    assert {row["evidence"] for row in late} == {"nhap_sau"}
    closed = {one.plan.homes[one.plan.merged].unit, one.plan.homes[one.plan.into].unit}
    codes = {one.plan.units[unit].code for unit in closed}
    pair = {row["id"] for row in one.rows("organizations") if row["code"] in codes}
    lives = defaultdict(set)
    for row in one.rows("memberships"):
        lives[row["member_id"]].add(row["organization_id"])
    moved = [units for units in lives.values() if len(units - pair) > 1 or len(units) > 2]
    assert 0.01 < len(moved) / one.asked.members < 0.06


def test_every_use_is_of_somebody_who_belonged_there_with_a_card_that_was_good(
    one: Simulated,
) -> None:
    spans, cards = defaultdict(list), {}
    for row in one.rows("memberships"):
        spans[row["member_id"]].append(row)
    for row in one.rows("cards"):
        cards[row["member_id"], row["index"]] = row
    for row in one.rows("purchases"):
        day, card = row["bought_on"], cards[row["member_id"], row["card_index"]]
        [span] = [each for each in spans[row["member_id"]] if holds(each, day)]
        assert (row["organization_id"], row["kind"]) == (span["organization_id"], span["kind"])
        assert card["valid_from"] <= day < card["valid_until"]
        assert card["status"] == CardStatus.ACTIVE or day < card["status_on"]
        assert (row["evidence"] == "quet_ma_dong") <= (card["medium"] == "phone")
        assert row["bought_on"] == day_of(row["bought_at"])
        assert row["bought_at"] <= row["known_at"] < start_of(one.asked.until)


def test_every_benefit_is_what_the_rule_of_the_offer_gives(one: Simulated) -> None:
    with one.database.read() as session:
        versions = {each.id: each for each in session.scalars(select(OfferVersion))}
    assert len({each.discount for each in versions.values()}) > 1
    for row in one.rows("purchases"):
        version, price = versions[row["offer_version_id"]], Dong(row["list_price"])
        is_stated = version.discount is Discount.TYPED
        basket = Basket(stated=price) if is_stated else Basket(list_price=price)
        told = quote(rule_of(version), basket, at=row["bought_at"])
        assert told.applies
        assert (told.list_price, told.paid, told.method) == (price, row["paid"], row["method"])


def test_figures_are_what_one_counts_by_hand(province: Simulated) -> None:
    with province.database.read() as session:
        top = organization.by_code(session, "MP")
        question = Question(
            organization_id=top.id,
            period=Period(province.asked.first, province.asked.until),
            by=By.ORGANIZATION,
            as_of=NOW,
        )
        rows = {row.key: row for row in ask(session, question).rows}
    by_hand = counted(province)
    assert len(by_hand) > len(province.plan.homes) // 2
    for code, (people, uses, benefit) in by_hand.items():
        row = rows[code]
        assert (row.key, row.people, row.uses, row.benefit) == (code, len(people), uses, benefit)


def test_the_province_goes_on_living(province: Simulated, ring: KeyRing) -> None:
    asked = province.asked
    with province.database.writing() as session:
        top = session.scalars(select(Organization).where(Organization.code == "MP")).one()
        accounts.add_officer(
            session, login="can.bo@mophong.example", name="Cán bộ", organization_id=top.id, now=NOW
        )
        bought = max(province.rows("purchases"), key=lambda row: row["known_at"])
        card = session.scalars(
            select(Card)
            .where(Card.member_id == bought["member_id"], Card.status == CardStatus.ACTIVE)
            .order_by(Card.index)
        ).first()
        assert card is not None
        counter = Counter(session, ring, NOW, bought["outlet_id"], bought["offer_version_id"])
        code = session.get_one(CardIndex, card.index).typed_code
        basket = Basket(list_price=Dong(5_000_000))
        answer = counter.record(Presented(code), basket=basket)
        assert isinstance(answer, Recorded)
        assert take_keys(session, "members")[0] == asked.members + 1
        assert take_keys(session, "memberships")[0] == province.loaded.rows["memberships"] + 1
        assert take_keys(session, "cards")[0] == province.loaded.rows["cards"] + 1
        session.rollback()


def test_the_command_line_tells_what_it_loaded(
    tmp_path: Any,
    sqlite_template: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copy(sqlite_template, tmp_path / "benefits.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/benefits.db")
    sizes = ["--members", "30", "--organizations", "8", "--purchases", "50", "--months", "1"]
    runner = click.testing.CliRunner()
    told = runner.invoke(commands, ["simulate", *sizes, "--json"], standalone_mode=False)
    document = json.loads(told.stdout)
    assert {name: document[name] for name in ("members", "organizations", "purchases")} == {
        "members": 30,
        "organizations": 8,
        "purchases": 50,
    }
    again = runner.invoke(commands, ["simulate", *sizes], standalone_mode=False)
    assert isinstance(again.exception, Conflict)
    few = runner.invoke(commands, ["simulate", "--members", "3"], standalone_mode=False)
    assert isinstance(few.exception, click.UsageError)
