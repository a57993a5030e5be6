"""The road of the schema, revision by revision, and the commands that walk it."""

from pathlib import Path

from alembic import command
from alembic.config import Config

HERE = Path(__file__).parent
PATIENCE = 4.0
"""For how many seconds whoever writes is waited for."""


def config(database_url: str, patience: float = PATIENCE) -> Config:
    """Alembic's configuration for one database, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(HERE))
    made.set_main_option("path_separator", "os")
    made.attributes["database_url"] = database_url
    made.attributes["patience"] = patience
    return made


def upgrade(database_url: str, revision: str = "head", *, patience: float = PATIENCE) -> None:
    command.upgrade(config(database_url, patience), revision)


def downgrade(database_url: str, revision: str) -> None:
    command.downgrade(config(database_url), revision)
