"""Who belongs where, as what, and when a unit last confirmed it

Revision: 0005
Follows: 0004
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REASONS = ("roi_don_vi", "nghi_huu", "qua_doi", "don_vi_giai_the", "theo_doan_vien", "khac")
KINDS = ("kcn", "nganh", "dia_ban", "khac")
CURRENT = sa.text("superseded_at IS NULL")


def _worn(tag: str, *more: sa.ColumnClause[Any]) -> sa.TableClause:
    days = (sa.column(name, sa.Date()) for name in ("valid_from", "valid_until"))
    keys: list[sa.ColumnClause[Any]] = [
        sa.column("id"),
        sa.column("organization_id"),
        sa.column(tag),
    ]
    return sa.table("organization_tags", *keys, *days, *more)


OLD = _worn("tag")
NEW = _worn(
    "tag_id",
    sa.column("known_at", sa.DateTime(timezone=True)),
    sa.column("superseded_at", sa.DateTime(timezone=True)),
)
TAGS = sa.table(
    "tags",
    *map(sa.column, ("id", "name", "name_key", "kind", "held_by_id")),
    sa.column("known_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    _upgrade_tags()
    _upgrade_coverage()
    _upgrade_memberships()
    _upgrade_confirmations()


def downgrade() -> None:
    op.drop_table("confirmations")
    _downgrade_memberships()
    op.drop_table("tag_coverages")
    _downgrade_tags()


def _upgrade_tags() -> None:
    """Give a tag a row of its own, and keep what was known of it when."""
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", _bytewise(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_one_of("kind", KINDS), name=op.f("ck_tags_tag_kind")),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["organizations.id"], name=op.f("fk_tags_held_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name_key", name=op.f("uq_tags_name_key")),
    )
    worn = _rows(sa.select(OLD))
    op.drop_table("organization_tags")
    op.create_table(
        "organization_tags",
        sa.Column("id", _key(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until",
            name=op.f("ck_organization_tags_span"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_tags_organization_id"),
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_organization_tags_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_tags")),
    )
    op.create_index(
        "uq_organization_tags_current",
        "organization_tags",
        ["tag_id", "organization_id", "valid_from"],
        unique=True,
        postgresql_where=CURRENT,
        sqlite_where=CURRENT,
    )
    op.create_index(
        "ix_organization_tags_organization_id", "organization_tags", ["organization_id"]
    )
    _take_over(worn)


def _take_over(worn: Sequence[dict[str, Any]]) -> None:
    """Let the tags units wore be rows: held by the top, known since the tree was."""
    if not worn:
        return
    connection = op.get_bind()
    top = connection.scalar(
        sa.text("SELECT organization_id FROM placements WHERE parent_id IS NULL ORDER BY id")
    )
    first = sa.table("placements", sa.column("known_at", sa.DateTime(timezone=True)))
    known = connection.scalar(sa.select(sa.func.min(first.c.known_at)))
    tags: dict[str, dict[str, Any]] = {}
    rows = []
    for row in worn:
        name, key = row.pop("tag"), _folded(row["tag"])
        told = {"name": name, "name_key": key, "kind": "khac", "held_by_id": top}
        tag = tags.setdefault(key, {"id": len(tags) + 1, "known_at": known, **told})
        rows.append({**row, "tag_id": tag["id"], "known_at": known})
    connection.execute(TAGS.insert(), list(tags.values()))
    connection.execute(NEW.insert(), rows)
    if connection.dialect.name == "postgresql":
        for name in ("tags", "organization_tags"):
            sequence = f"pg_get_serial_sequence('{name}', 'id')"
            op.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM {name}))")


def _downgrade_tags() -> None:
    worn = _rows(
        sa.select(NEW.c.id, NEW.c.organization_id, TAGS.c.name.label("tag"))
        .add_columns(NEW.c.valid_from, NEW.c.valid_until)
        .join_from(NEW, TAGS, TAGS.c.id == NEW.c.tag_id)
        .where(NEW.c.superseded_at.is_(None))
    )
    op.drop_table("organization_tags")
    op.drop_table("tags")
    op.create_table(
        "organization_tags",
        sa.Column("id", _key(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_tags_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_tags")),
        sa.UniqueConstraint(
            "organization_id",
            "tag",
            "valid_from",
            name=op.f("uq_organization_tags_organization_id_tag_valid_from"),
        ),
    )
    op.create_index("ix_organization_tags_tag", "organization_tags", ["tag"])
    if worn:
        op.get_bind().execute(OLD.insert(), worn)


def _upgrade_coverage() -> None:
    op.create_table(
        "tag_coverages",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_tag_coverages_agreement_id")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_tag_coverages_tag_id")),
        sa.PrimaryKeyConstraint("agreement_id", "tag_id", name=op.f("pk_tag_coverages")),
    )
    op.create_index("ix_tag_coverages_tag_id", "tag_coverages", ["tag_id"])


def _upgrade_memberships() -> None:
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_because", sa.String(length=40), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_memberships_end_reason"), _one_of("ended_because", REASONS)
        )
    op.create_index("ix_memberships_relative_of_id", "memberships", ["relative_of_id"])
    op.create_index("ix_members_household_id", "members", ["household_id"])


def _downgrade_memberships() -> None:
    op.drop_index("ix_members_household_id", "members")
    op.drop_index("ix_memberships_relative_of_id", "memberships")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_memberships_end_reason"), type_="check")
        batch_op.drop_column("ended_because")


def _upgrade_confirmations() -> None:
    op.create_table(
        "confirmations",
        sa.Column("id", _key(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("leavers", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_confirmations_people")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_confirmations_organization_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_confirmations_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
    )
    op.create_index(
        "ix_confirmations_organization_id_confirmed_at",
        "confirmations",
        ["organization_id", "confirmed_at"],
    )


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _bytewise() -> sa.types.TypeEngine[str]:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _rows(statement: "sa.Select[Any]") -> list[dict[str, Any]]:
    return [{**row} for row in op.get_bind().execute(statement).mappings()]


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").split())
