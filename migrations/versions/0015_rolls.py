"""Which sheet of a scan shows what, what was read on it, what was written by mistake, new paper

Revision: 0015
Follows: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MISTAKES, STANDING = "consent_mistakes", "uq_roll_lines_card_index"
OPEN = sa.text("certain > 0 OR doubtful > 0")
COUNTS = sa.text("superseded_by IS NULL")


def upgrade() -> None:
    _create_mistakes()
    work = sa.Column("job_id", sa.Integer(), sa.ForeignKey("jobs.id", name=op.f("fk_rolls_job_id")))
    op.add_column("rolls", work, inline_references=True)
    op.create_index(op.f("ix_rolls_job_id"), "rolls", ["job_id"])
    with op.batch_alter_table("roll_lines", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(STANDING), type_="unique")
        batch_op.add_column(sa.Column("name_digest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("superseded_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_roll_lines_superseded_by"), "rolls", ["superseded_by"], ["id"]
        )
    op.create_index(
        op.f(STANDING),
        "roll_lines",
        ["card_index"],
        unique=True,
        postgresql_where=COUNTS,
        sqlite_where=COUNTS,
    )
    _read_sheets()


def downgrade() -> None:
    op.drop_index("ix_roll_scans_open", table_name="roll_scans")
    with op.batch_alter_table("roll_scans", schema=None) as batch_op:
        for column in ("sheet", "is_read", "reading", "certain", "doubtful"):
            batch_op.drop_column(column)
    op.drop_index(op.f(STANDING), table_name="roll_lines")
    op.execute("DELETE FROM roll_lines WHERE superseded_by IS NOT NULL")
    with op.batch_alter_table("roll_lines", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_roll_lines_superseded_by"), type_="foreignkey")
        batch_op.drop_column("superseded_by")
        batch_op.drop_column("name_digest")
        batch_op.create_unique_constraint(op.f(STANDING), ["card_index"])
    op.drop_index(op.f("ix_rolls_job_id"), table_name="rolls")
    with op.batch_alter_table("rolls", schema=None) as batch_op:
        batch_op.drop_column("job_id")
    op.drop_table(MISTAKES)


def _create_mistakes() -> None:
    """Let a consent that nobody gave be taken out of what counts, and stay."""
    op.create_table(
        MISTAKES,
        sa.Column("consent_id", BIG, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consents.id"], name=op.f(f"fk_{MISTAKES}_consent_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f(f"fk_{MISTAKES}_account_id")
        ),
        sa.PrimaryKeyConstraint("consent_id", name=op.f(f"pk_{MISTAKES}")),
    )


def _read_sheets() -> None:
    op.add_column("roll_scans", sa.Column("sheet", sa.Integer(), nullable=True))
    op.add_column("roll_scans", sa.Column("reading", DOCUMENT, nullable=True))
    for name, kind, empty in (
        ("is_read", sa.Boolean(), sa.false()),
        ("certain", sa.Integer(), sa.text("0")),
        ("doubtful", sa.Integer(), sa.text("0")),
    ):
        op.add_column("roll_scans", sa.Column(name, kind, nullable=False, server_default=empty))
    op.create_index(
        "ix_roll_scans_open", "roll_scans", ["id"], postgresql_where=OPEN, sqlite_where=OPEN
    )
