"""The same sale sent twice with different content: both versions, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from partner_portal import scope


@dataclass(frozen=True, slots=True)
class Version:
    """What one of the two sendings asked for."""

    offer_title: str
    list_price: int
    paid: int | None
    invoice: str | None
    bought_at: datetime


def differing_page(sale_id: UUID, params: Mapping[str, Any]) -> ResponseReturnValue:
    """Show both to the outlet that sent both; another learns only that there is a difference."""
    versions = [_version(params[name]) for name in ("first", "sent") if name in params]
    body = render_template("partner_portal/differs.html", sale_id=sale_id, versions=versions)
    return body, 409


def _version(content: Mapping[str, Any]) -> Version:
    basket = content.get("basket", content)
    return Version(
        offer_title=scope.offer_title(content["offer_version"]),
        list_price=basket.get("stated") or basket["list_price"],
        paid=basket.get("paid"),
        invoice=content["invoice"],
        bought_at=datetime.fromisoformat(content["bought_at"]),
    )
