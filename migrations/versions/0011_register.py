"""The register of units, members and cards

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BELONGING = ["organization_id", "valid_from", "valid_until", "member_id"]
OLD_BELONGING = "ix_memberships_organization_id_valid_from"


def upgrade() -> None:
    op.add_column("account_roles", sa.Column("otherwise_until", sa.Date(), nullable=True))
    _count_within_indexes()
    _keep_tag_proposals()


def downgrade() -> None:
    op.drop_table("tag_proposal_units")
    op.drop_table("tag_proposals")
    op.drop_index("ix_cards_held", table_name="cards")
    op.create_index(OLD_BELONGING, "memberships", BELONGING[:2])
    op.drop_index("ix_memberships_belonging", table_name="memberships")
    op.drop_column("account_roles", "otherwise_until")


def _count_within_indexes() -> None:
    """Let the people of many units, and those with a card, be counted without reading a row."""
    op.create_index("ix_memberships_belonging", "memberships", BELONGING)
    op.drop_index(OLD_BELONGING, table_name="memberships")
    op.create_index("ix_cards_held", "cards", ["member_id", "medium", "status", "valid_until"])


def _keep_tag_proposals() -> None:
    states = ("open", "accepted", "declined")
    state = sa.Enum(
        *states, name="proposal_state", native_enum=False, length=40, create_constraint=True
    )
    op.create_table(
        "tag_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("goes_in", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_tag_proposals_decided")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_proposals")),
        _refers("tag_proposals", "tag_id", "tags.id"),
        _refers("tag_proposals", "organization_id", "organizations.id"),
        _refers("tag_proposals", "asked_by_id", "accounts.id"),
        _refers("tag_proposals", "decided_by_id", "accounts.id"),
    )
    for column in ("tag_id", "organization_id"):
        op.create_index(f"ix_tag_proposals_{column}_state", "tag_proposals", [column, "state"])
    op.create_table(
        "tag_proposal_units",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "proposal_id", "organization_id", name=op.f("pk_tag_proposal_units")
        ),
        _refers("tag_proposal_units", "proposal_id", "tag_proposals.id"),
        _refers("tag_proposal_units", "organization_id", "organizations.id"),
    )


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))
