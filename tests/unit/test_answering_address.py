"""Whether anybody answers at the address that is printed on every card."""

import socket
import threading

import pytest

from benefits.cli.print_task import answers


@pytest.mark.parametrize(
    ("said", "is_web"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", False),
        (b"", False),
        (b"HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", True),
    ],
)
def test_whoever_is_there_may_be_no_web(said: bytes, *, is_web: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as there:

        def speak() -> None:
            caller, _ = there.accept()
            with caller:
                caller.recv(1000)
                caller.sendall(said)

        speaking = threading.Thread(target=speak)
        speaking.start()
        assert answers(f"http://127.0.0.1:{there.getsockname()[1]}") is is_web
        speaking.join()
