"""The whole product, served for real on this machine, over a database file of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import make_server

import migrations
from benefits.database import Database, open_database
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose


@dataclass
class Site:
    address: str
    settings: Settings
    database: Database


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve a new installation until the block ends."""
    folder.mkdir()
    url = f"sqlite:///{folder}/benefits.db"
    migrations.upgrade(url)
    server = make_server("127.0.0.1", 0, lambda _environ, _start: iter(()), threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    settings = Settings(
        database_url=url,
        secret_key="a key of this test alone",
        public_url=address,
        instance=folder,
        keys_dir=folder / "keys",
        totp_required=False,
    )
    database = open_database(url)
    server.app = compose(build_apps(settings, database), settings)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(address, settings, database)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        database.close()
