"""The whole site over one rolled-back transaction, and people who are signed in to it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from benefits.access import Added, Role
from benefits.cards import KeyRing
from benefits.database import Database
from benefits.settings import Settings
from benefits.wsgi import build_apps, compose
from tests.faces.people import People, Site, Visitor, face_of

SignedIn = Callable[[Added], Visitor]


@pytest.fixture
def settings(ring: KeyRing, tmp_path: Path) -> Settings:
    return Settings(
        secret_key="for tests only",
        public_url="http://localhost",
        instance=tmp_path,
        keys_dir=ring.folder,
        totp_required=False,
    )


@pytest.fixture
def site(settings: Settings, nested_database: Database, session: Session, now: datetime) -> Site:
    apps = build_apps(settings, nested_database)
    for app in apps.values():
        app.testing = True
    return Site(compose(apps, settings), apps, session, now)


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """A browser nobody is signed in to."""
    return site.visitor()


@pytest.fixture
def people(session: Session, now: datetime) -> People:
    return People(session, now)


@pytest.fixture
def signed_in(site: Site, people: People) -> SignedIn:
    """Open a browser for someone; a cashier gets an enrolled phone and a shift as well."""

    def sign_in(added: Added) -> Visitor:
        prefix = face_of(added.role)
        if added.role.role is not Role.CASHIER:
            return site.sign_in(added.account, added.role, prefix=prefix)
        device = people.phone_at(added.role.outlet_id or 0).device
        shift = people.shift(device, added.account)
        return site.sign_in(added.account, added.role, prefix=prefix, device=device, shift=shift)

    return sign_in
