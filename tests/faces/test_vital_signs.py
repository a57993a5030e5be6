"""What watchers learn of the site, and who may ask."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.cards import Card, KeyRing
from benefits.database import open_database
from benefits.settings import Settings
from benefits.web import current
from tests.faces.people import Site, Visitor
from tests.faces.till import API, Till, program_at
from tests.world import World

TOKEN = "brought by the one who watches"
COUNTED = 'benefits_requests_total{endpoint="front.vital_signs.is_alive",method="GET",status="200"}'


def figure(said: str, name: str) -> float:
    return next(float(line.split()[-1]) for line in said.splitlines() if line.startswith(name))


def test_every_answer_is_counted_by_the_view_that_gave_it(visitor: Visitor) -> None:
    visitor.get("/healthz")
    before = figure(visitor.get("/metrics").text, COUNTED)
    visitor.get("/healthz")
    assert figure(visitor.get("/metrics").text, COUNTED) == before + 1


def test_no_address_is_told_to_watchers(visitor: Visitor) -> None:
    visitor.get("/the/sec-ret-code")
    visitor.get("/Q/SECRETTOKEN")
    said = visitor.get("/metrics").text
    assert "sec-ret-code" not in said
    assert "SECRETTOKEN" not in said


def test_watchers_see_what_waits_in_the_background(site: Site, session: Session) -> None:
    jobs.enqueue(session, "rehearse", now=site.now)
    said = site.visitor().get("/metrics").text
    assert figure(said, 'benefits_jobs{state="queued"}') == 1
    assert figure(said, 'benefits_jobs{state="failed"}') == 0
    assert figure(said, "benefits_oldest_queued_job_seconds") == 0


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("203.0.113.5", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "203.0.113.5"}, 404),
        ("127.0.0.1", {"Forwarded": "for=203.0.113.5"}, 404),
        ("203.0.113.5", {"Authorization": f"Bearer {TOKEN}"}, 200),
        ("203.0.113.5", {"Authorization": "Bearer guess"}, 404),
        ("203.0.113.5", {"Authorization": "Basic eDp5"}, 404),
    ],
)
def test_counts_are_for_this_machine_and_who_brings_the_token(
    site: Site, settings: Settings, address: str, headers: dict[str, str], status: int
) -> None:
    site.apps[""].extensions[current.SETTINGS] = replace(settings, metrics_token=TOKEN)
    given = site.visitor().get(
        "/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address}
    )
    assert given.status_code == status


def test_without_a_token_set_none_opens(site: Site) -> None:
    given = site.visitor().get(
        "/metrics",
        headers={"Authorization": "Bearer "},
        environ_overrides={"REMOTE_ADDR": "203.0.113.5"},
    )
    assert given.status_code == 404


def test_visitors_come_once_the_schema_is_the_one_expected(
    visitor: Visitor, session: Session
) -> None:
    assert visitor.get("/readyz").status_code == 200
    session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert visitor.get("/readyz").status_code == 503


@pytest.mark.parametrize(
    "address", ["sqlite:///{place}", "postgresql+psycopg://nobody@/none?host={place}"]
)
def test_a_database_that_is_away_is_told_and_hides_no_counts(
    site: Site, tmp_path: Path, address: str
) -> None:
    """A folder is no file of SQLite's, and no server of PostgreSQL's answers in it."""
    away = open_database(address.format(place=tmp_path))
    site.apps[""].extensions[current.DATABASE] = away
    ready = site.visitor().get("/readyz")
    assert (ready.status_code, ready.get_json()["status"]) == (503, "no database")
    given = site.visitor().get("/metrics")
    away.close()
    assert given.status_code == 200
    assert figure(given.text, "benefits_database_up") == 0
    assert "benefits_requests_total" in given.text
    assert "benefits_jobs" not in given.text


def test_a_database_that_is_there_is_counted_as_up(visitor: Visitor) -> None:
    said = visitor.get("/metrics").text
    assert figure(said, "benefits_database_up") == 1
    assert re.search(r'^benefits_version\{version="\d+\.\d+\.\d+"\} 1', said, re.MULTILINE)


def test_visitors_come_once_there_are_the_keys_that_signed_their_cards(
    site: Site, session: Session, tmp_path: Path
) -> None:
    front, empty = site.apps[""].extensions, tmp_path / "not-mounted"
    front.pop(current.KEYS, None)
    front[current.SETTINGS] = replace(front[current.SETTINGS], keys_dir=empty)
    World(session)
    session.execute(update(Card).values(printed_at=site.now))
    said = site.visitor().get("/readyz")
    assert (said.status_code, "no keys" in said.text) == (503, True)
    assert not empty.exists()
    KeyRing.open(empty, create=True)
    assert site.visitor().get("/readyz").status_code == 200


def test_the_key_of_papers_is_named_where_it_is_missing_and_stops_no_till(
    site: Site, session: Session, world: World, tmp_path: Path
) -> None:
    front, folder = site.apps[""].extensions, tmp_path / "half"
    front.pop(current.KEYS, None)
    front[current.SETTINGS] = replace(front[current.SETTINGS], keys_dir=folder)
    KeyRing.open(folder, create=True)
    assert site.visitor().get("/readyz").get_json()["missing"] == []
    world.hanh.citizen_id_hash, world.hanh.citizen_id_last4 = "ab12", "0123"
    session.flush()
    said = site.visitor().get("/readyz")
    assert (said.status_code, said.get_json()["missing"]) == (200, ["citizen-ids.key"])


def test_who_sells_while_the_keys_are_away_is_asked_to_send_it_again(
    site: Site, world: World, session: Session, tmp_path: Path
) -> None:
    """Nothing is wrong with what was sent; where keys are kept is told to the log alone."""
    session.execute(update(Card).values(printed_at=site.now))
    for app in site.apps.values():
        app.extensions.pop(current.KEYS, None)
        settings = replace(app.extensions[current.SETTINGS], keys_dir=tmp_path / "not-mounted")
        app.extensions[current.SETTINGS] = settings
    till = Till(program_at(site, world.outlet.id), world)
    sale = till.sale()
    for given in (till.record(sale), till.client.get(f"{API}/keys")):
        assert (given.status_code, given.get_json()["code"]) == (503, "unknown_error")
        assert "not-mounted" not in given.text
    KeyRing.open(tmp_path / "not-mounted", create=True)
    assert till.record(sale).status_code == 201
