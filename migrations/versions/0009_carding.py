"""Card numbers within what a code can hold

Revision: 0009
Follows: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NAME = "ck_card_indexes_index"


def upgrade() -> None:
    """Let no number in that no card could be printed with."""
    with op.batch_alter_table("card_indexes", schema=None) as batch_op:
        batch_op.create_check_constraint(op.f(NAME), '"index" BETWEEN 1 AND 2147483647')


def downgrade() -> None:
    with op.batch_alter_table("card_indexes", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="check")
