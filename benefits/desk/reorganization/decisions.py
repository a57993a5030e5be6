"""The record of decisions about units: listed, read and printed one by one, the paper beside."""

from collections import defaultdict

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.access import Account, Permission
from benefits.desk import scope
from benefits.desk.reorganization import (
    decision_register,
    reorganizing_units,
    reorganizing_words,
)
from benefits.errors import NotFound
from benefits.jobs import FileStore
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.reorganizations import Concern, Reorganization
from benefits.web import allow, current, lists

pages = Blueprint("decisions", __name__, url_prefix="/quyet-dinh")
lists.offer_files(pages, decision_register.asked, Permission.READ_UNITS)


@pages.get("/")
@allow(Permission.READ_UNITS)
def page() -> ResponseReturnValue:
    listing = lists.opened(decision_register.asked())
    return render_template("desk/decisions/list.html", listing=listing)


@pages.get("/<int:decision_id>")
@allow(Permission.READ_UNITS)
def one(decision_id: int) -> ResponseReturnValue:
    record, session = decision_register.one(decision_id), current.session()
    who = record.account_id and session.get_one(Account, record.account_id).name
    return render_template(
        "desk/decisions/one.html",
        record=record,
        counts=record.counts,
        units=_units(record),
        alike=decision_register.same_number(record),
        taken_back=_to_take_back(record),
        reachable=scope.unit_codes(),
        scan=reorganizations.scan_of(session, record),
        who=who,
        own=scope.own_name(),
        words=reorganizing_words,
    )


@pages.get("/<int:decision_id>/ban-quet")
@allow(Permission.READ_UNITS)
def scan(decision_id: int) -> ResponseReturnValue:
    """Hand out the signed paper as a file to keep, never to be run by a browser."""
    found = reorganizations.scan_of(current.session(), decision_register.one(decision_id))
    path = found and FileStore(current.settings().files_dir).path(found.hash)
    if found is None or path is None or not path.is_file():
        raise NotFound
    return send_file(path, found.media_type, as_attachment=True, download_name=found.name)


def _to_take_back(record: Reorganization) -> set[str]:
    """Name the units whose end, decided for a later day, the officer may still take back."""
    session = current.session()
    if record.day <= day_of(current.now()):
        return set()
    concerned = reorganizations.units_of(session, [record.id])[record.id]
    closed = [each.organization_id for each in concerned if each.concern is Concern.CLOSED]
    lives = organization.courses(session, closed)
    ending = [key for key in closed if lives.closed_since(key) == record.day]
    codes = select(Organization.code).where(
        Organization.id.in_(ending), Organization.id.in_(scope.unit_ids())
    )
    return set(session.scalars(codes)) - {reorganizing_units.bound()}


def _units(record: Reorganization) -> dict[str, list[tuple[str, str]]]:
    """Give code and name of the units, by what they were to the decision."""
    session, today = current.session(), day_of(current.now())
    concerned = reorganizations.units_of(session, [record.id])[record.id]
    keys = {each.organization_id for each in concerned}
    codes = dict(
        session.execute(
            select(Organization.id, Organization.code).where(Organization.id.in_(keys))
        ).all()
    )
    names = organization.names_on(session, keys, max(record.day, today))
    told = defaultdict(list)
    for each in concerned:
        key = each.organization_id
        told[each.concern.value].append((codes[key], names.get(key) or codes[key]))
    return told
