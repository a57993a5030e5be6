"""What a phone loads comes small, and the same file is only asked for once."""

import gzip

import pytest

from tests.faces.people import Visitor

pytestmark = pytest.mark.either_database

SCRIPT = "/doi-tac/static/scanner/scanner.js"
GZIP = {"Accept-Encoding": "gzip, deflate"}


def test_a_page_comes_small_to_who_can_unfold_it(visitor: Visitor) -> None:
    plain = visitor.get("/", headers={"Accept-Encoding": "identity"})
    small = visitor.get("/", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    assert all("Accept-Encoding" in each.headers["Vary"] for each in (plain, small))


def test_a_script_comes_small_and_is_not_sent_again_while_it_is_the_same(visitor: Visitor) -> None:
    plain = visitor.get(SCRIPT, buffered=True, headers={"Accept-Encoding": "identity"})
    for _ in range(2):
        small = visitor.get(SCRIPT, buffered=True, headers=GZIP)
        assert gzip.decompress(small.data) == plain.data
    again = visitor.get(
        SCRIPT, buffered=True, headers=GZIP | {"If-None-Match": small.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_pictures_and_parts_of_files_are_left_alone(visitor: Visitor) -> None:
    part = visitor.get(SCRIPT, buffered=True, headers=GZIP | {"Range": "bytes=0-9"})
    assert "Content-Encoding" not in part.headers
    assert len(part.data) == 10
    assert "Content-Encoding" not in visitor.head(SCRIPT, buffered=True, headers={}).headers
