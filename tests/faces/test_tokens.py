"""Tokens of other programs: shown once, good for what they name, dead once revoked."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import ApiToken, machines
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Site
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/ma-truy-cap"
FIGURES = "/api/v1/figures?organization=SEN&from=2026-04-15&until=2026-05-15"
ASKED = {"name": "Kho dữ liệu", "purpose": "Báo cáo hằng tháng", "scopes": ["read_figures"]}


def suggested(page: Page, field: str) -> list[str]:
    """The codes to choose from while typing."""
    return [str(each["value"]) for each in page.soup.select(f"#{field}s option")]


def test_a_token_is_shown_once_used_and_revoked(
    site: Site, signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    made = Page(Page(client.get(f"{HERE}/them")).send(client, ASKED | {"unit": "SEN"}))
    shown = made.soup.select_one("code.secret")
    assert shown is not None
    assert shown.get_text().startswith(machines.PREFIX)
    word, [row] = shown.get_text(), session.scalars(select(ApiToken)).all()
    assert word not in str(vars(row))
    page = Page(client.get(f"{HERE}/"))
    assert word not in page.text
    assert "Chưa dùng" in page.text
    program = site.program(word)
    assert program.get(FIGURES).status_code == 200
    assert program.get(FIGURES.replace("SEN", "BM")).status_code == 404
    assert "01/05/2026 10:00" in Page(client.get(f"{HERE}/")).rows()[0][3]
    page.send(client, action=f"{row.id}/thu-hoi")
    assert program.get(FIGURES).status_code == 401
    assert "Đã thu hồi" in Page(client.get(f"{HERE}/")).text


def test_a_token_ends_with_its_last_day_in_viet_nam(
    site: Site, signed_in: SignedIn, world: World, people: People
) -> None:
    client = signed_in(people.officer(world.north))
    fields = ASKED | {"unit": "SEN", "last_day": "2026-05-01"}
    made = Page(Page(client.get(f"{HERE}/them")).send(client, fields))
    shown = made.soup.select_one("code.secret")
    assert shown is not None
    program = site.program(shown.get_text())
    program.now = people.now + timedelta(hours=13, minutes=59)
    assert program.get(FIGURES).status_code == 200
    program.now = people.now + timedelta(hours=14)
    assert program.get(FIGURES).status_code == 401


def test_a_scope_needs_its_place_and_only_one_within_reach(
    signed_in: SignedIn, world: World, people: People, session: Session
) -> None:
    client = signed_in(people.officer(world.north))
    page = Page(client.get(f"{HERE}/them"))
    asked: tuple[dict[str, object], ...] = (
        {},
        {"unit": "BM"},
        {"scopes": ["record_purchase"]},
        {"scopes": ["record_purchase"], "outlet": "AK1"},  # the province looks after it
        {"scopes": ["manage_accounts"], "unit": "SEN"},
        {"scopes": []},
    )
    for wrong in asked:
        answer = Page(page.send(client, ASKED | wrong))
        assert answer.status == 422
        assert answer.mistakes
    assert session.scalars(select(ApiToken)).all() == []
    top = signed_in(people.officer(world.province))
    fields = {"scopes": ["record_purchase", "read_figures"], "outlet": "AK1", "unit": "T"}
    page = Page(top.get(f"{HERE}/them"))
    assert "SEN" in suggested(page, "unit")
    assert "AK1" in suggested(page, "outlet")
    assert "AK1" not in suggested(Page(client.get(f"{HERE}/them")), "outlet")
    assert Page(page.send(top, ASKED | fields)).heading == "Mã truy cập mới"
    assert Page(client.get(f"{HERE}/")).rows() == []


@pytest.mark.either_database
def test_the_list_takes_as_many_statements_for_forty_tokens_as_for_one(
    site: Site, signed_in: SignedIn, world: World, people: People, statements: list[str]
) -> None:
    client, counts = signed_in(people.officer(world.north)), []
    for count in (1, 39):
        for _each in range(count):
            machines.issue_token(
                site.session,
                name="Phần mềm",
                permissions=machines.READING,
                organization_id=world.lotus.id,
                now=site.now,
            )
        statements.clear()
        assert len(Page(client.get(f"{HERE}/")).rows()) in {1, 40}
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 10
