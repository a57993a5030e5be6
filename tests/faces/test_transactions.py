"""One request, one transaction: kept when the view returns, gone when it raises."""

from collections.abc import Callable
from typing import NoReturn

import pytest
from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from benefits import audit, errors
from benefits.access import Face, Permission
from benefits.audit import Entry
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import allow, build_face, current

View = Callable[[], ResponseReturnValue]
Serve = Callable[..., Flask]


@pytest.fixture
def serve(settings: Settings, database: Database) -> Serve:
    def build(view: View, method: str = "GET") -> Flask:
        pages = Blueprint("trial", __name__)
        pages.add_url_rule("/", "view", allow(Permission.ANYONE)(view), methods=[method])
        app = build_face(
            "trial", __name__, [pages], settings, database, face=Face.DESK, prefix="/", title="Thử"
        )
        app.config["WTF_CSRF_METHODS"] = []
        return app

    return build


def note(act: str) -> None:
    audit.note(current.session(), None, act, "trials", 1, now=current.now())


def acts(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Entry.act)))


def lose_a_race() -> NoReturn:
    raise IntegrityError("INSERT", {}, Exception("unique"))


def test_what_a_view_wrote_is_kept_when_it_returns(serve: Serve, database: Database) -> None:
    def view() -> ResponseReturnValue:
        note("kept")
        return "xong"

    assert serve(view, "POST").test_client().post("/").status_code == 200
    assert acts(database) == ["kept"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.NotFound(), 404),
        (errors.NotAllowed(), 403),
        (errors.Conflict(), 409),
        (errors.Invalid(), 422),
        (RuntimeError("hỏng"), 500),
    ],
)
def test_what_a_view_wrote_is_gone_when_it_raises(
    serve: Serve, database: Database, error: Exception, status: int
) -> None:
    def view() -> ResponseReturnValue:
        note("gone")
        current.session().flush()
        raise error

    assert serve(view, "POST").test_client().post("/").status_code == status
    assert acts(database) == []


def test_who_lost_a_race_is_answered_again_and_notes_once(serve: Serve, database: Database) -> None:
    tries = []

    def view() -> ResponseReturnValue:
        tries.append(1)
        note("once")
        if len(tries) < 3:
            lose_a_race()
        return "xong"

    assert serve(view, "POST").test_client().post("/").status_code == 200
    assert len(tries) == 3
    assert acts(database) == ["once"]


def test_who_always_loses_is_told_in_the_end(serve: Serve) -> None:
    tries = []

    def view() -> ResponseReturnValue:
        tries.append(1)
        lose_a_race()

    assert serve(view, "POST").test_client().post("/").status_code == 500
    assert len(tries) == 4


def test_looking_cannot_write(serve: Serve, database: Database) -> None:
    def view() -> ResponseReturnValue:
        note("sneaked in")
        with pytest.raises(DBAPIError):
            current.session().flush()
        return "đã xem"

    assert serve(view).test_client().get("/").status_code == 200
    assert acts(database) == []


def test_what_looking_leaves_to_be_noted_is_noted_after_the_page(
    serve: Serve, database: Database
) -> None:
    seen_while_looking = []

    def view() -> ResponseReturnValue:
        now = current.now()
        current.after_read(lambda s: audit.note(s, None, "looked", "cards", 1, now=now))
        seen_while_looking.extend(acts(database))
        return "đã xem"

    assert serve(view).test_client().get("/").status_code == 200
    assert seen_while_looking == []
    assert acts(database) == ["looked"]


def test_nothing_is_noted_of_a_page_that_failed(serve: Serve, database: Database) -> None:
    def view() -> ResponseReturnValue:
        current.after_read(lambda s: audit.note(s, None, "x", "cards", 1, now=current.now()))
        raise errors.NotFound

    assert serve(view).test_client().get("/").status_code == 404
    assert acts(database) == []


def test_an_unknown_error_shows_a_number_and_logs_no_words_of_the_database(
    serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    def view() -> ResponseReturnValue:
        raise DBAPIError("SELECT", {"phone": "+84912345678"}, Exception("Key (+84912345678)"))

    answer = serve(view).test_client().get("/")
    assert answer.status_code == 500
    assert "Mã yêu cầu" in answer.text
    said = capsys.readouterr()
    assert "unknown_error" in said.out
    assert "84912345678" not in said.out + said.err + answer.text
