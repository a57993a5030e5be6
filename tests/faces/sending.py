"""Whoever sends something from the scene, and what is answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from werkzeug.test import TestResponse

from benefits.access import Account, Added, Standing
from tests.faces.every_page import Browsers
from tests.faces.own import Scene
from tests.faces.people import People, Site, Visitor, face_of
from tests.page import Page

DESK = "/cong-doan"

Answered = tuple[Visitor, TestResponse]


@dataclass
class Sending:
    """The scene, and what is needed to send something from it; `work` is the background."""

    site: Site
    scene: Scene
    work: Callable[[], None]

    @property
    def now(self) -> datetime:
        return self.site.now

    @cached_property
    def people(self) -> People:
        people = People(self.scene.world.session, self.now)
        people.count = 100  # the scene's own have the first names to sign in by
        return people

    def as_(self, face: str, standing: Standing) -> Visitor:
        browsers: Browsers = self.scene.browsers(self.site)
        return browsers[face, standing]

    def signed_in(self, added: Added) -> tuple[Visitor, Account]:
        client = self.site.sign_in(added.account, added.role, prefix=face_of(added.role))
        return client, added.account

    @property
    def officer(self) -> Visitor:
        return self.as_("desk", Standing.OFFICER)

    @property
    def manager(self) -> Visitor:
        return self.as_("partner", Standing.MANAGER)

    @property
    def cashier(self) -> Visitor:
        return self.as_("partner", Standing.CASHIER)

    @property
    def member(self) -> Visitor:
        return self.as_("member", Standing.MEMBER)


def sent(client: Visitor, path: str, fields: Mapping[str, Any], action: str = "") -> Answered:
    return client, Page(client.get(path)).send(client, fields, action=action)
