"""The life of a card, printed or on a phone

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a card say which work in the background gave it out."""
    work = sa.Column("job_id", sa.Integer(), sa.ForeignKey("jobs.id", name=op.f("fk_cards_job_id")))
    op.add_column("cards", work, inline_references=True)
    op.create_index(op.f("ix_cards_job_id"), "cards", ["job_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_cards_job_id"), table_name="cards")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_column("job_id")
