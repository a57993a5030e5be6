"""Decisions about units: known again by all that was asked; ends that a unit's end cut short

Revision: 0008
Follows: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REASONS = ("roi_don_vi", "nghi_huu", "qua_doi", "don_vi_giai_the", "theo_doan_vien", "khac")


TAGS = sa.table("tags", *(sa.column(name) for name in ("id", "name", "name_key")))


def upgrade() -> None:
    _upgrade_tags()
    op.add_column("reorganizations", sa.Column("digest", sa.String(), nullable=True))
    op.create_index("uq_reorganizations_digest", "reorganizations", ["digest"], unique=True)
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("otherwise_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("otherwise_because", sa.String(length=40), nullable=True))
        listed = ", ".join(f"'{reason}'" for reason in REASONS)
        batch_op.create_check_constraint(
            op.f("ck_memberships_otherwise_reason"), f"otherwise_because IN ({listed})"
        )


def downgrade() -> None:
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_memberships_otherwise_reason"), type_="check")
        batch_op.drop_column("otherwise_because")
        batch_op.drop_column("otherwise_until")
    op.drop_index("uq_reorganizations_digest", "reorganizations")
    op.drop_column("reorganizations", "digest")
    _downgrade_tags()


def _upgrade_tags() -> None:
    """Let each unit name its tags; take out of names the signs by which files part them."""
    for sign, other in ((";", ","), ("|", "/")):
        columns = (TAGS.c.name, TAGS.c.name_key)
        plain = {each: sa.func.replace(each, sign, other) for each in columns}
        op.execute(TAGS.update().where(TAGS.c.name.contains(sign)).values(plain))
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_tags_name_key"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_tags_held_by_id_name_key"), ["held_by_id", "name_key"]
        )


def _downgrade_tags() -> None:
    """Number all but the first of the tags that are called the same."""
    first = sa.select(sa.func.min(TAGS.c.id)).group_by(TAGS.c.name_key).scalar_subquery()
    number = sa.literal(" ") + sa.cast(TAGS.c.id, sa.String())
    told = {each: each + number for each in (TAGS.c.name, TAGS.c.name_key)}
    op.execute(TAGS.update().where(TAGS.c.id.not_in(first)).values(told))
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("uq_tags_held_by_id_name_key"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_tags_name_key"), ["name_key"])
