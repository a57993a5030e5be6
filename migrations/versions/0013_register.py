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


def upgrade() -> None:
    op.add_column("account_roles", sa.Column("otherwise_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("account_roles", "otherwise_until")
