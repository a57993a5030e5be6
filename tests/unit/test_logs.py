"""What is logged can be read by a machine, joined to a request, and tells nobody's name."""

import io
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import structlog
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.test import Client

from benefits.errors import KeysUnusable
from benefits.web.access_log import AccessLog
from benefits.web.logs import answering, formatter, speak_through_logging, told_of

Said = Callable[[], list[Any]]

NAME = "Nguyễn Thị Khánh Huyền"


@pytest.fixture
def said() -> Iterator[Said]:
    """What has been logged, line by line."""
    root, kept = logging.getLogger(), io.StringIO()
    level, handler = root.level, logging.StreamHandler(kept)
    handler.setFormatter(formatter())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    speak_through_logging()
    yield lambda: [json.loads(line) for line in kept.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(level)
    structlog.reset_defaults()
    answering.set(None)


def site(environ: Any, start_response: Any) -> list[bytes]:
    logging.getLogger("a.library").warning("seen %s", environ["PATH_INFO"][:3])
    start_response("200 OK", [])
    return [b""]


def in_vain() -> None:
    try:
        refuse()
    except IntegrityError as error:
        raise RuntimeError(f"while writing: {error}") from None


def refuse() -> None:
    raise IntegrityError("INSERT", {}, Exception(f"Failing row contains ({NAME})"))


def test_libraries_and_we_write_one_shape_joined_by_the_request(
    said: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Client(AccessLog(site)).get("/the")
    [library], request = said(), json.loads(capsys.readouterr().err)
    assert {"event", "level", "timestamp", "request_id"} <= library.keys() & request.keys()
    assert library["event"] == "seen /th"
    assert library["logger"] == "a.library"
    assert request["event"] == "request"
    assert request["path"] == "/the"
    numbers = {library["request_id"], request["request_id"], answer.headers["X-Request-Id"]}
    assert len(numbers) == 1


@pytest.mark.parametrize(
    ("trusts", "given", "kept"),
    [(True, "0198c1f0-7a3e", True), (True, "x y\nz", False), (False, "0198c1f0-7a3e", False)],
)
def test_a_number_is_taken_over_from_a_trusted_proxy_only(
    trusts: bool, given: str, kept: bool
) -> None:
    environ = {"HTTP_X_REQUEST_ID": given}
    answer = Client(AccessLog(site, trusts_proxy=trusts)).get("/", environ_overrides=environ)
    assert (answer.headers["X-Request-Id"] == given) is kept


def test_what_a_database_calls_its_trouble_is_told_in_its_place(said: Said) -> None:
    """Without it nobody could tell a full disk from a lock, for the words stay out."""
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM nowhere")
    except sqlite3.Error as error:
        raised = OperationalError("", {}, error)
        logging.getLogger("benefits.web").warning("failed", exc_info=raised)
    [line] = said()
    assert (line["code"], line["message"]) == ("SQLITE_ERROR", None)


@pytest.mark.parametrize(
    "slip",
    [
        lambda: dict[str, int]()[NAME],
        lambda: int(NAME),
        lambda: int("0912345678x"),
        lambda: datetime.fromisoformat(f'{NAME} "An"'),
        lambda: list[Any]().index((NAME, 84_912_345_678)),
        lambda: bytes(NAME, "ascii"),
        lambda: (_ for _ in ()).throw(RuntimeError("no such number: 0912345678")),
    ],
)
def test_what_a_fault_quotes_is_left_out_of_its_words(said: Said, slip: Callable[[], Any]) -> None:
    try:
        slip()
    except Exception:
        logging.getLogger("benefits.jobs").exception("job %s failed", 7)
    [line] = said()
    assert line["message"]
    written = json.dumps(line, ensure_ascii=False)
    assert not any(word in written for word in (*NAME.split(), "0912345678", "84912345678", 'An"'))


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Invalid HTTP request line: 'GET  /Q/SECRET?tim=Huyền HTTP/1.1'", "Invalid HTTP request"),
        ("Invalid HTTP Header: 'Authorization Bearer udv_SECRET'", "Invalid HTTP Header"),
        ("Error handling request GET /Q/SECRET?tim=Huyền", "Error handling request"),
        ("Listening at: http://127.0.0.1:8000 (19287)", "http://127.0.0.1:8000 (19287)"),
    ],
)
def test_the_server_quotes_nothing_of_what_it_cannot_read(said: Said, line: str, kept: str) -> None:
    logging.getLogger("gunicorn.error").warning("%s", line)
    [written] = said()
    assert kept in written["event"]
    assert "SECRET" not in written["event"]
    assert "Huyền" not in written["event"]


def test_why_nothing_can_be_signed_is_told_in_full() -> None:
    told = told_of(KeysUnusable("no_signing_key", folder="/data/keys"))
    assert told["message"] == "no_signing_key (folder='/data/keys')"


def test_a_databases_words_are_left_out_even_behind_another_error(said: Said) -> None:
    try:
        in_vain()
    except RuntimeError:
        logging.getLogger("benefits.jobs").exception("job %s failed", 7)
    [line] = said()
    assert line["event"] == "job 7 failed"
    assert line["error"] == "RuntimeError"
    assert NAME not in json.dumps(line, ensure_ascii=False)
    assert line["frames"]
