"""The register of units, members and cards

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BELONGING = ["organization_id", "valid_from", "valid_until", "member_id"]
OLD_BELONGING = "ix_memberships_organization_id_valid_from"


def upgrade() -> None:
    op.add_column("account_roles", sa.Column("otherwise_until", sa.Date(), nullable=True))
    _count_within_indexes()


def downgrade() -> None:
    op.drop_index("ix_cards_held", table_name="cards")
    op.create_index(OLD_BELONGING, "memberships", BELONGING[:2])
    op.drop_index("ix_memberships_belonging", table_name="memberships")
    op.drop_column("account_roles", "otherwise_until")


def _count_within_indexes() -> None:
    """Let the people of many units, and those with a card, be counted without reading a row."""
    op.create_index("ix_memberships_belonging", "memberships", BELONGING)
    op.drop_index(OLD_BELONGING, table_name="memberships")
    op.create_index("ix_cards_held", "cards", ["member_id", "medium", "status", "valid_until"])
