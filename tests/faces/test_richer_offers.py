"""Rules of every shape are typed in plain words, and stand in the form again as they were typed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import OfferVersion, rule_of
from benefits.agreements.rules import parse
from tests.faces.conftest import SignedIn
from tests.faces.people import People
from tests.page import Page
from tests.world import World

PLAIN = {"title": "Ưu đãi thử", "code": "AK-TEST", "valid_from": "2026-05-02"}
RAIL = {
    "tiers-0-at_least": "10",
    "tiers-0-value": "7",
    "tiers-2-at_least": "40",
    "tiers-2-value": "10%",
    "windows-0-first": "2026-06-01",
    "windows-0-last": "2026-06-30",
    "windows-1-weekdays": ["6", "7"],
    "windows-1-opens": "8 giờ",
    "windows-1-closes": "16h30",
}
RAIL_RULE = {
    "tiers": {
        "by": "group_size",
        "steps": [
            {"at_least": 10, "basis_points": 700},
            {"at_least": 40, "basis_points": 1_000},
        ],
    },
    "windows": [
        {"valid_from": "2026-06-01", "valid_until": "2026-07-01"},
        {"weekdays": [6, 7], "from": "08:00", "until": "16:30"},
    ],
}
PAYERS = {
    "subsidies-0-payer": "liên đoàn lao động",
    "subsidies-0-value": "3.600",
    "subsidies-0-per_item": "y",
    "subsidies-1-payer": "Saigon Co.op",
    "subsidies-1-value": "50 %",
}
PAYERS_RULE = {
    "subsidies": [
        {"payer": "ldld", "amount": 3_600, "per_item": True},
        {"payer": "Saigon Co.op", "basis_points": 5_000},
    ]
}
GROUPS = {"up_to": "25", "groups-1-group": "Combo", "groups-1-value": "5", "groups-1-most": "37,5"}
GROUPS_RULE = {
    "up_to": 2_500,
    "groups": [{"group": "Combo", "basis_points": 500, "up_to": 3_750}],
}
PIECES = {"per_item": "y", "tier_by": "quantity", "tiers-0-at_least": "3", "tiers-0-value": "2k"}
PIECES_RULE = {
    "per_item": True,
    "tiers": {"by": "quantity", "steps": [{"at_least": 3, "amount": 2_000}]},
}
SHAPES: dict[str, tuple[str, str, dict[str, Any], dict[str, Any]]] = {
    "rail": ("percent", "5", RAIL, RAIL_RULE),
    "payers": ("percent", "", PAYERS, PAYERS_RULE),
    "groups": ("percent", "5", GROUPS, GROUPS_RULE),
    "pieces": ("amount", "1.250", PIECES, PIECES_RULE),
    "voucher": ("amount", "3tr", {"stored_value": "y"}, {"stored_value": True}),
    "nothing": ("price", "0", {}, {}),
}


@pytest.mark.parametrize(("discount", "value", "typed", "rule"), SHAPES.values(), ids=SHAPES)
@pytest.mark.either_database
def test_what_was_typed_is_the_rule_and_stands_in_the_form_again(
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    *,
    discount: str,
    value: str,
    typed: dict[str, Any],
    rule: dict[str, Any],
) -> None:
    officer = signed_in(people.officer(world.province))
    page = Page(officer.get(f"/cong-doan/thoa-thuan/{world.agreement.id}/uu-dai-moi"))
    told = {**PLAIN, "discount": discount, "value": value, **typed}
    assert page.send(officer, told).status_code == 303
    wanted = parse(discount, value, "", "", rule)
    newest = select(OfferVersion).order_by(OfferVersion.id.desc()).limit(1)
    made = session.scalars(newest).one()
    assert rule_of(made) == wanted
    again = Page(officer.get(f"/cong-doan/uu-dai/{made.offer_id}/phien-ban-moi"))
    assert "{" not in " ".join(str(each) for each in again.form().values())
    days = {name: each for name, each in typed.items() if isinstance(each, list)}
    for name, each in days.items():
        ticked = again.soup.select(f"[name={name}][checked]")
        assert [box["value"] for box in ticked] == each
    told = {"title": "Ưu đãi thử khác", "valid_from": "2026-05-10", **days}
    assert again.send(officer, told).status_code == 303
    succeeded = session.scalars(newest).one()
    assert (succeeded.number, rule_of(succeeded)) == (2, wanted)
