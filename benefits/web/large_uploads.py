"""Files larger than any page takes, for the few views that declare it.

Who sends one is asked before any of it is read, in a moment of its own: while a slow line brings a
gigabyte, nobody waits for this request's transaction. It is collected on the disk of the store.
"""

from tempfile import TemporaryFile
from typing import IO, cast

from flask import Flask, Request, current_app, request

from benefits.access import permits
from benefits.web import current
from benefits.web.declaring import largest_of, permission_of


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
    """Raise the limit for a view that declares its own, where the sender may use the view."""
    view = current_app.view_functions.get(request.endpoint or "")
    most, permission = largest_of(view), permission_of(view)
    if most is None or permission is None or request.method in current.SAFE:
        return
    may = permits(current.actor(), permission)
    current.abandon()
    if may:
        asked = cast(Arriving, request)
        asked.max_content_length, asked.is_large = most, True
