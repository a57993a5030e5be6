"""The button that takes a whole list away: at once when it is short, from the background if not."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, current_app, redirect, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy.orm import Session

from benefits import audit, jobs
from benefits.access import Permission
from benefits.errors import Conflict
from benefits.jobs import Job
from benefits.web import allow, current
from benefits.web.lists.making import MEDIA_TYPES, make_file
from benefits.web.lists.paging import MOST_COUNTED, counted
from benefits.web.lists.register import Register

KNOWN: Final = "benefits.web.lists"
JOB_KIND: Final = "export_list"
ENDING: Final = "dang"

Asked = Callable[[], Register]


def offer_files(
    pages: Blueprint, asked: Asked, permission: Permission, *, at: str = "/xuat", name: str = "file"
) -> None:
    """Give a list its two addresses for files: GET for a short one, POST for one of any length.

    `asked` reads the register from the address, just as the page does; where `at` names a record,
    `asked` finds it among the arguments of the request. The endpoints are `name`,
    and `name` with `_later`. A face that offers files shows the work on them at `jobs.page`.
    """
    endpoint = f"{pages.name}.{name}"

    def know(state: BlueprintSetupState) -> None:
        state.app.extensions.setdefault(KNOWN, {})[endpoint] = asked

    def short(**_named: object) -> ResponseReturnValue:
        return _sent(asked())

    def later(**_named: object) -> ResponseReturnValue:
        return redirect(url_for("jobs.page", job_id=_queued(endpoint).id), 303)

    pages.record(know)
    pages.add_url_rule(at, name, allow(permission)(short))
    pages.add_url_rule(at, f"{name}_later", allow(permission)(later), methods=["POST"])


def asked_at(app: Flask, endpoint: str) -> Asked:
    """Return what reads the register of a list from an address."""
    asked: Asked = app.extensions[KNOWN][endpoint]
    return asked


def _sent(register: Register) -> ResponseReturnValue:
    if counted(current.session(), register.selection) > MOST_COUNTED:
        raise Conflict("list_too_long")
    ending = _ending()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{register.name}.{ending}"
        count = make_file(current.session(), register, path)
        if request.method == "GET":
            current.after_read(note_of(register, ending, count))
        return send_file(path, MEDIA_TYPES[ending], as_attachment=True, download_name=path.name)


def note_of(register: Register, ending: str, count: int | None = None) -> Callable[[Session], None]:
    """Return the note that a list was taken away: which, how narrowed, and never by what.

    That of a unit's people is noted with the unit, so that each of them can be told.
    """
    by, now, role = current.actor().account_id, current.now(), current.actor().role
    unit, partner = (role.organization_id, role.partner_id) if role else (None, None)
    narrowed, named = register.form.narrowed_by, register.people_of
    fields = {"list": register.name, "format": ending, "by": narrowed, "rows": count}

    def note(session: Session) -> None:
        if named is not None:
            audit.note(session, by, "roster_taken", "organizations", named, now=now, fields=fields)
        elif unit is not None:
            audit.note(session, by, "list_taken", "organizations", unit, now=now, fields=fields)
        if partner is not None:
            audit.note(session, by, "list_taken", "partners", partner, now=now, fields=fields)

    return note


def _queued(endpoint: str) -> Job:
    role, ending = current.actor().role, _ending()
    asked = {
        "list": endpoint,
        "path": request.path,
        "query": request.query_string.decode(),
        "format": ending,
        "language": str(get_locale() or "vi"),
        "face": current_app.name,
        "role_id": role.id if role else None,
        "within": role.organization_id if role else None,
        "partner": role.partner_id if role else None,
    }
    register = asked_at(current_app, endpoint)()
    asked["people_of"] = register.people_of
    note_of(register, ending)(current.session())
    by = current.actor().account_id
    return jobs.enqueue(current.session(), JOB_KIND, now=current.now(), input=asked, account_id=by)


def _ending() -> str:
    ending = request.args.get(ENDING, "")
    return ending if ending in MEDIA_TYPES else "xlsx"
