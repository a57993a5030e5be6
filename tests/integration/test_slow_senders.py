"""Who sends half of something keeps nobody waiting; who sends much slowly gets it through."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

STARTING = 60.0
THREADS = 2
PIECE = b"x" * 4096
FORM = "POST /doi-tac/dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n"
FORM += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"


def is_up(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("slow")


@pytest.fixture(scope="module")
def port(sqlite_template: Path, place: Path) -> Iterator[int]:
    """Serve the site with two threads, as the product itself is configured."""
    database = shutil.copy(sqlite_template, place / "benefits.db")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        free = int(taken.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--config", "python:benefits.web.server"]
    command += ["--bind", f"127.0.0.1:{free}", "--threads", str(THREADS)]
    environment = os.environ | {
        "BENEFITS_INSTANCE": str(place),
        "DATABASE_URL": f"sqlite:///{database}",
        "SECRET_KEY": "for this test and for nothing else",
    }
    log = place / "log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            [*command, "tests.support.impatient:application"],
            env=environment,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        until = monotonic() + STARTING
        while not is_up(free):
            assert server.poll() is None, log.read_text()
            assert monotonic() < until, log.read_text()
            sleep(0.1)
        yield free
        assert "Traceback" not in log.read_text()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def begun(port: int, sent: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.sendall(sent.encode())
    return line


def all_of(line: socket.socket) -> bytes:
    with closing(line):
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_an_address_as_long_as_a_next_page_may_have_is_read(port: int) -> None:
    """Two hundred letters of a code and a group's name, twelve characters each at the most."""
    address = f"/api/v1/figures?organization={'%E1%BA%AE' * 200}&tag={'%E1%BA%AE' * 400}"
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as client:
        client.request("GET", address)
        assert client.getresponse().status == 401


def test_half_a_form_on_every_thread_stops_nobody_and_is_told_so(port: int) -> None:
    lines = [begun(port, FORM.format(length=50) + "a=") for _ in range(THREADS)]
    sleep(0.3)
    assert is_up(port)
    answers = [all_of(line) for line in lines]
    assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers)


def test_half_a_heading_on_every_thread_stops_nobody(port: int) -> None:
    lines = [begun(port, "GET /healthz HTTP/1.1\r\nHost: ") for _ in range(THREADS)]
    sleep(0.3)
    assert is_up(port)
    assert [all_of(line) for line in lines] == [b""] * THREADS


def test_who_keeps_sending_may_take_longer_than_anybody_waits_for_silence(port: int) -> None:
    line = begun(port, FORM.format(length=len(PIECE) * 12))
    began = monotonic()
    for _ in range(12):
        line.sendall(PIECE)
        sleep(0.15)
    assert monotonic() - began > 1.5
    line.shutdown(socket.SHUT_WR)
    answer = all_of(line)
    assert answer.startswith(b"HTTP/1.1 ")
    assert not answer.startswith(b"HTTP/1.1 408 ")


def test_a_program_that_sends_far_too_much_sees_why_it_was_refused(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        body = json.dumps({"card": "x" * 3_000_000})
        line.request("POST", "/api/v1/verifications", body, {"Authorization": "Bearer udv_nobody"})
        answer = line.getresponse()
        assert answer.status in {401, 413}
        assert json.loads(answer.read())["status"] == answer.status


def test_a_stranger_is_asked_to_sign_in_before_a_large_file_of_his_is_read(port: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        heading = {"Content-Type": "multipart/form-data; boundary=x"}
        line.request("POST", "/cong-doan/nhap/", b"x" * 3_000_000, heading)
        assert line.getresponse().status == 401


def test_what_is_no_request_bears_no_number_of_one_and_is_not_written_down(
    port: int, place: Path
) -> None:
    nonsense = "GET  /Q/SECRETCODE?tim=Khanh HTTP/1.1\r\nHost: a\r\n\r\n"
    for _ in range(THREADS):
        for _ in range(THREADS * 2):
            page = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            assert all_of(begun(port, page)).startswith(b"HTTP/1.1 200 ")
        assert all_of(begun(port, nonsense)).startswith(b"HTTP/1.1 400 ")
    said = (place / "log").read_text()
    assert "SECRETCODE" not in said
    lines = [json.loads(line) for line in said.splitlines()]
    invalid = [line for line in lines if "Invalid" in line["event"]]
    assert len(invalid) == THREADS
    assert not any(line.get("request_id") for line in invalid)
