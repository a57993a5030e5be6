"""Which units a list taken in spoke of and whom it left out; when its cells were let go of

Revision: 0014
Follows: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UNITS, ABSENT = "import_units", "import_absentees"
THEN = "substr(CAST(run.created_at AS VARCHAR), 1, 10)"
BELONGED = (
    f"CAST(span.valid_from AS VARCHAR) <= {THEN}"
    f" AND (span.valid_until IS NULL OR CAST(span.valid_until AS VARCHAR) > {THEN})"
    " AND span.kind <> 'than_nhan'"
)
FIND_UNITS = f"""
    INSERT INTO import_units (run_id, organization_id)
    SELECT DISTINCT run.id, span.organization_id
    FROM import_runs AS run
    JOIN import_rows AS told ON told.run_id = run.id
    JOIN memberships AS span ON span.member_id = told.member_id
    WHERE run.kind = 'members' AND {BELONGED}
"""
FIND_ABSENT = f"""
    INSERT INTO import_absentees (run_id, member_id, organization_id)
    SELECT DISTINCT run.id, span.member_id, span.organization_id
    FROM import_runs AS run
    JOIN import_units AS unit ON unit.run_id = run.id
    JOIN memberships AS span ON span.organization_id = unit.organization_id
    WHERE run.finished_at IS NOT NULL AND {BELONGED} AND NOT EXISTS (
        SELECT 1 FROM import_rows AS told
        WHERE told.run_id = run.id AND told.member_id = span.member_id
    )
"""


def upgrade() -> None:
    op.add_column(
        "import_runs", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True)
    )
    _make(UNITS, ["run_id", "organization_id"])
    _make(ABSENT, ["run_id", "member_id", "organization_id"])
    op.execute(FIND_UNITS)
    op.execute(FIND_ABSENT)


def downgrade() -> None:
    op.drop_table(ABSENT)
    op.drop_table(UNITS)
    op.drop_column("import_runs", "forgotten_at")


def _make(table: str, columns: list[str]) -> None:
    op.create_table(
        table,
        *(sa.Column(each, sa.Integer(), nullable=False) for each in columns),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_runs.id"], name=f"fk_{table}_run_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id"
        ),
        sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}"),
    )
