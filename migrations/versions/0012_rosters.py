"""What a long list of people is written into, with no index that nobody asks

Revision: 0012
Follows: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SELDOM_TOLD = (
    ("members", "union_card_no"),
    ("members", "household_id"),
    ("memberships", "relative_of_id"),
)
STATES = ("waiting", "added", "changed", "same", "refused")
BY_WORD = ["word", "member_id"]
BY_MEMBER = ["member_id", "word"]
FRESH = "fresh_rows"
RANGES = "int8range(member_id, member_id, '[]') WITH &&, daterange(valid_from, valid_until) WITH &&"
BOXES = (
    "box(point(member_id, valid_from - DATE '2000-01-01'), point(member_id,"
    " COALESCE(valid_until, DATE '9999-12-31') - DATE '2000-01-01' - 0.5)) WITH &&"
)
"""A span as a box of no width: a day that one ends before and another begins on touches neither.

To find its place among ranges takes PostgreSQL ten times as long.
"""


def upgrade() -> None:
    for table, column in SELDOM_TOLD:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        told = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_{table}_{column}", table, [column], sqlite_where=told, postgresql_where=told
        )
    op.drop_index("ix_import_rows_state", table_name="import_rows")
    op.drop_index("ix_member_words_word", table_name="member_words")
    if op.get_bind().dialect.name == "postgresql":
        _key_words(BY_WORD)
        _keep_spans_apart(BOXES)
    else:
        _make_words_anew(BY_WORD, has_rowid=False)
        _make_rows_anew(has_rowid=False)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        _keep_spans_apart(RANGES)
        _key_words(BY_MEMBER)
    else:
        _make_rows_anew(has_rowid=True)
        _make_words_anew(BY_MEMBER, has_rowid=True)
    op.create_index("ix_member_words_word", "member_words", BY_WORD)
    op.create_index("ix_import_rows_state", "import_rows", ["run_id", "state", "line"])
    for table, column in SELDOM_TOLD:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
        op.create_index(f"ix_{table}_{column}", table, [column])


def _keep_spans_apart(what: str) -> None:
    op.drop_constraint("ex_memberships_apart", "memberships")
    apart = f"ADD CONSTRAINT ex_memberships_apart EXCLUDE USING gist ({what})"
    op.execute(f"ALTER TABLE memberships {apart}")


def _key_words(columns: list[str]) -> None:
    op.drop_constraint("pk_member_words", "member_words", type_="primary")
    op.create_primary_key("pk_member_words", "member_words", columns)


def _make_words_anew(key: list[str], *, has_rowid: bool) -> None:
    op.create_table(
        FRESH,
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_member_words_member_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_member_words")),
        sqlite_with_rowid=has_rowid,
    )
    _move("member_words", "member_id, word", key)


def _make_rows_anew(*, has_rowid: bool) -> None:
    is_state = f"state IN ({', '.join(map(repr, STATES))})"
    document = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.create_table(
        FRESH,
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("values", document, nullable=False),
        sa.Column("problems", document, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(is_state, name=op.f("ck_import_rows_row_state")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_runs.id"], name=op.f("fk_import_rows_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "line", name=op.f("pk_import_rows")),
        sqlite_with_rowid=has_rowid,
    )
    _move("import_rows", 'run_id, line, state, "values", problems, member_id', ["run_id", "line"])


def _move(table: str, columns: str, order: list[str]) -> None:
    """Put the rows of a table into the one made anew, in the order of its key."""
    told = f"SELECT {columns} FROM {table} ORDER BY {', '.join(order)}"
    op.execute(sa.text(f"INSERT INTO {FRESH} ({columns}) {told}"))
    op.drop_table(table)
    op.rename_table(FRESH, table)
