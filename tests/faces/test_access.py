"""Every endpoint, asked by everybody, for somebody else's record: the permission table holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from benefits.access import HOLDERS, Actor, Permission, Standing, machines, permits
from benefits.web.declaring import permission_of
from benefits.wsgi import FACES, FRONT
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site, Visitor, keep_cookie
from tests.faces.strangers import NO_RECORD, RECORDS, Strangers
from tests.world import World

PREFIXES = (FRONT, *(face.PREFIX for face in FACES))
# Who stands at which face; a test for each, so that no worker waits for another at the end.
THERE = (
    *((Standing.STRANGER, prefix) for prefix in PREFIXES),
    (Standing.HALF_WAY, "/cong-doan"),
    (Standing.OFFICER, "/cong-doan"),
    (Standing.MANAGER, "/doi-tac"),
    (Standing.CASHIER, "/doi-tac"),
    (Standing.MEMBER, "/the"),
    (Standing.DEVICE, "/api/v1"),
    (Standing.MACHINE, "/api/v1"),
)
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Asked:
    """A method at an address, and what the view declares about itself."""

    endpoint: str
    permission: Permission
    method: str
    path: str
    names_a_record: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path} ({self.endpoint}: {self.permission})"


@pytest.fixture
def strangers(world: World, people: People) -> Strangers:
    return Strangers.settle(world, people)


@pytest.fixture
def callers(
    site: Site, signed_in: SignedIn, people: People, world: World
) -> dict[tuple[Standing, str], Callable[[], Visitor]]:
    """A fresh browser or program of every standing, at every face where it can stand."""
    officer, manager = people.officer(world.lotus), people.manager(world.pharmacy)
    cashier, member = people.cashier(world.outlet), people.member(world.hanh)
    phone = people.phone(world.outlet)
    _row, token = machines.issue_token(
        site.session,
        name="Kho dữ liệu",
        permissions=Permission,
        organization_id=world.lotus.id,
        outlet_id=world.outlet.id,
        now=site.now,
    )

    def half_way() -> Visitor:
        return site.sign_in(officer.account, None, prefix="/cong-doan")

    return {
        **{(Standing.STRANGER, prefix): site.visitor for prefix in PREFIXES},
        (Standing.HALF_WAY, "/cong-doan"): half_way,
        (Standing.OFFICER, "/cong-doan"): lambda: signed_in(officer),
        (Standing.MANAGER, "/doi-tac"): lambda: signed_in(manager),
        (Standing.CASHIER, "/doi-tac"): lambda: signed_in(cashier),
        (Standing.MEMBER, "/the"): lambda: signed_in(member),
        (Standing.DEVICE, "/api/v1"): lambda: site.program(phone.token),
        (Standing.MACHINE, "/api/v1"): lambda: site.program(token),
    }


@pytest.mark.parametrize(("standing", "prefix"), THERE)
def test_whoever_may_not_gets_nothing_and_a_strangers_record_is_not_there(
    site: Site,
    strangers: Strangers,
    callers: dict[tuple[Standing, str], Callable[[], Visitor]],
    standing: Standing,
    prefix: str,
) -> None:
    found = []
    client = callers[standing, prefix]()
    for asked in asked_of(site.apps[prefix], prefix, strangers):
        answer = send(client, site.apps[prefix], asked)
        if wrong := whats_wrong(asked, standing, answer):
            found.append(f"{standing} {asked}: {wrong}")
        answer.close()  # it may be a file
        if asked.method != "GET" and standing in HOLDERS[asked.permission]:
            client = callers[standing, prefix]()  # whoever could act may have signed out
    assert not found, "\n".join(found)


def test_everybody_is_asked_for(
    callers: dict[tuple[Standing, str], Callable[[], Visitor]],
) -> None:
    assert callers.keys() == set(THERE)
    assert {standing for standing, _ in THERE} == set(Standing)


def test_every_permission_has_holders() -> None:
    assert HOLDERS.keys() == set(Permission)
    assert all(HOLDERS.values())


def test_a_program_may_only_do_what_its_token_names(site: Site) -> None:
    def may(*named: Permission) -> Actor:
        row, _token = machines.issue_token(
            site.session, name="Phần mềm bán hàng", permissions=named, now=site.now
        )
        return Actor(token=row)

    assert permits(may(Permission.READ_FIGURES), Permission.READ_FIGURES)
    assert not permits(may(Permission.READ_FIGURES), Permission.RECORD_PURCHASE)
    assert not permits(may(*Permission), Permission.MANAGE_ACCOUNTS)


def asked_of(app: Flask, prefix: str, strangers: Strangers) -> Iterator[Asked]:
    for rule in app.url_map.iter_rules():
        permission = permission_of(app.view_functions[rule.endpoint])
        if rule.endpoint == "static" or permission is None:
            continue
        names_a_record = bool(rule.arguments) and rule.endpoint not in NO_RECORD
        for method in sorted((rule.methods or set()) & METHODS):
            path = prefix + path_of(app, rule, strangers)
            yield Asked(rule.endpoint, permission, method, path, names_a_record)


def path_of(app: Flask, rule: Rule, strangers: Strangers) -> str:
    missing = rule.arguments - RECORDS.keys()
    assert not missing, f"{app.name} {rule.rule}: say in strangers.py what {missing} may be"
    values = {name: RECORDS[name](strangers) for name in rule.arguments}
    built = rule.build(values)
    assert built is not None, f"{rule.rule} does not take {values}"
    return built[1]


def send(client: Visitor, app: Flask, asked: Asked) -> TestResponse:
    headers = {}
    if asked.method != "GET" and app.secret_key:
        kept = client.get_cookie(
            app.config["SESSION_COOKIE_NAME"], path=app.config["SESSION_COOKIE_PATH"]
        )
        headers["X-CSRFToken"] = keep_cookie(
            client, app, content_of(app, kept.value if kept else "")
        )
    return client.open(asked.path, method=asked.method, headers=headers, buffered=True)


def content_of(app: Flask, cookie: str) -> dict[str, object]:
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    content = dict(serializer.loads(cookie)) if cookie else {}
    content.pop("csrf_token", None)
    return content


def whats_wrong(asked: Asked, standing: Standing, answer: TestResponse) -> str | None:
    status = answer.status_code
    if standing in HOLDERS[asked.permission]:
        if asked.names_a_record:
            return None if status == 404 else f"a stranger's record answered {status}"
        return None if status < 500 and status not in {401, 404} else f"answered {status}"
    if standing in {Standing.STRANGER, Standing.HALF_WAY}:
        is_out = status == 401 or (status == 303 and "dang-nhap" in answer.location)
        return None if is_out else f"let a stranger see {status}"
    is_program = standing in {Standing.DEVICE, Standing.MACHINE} and asked.path.startswith("/api/")
    # A manager who does not stand at a counter is offered to, whosever record is asked for.
    is_offered = (
        standing is Standing.MANAGER
        and Standing.CASHIER in HOLDERS[asked.permission]
        and asked.method == "GET"
    )
    turned_away = 403 if is_program or is_offered else 404
    return None if status == turned_away else f"answered {status} without permission"
