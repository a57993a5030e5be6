"""What the documents bid after a copy was put back does what they say."""

import re
from pathlib import Path

from sqlalchemy import text

from benefits.database import Database, epoch, take_keys

UPGRADE = Path(__file__).parents[2] / "docs/upgrade.md"


def test_a_database_put_back_lives_anew_and_gives_no_number_twice(database: Database) -> None:
    [bidden] = re.findall(r"```sql\n(.+?)```", UPGRADE.read_text(), re.DOTALL)
    with database.write() as session:
        [given] = take_keys(session, "cards")
        for expected in (2, 3):
            for statement in filter(str.strip, bidden.split(";")):
                session.execute(text(statement))
            assert epoch(session) == expected
        assert take_keys(session, "cards")[0] > given + 200_000
