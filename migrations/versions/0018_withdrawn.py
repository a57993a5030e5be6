"""A proposal about a group that those who asked have taken back

Revision: 0018
Follows: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE = "tag_proposals"
CHECK = "ck_tag_proposals_proposal_state"
STATES = ("open", "accepted", "declined")


def upgrade() -> None:
    _allow((*STATES, "withdrawn"))


def downgrade() -> None:
    """An older release knows of no other end than that it was declined."""
    op.execute(f"UPDATE {TABLE} SET state = 'declined' WHERE state = 'withdrawn'")
    _allow(STATES)


def _allow(states: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{each}'" for each in states)
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(CHECK), type_="check")
        batch_op.create_check_constraint(op.f(CHECK), f"state IN ({listed})")
