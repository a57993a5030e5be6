"""A client so cheap that it measures the server: many connections, one thread, ready-made bytes.

Run as a program: it reads a `Plan` from standard input and writes what it saw as JSON.
"""

import json
import selectors
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any, Final, NamedTuple

LENGTH: Final = b"content-length:"
END: Final = b"\r\n\r\n"
A_READ: Final = 65_536
PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """For every connection the requests it sends one after the other, until the time is up."""

    port: int
    seconds: float
    requests: list[list[str]]


class Seen(NamedTuple):
    """What came back: how many a second, how slow the slowest hundredth was, and refusals."""

    rate: float
    p50: float
    p99: float
    worst: float
    answers: int
    failed: dict[str, int]


@dataclass(slots=True)
class Line:
    """One connection: what it still has to send, and what it is waiting for."""

    peer: socket.socket
    todo: list[bytes]
    sent_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def send(self) -> bool:
        if not self.todo:
            return False
        self.got.clear()
        self.sent_at = time.perf_counter()
        self.peer.sendall(self.todo.pop())
        return True

    def is_answered(self) -> bool:
        """Read what is there, and tell whether the answer is whole."""
        part = self.peer.recv(A_READ)
        if not part:
            raise ConnectionError("the server hung up")
        self.got += part
        head = self.got.find(END)
        if head < 0:
            return False
        at = self.got.lower().find(LENGTH, 0, head) + len(LENGTH)
        length = int(self.got[at : self.got.find(b"\r\n", at)])
        return len(self.got) >= head + len(END) + length


def drive(plan: Plan) -> Seen:
    """Send a plan from a process of its own."""
    done = subprocess.run(
        (sys.executable, "-m", "bench.driving"),
        input=json.dumps(asdict(plan)).encode(),
        capture_output=True,
        check=True,
        timeout=plan.seconds + 2 * PATIENCE,
    )
    return Seen(**json.loads(done.stdout))


def _play(plan: Plan) -> dict[str, Any]:
    ready, failed = selectors.DefaultSelector(), dict[str, int]()
    taken: list[float] = []
    for todo in plan.requests:
        peer = socket.create_connection(("127.0.0.1", plan.port), PATIENCE)
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(peer, [each.encode() for each in reversed(todo)])
        ready.register(peer, selectors.EVENT_READ, line)
        line.send()
    began = time.perf_counter()
    while ready.get_map():
        events = ready.select(PATIENCE)
        if not events:
            raise TimeoutError("no answer")
        for key, _ in events:
            line = key.data
            if not line.is_answered():
                continue
            now = time.perf_counter()
            taken.append(now - line.sent_at)
            status = line.got[9:12].decode()
            if not status.startswith("2"):
                failed[status] = failed.get(status, 0) + 1
            if now - began > plan.seconds or not line.send():
                ready.unregister(line.peer)
                line.peer.close()
    return _summed(taken, failed, time.perf_counter() - began)


def _summed(taken: list[float], failed: dict[str, int], seconds: float) -> dict[str, Any]:
    taken.sort()
    return {
        "rate": (len(taken) - sum(failed.values())) / seconds,
        "p50": taken[len(taken) // 2] * 1000,
        "p99": taken[len(taken) * 99 // 100] * 1000,
        "worst": taken[-1] * 1000,
        "answers": len(taken),
        "failed": failed,
    }


if __name__ == "__main__":
    json.dump(_play(Plan(**json.load(sys.stdin))), sys.stdout)
