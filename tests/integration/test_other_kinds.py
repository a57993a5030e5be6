"""A file of one kind given as another changes nobody."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from benefits.database import Database
from benefits.errors import Refusal
from benefits.exchange import KINDS
from benefits.exchange.kinds.telling_kinds import other_kind
from benefits.members import Member, Membership
from tests import files
from tests.integration.test_exchange import elsewhere, figures, take_all, taking


def test_a_file_of_another_kind_is_not_taken_for_people(
    database: Database, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    take_all(database, files.write(tmp_path))
    before = figures(database)
    elsewhere(database, tmp_path, request).close()  # every kind as it is written out, too
    for kind in KINDS.keys() - {"members"}:
        for file in (tmp_path / f"{kind}.csv", tmp_path / f"out-{kind}.csv"):
            with pytest.raises(Refusal) as refused:
                taking(database, "members", file).run()
            assert refused.value.code in {"file_of_another_kind", "no_name_heading"}
    assert figures(database) == before
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Member)) == 4
        assert session.scalar(select(func.count()).select_from(Membership)) == 6


def test_a_short_list_of_people_is_still_one() -> None:
    assert other_kind(["code", "name", "birth_date"]) is None
    assert other_kind(["member_no", "phone", "from", "until"]) is None
    assert other_kind(["Mã đoàn viên", "Họ và tên", "Đơn vị"]) is None
