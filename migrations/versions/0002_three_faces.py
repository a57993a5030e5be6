"""What the three faces, programs and machines keep beside the ledger

Revision: 0002
Follows: 0001
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FOLDED = (
    ("partners", "name", "name_key"),
    ("outlets", "name", "name_key"),
    ("offer_versions", "title", "title_key"),
)
INDEXED = ("partners", "outlets")


def upgrade() -> None:
    _upgrade_agreements()
    _upgrade_phones()


def downgrade() -> None:
    _downgrade_phones()
    _downgrade_agreements()


def _upgrade_agreements() -> None:
    """Let names be searched and sorted without marks, and an end of an agreement be explained."""
    for table, written, key in FOLDED:
        op.add_column(table, sa.Column(key, _bytewise(), nullable=False, server_default=""))
        _fold(table, written, key)
    for table in INDEXED:
        op.create_index(f"ix_{table}_name_key", table, ["name_key"])
    op.add_column("agreements", sa.Column("termination_reason", sa.String(), nullable=True))


def _downgrade_agreements() -> None:
    op.drop_column("agreements", "termination_reason")
    for table in INDEXED:
        op.drop_index(f"ix_{table}_name_key", table)
    for table, _written, key in reversed(FOLDED):
        op.drop_column(table, key)


def _upgrade_phones() -> None:
    """Know which phone a card was given to."""
    op.create_table(
        "card_phones",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("got_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["index"], ["card_indexes.index"], name=op.f("fk_card_phones_index")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_card_phones_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "index", name=op.f("pk_card_phones")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_card_phones_secret_hash")),
    )


def _downgrade_phones() -> None:
    op.drop_table("card_phones")


def _bytewise() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _fold(table: str, written: str, key: str) -> None:
    columns = (sa.column("id"), sa.column(written), sa.column(key))
    known = sa.table(table, *columns)
    rows = op.get_bind().execute(sa.select(known.c.id, known.c[written])).all()
    for row_id, text in rows:
        filled = sa.update(known).where(known.c.id == row_id).values({key: _folded(text)})
        op.execute(filled)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").split())
