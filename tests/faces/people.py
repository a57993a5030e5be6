"""People with accounts, and browsers in which they are signed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy.orm import Session
from werkzeug.test import Client

from benefits.access import (
    Account,
    AccountRole,
    Added,
    Device,
    Shift,
    accounts,
    devices,
    sessions,
    shifts,
)
from benefits.access.roles import FACES
from benefits.members import Member
from benefits.organization import Organization
from benefits.partners import Outlet, Partner
from benefits.web import current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PASSWORD = "cây phượng đỏ 1930"
PIN = "260418"


class Visitor(Client):
    """A browser, or a program with a token, at a fixed moment."""

    def __init__(self, application: "WSGIApplication", now: datetime | None = None) -> None:
        super().__init__(self._ask)
        self._application = application
        self.now = now
        self.bearer: str | None = None

    def _ask(self, environ: "WSGIEnvironment", answer: "StartResponse") -> Iterable[bytes]:
        if self.now is not None:
            environ[current.CLOCK] = self.now
        if self.bearer is not None:
            environ["HTTP_AUTHORIZATION"] = f"Bearer {self.bearer}"
        environ.setdefault("REMOTE_ADDR", "127.0.0.1")
        return self._application(environ, answer)


@dataclass
class Site:
    """The composed application and the apps it is made of."""

    application: Any
    apps: Mapping[str, Flask]
    session: Session
    now: datetime

    def visitor(self) -> Visitor:
        return Visitor(self.application, self.now)

    def program(self, token: str) -> Visitor:
        """A phone's scanner or another program, which shows a bearer token and no cookie."""
        client = self.visitor()
        client.bearer = token
        return client

    def sign_in(
        self,
        account: Account,
        role: AccountRole | None,
        *,
        prefix: str,
        device: Device | None = None,
        shift: Shift | None = None,
    ) -> Visitor:
        """Open a browser in which an account is signed in, without going through the form."""
        app = self.apps[prefix]
        face = app.extensions["benefits.face"]
        word = sessions.open_session(
            self.session,
            account=account,
            role=role,
            face=face,
            now=self.now,
            device=device,
            shift=shift,
        )
        self.session.flush()
        client = self.visitor()
        keep_cookie(client, app, {"_user_id": word})
        return client


def keep_cookie(client: Client, app: Flask, content: dict[str, Any]) -> str:
    """Give a browser a face's session cookie; return a token its forms may bear."""
    with app.test_request_context():
        from flask import session as cookie  # noqa: PLC0415 - only here is there one

        token: str = generate_csrf()
        content = dict(cookie) | content
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    client.set_cookie(
        app.config["SESSION_COOKIE_NAME"],
        serializer.dumps(content),
        path=app.config["SESSION_COOKIE_PATH"],
    )
    return token


class People:
    """Accounts in a world, made when first asked for."""

    def __init__(self, session: Session, now: datetime) -> None:
        self.session = session
        self.now = now
        self.count = 0

    def officer(self, unit: Organization, name: str = "Nguyễn Văn An") -> Added:
        return accounts.add_officer(
            self.session,
            login=self._login("officer"),
            name=name,
            organization_id=unit.id,
            now=self.now,
            secret=PASSWORD,
        )

    def manager(self, partner: Partner, name: str = "Phạm Thị Quản") -> Added:
        return accounts.add_manager(
            self.session,
            login=self._login("manager"),
            name=name,
            partner_id=partner.id,
            now=self.now,
            secret=PASSWORD,
        )

    def cashier(self, outlet: Outlet, name: str = "Thu Ngân") -> Added:
        return accounts.add_cashier(
            self.session, name=name, outlet_id=outlet.id, now=self.now, secret=PIN
        )

    def member(self, member: Member) -> Added:
        return accounts.add_member(
            self.session, name=member.full_name, member_id=member.id, now=self.now, secret=PIN
        )

    def phone(self, outlet: Outlet) -> devices.Paired:
        return self.phone_at(outlet.id)

    def phone_at(self, outlet_id: int) -> devices.Paired:
        invitation = devices.invite(self.session, outlet_id, by=None, now=self.now)
        paired = devices.pair(self.session, invitation.token, name="Samsung A05", now=self.now)
        assert isinstance(paired, devices.Paired)
        return paired

    def shift(self, device: Device, account: Account) -> Shift:
        return shifts.open_shift(self.session, device, account, self.now)

    def _login(self, what: str) -> str:
        self.count += 1
        return f"{what}{self.count}@hoaphuong.example"


def face_of(role: AccountRole) -> str:
    """The prefix of the face a role works at."""
    return {"desk": "/cong-doan", "partner": "/doi-tac", "member": "/the"}[FACES[role.role]]
