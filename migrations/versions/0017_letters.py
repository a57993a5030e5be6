"""Names in which a letter of another alphabet stands for Đ, as old converters wrote it

Revision: 0017
Follows: 0016
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LOOK_ALIKE = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}
SMALL = ("\u00f0", "\u0256")
CODE_OF_D = "G"
"""What đ is in `sort_key`, where every letter has a code of its own."""
FIND_WORDS = """
    INSERT INTO member_words (word, member_id)
    SELECT DISTINCT {meant}, odd.member_id FROM member_words AS odd
    WHERE {is_odd} AND NOT EXISTS (
        SELECT 1 FROM member_words AS told
        WHERE told.word = {meant} AND told.member_id = odd.member_id
    )
"""
FIND_TWINS = """
    INSERT INTO twins (low_id, high_id, state, found_at)
    SELECT low.id, high.id, 'open', :now FROM members AS one
    JOIN members AS other ON other.likeness = one.likeness AND other.id <> one.id
    JOIN members AS low ON low.id = CASE WHEN one.id < other.id THEN one.id ELSE other.id END
    JOIN members AS high ON high.id = CASE WHEN one.id < other.id THEN other.id ELSE one.id END
    WHERE one.id = :changed AND one.erased_at IS NULL AND other.erased_at IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM member_merges AS merged WHERE merged.member_id IN (one.id, other.id)
      )
      AND NOT EXISTS (
          SELECT 1 FROM twins AS known WHERE known.low_id = low.id AND known.high_id = high.id
      )
"""


def upgrade() -> None:
    changed = _mended("members", "full_name", {"sort_key": CODE_OF_D, "likeness": "d"})
    _mended("accounts", "name", {"name_key": "d"})
    meant = _replaced("odd.word", dict.fromkeys(SMALL, "d"))
    is_odd = _has("odd.word", SMALL)
    op.execute(FIND_WORDS.format(meant=meant, is_odd=is_odd))
    op.execute(f"DELETE FROM member_words AS odd WHERE {is_odd}")
    now = {"now": datetime.now(UTC)}
    find = sa.text(FIND_TWINS).bindparams(sa.bindparam("now", type_=sa.DateTime(timezone=True)))
    for each in changed:
        op.get_bind().execute(find, {**now, "changed": each})


def downgrade() -> None:
    """Leave the names as they are now: an older release reads them."""


def _mended(table: str, name: str, keys: dict[str, str]) -> list[int]:
    """Write the letter that is meant, in the name and in what is made of it; tell whose it is."""
    is_odd = _has(name, LOOK_ALIKE)
    made = {key: _replaced(key, dict.fromkeys(SMALL, code)) for key, code in keys.items()}
    written = {name: _replaced(name, LOOK_ALIKE), **made}
    values = ", ".join(f"{column} = {value}" for column, value in written.items())
    changed = f"UPDATE {table} SET {values} WHERE {is_odd} RETURNING id"
    return list(op.get_bind().execute(sa.text(changed)).scalars())


def _has(column: str, letters: Iterable[str]) -> str:
    return "(" + " OR ".join(f"{column} LIKE '%{each}%'" for each in letters) + ")"


def _replaced(column: str, letters: dict[str, str]) -> str:
    for letter, meant in letters.items():
        column = f"REPLACE({column}, '{letter}', '{meant}')"
    return column
