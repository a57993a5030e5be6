"""What was decided about units of the union, and by which decision

Revision: 0003
Follows: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = (
    "thanh_lap",
    "giai_the",
    "sap_nhap",
    "hop_nhat",
    "chia",
    "tach",
    "chuyen_cap_tren",
    "doi_ten",
    "tai_lap",
)
CONCERNS = ("closed", "successor", "made", "split", "moved", "renamed", "reopened", "parent")


def upgrade() -> None:
    op.create_table(
        "reorganizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("kind", KINDS), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("scan_hash", sa.String(), nullable=True),
        sa.Column("counts", _document(), nullable=False),
        sa.Column("choices", _document(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reorganizations")),
        _refers("reorganizations", "scan_hash", "stored_files.hash"),
        _refers("reorganizations", "account_id", "accounts.id"),
    )
    op.create_index("ix_reorganizations_day", "reorganizations", ["day"])
    op.create_table(
        "reorganization_units",
        sa.Column("reorganization_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("concern", _one_of("concern", CONCERNS), nullable=False),
        sa.PrimaryKeyConstraint(
            "reorganization_id",
            "organization_id",
            "concern",
            name=op.f("pk_reorganization_units"),
        ),
        _refers("reorganization_units", "reorganization_id", "reorganizations.id"),
        _refers("reorganization_units", "organization_id", "organizations.id"),
    )
    op.create_index(
        "ix_reorganization_units_organization_id", "reorganization_units", ["organization_id"]
    )
    op.create_table(
        "agreement_holders",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("agreement_id", "since", name=op.f("pk_agreement_holders")),
        _refers("agreement_holders", "agreement_id", "agreements.id"),
        _refers("agreement_holders", "organization_id", "organizations.id"),
    )
    op.create_index(
        "ix_agreement_holders_organization_id", "agreement_holders", ["organization_id"]
    )
    op.create_index("ix_successions_day", "successions", ["day"])
    op.add_column("coverages", sa.Column("since", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("coverages", "since")
    op.drop_index("ix_successions_day", "successions")
    op.drop_table("agreement_holders")
    op.drop_table("reorganization_units")
    op.drop_table("reorganizations")


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=40, create_constraint=True)


def _document() -> sa.types.TypeEngine[Any]:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))
