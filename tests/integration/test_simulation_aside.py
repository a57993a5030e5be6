"""The same province again: by the same seed, and by a process of its own, or none at all."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click.testing
import pytest
from sqlalchemy import select

from benefits.cli.main import commands
from benefits.database import open_database
from benefits.figures import By, Question, ask
from benefits.organization import Organization, by_code
from benefits.periods import Period
from benefits.simulation.making import made_aside, made_here
from benefits.simulation.market import Choice, Market
from benefits.simulation.peopling import Start
from benefits.simulation.plan import plan_of
from benefits.simulation.prices import Sum
from tests.integration.test_exchange import elsewhere
from tests.support.simulated import ASKED, Simulated

LATER = datetime(2030, 1, 1, tzinfo=UTC)


def test_the_same_seed_makes_the_same_rows_again_and_another_makes_others(
    tmp_path: Any, sqlite_template: Any
) -> None:
    asked = replace(ASKED, members=40, organizations=8, purchases=100, months=1)
    made = []
    for number, seed in enumerate((1, 1, 2)):
        shutil.copy(sqlite_template, tmp_path / f"{number}.db")
        database = open_database(f"sqlite:///{tmp_path}/{number}.db")
        made.append(Simulated.into(database, replace(asked, seed=seed)).digests())
        database.close()
    first, again, other = made
    assert first == again
    assert all(first[name] != other[name] for name in ("members", "cards", "purchases"))


def test_a_process_of_its_own_makes_the_very_same_people() -> None:
    plan, market = plan_of(ASKED), Market(partners=1, outlets=1, offers=1)
    market.add(Choice(1, 1, 1, None, (Sum(10_000, 9_000, 1_000, "computed"),)), 1.0)
    market.close()
    units, members = list(range(1, 1 + len(plan.units))), range(1, 1 + ASKED.members)
    start = Start(ASKED, plan, market, units, members, span=1, card=1, as_text=True)
    with made_aside(start) as batches:
        assert list(batches) == list(made_here(start))


def test_a_process_that_fails_is_not_taken_for_one_that_has_finished() -> None:
    start = Start(ASKED, plan_of(ASKED), Market(), [], range(0), span=1, card=1, as_text=True)
    with made_aside(start) as batches, pytest.raises(RuntimeError, match="has failed"):
        list(batches)


def test_what_is_simulated_is_taken_in_elsewhere_to_the_same_figures(
    tmp_path: Path, sqlite_template: Path, request: pytest.FixtureRequest
) -> None:
    asked = replace(ASKED, members=60, organizations=8, purchases=150, months=5)
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'one.db')}")
    Simulated.into(database, asked)
    other = elsewhere(database, tmp_path, request)
    with database.read() as session:
        top = session.scalars(select(Organization).order_by(Organization.id)).first()
        assert top is not None
        asking = Question(top.id, Period(date(2025, 12, 1), date(2026, 5, 1)), LATER, by=By.MONTH)
        counted = ask(session, asking).rows
    with other.read() as session:
        again = replace(asking, organization_id=by_code(session, top.code).id)
        assert ask(session, again).rows == counted
    assert sum(row.uses for row in counted) > 100
    for each in (database, other):
        each.close()


@pytest.mark.parametrize(
    "asked",
    [
        ("--members", "99999999999999999999"),
        ("--months", "99999999"),
        ("--purchases", "-1"),
        ("--organizations", "0"),
        ("--until", "0001-01-01"),
    ],
)
def test_what_no_province_can_be_is_a_wrong_call(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/benefits.db")
    run = click.testing.CliRunner().invoke(commands, ["simulate", *asked], standalone_mode=False)
    assert isinstance(run.exception, click.UsageError)
