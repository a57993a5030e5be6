"""Signs of life: for whoever restarts processes, sends them visitors, or watches over them."""

import hmac
from functools import cache
from importlib import metadata, resources
from ipaddress import ip_address
from typing import Final

import structlog
from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from benefits import jobs
from benefits.access import Permission
from benefits.cards import KeysUnusable
from benefits.errors import NotFound
from benefits.members import identity_key
from benefits.web import current, measures
from benefits.web.declaring import allow
from benefits.web.logs import told_of

log = structlog.get_logger("benefits.web")
pages = Blueprint("vital_signs", __name__)

FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via")


@pages.get("/healthz")
@allow(Permission.ANYONE)
def is_alive() -> ResponseReturnValue:
    """Tell that the process answers; a database that is away is no reason to restart it."""
    return Response("ok\n", mimetype="text/plain")


@pages.get("/readyz")
@allow(Permission.ANYONE)
def is_ready() -> ResponseReturnValue:
    """Tell whether visitors may come: the schema is this version's, and there is a key to sign.

    "no database": it does not answer, or holds nothing of ours. What no till needs is named as
    `missing` beside a 200: the key of citizen-id hashes.
    """
    try:
        found = current.session().scalar(text("SELECT version_num FROM alembic_version"))
        is_ours = found == expected_schema()
        status = "schema differs" if not is_ours else "ready" if _has_keys() else "no keys"
    except DBAPIError as error:
        _note_absence(error)
        found, status = None, "no database"
    answer = jsonify(
        status=status,
        missing=_missing() if status == "ready" else [],
        schema=found,
        expected=expected_schema(),
        time=current.now().isoformat(),
    )
    return answer, 200 if status == "ready" else 503


@pages.get("/metrics")
@allow(Permission.ANYONE)
def metrics() -> ResponseReturnValue:
    """Show the counts to this machine itself, or to who brings METRICS_TOKEN."""
    if not (_is_from_here() or _brings_token()):
        raise NotFound
    return Response(measures.written(_figures()), content_type=CONTENT_TYPE_LATEST)


@cache
def expected_schema() -> str:
    newest = resources.files("migrations").joinpath("HEAD").read_text("utf-8")
    return newest.strip().partition("_")[0]


def _has_keys() -> bool:
    try:
        return bool(current.key_ring().ids)
    except KeysUnusable:
        return False


def _missing() -> list[str]:
    is_missing = identity_key.is_missing(current.key_ring().folder, current.session())
    return [identity_key.KEY_FILE] if is_missing else []


def _note_absence(error: DBAPIError) -> None:
    """Say in one line that the database did not answer, and ask it nothing more."""
    current.abandon()
    told = told_of(error)
    log.warning("the database did not answer", error=told["error"], code=told.get("code"))


def _figures() -> list[Metric]:
    """Ask the database what only it knows; without it, the counts of the web are told alone."""
    version = metadata.version("the-uu-dai-doan-vien")
    meaning = "The version that runs"
    runs = measures.gauge("benefits_version", meaning, {version: 1}, label="version")
    try:
        found = _of_jobs()
    except DBAPIError as error:
        _note_absence(error)
        found = []
    is_up = measures.gauge("benefits_database_up", "Whether the database answers", bool(found))
    return [*found, is_up, runs]


def _of_jobs() -> list[Metric]:
    by_state, waited = jobs.waiting(current.session(), current.now())
    return [
        measures.gauge(
            "benefits_jobs",
            "Background jobs",
            {state.value: number for state, number in by_state.items()},
        ),
        measures.gauge(
            "benefits_oldest_queued_job_seconds",
            "How long the oldest queued job has waited",
            waited.total_seconds(),
        ),
    ]


def _is_from_here() -> bool:
    """A proxy on this machine speaks for strangers: what it passes on is not from here."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _brings_token() -> bool:
    wanted, given = current.settings().metrics_token, request.authorization
    if not wanted or given is None or given.type != "bearer":
        return False
    return hmac.compare_digest((given.token or "").encode(), wanted.encode())
