"""Who was erased is found without a walk through everybody

Revision: 0019
Follows: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TOLD = sa.text("erased_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_members_erased_at",
        "members",
        ["erased_at"],
        postgresql_where=TOLD,
        sqlite_where=TOLD,
    )


def downgrade() -> None:
    op.drop_index("ix_members_erased_at", "members")
