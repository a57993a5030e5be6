"""The request that is being answered, without a proxy in between, and what is kept of it.

Flask's proxies look up the request at every word that is read of it, which on the way of a scan
costs as much as working out the answer. Ask here once, and read what is needed.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from flask import Flask, Request, current_app, g, request
from flask.ctx import _AppCtxGlobals
from sqlalchemy.orm import Session

from benefits.access import Actor

if TYPE_CHECKING:
    from benefits.web.notes import Note


class Kept(_AppCtxGlobals):
    """What is known of a request so far; what nobody has asked for yet is none."""

    db: Session | None = None
    now: datetime | None = None
    actor: Actor | None = None
    only_reads: bool | None = None
    account_id: int | None = None
    document: dict[str, Any] | None = None
    afterwards: "list[Note] | None" = None
    notes: "list[Note] | None" = None


class App(Flask):
    """An app that keeps what this module knows; no view or hook of ours is a coroutine."""

    app_ctx_globals_class = Kept

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func


kept: Final[Callable[[], Kept]] = g._get_current_object  # noqa: SLF001 - documented by Flask
asked: Final[Callable[[], Request]] = request._get_current_object  # type: ignore[attr-defined]  # noqa: SLF001 - likewise
app: Final[Callable[[], Flask]] = current_app._get_current_object  # type: ignore[attr-defined]  # noqa: SLF001 - likewise
