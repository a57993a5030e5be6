"""One index for identity papers: a paper is looked for with the four characters it ends with

Revision: 0020
Follows: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_members_citizen_id_hash", "members")
    op.drop_index("ix_members_citizen_id_last4", "members")
    op.create_index("ix_members_citizen_id", "members", ["citizen_id_last4", "citizen_id_hash"])


def downgrade() -> None:
    op.drop_index("ix_members_citizen_id", "members")
    op.create_index("ix_members_citizen_id_last4", "members", ["citizen_id_last4"])
    op.create_index("ix_members_citizen_id_hash", "members", ["citizen_id_hash"])
