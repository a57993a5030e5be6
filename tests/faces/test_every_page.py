"""Promises about every page of every face, however many there will be."""

from datetime import timedelta

import pytest

from tests.faces.buying import Buying
from tests.faces.crowds import one_more
from tests.faces.every_page import Browsers, Seen, opened, pages_of
from tests.faces.otherwise import OTHERWISE
from tests.faces.own import Scene
from tests.faces.people import Site
from tests.page import Page

# However many rows: a page asks its session, its records, and the names of what they mention.
MOST_STATEMENTS = 30
# The file of everything kept of a member asks for each kind of thing once.
MORE = {"member.own_data.file": 50}
# What is told of whatever was done asks once for each kind of thing, and there are a dozen.
OF_KINDS = {"desk.audit_trail.page", "desk.audit_trail.file"}
MANY, SOME = 40, 12


@pytest.mark.parametrize("face", ["front", "member", "partner", "desk"])
def test_every_page_opens_and_is_in_order(site: Site, scene: Scene, face: str) -> None:
    browsers = scene.browsers(site)
    found = [
        (seen, what_is_wrong(seen, browsers)) for seen in pages_of(site.apps, scene, face=face)
    ]
    assert found
    assert not any(wrong for _seen, wrong in found), "\n".join(
        f"{seen}: {wrong}" for seen, wrong in found if wrong
    )


def what_is_wrong(seen: Seen, browsers: Browsers) -> str | None:
    """Say what is not as it should be, so that one broken page hides no other."""
    try:
        answer = opened(seen, browsers)
        if answer.status_code >= 400 and answer.status_code != OTHERWISE.get(seen.endpoint):
            return str(answer.status_code)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            Page(answer)
    except Exception as error:  # noqa: BLE001 - every page is asked before any fails the test
        return f"{type(error).__name__}: {error}"
    return None


# What is sent does not depend on who answers.
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")
def test_no_page_asks_more_of_the_database_because_there_are_more_rows(
    site: Site, scene: Scene, statements: list[str]
) -> None:
    one_more(scene, 0)
    pages = list(pages_of(site.apps, scene))  # own records are there before the first page
    browsers = scene.browsers(site)
    before = {}
    for seen in pages:
        opened(seen, browsers)  # what a process keeps from one request to the next is in place
        before[seen] = asked_by(seen, browsers, statements)
    crowd(scene)
    browsers = scene.browsers(site)
    wrong = [
        f"{seen}: {few} statements, with more rows {asked_by(seen, browsers, statements)}"
        for seen, few in before.items()
        if not is_within(most_of(seen, few), seen, browsers, statements)
    ]
    assert before
    assert not wrong, "\n".join(wrong)


def most_of(seen: Seen, before: int) -> int:
    most = MORE.get(seen.endpoint, MOST_STATEMENTS)
    return most if seen.endpoint in OF_KINDS else min(before, most)


def asked_by(seen: Seen, browsers: Browsers, statements: list[str]) -> int:
    statements.clear()
    opened(seen, browsers)
    return len(statements)


def is_within(most: int, seen: Seen, browsers: Browsers, statements: list[str]) -> bool:
    """Tell whether a page asks no more; the second look counts where the first asked for more."""
    return any(asked_by(seen, browsers, statements) <= most for _look in range(2))


def crowd(scene: Scene) -> None:
    """Many more of everything: people, cards, uses, shops, agreements, offers, and the rest."""
    for number in range(1, SOME):
        one_more(scene, number)
    world, buying = scene.world, Buying(scene.world.session, scene.world)
    for number in range(MANY):
        unit = world.unit(
            f"U{number:03}", f"CĐCS Công ty số {number}", world.lotus.level, world.north
        )
        person = world.member(
            f"X{number:03}", f"Trần Thị Số {number}", unit if number % 2 else world.lotus
        )
        card = world.card(person)
        day = (scene.purchase.bought_at - timedelta(days=number)).date()
        buying.buys(card, world.lotus, day)
        buying.buys(world.hanh_card, world.lotus, day)
        shop = world.partner(f"P{number:03}", f"Cửa hàng số {number}")
        world.shop(f"P{number:03}-1", shop, f"Điểm số {number}")
        world.shop(f"AKX{number:03}", world.pharmacy, f"An Khang số {number}")
        world.offered(f"O{number:03}", world.signed(f"{number}/TT", shop, world.province), "Giảm")
        world.offered(f"AKO{number:03}", world.agreement, f"Ưu đãi số {number}")
    world.session.flush()
