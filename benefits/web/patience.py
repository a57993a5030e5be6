"""How long a thread waits for somebody who sends or takes slowly.

Without an end to it, as many half-sent forms as there are threads would stop the site. What counts
is what arrives: a large file on a slow line may take its hours, a line gone silent may not.
"""

import errno
import socket
from time import monotonic
from typing import Any, Final

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]
from werkzeug.exceptions import RequestTimeout

from benefits.web.logs import answering

# Waiting in all: so many seconds, and one more for every so many bytes that came.
PATIENCE: Final = 20.0
LEAST_A_SECOND: Final = 4096
SILENCE: Final = 20.0
"""How long nothing at all may move, however much did before."""

LINGER: Final = 2.0
"""How long a body that was refused is still read, so that its sender comes to see the answer."""

PIECE: Final = 64 * 1024


class PatientSocket(socket.socket):
    """A connection that counts how long its sender lets us wait."""

    waited = 0.0
    arrived = 0
    is_answering = False
    is_given_up = False

    @classmethod
    def of(cls, accepted: socket.socket) -> "PatientSocket":
        family, kind, protocol = accepted.family, accepted.type, accepted.proto
        return cls(family, kind, protocol, fileno=accepted.detach())

    def begin(self) -> None:
        """Count anew: the next request may come an hour after this one."""
        self.waited, self.arrived = 0.0, 0
        self.is_answering = self.is_given_up = False

    def recv(self, size: int, flags: int = 0) -> bytes:
        if self.is_given_up:
            return b""  # as if it had been closed: nobody waits here a second time
        asked = self.gettimeout()
        left = max(PATIENCE + self.arrived / LEAST_A_SECOND - self.waited, 0.001)
        most, began = min(left, SILENCE), monotonic()
        try:
            self.settimeout(most if asked is None else min(most, asked))
            came = super().recv(size, flags)
        except TimeoutError as silence:
            if asked is not None and asked < most:
                raise
            raise self._given_up() from silence
        finally:
            self.settimeout(asked)
        self.waited += monotonic() - began
        self.arrived += len(came)
        return came

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send for as long as somebody takes it: seconds are counted between the pieces."""
        self.settimeout(SILENCE)
        left = memoryview(data).cast("B")
        try:
            while left:
                left = left[self.send(left[:PIECE], flags) :]
        except TimeoutError as silence:
            raise BrokenPipeError(errno.EPIPE, "nobody takes it") from silence

    def sendfile(self, *arguments: Any, **options: Any) -> int:
        self.settimeout(SILENCE)
        try:
            return super().sendfile(*arguments, **options)
        except TimeoutError as silence:
            raise BrokenPipeError(errno.EPIPE, "nobody takes it") from silence

    def leave(self) -> None:
        """Close so that the answer arrives, though more was sent than anybody read."""
        until = monotonic() + LINGER
        try:
            self.shutdown(socket.SHUT_WR)
            while (left := until - monotonic()) > 0:
                self.settimeout(left)
                if not super().recv(PIECE):
                    break
        except OSError:
            pass  # there is nobody any more
        finally:
            self.close()

    def _given_up(self) -> Exception:
        """Tell a form that does not come from a request of which nothing is known yet."""
        self.is_given_up = True
        if self.is_answering:
            return RequestTimeout()
        return ConnectionResetError(errno.ECONNRESET, "no request came")


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """gunicorn's threads, each of which waits for one request and never for ever."""

    def enqueue_req(self, conn: TConn) -> None:
        if not isinstance(conn.sock, PatientSocket):
            conn.sock = PatientSocket.of(conn.sock)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> Any:
        answering.set(None)  # the thread's last request is over
        conn.sock.begin()
        goes_on = super().handle(conn)
        if not goes_on:
            conn.sock.leave()  # here: the loop that does it otherwise serves everybody
        return goes_on

    def handle_request(self, req: Any, conn: TConn) -> Any:
        conn.sock.is_answering = True
        try:
            return super().handle_request(req, conn)
        finally:
            conn.sock.is_answering = False  # what is still to come belongs to no answer

    def finish_request(self, conn: TConn, fs: Any) -> None:
        if conn.sock.fileno() == -1:
            self.nr_conns -= 1
            return
        super().finish_request(conn, fs)
