"""A long list made in the background, as whoever asked for it would see it by then."""

from datetime import datetime
from pathlib import Path

from flask import Flask
from flask_babel import force_locale
from werkzeug.test import EnvironBuilder

from benefits.access import Actor, actor_in_role
from benefits.errors import NotAllowed
from benefits.jobs import Job
from benefits.web import current
from benefits.web.lists.files import asked_at
from benefits.web.lists.making import Report, make_file


def make_list(
    app: Flask, job: Job, folder: Path, report: Report, now: datetime
) -> tuple[Path, int]:
    """Write the file a job asks for; return where it lies and how many rows it has.

    The address that was open then is read again as of then, so that "this month" stays what it
    meant, in the role of whoever stood there, if that holds still.
    """
    asked = job.input
    address = EnvironBuilder(
        path=asked.get("path", "/"),
        query_string=asked["query"],
        environ_overrides={current.CLOCK: job.created_at},
    )
    with app.request_context(address.get_environ()), force_locale(asked["language"]):
        current.become(_actor(job, now))
        register = asked_at(app, asked["list"])()
        path = folder / f"{register.name}.{asked['format']}"
        return path, make_file(current.session(), register, path, report)


def _actor(job: Job, now: datetime) -> Actor:
    actor = actor_in_role(current.session(), job.account_id, job.input["role_id"], now)
    if actor is None:
        raise NotAllowed("role_has_ended")
    return actor
