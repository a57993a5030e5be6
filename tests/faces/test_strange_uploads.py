"""Workbooks nobody would write, given in at the desk: each is answered, and so is every part."""

import re
from itertools import islice
from random import Random

import pytest

from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, figures, upload
from tests.page import Page
from tests.properties.test_strange_workbooks import random, strange
from tests.world import World

__all__ = ["random"]
GIVEN = 10
TAKEN_IN = re.compile(r'action="/cong-doan/nhap/[0-9]+"')
ANSWERED = {200, 422}


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def test_a_strange_workbook_is_shown_and_taken_in_or_refused_in_words(
    lotus: Visitor, work: Work, random: Random
) -> None:
    looked_at = 0
    for content in islice(strange(random, GIVEN), GIVEN):
        page = upload(lotus, content, "danh sách.xlsx")
        work()
        page = again(lotus, page)
        assert page.status in ANSWERED
        assert page.mistakes or figures(page)
        if not TAKEN_IN.search(page.source):
            continue
        looked_at += 1
        taken = Page(page.send(lotus, action="/nhap/", follow_redirects=True))
        work()
        for each in (page, again(lotus, taken)):
            assert not each.soup.select("meta[http-equiv=refresh]")
            parts = [at for at in each.links().values() if "/tep/" in at]
            assert {lotus.get(at, buffered=True).status_code for at in parts} <= {200}
    assert looked_at, "some of them can be read, or nothing was tried"
