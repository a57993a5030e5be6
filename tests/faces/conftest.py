"""The whole site over one rolled-back transaction, and people who are signed in to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session

from benefits import jobs
from benefits.access import Added, Role
from benefits.cards import KeyRing
from benefits.cli.place import Place
from benefits.cli.tasks import tasks
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import current
from benefits.wsgi import build_apps, compose
from tests.faces.counter import token_of
from tests.faces.own import Scene
from tests.faces.people import People, Site, Visitor, face_of
from tests.faces.turning_keys import Hand
from tests.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SignedIn = Callable[[Added], Visitor]
Work = Callable[[], None]


@pytest.fixture(scope="module", autouse=True)
def little_effort(quick_hashes: None) -> None:
    """Whoever signs in here is not waited for."""


@pytest.fixture(scope="session")
def every_setting(ring: KeyRing) -> Settings:
    return Settings(
        secret_key="for tests only",
        public_url="http://localhost",
        keys_dir=ring.folder,
        totp_required=False,
    )


@pytest.fixture(scope="session")
def apps(every_setting: Settings, shared_database: Database, run_folder: Path) -> dict[str, Flask]:
    """The front and the faces, built once; each test lends them its own database."""
    built = build_apps(every_setting, shared_database)
    templates = run_folder / "templates"
    templates.mkdir(exist_ok=True)
    for app in built.values():
        app.testing = True
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(templates))
    return built


@pytest.fixture
def settings(every_setting: Settings, tmp_path: Path) -> Settings:
    return replace(every_setting, instance=tmp_path)


@pytest.fixture
def site(
    apps: dict[str, Flask],
    settings: Settings,
    nested_database: Database,
    session: Session,
    now: datetime,
) -> Site:
    return Site(lent(apps, settings, nested_database), apps, session, now)


def lent(apps: dict[str, Flask], settings: Settings, database: Database) -> "WSGIApplication":
    """Lend the apps a test's own place and database, as building them takes far longer."""
    for app in apps.values():
        app.extensions[current.DATABASE] = database
        app.extensions[current.SETTINGS] = settings
        if (kept := app.extensions.get(current.KEYS)) and kept.folder != settings.keys_dir:
            del app.extensions[current.KEYS]  # of a test that had keys of its own
    return compose(apps, settings)


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """A browser nobody is signed in to."""
    return site.visitor()


@pytest.fixture
def people(session: Session, now: datetime) -> People:
    return People(session, now)


@pytest.fixture
def signed_in(site: Site, people: People) -> SignedIn:
    """Open a browser for someone; a cashier gets an enrolled phone and a shift as well."""

    def sign_in(added: Added) -> Visitor:
        prefix = face_of(added.role)
        if added.role.role is not Role.CASHIER:
            return site.sign_in(added.account, added.role, prefix=prefix)
        device = people.phone_at(added.role.outlet_id or 0).device
        shift = people.shift(device, added.account)
        return site.sign_in(added.account, added.role, prefix=prefix, device=device, shift=shift)

    return sign_in


@pytest.fixture
def token(ring: KeyRing, world: World) -> str:
    """What the QR on Hạnh's printed card says."""
    return token_of(ring, world.hanh_card)


@pytest.fixture
def cashier(signed_in: SignedIn, people: People, world: World) -> Visitor:
    """The browser of a cashier at the pharmacy's first outlet, in a shift."""
    return signed_in(people.cashier(world.outlet))


@pytest.fixture
def work(settings: Settings, nested_database: Database, session: Session) -> Work:
    """Let the background do what is queued."""
    place = Place(settings)
    place.__dict__["database"] = nested_database

    def do() -> None:
        while jobs.work_next(nested_database, tasks(place)):
            pass
        session.expire_all()

    return do


@pytest.fixture
def scene(world: World, people: People, ring: KeyRing) -> Scene:
    """A little of everything, and people who look at it."""
    return Scene.settle(world, people, ring)


@pytest.fixture
def own_ring(tmp_path: Path) -> KeyRing:
    """Keys of this drill's own: those of the other tests stay as they are."""
    return KeyRing.open(tmp_path / "own-keys", create=True)


@pytest.fixture
def scanner(
    site: Site, own_ring: KeyRing, world: World, people: People, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    for app in site.apps.values():
        # The server's own view of the folder, which has to notice what happens there.
        monkeypatch.setitem(app.extensions, current.KEYS, KeyRing.open(own_ring.folder))
    return site.program(people.phone(world.outlet).token)


@pytest.fixture
def hand(world: World, own_ring: KeyRing, now: datetime) -> Hand:
    return Hand(world, own_ring, now)
