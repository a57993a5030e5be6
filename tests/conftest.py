"""Databases and sessions: what touches one is tested on SQLite and PostgreSQL, words on either."""

import atexit
import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zlib import crc32

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session, sessionmaker

import migrations
from benefits.access import passwords
from benefits.cards.keys import KeyRing
from benefits.database import Database, open_database
from tests.counter import Counter
from tests.scenes import Scene
from tests.support import compiled_once, in_memory
from tests.support.once import once
from tests.support.postgres import fresh_database, is_borrowed
from tests.world import World

KINDS = ("sqlite", "postgresql")

# A busy machine is no mistake of ours; and a change that passed once passes again.
settings.register_profile(
    "unhurried",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")
YOUNG = 10_000


def pytest_configure(config: pytest.Config) -> None:
    in_memory.begin(config)
    compiled_once.remember()
    if "PYTEST_XDIST_WORKER" in os.environ or not config.getoption("numprocesses", None):
        gc.disable()  # whoever finds the tests lets go of nothing meanwhile


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--both", action="store_true", help="ask both databases of every test")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask one database, ever the same, of a test that looks only at words, forms and ways.

    Half of such tests ask the one and half the other. Every page with what it asks of a database
    is opened on both by `test_every_page`, and whatever keeps to a rule of data is tested on both.
    """
    is_either = metafunc.definition.get_closest_marker("either_database") is not None
    if is_either and not metafunc.config.getoption("both") and "kind" in metafunc.fixturenames:
        chosen = KINDS[crc32(metafunc.definition.nodeid.encode()) % len(KINDS)]
        one = pytest.mark.parametrize("kind", [chosen], indirect=True, scope="session")
        metafunc.definition.add_marker(one)


def pytest_collection_finish() -> None:
    """Look for garbage in what tests leave, not again and again in what all of them stand on."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    gc.enable()
    atexit.register(gc.unfreeze)  # what libraries count at the very end is then all there


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path) -> Path:
    """An empty, migrated SQLite file to copy."""

    def make() -> str:
        path = run_folder / "template.db"
        migrations.upgrade(f"sqlite:///{path}")
        return str(path)

    return Path(once(run_folder / "sqlite", make))


@pytest.fixture(scope="session")
def postgresql_template(run_folder: Path) -> str:
    """An empty, migrated PostgreSQL database to copy."""

    def make() -> str:
        url = fresh_database("template")
        migrations.upgrade(url)
        return url

    # on a borrowed server each process takes its own databases away again
    return make() if is_borrowed() else once(run_folder / "postgresql", make)


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a migrated, empty database of this test alone."""
    if kind == "sqlite":
        path = tmp_path / "benefits.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    return fresh_database("own", request.getfixturevalue("postgresql_template"))


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    """A database of this test's own, with real commits: for races, jobs and the command line."""
    opened = open_database(empty_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_database(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    if kind == "sqlite":
        path = tmp_path_factory.mktemp("shared") / "benefits.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        opened = open_database(f"sqlite:///{path}")
    else:
        template = request.getfixturevalue("postgresql_template")
        opened = open_database(fresh_database("shared", template))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def settled_database(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A database that holds the small province, settled once for all tests that start from it."""
    if kind == "sqlite":
        path = tmp_path_factory.mktemp("settled") / "benefits.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        opened = open_database(f"sqlite:///{path}")
    else:
        template = request.getfixturevalue("postgresql_template")
        opened = open_database(fresh_database("settled", template))
    with opened.write() as session:
        World(session)
    yield opened
    opened.close()


@pytest.fixture
def connection(
    kind: str,  # noqa: ARG001 - asked for here, so that each test runs on both databases
    request: pytest.FixtureRequest,
) -> Iterator[Connection]:
    """One connection inside a transaction that is rolled back when the test ends.

    A test that asks for the province has it there already; any other starts from nothing.
    """
    is_settled = "world" in request.fixturenames
    shared: Database = request.getfixturevalue(
        "settled_database" if is_settled else "shared_database"
    )
    with shared.engine.connect() as connection, connection.begin() as outer:
        yield connection
        outer.rollback()


@pytest.fixture
def nested_database(connection: Connection) -> Database:
    """A Database whose commits are savepoints: faces run on it and leave nothing behind."""
    sessions = sessionmaker(
        connection, join_transaction_mode="create_savepoint", expire_on_commit=False
    )
    return Database(engine=connection.engine, reading=sessions, looking=sessions, writing=sessions)


@pytest.fixture
def session(nested_database: Database) -> Iterator[Session]:
    with nested_database.writing() as session:
        yield session


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Hash with little effort: what a strong hash costs is not what is tested with it."""
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(passwords, "hasher", quick)
        yield


@pytest.fixture
def now() -> datetime:
    """Friday 1 May 2026, ten in the morning in Việt Nam."""
    return datetime(2026, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    return KeyRing.open(tmp_path_factory.mktemp("keys"), create=True)


@pytest.fixture
def world(session: Session) -> World:
    return World.again(session)


@pytest.fixture
def counter(world: World, ring: KeyRing, now: datetime) -> Counter:
    return Counter(world.session, ring, now, world.outlet.id, world.offer.id)


@pytest.fixture
def scene(world: World, counter: Counter, tmp_path: Path) -> Scene:
    return Scene(world, counter, KeyRing.open(tmp_path / "foreign", create=True))


@pytest.fixture
def statements(connection: Connection) -> Iterator[list[str]]:
    """Every statement sent to the database, so that a page can promise how many it needs."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    yield sent
    event.remove(connection, "before_cursor_execute", note)
