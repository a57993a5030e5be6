"""Who wants no photo; no photo stays of those who withdrew their consent

Revision: 0016
Follows: 0015
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "photo_refusals"
# Owners who took their photo away, as the audit trail tells; a photo given since then stays.
FIND_REFUSALS = """
    INSERT INTO photo_refusals (member_id, account_id, known_at)
    SELECT held.member_id, MAX(said.account_id), MAX(said.known_at)
    FROM audit_entries AS said
    JOIN account_roles AS held ON held.account_id = said.account_id AND held.role = 'member'
    JOIN members AS whose ON whose.id = held.member_id
    WHERE said.act = 'photo_removed' AND whose.photo_hash IS NULL
      AND NOT EXISTS (
          SELECT 1 FROM members AS standing
          WHERE standing.photo_hash IS NOT NULL AND standing.id = (
              SELECT merged.into_id FROM member_merges AS merged
              WHERE merged.member_id = whose.id ORDER BY merged.known_at DESC LIMIT 1
          )
      )
    GROUP BY held.member_id
"""
WITHDREW = """
    SELECT one.id FROM members AS one
    WHERE one.photo_hash IS NOT NULL AND 'withdrawn' = (
        SELECT decided.decision FROM consents AS decided
        WHERE (
            decided.member_id = one.id OR decided.member_id IN (
                SELECT merged.member_id FROM member_merges AS merged
                WHERE merged.into_id = one.id
            )
        ) AND NOT EXISTS (
            SELECT 1 FROM consent_mistakes AS wrong WHERE wrong.consent_id = decided.id
        )
        ORDER BY decided.known_at DESC, decided.id DESC LIMIT 1
    )
"""
LEAVE_NO_FILE = """
    UPDATE stored_files SET deleted_at = :now
    WHERE hash IN :files AND deleted_at IS NULL
      AND hash NOT IN (SELECT photo_hash FROM members WHERE photo_hash IS NOT NULL)
      AND hash NOT IN (SELECT source_hash FROM member_photos)
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f(f"fk_{TABLE}_member_id")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{TABLE}_account_id")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f(f"pk_{TABLE}")),
    )
    op.execute(FIND_REFUSALS)
    connection = op.get_bind()
    for member_id in connection.execute(sa.text(WITHDREW)).scalars().all():
        _take_off(connection, member_id)


def downgrade() -> None:
    op.drop_table(TABLE)


def _take_off(connection: sa.Connection, member_id: int) -> None:
    """Take away what somebody who withdrew should not have kept; the files go with the tidying."""
    named = {"member_id": member_id}
    files = connection.execute(
        sa.text(
            "SELECT photo_hash FROM members WHERE id = :member_id UNION"
            " SELECT source_hash FROM member_photos WHERE member_id = :member_id"
        ),
        named,
    )
    digests = list(files.scalars())
    connection.execute(sa.text("DELETE FROM member_photos WHERE member_id = :member_id"), named)
    connection.execute(sa.text("UPDATE members SET photo_hash = NULL WHERE id = :member_id"), named)
    forget = sa.text(LEAVE_NO_FILE).bindparams(
        sa.bindparam("files", expanding=True),
        sa.bindparam("now", type_=sa.DateTime(timezone=True)),
    )
    connection.execute(forget, {"files": digests, "now": datetime.now(UTC)})
