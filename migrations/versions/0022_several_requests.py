"""Several requests of a member that are about other things than what is stored

Revision: 0022
Follows: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

INDEX = "uq_corrections_open"
TABLE = "corrections"
OPEN = "state = 'open'"
# An older release lets one wait: the newest stays, for a member can send another again.
TAKE_BACK = """
    UPDATE corrections SET state = 'withdrawn', decided_at = asked_at
    WHERE state = 'open' AND field = 'other' AND EXISTS (
        SELECT 1 FROM corrections AS later
        WHERE later.member_id = corrections.member_id AND later.state = 'open'
          AND later.field = 'other' AND later.id > corrections.id
    )
"""


def upgrade() -> None:
    _only_one(f"{OPEN} AND field <> 'other'")


def downgrade() -> None:
    op.execute(TAKE_BACK)
    _only_one(OPEN)


def _only_one(where: str) -> None:
    op.drop_index(INDEX, TABLE)
    op.create_index(
        INDEX,
        TABLE,
        ["member_id", "field"],
        unique=True,
        postgresql_where=sa.text(where),
        sqlite_where=sa.text(where),
    )
