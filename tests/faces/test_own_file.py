"""The file of everything kept about a member: every record of theirs, every column, or why not."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Table
from sqlalchemy.orm import Session

from benefits import purchases, tables
from member_portal.own_file.left_out import LEFT_OUT
from tests.faces.conftest import SignedIn
from tests.faces.everything_kept import everything
from tests.faces.own_file_told import TOLD
from tests.faces.people import People, Visitor
from tests.world import World

FILE: Final = "/the/quyen-rieng-tu/tai-ve"
# Whatever hangs on a member, and the account and the browsers behind it.
ALSO: Final = frozenset({"accounts", "web_sessions"})
IN_NAME: Final = frozenset({"member_id", "low_id", "high_id", "relative_of_id"})


def kept() -> Iterator[Table]:
    """Yield the tables whose rows are somebody's: they name a member, or are a member's way in."""
    for table in tables.metadata.sorted_tables:
        names_one = any(key.column.table.name == "members" for key in table.foreign_keys)
        has_one = bool({column.name for column in table.columns} & {"member_id"})
        if table.name in {"members", *ALSO} or names_one or has_one:
            yield table


def file_of(visitor: Visitor) -> list[list[str]]:
    with visitor.get(FILE) as answer:
        assert answer.status_code == 200
        return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))[1:]


def missing(rows: list[list[str]]) -> Iterator[str]:
    """Name each column of which the file says nothing where it should."""
    for table, (heading, columns) in TOLD.items():
        said = "\n".join(" | ".join(row[1:]) for row in rows if row[0] == heading)
        yield from (
            f"{table}.{column}: {text}" for column, text in columns.items() if text not in said
        )


def test_every_column_kept_of_a_person_is_in_the_file_or_named_as_left_out() -> None:
    left_out = {column for each in LEFT_OUT for column in each.columns}
    told = {f"{table}.{column}" for table, (_, columns) in TOLD.items() for column in columns}
    columns = {f"{table.name}.{column.name}" for table in kept() for column in table.columns}
    named = {each for each in columns if each.partition(".")[2] in IN_NAME}
    assert columns - told - left_out - named == set()
    assert told - columns == set()


def test_the_file_says_what_is_kept_under_the_record_that_was_merged(
    signed_in: SignedIn, people: People, world: World, session: Session
) -> None:
    old = everything(session, world, people)
    hanh = signed_in(people.member(world.hanh))
    purchases.merge(session, old, world.hanh, now=people.now)
    session.flush()
    rows = file_of(hanh)
    assert list(missing(rows)) == []
    both = {"hồ sơ TRUNG", "hồ sơ DV001"}
    assert {row[4] for row in rows if row[0] == "Thông tin"} == both
    family = [row[2:4] for row in rows if row[0] == "Gia đình"]
    assert ["Thân nhân tham gia theo tôi", "Nguyễn Văn Con"] in family
    assert ["Cùng mã gia đình", "1 người khác"] in family
    left = [row[2] for row in rows if row[0] == "Không có trong tệp này"]
    assert len(left) == len(LEFT_OUT)
    text = "\n".join("|".join(row) for row in rows)
    assert not any(letter * 64 in text for letter in "abcdef0")
    assert world.lan.full_name not in text
