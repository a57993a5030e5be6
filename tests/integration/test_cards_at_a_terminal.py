"""`cards issue` gives no card that it could not print, and keeps nobody waiting for long."""

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import event, select

from benefits import organization
from benefits.cards import Card, CardStatus, designs, giving
from benefits.cards.printing import Design
from benefits.cli.cards import cards
from benefits.cli.place import Place
from benefits.database import Database
from benefits.settings import Settings
from tests.world import World

PEOPLE = 5
pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    with database.write() as session:
        world = World(session)
        for number in range(PEOPLE):
            world.member(f"M{number}", "Lê Thị Mai", world.lotus)
    settings = Settings(instance=tmp_path / "instance", keys_dir=tmp_path / "keys")
    place = Place(settings)
    place.__dict__["database"] = database
    return place


def issue(place: Place, out: Path, codes: Path) -> Result:
    asked = ["issue", "--organization", "SEN", "--out", str(out), "--codes", str(codes)]
    return CliRunner().invoke(cards, asked, obj=place)


def cards_of(place: Place) -> list[tuple[CardStatus, bool]]:
    """Say of every card beside those of the beginning how it stands, and whether it was printed."""
    with place.database.read() as session:
        given = session.scalars(select(Card).order_by(Card.index)).all()
        return [(each.status, each.printed_at is not None) for each in given][3:]


def test_no_card_is_given_where_its_files_cannot_be_written(place: Place, tmp_path: Path) -> None:
    for out, codes in (("nowhere/the.pdf", "ma.csv"), ("the.pdf", "nowhere/ma.csv")):
        refused = issue(place, tmp_path / out, tmp_path / codes)
        assert refused.exit_code == 1
        assert "Không ghi được tệp" in refused.output
    assert cards_of(place) == []
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    "stop", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")], ids=str
)
def test_cards_that_were_not_printed_are_withdrawn_whatever_stopped_it(
    place: Place, tmp_path: Path, stop: BaseException
) -> None:
    out, codes = tmp_path / "the.pdf", tmp_path / "ma.csv"

    def break_off(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT") and "members.full_name" in statement:
            raise stop

    readers = place.database.reading.kw["bind"]
    event.listen(readers, "before_cursor_execute", break_off)
    assert issue(place, out, codes).exit_code == 1
    event.remove(readers, "before_cursor_execute", break_off)
    assert cards_of(place) == [(CardStatus.REVOKED, False)] * PEOPLE
    assert not [*tmp_path.glob("*.pdf"), *tmp_path.glob(".*.part"), *tmp_path.glob("*.csv")]

    again = issue(place, out, codes)
    assert (again.exit_code, again.exception) == (0, None)
    assert cards_of(place)[PEOPLE:] == [(CardStatus.ACTIVE, True)] * PEOPLE
    assert codes.read_text("utf-8-sig").count("\n") == PEOPLE + 1


def test_cards_are_given_and_withdrawn_some_at_a_time(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "AT_ONCE", 2)
    given: list[int] = []

    def note(_connection: Any, _cursor: Any, text: str, values: Sequence[Any], *_: Any) -> None:
        if text.startswith("INSERT INTO card_events"):
            given.append(len(values))

    commits: list[int] = []
    event.listen(place.database.engine, "before_cursor_execute", note)
    event.listen(place.database.engine, "commit", lambda _connection: commits.append(len(given)))
    assert issue(place, tmp_path / "the.pdf", tmp_path / "ma.csv").exit_code == 0
    assert len(given) == 3
    assert {1, 2, 3} <= set(commits)


def test_cards_are_printed_in_the_design_that_the_unit_chose(place: Place, tmp_path: Path) -> None:
    with place.database.write() as session:
        lotus = organization.by_code(session, "SEN").id
        designs.choose(session, lotus, Design.PHOTO, by=None, now=place.now)
    assert issue(place, tmp_path / "the.pdf", tmp_path / "ma.csv").exit_code == 0
    document = pypdfium2.PdfDocument(tmp_path / "the.pdf")
    assert "LM" in document[0].get_textpage().get_text_range()  # initials, where there is no photo
    document.close()


def test_who_prints_is_told_that_nobody_answers_at_the_address(
    place: Place, tmp_path: Path
) -> None:
    told = issue(place, tmp_path / "the.pdf", tmp_path / "ma.csv")
    assert "hiện không trả lời" in told.output
