"""However many rows a rule has, none is lost where its offer is opened and saved."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.agreements import OfferVersion, rule_of
from benefits.agreements.rules import parse
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

NEWEST = select(OfferVersion).order_by(OfferVersion.id.desc()).limit(1)
SHAPES: dict[str, dict[str, Any]] = {
    "many_products": {
        "groups": [{"group": f"Nhóm {each}", "basis_points": 100 * each} for each in range(30)]
    },
    "many_days": {
        "windows": [
            {"valid_from": f"2026-06-{each:02d}", "valid_until": f"2026-06-{each + 1:02d}"}
            for each in range(1, 26)
        ]
    },
    "long_names": {
        "groups": [{"group": "Sữa tươi " * 20, "basis_points": 100}],
        "subsidies": [{"payer": "Quỹ phúc lợi " * 20, "amount": 10_000}],
    },
    "all_hours_and_some": {"windows": [{}, {"weekdays": [1], "from": "22:00", "until": "06:00"}]},
}


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.province))


def saved(page: Page, officer: Visitor, typed: dict[str, Any], session: Session) -> OfferVersion:
    """Send a form with its ticked days, as a browser does, and return the version it made."""
    boxes: dict[str, list[str]] = {}
    for box in page.soup.select("input[type=checkbox][checked]"):
        boxes.setdefault(str(box["name"]), []).append(str(box["value"]))
    answer = page.send(officer, {**boxes, **typed})
    assert answer.status_code == 303, Page(answer).mistakes
    session.expire_all()
    return session.scalars(NEWEST).one()


@pytest.mark.parametrize("extras", SHAPES.values(), ids=SHAPES)
@pytest.mark.usefixtures("world")
def test_a_rule_from_a_file_is_the_same_after_it_was_opened_and_saved(
    officer: Visitor, session: Session, extras: dict[str, Any]
) -> None:
    wanted = parse("percent", "5", "50000", "", extras)
    version = session.scalars(select(OfferVersion)).one()
    version.discount, version.value, version.rule = wanted.discount, wanted.value, wanted.extras()
    session.flush()
    page = Page(officer.get(f"/cong-doan/uu-dai/{version.offer_id}/phien-ban-moi"))
    made = saved(page, officer, {"title": "Khác", "valid_from": "2026-05-10"}, session)
    assert (made.number, rule_of(made)) == (version.number + 1, wanted)


def test_rows_are_added_without_a_script_and_keep_what_is_typed(
    officer: Visitor, world: World, session: Session
) -> None:
    path = f"/cong-doan/thoa-thuan/{world.agreement.id}/uu-dai-moi"
    page = Page(officer.get(path))
    button = page.soup.select_one("#groups-more > button")
    assert button is not None
    typed = {"title": "Ưu đãi thử", "discount": "percent", "value": "5", "groups-2-group": "Sữa"}
    more = Page(
        officer.post(str(button["formaction"]).split("#")[0], data={**page.form(), **typed})
    )
    assert more.status == 200
    assert more.mistakes == []
    assert more.soup.select_one("#groups-more[open]") is not None
    assert more.form()["groups-2-group"] == "Sữa"
    rest = {f"groups-{each}-group": f"Nhóm {each}" for each in (3, 4, 5)}
    shares = {f"groups-{each}-value": "7,5" for each in (2, 3, 4, 5)}
    made = saved(more, officer, {**rest, **shares}, session)
    names = ["Sữa", "Nhóm 3", "Nhóm 4", "Nhóm 5"]
    assert [(each.group, each.basis_points) for each in rule_of(made).groups] == [
        (name, 750) for name in names
    ]


def test_enter_saves_and_asks_for_no_more_rows(officer: Visitor, world: World) -> None:
    page = Page(officer.get(f"/cong-doan/thoa-thuan/{world.agreement.id}/uu-dai-moi"))
    first = page.soup.select("form[data-submit-once] button")[0]
    assert "formaction" not in first.attrs
