"""The whole site over a database of its own, at a fixed moment, with a token that may do all."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server

from benefits.access import machines
from benefits.cards import CardIndex, KeyRing
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import current
from benefits.wsgi import build_apps, compose
from tests.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Answer = Callable[["WSGIEnvironment", "StartResponse"], Iterable[bytes]]


class Served:
    """`token` reaches the pharmacy's first outlet and the whole province; `card` is Hạnh's."""

    def __init__(self, database: Database, ring: KeyRing, now: datetime) -> None:
        self.database, self.now = database, now
        settings = Settings(
            secret_key="for tests only", public_url="http://localhost", keys_dir=ring.folder
        )
        self.application: WSGIApplication = compose(build_apps(settings, database), settings)
        with database.write() as session:
            world = World(session)
            self.offer_version = world.offer.id
            self.card = session.get_one(CardIndex, world.hanh_card.index).typed_code
            _row, self.token = machines.issue_token(
                session,
                name="Phần mềm bán hàng",
                permissions=(*machines.AT_A_TILL, *machines.READING),
                now=now,
                outlet_id=world.outlet.id,
                organization_id=world.province.id,
            )

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        environ[current.CLOCK] = self.now
        return self.application(environ, start)


@contextmanager
def listening(answer: Answer) -> Iterator[str]:
    """Serve on a port of this machine until the block ends; give the address."""
    server = make_server("127.0.0.1", 0, answer, threaded=False)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
