"""The record of decisions about units: listed, read and printed one by one, the paper beside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from benefits import organization, reorganizations
from benefits.access import Account, Permission
from benefits.desk import scope
from benefits.desk.reorganization import decision_fate, decision_register, reorganizing_words
from benefits.errors import NotFound
from benefits.jobs import FileStore
from benefits.organization import Organization
from benefits.periods import day_of
from benefits.reorganizations import ConcernedUnit, Reorganization
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
    concerned = reorganizations.units_of(session, [record.id])[record.id]
    names = _names(record, concerned)
    return render_template(
        "desk/decisions/one.html",
        record=record,
        counts=record.counts,
        units=_units(concerned, names),
        alike=decision_register.same_number(record),
        standing=decision_fate.of(record, concerned, names),
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


def _names(record: Reorganization, concerned: Iterable[ConcernedUnit]) -> Mapping[int, str]:
    keys, today = {each.organization_id for each in concerned}, day_of(current.now())
    return organization.names_on(current.session(), keys, max(record.day, today))


def _units(
    concerned: Sequence[ConcernedUnit], names: Mapping[int, str]
) -> dict[str, list[tuple[str, str]]]:
    """Give code and name of the units, by what they were to the decision."""
    keys = {each.organization_id for each in concerned}
    coded = select(Organization.id, Organization.code).where(Organization.id.in_(keys))
    codes = dict(current.session().execute(coded).all())
    told = defaultdict(list)
    for each in concerned:
        key = each.organization_id
        told[each.concern.value].append((codes[key], names.get(key) or codes[key]))
    return told
