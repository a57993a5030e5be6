"""What is printed and scanned back, and the photos on cards

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_photos()
    _create_rolls()
    op.add_column("consents", sa.Column("evidence_hash", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("consents", "evidence_hash")
    for table in ("roll_scans", "roll_lines", "rolls", "card_designs", "member_photos"):
        op.drop_table(table)


def _create_photos() -> None:
    """Keep what a photo was cut from and how, and which design a unit prints."""
    op.create_table(
        "member_photos",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("across", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("zoom", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "across BETWEEN 0 AND 100 AND down BETWEEN 0 AND 100",
            name=op.f("ck_member_photos_middle"),
        ),
        sa.CheckConstraint("zoom BETWEEN 100 AND 400", name=op.f("ck_member_photos_zoom")),
        *_references("member_photos", member_id="members.id", account_id="accounts.id"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_photos")),
    )
    op.create_index(op.f("ix_member_photos_source_hash"), "member_photos", ["source_hash"])
    designs = sa.Enum(
        "plain",
        "photo",
        name="design",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "card_designs",
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("design", designs, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        *_references("card_designs", organization_id="organizations.id", account_id="accounts.id"),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("pk_card_designs")),
    )


def _create_rolls() -> None:
    """Keep who got a card and who consented, and the signed paper that says so."""
    op.create_table(
        "rolls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        *_references("rolls", organization_id="organizations.id", account_id="accounts.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rolls")),
    )
    op.create_index("ix_rolls_organization_id", "rolls", ["organization_id", "id"])
    op.create_table(
        "roll_lines",
        sa.Column("roll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card_index", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_roll_lines_number")),
        *_references(
            "roll_lines",
            roll_id="rolls.id",
            card_index="card_indexes.index",
            member_id="members.id",
        ),
        sa.PrimaryKeyConstraint("roll_id", "number", name=op.f("pk_roll_lines")),
        sa.UniqueConstraint("card_index", name=op.f("uq_roll_lines_card_index")),
    )
    op.create_index(op.f("ix_roll_lines_member_id"), "roll_lines", ["member_id"])
    op.create_table(
        "roll_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("roll_id", sa.Integer(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        *_references(
            "roll_scans",
            roll_id="rolls.id",
            file_hash="stored_files.hash",
            account_id="accounts.id",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_scans")),
    )
    op.create_index("ix_roll_scans_roll_id", "roll_scans", ["roll_id", "id"])


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]
