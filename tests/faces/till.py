"""A till's program, a phone's scanner and a data warehouse, as they talk to the machines' face."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from benefits.access import machines
from benefits.cards import CardIndex
from benefits.database import new_uuid
from benefits.organization import Organization
from tests.faces.people import Site, Visitor
from tests.world import World

API = "/api/v1"


class Till:
    """A program with a token, at an outlet; what it sends differs from a plain sale where said."""

    def __init__(self, client: Visitor, world: World) -> None:
        self.client, self.offer_version = client, world.offer.id
        self.code = world.session.get_one(CardIndex, world.hanh_card.index).typed_code

    def sale(self, **changes: Any) -> dict[str, Any]:
        plain = {
            "id": str(new_uuid()),
            "card": self.code,
            "offer_version": self.offer_version,
            "list_price": 200_000,
            "bought_at": "2026-05-01T10:00:00+07:00",
        }
        return plain | changes

    def verify(self, card: str | None = None) -> TestResponse:
        return self.post("/verifications", {"card": card or self.code})

    def record(self, sale: Mapping[str, Any] | None = None) -> TestResponse:
        return self.post("/purchases", self.sale() if sale is None else sale)

    def take_back(self, purchase_id: str | UUID, **changes: Any) -> TestResponse:
        asked = {"id": str(new_uuid()), "reason": "goods_returned"} | changes
        return self.post(f"/purchases/{purchase_id}/reversals", asked)

    def post(self, path: str, content: Any) -> TestResponse:
        return self.client.post(API + path, json=content)


def program_at(site: Site, outlet_id: int | None) -> Visitor:
    _row, token = machines.issue_token(
        site.session,
        name="Phần mềm bán hàng",
        permissions=machines.AT_A_TILL,
        now=site.now,
        outlet_id=outlet_id,
    )
    return site.program(token)


def warehouse_of(site: Site, unit: Organization) -> Visitor:
    _row, token = machines.issue_token(
        site.session,
        name="Kho dữ liệu",
        permissions=machines.READING,
        now=site.now,
        organization_id=unit.id,
    )
    return site.program(token)


def without_time(answer: TestResponse) -> dict[str, Any]:
    """The body but for when it was said, which is all that may differ in a repetition."""
    body: dict[str, Any] = dict(answer.get_json())
    del body["server_time"]
    return body


def fields_of(body: Mapping[str, Any]) -> dict[str, str]:
    """The fields that a refusal names, each with its code."""
    return {each["field"]: each["code"] for each in body["errors"]}
