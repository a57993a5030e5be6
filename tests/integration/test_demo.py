"""The demo is taken in like any union's files, and its doors open."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import func, select

from benefits import organization
from benefits.access import Signed, devices, sign_in
from benefits.cards import CardIndex, KeyRing, shown, tokens
from benefits.database import Database, open_database
from benefits.demo import Province, Welcome, load, make, needs_loading, remembered
from benefits.demo.entrances import folder_of
from benefits.demo.loading import SEED
from benefits.errors import Conflict
from benefits.exchange import KINDS, Circumstances, ImportRow, RowState, Taking
from benefits.figures import Figures, Question, ask
from benefits.members.identity_key import identity_key
from benefits.money import Dong
from benefits.periods import Period, day_of
from benefits.settings import Settings
from tests.support.postgres import fresh_database

SCALE = 0.03
NOW = datetime(2026, 5, 1, 3, 0, tzinfo=UTC)
TODAY = day_of(NOW)


@dataclass
class Loaded:
    """One demo that the tests of this page look at and leave as it is."""

    database: Database
    settings: Settings
    said: list[str] = field(default_factory=list)
    welcome: Welcome = field(default_factory=lambda: Welcome(""))

    def load(self) -> None:
        self.welcome = load(self.database, self.settings, NOW, self.said.append, scale=SCALE)


@pytest.fixture(scope="module")
def demo(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Loaded]:
    folder = tmp_path_factory.mktemp("demo")
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "benefits.db")
        url = f"sqlite:///{folder}/benefits.db"
    else:
        url = fresh_database("demo", request.getfixturevalue("postgresql_template"))
    settings = Settings(database_url=url, instance=folder, keys_dir=folder / "keys")
    loaded = Loaded(open_database(url), settings)
    loaded.load()
    yield loaded
    loaded.database.close()


def counted_by_hand(province: Province) -> Figures:
    """Count what the whole province did, from the files alone."""
    owners = {card[0]: card[1] for card in province.tables["cards"]}
    live = {
        row[0]: (owners[row[1]], [int(str(amount)) for amount in row[5:8]])
        for row in province.tables["purchases"]
    }
    for _, purchase_id, *back, _, _ in province.tables["reversals"]:
        if back == ["", "", ""]:
            del live[purchase_id]
        else:
            amounts = live[purchase_id][1]
            amounts[:] = [one - int(str(less)) for one, less in zip(amounts, back, strict=True)]
    price, paid, subsidy = map(sum, zip(*(amounts for _, amounts in live.values()), strict=True))
    people = len({owner for owner, _ in live.values()})
    return Figures(people, len(live), Dong(price - paid), Dong(subsidy), Dong(paid))


def test_its_figures_are_those_of_its_files(demo: Loaded) -> None:
    with demo.database.read() as session:
        root = organization.by_code(session, "CA").id
        period = Period(TODAY.replace(year=TODAY.year - 1), TODAY)
        [whole] = ask(session, Question(root, period, as_of=NOW)).rows
    assert whole.figures == counted_by_hand(make(SEED, TODAY, SCALE))
    assert min(whole.figures) > 0


def test_no_row_is_refused_or_flagged(demo: Loaded) -> None:
    with demo.database.read() as session:
        refused = select(func.count()).where(ImportRow.state == RowState.REFUSED)
        assert session.scalar(refused) == 0
        assert not any(session.scalars(select(ImportRow.problems)))


def test_everybody_who_is_told_a_secret_can_sign_in(demo: Loaded) -> None:
    typed = [
        each for each in demo.welcome.entrances if not each.secret.startswith(("PIN", "mã thư"))
    ]
    assert len(typed) == 4
    assert len(demo.welcome.phones) == 6
    with demo.database.write() as session:
        for each in typed:
            assert isinstance(sign_in(session, each.login, each.secret, now=NOW), Signed)
        for phone in demo.welcome.phones:
            assert devices.find_device(session, phone.token)
            assert devices.open_invitation(session, phone.code, NOW)


def test_what_was_told_is_kept_for_the_next_time(demo: Loaded) -> None:
    assert demo.welcome.text() in demo.said
    assert remembered(demo.settings) == demo.welcome.text()
    [kept] = folder_of(demo.settings).glob("*.txt")
    assert kept.stat().st_mode & 0o077 == 0


def test_the_card_to_try_is_a_good_one(demo: Loaded) -> None:
    assert demo.welcome.card_picture
    assert demo.welcome.card_sheet
    with Image.open(demo.welcome.card_picture) as picture:
        [code] = zxingcpp.read_barcodes(picture)
    facts = tokens.read(code.text, KeyRing.open(demo.settings.keys_dir))
    with demo.database.read() as session:
        mine = select(CardIndex.typed_code).where(CardIndex.index == facts.index)
        typed = session.scalar(mine) or ""
    assert any(shown(typed) in each.login for each in demo.welcome.entrances)
    assert demo.welcome.card_sheet.read_bytes().startswith(b"%PDF")


def test_a_database_in_use_is_left_alone(demo: Loaded) -> None:
    assert not needs_loading(demo.database, demo.settings)
    with pytest.raises(Conflict, match="database_not_empty"):
        demo.load()


def test_a_demo_that_was_stopped_half_way_goes_on(
    database: Database, empty_url: str, tmp_path: Path
) -> None:
    settings = Settings(database_url=empty_url, instance=tmp_path, keys_dir=tmp_path / "keys")
    stopped = Loaded(database, settings)
    folder_of(settings).mkdir()
    (folder_of(settings) / "dang-nap").write_text(TODAY.isoformat())
    circumstances = Circumstances(now=NOW, secret=identity_key(settings.keys_dir, database))
    for file in make(SEED, TODAY, SCALE).write(tmp_path)[:3]:
        Taking(database, KINDS[file.stem], file, circumstances).run()
    assert needs_loading(database, settings)
    stopped.load()
    assert not needs_loading(database, settings)
