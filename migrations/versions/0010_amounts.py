"""Prices of offers as large as other amounts

Revision: 0010
Follows: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _keep_values_as(sa.BigInteger())


def downgrade() -> None:
    _keep_values_as(sa.Integer())


def _keep_values_as(kind: sa.types.TypeEngine[int]) -> None:
    """Change the column where its type bounds it; SQLite's integers are as long as they must be."""
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("offer_versions", "value", type_=kind)
