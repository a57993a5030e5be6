"""Files larger than any page takes, for the few views that declare it; nothing large of strangers.

Who sends one is asked before any of it is read, in a moment of its own: while a slow line brings a
gigabyte, nobody waits for this request's transaction. It is collected on the disk of the store.
"""

from tempfile import TemporaryFile
from typing import IO, Final, cast

from flask import Flask, Request, current_app, request

from benefits.access import Permission, Standing, permits
from benefits.web import current
from benefits.web.declaring import largest_of, permission_of
from benefits.web.guarding import NotSignedIn

SMALL: Final = 256 * 1024
"""What every form without a file fits into, and a proxy collects before it passes it on."""

STRANGERS: Final = frozenset({Standing.STRANGER, Standing.HALF_WAY})


class Arriving(Request):
    """A request whose large files do not pass through a folder that may be small, or memory."""

    is_large = False

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if not self.is_large:
            return super()._get_file_stream(
                total_content_length, content_type, filename, content_length
            )
        folder = current.settings().files_dir
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cast("IO[bytes]", TemporaryFile("wb+", dir=folder))


def prepare(app: Flask) -> None:
    """Let an app judge by its views how much it may be sent."""
    app.request_class = Arriving
    app.before_request(_let_in)


def _let_in() -> None:
    """Ask who sends something large before any of it is read, and let strangers send nothing large.

    A view that declares a limit of its own has it for who may use the view.
    """
    if request.method in current.SAFE:
        return
    asked = cast(Arriving, request)
    view = current_app.view_functions.get(request.endpoint or "")
    most, permission = largest_of(view), permission_of(view)
    if permission is None:
        _keep_short(asked)
        return
    if most is None and request.content_length is not None and request.content_length <= SMALL:
        return
    actor = current.actor()
    current.abandon()
    if actor.standing in STRANGERS:
        _keep_short(asked, insists=permission is not Permission.ANYONE)
    elif most is not None and permits(actor, permission):
        asked.max_content_length, asked.is_large = most, True


def _keep_short(asked: Request, *, insists: bool = False) -> None:
    """Let a stranger send what fits a form, and tell one whose session ended that it did."""
    if insists and (asked.content_length or 0) > SMALL:
        raise NotSignedIn
    asked.max_content_length = min(SMALL, asked.max_content_length or SMALL)
