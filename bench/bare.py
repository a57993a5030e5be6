"""The baseline of the counter: a Flask view with one SELECT and one INSERT in one transaction.

It reads a body as long as ours, answers one as long as ours, and shares with the product its
server, workers, pool and durability; it has no rights, no rules and no logs.
"""

import os
from uuid import uuid4

from flask import Flask, Response, jsonify, request
from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, bindparam, select

from benefits.database import open_database

NOTES = MetaData()
KNOWN = Table("bare_known", NOTES, Column("id", Integer, primary_key=True), Column("name", String))
WRITTEN = Table(
    "bare_written",
    NOTES,
    Column("id", Uuid, primary_key=True),
    Column("known_id", Integer),
    Column("body", String),
)
READ = select(KNOWN.c.id, KNOWN.c.name).where(KNOWN.c.id == bindparam("id"))
WRITE = WRITTEN.insert()
ROWS = 10_000


def prepare(url: str) -> None:
    """Make the two tables and what is read from them."""
    database = open_database(url)
    NOTES.create_all(database.engine)
    with database.engine.begin() as connection:
        connection.execute(KNOWN.insert(), [{"id": n, "name": f"n{n}"} for n in range(ROWS)])
    database.close()


def create_application() -> Flask:
    app, database = Flask(__name__), open_database(os.environ["DATABASE_URL"])
    filling = "x" * int(os.environ["ANSWER_LENGTH"])

    @app.post("/api/v1/<path:_any>")
    def act(_any: str) -> Response:
        sent = request.get_json()
        with database.engine.begin() as connection:
            known = connection.execute(READ, {"id": len(sent["card"])}).one()
            row = {"id": uuid4(), "known_id": known.id, "body": sent["card"]}
            connection.execute(WRITE, row)
        return jsonify(name=known.name, filling=filling)

    return app
