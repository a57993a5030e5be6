"""What lists of members leave to be decided by people

Revision: 0004
Follows: 0003
"""

import unicodedata
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

AT_ONCE = 5_000
A_DAY = 10
BY_BYTES = sa.String().with_variant(sa.String(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
MEMBERS = sa.table(
    "members",
    sa.column("id", sa.Integer),
    sa.column("full_name", sa.String),
    sa.column("birth", sa.String),
    sa.column("likeness", sa.String),
)


def upgrade() -> None:
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("likeness", BY_BYTES, nullable=True))
        batch_op.create_index(batch_op.f("ix_members_likeness"), ["likeness"], unique=False)
    with op.batch_alter_table("import_rows", schema=None) as batch_op:
        batch_op.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
    _make_twins()
    _find_out_who_is_alike(op.get_bind())


def _make_twins() -> None:
    states = sa.Enum(
        *("open", "same", "different"),
        name="twin_state",
        native_enum=False,
        create_constraint=True,
        length=40,
    )
    op.create_table(
        "twins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_twins_decided")
        ),
        sa.CheckConstraint(
            "(state = 'same') = (into_id IS NOT NULL)", name=op.f("ck_twins_survivor")
        ),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_twins_in_order")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["accounts.id"], name=op.f("fk_twins_decided_by_id")
        ),
        *(
            sa.ForeignKeyConstraint([name], ["members.id"], name=op.f(f"fk_twins_{name}"))
            for name in ("high_id", "into_id", "low_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twins")),
        sa.UniqueConstraint("low_id", "high_id", name=op.f("uq_twins_low_id_high_id")),
    )
    with op.batch_alter_table("twins", schema=None) as batch_op:
        batch_op.create_index("ix_twins_high_id", ["high_id"], unique=False)
        batch_op.create_index("ix_twins_state_found_at", ["state", "found_at", "id"], unique=False)


def _find_out_who_is_alike(connection: sa.Connection) -> None:
    """Fold the names that are there, and put every two of one name and birthday on the list."""
    setting = (
        sa.update(MEMBERS)
        .where(MEMBERS.c.id == sa.bindparam("key"))
        .values(likeness=sa.bindparam("alike"))
    )
    last = 0
    while rows := connection.execute(
        sa.select(MEMBERS.c.id, MEMBERS.c.full_name, MEMBERS.c.birth)
        .where(MEMBERS.c.id > last, sa.func.length(MEMBERS.c.birth) == A_DAY)
        .order_by(MEMBERS.c.id)
        .limit(AT_ONCE)
    ).all():
        alike = [{"key": key, "alike": f"{folded(name)} {birth}"} for key, name, birth in rows]
        connection.execute(setting, alike)
        last = rows[-1].id
    connection.execute(
        sa.text(
            "INSERT INTO twins (low_id, high_id, state, found_at) "
            "SELECT low.id, high.id, 'open', :now FROM members low "
            "JOIN members high ON high.likeness = low.likeness AND low.id < high.id "
            "WHERE low.id NOT IN (SELECT member_id FROM member_merges) "
            "AND high.id NOT IN (SELECT member_id FROM member_merges)"
        ).bindparams(sa.bindparam("now", type_=INSTANT)),
        {"now": datetime.now(UTC)},
    )


def folded(text: str) -> str:
    """Fold a name as it was folded when this was written: no capitals, no marks, đ as d."""
    bare = _without_marks(text)
    return " ".join(_without_marks(bare.casefold()).replace("đ", "d").split())


def _without_marks(text: str) -> str:
    return "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)
    )


def downgrade() -> None:
    op.drop_table("twins")
    with op.batch_alter_table("import_rows", schema=None) as batch_op:
        batch_op.drop_column("member_id")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_members_likeness"))
        batch_op.drop_column("likeness")
