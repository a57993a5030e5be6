"""Which unit a span was in that the unit's end put into another one, so that it can go back

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "membership_origins"
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("span_id", BIG, autoincrement=False, nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "member_id", "span_id", "organization_id", "day", name=f"pk_{TABLE}"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=f"fk_{TABLE}_member_id"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{TABLE}_organization_id"
        ),
    )
    op.create_index(f"ix_{TABLE}_organization_id", TABLE, ["organization_id", "day"])


def downgrade() -> None:
    op.drop_table(TABLE)
