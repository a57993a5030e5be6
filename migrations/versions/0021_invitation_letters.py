"""Invitation letters: who was handed a first password, by whom, until when it is good

Those handed out before have no end: nobody wrote down when they were.

Revision: 0021
Follows: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TABLE = "invitation_letters"
IS_OPEN = sa.text("used_at IS NULL AND replaced_at IS NULL")


def upgrade() -> None:
    references = {"account_id": "accounts", "job_id": "jobs", "created_by_id": "accounts"}
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{TABLE}_{column}"))
            for column, other in references.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index("ix_invitation_letters_account_id", TABLE, ["account_id"])
    op.create_index("ix_invitation_letters_job_id", TABLE, ["job_id"])
    op.create_index(
        "uq_invitation_letters_open",
        TABLE,
        ["account_id"],
        unique=True,
        postgresql_where=IS_OPEN,
        sqlite_where=IS_OPEN,
    )


def downgrade() -> None:
    op.drop_table(TABLE)
