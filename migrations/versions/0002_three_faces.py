"""What the three faces, programs and machines keep beside the ledger

Revision: 0002
Follows: 0001
"""

import secrets
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
ACCOUNT_INDEXES = (
    ("ix_accounts_name_key", "accounts", ["name_key"]),
    ("ix_account_roles_organization_id", "account_roles", ["organization_id"]),
    ("ix_audit_entries_account_id", "audit_entries", ["account_id", "id"]),
    ("ix_audit_entries_known_at", "audit_entries", ["known_at"]),
    ("ix_jobs_account_id", "jobs", ["account_id"]),
)
REGISTER_INDEXES = (
    ("ix_members_union_card_no", "members", ["union_card_no"]),
    ("ix_members_citizen_id_last4", "members", ["citizen_id_last4"]),
    ("ix_cards_index", "cards", ["index"]),
    ("ix_cards_status_valid_until", "cards", ["status", "valid_until"]),
    ("ix_account_roles_member_id", "account_roles", ["member_id"]),
    ("ix_attributions_organization_id", "attributions", ["organization_id"]),
)


def upgrade() -> None:
    _upgrade_stamps()
    _upgrade_agreements()
    _upgrade_registers()
    _upgrade_accounts()
    _upgrade_members()
    _upgrade_phones()
    _upgrade_shops()


def downgrade() -> None:
    _downgrade_shops()
    _downgrade_members()
    _downgrade_phones()
    _downgrade_accounts()
    _downgrade_registers()
    _downgrade_agreements()
    _downgrade_stamps()


def _upgrade_stamps() -> None:
    """Let every change of an offer be noticed by whoever keeps offers in memory."""
    table = op.create_table(
        "offer_stamps",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_stamps")),
    )
    op.bulk_insert(table, [{"id": 1, "stamp": secrets.randbits(62)}])


def _downgrade_stamps() -> None:
    op.drop_table("offer_stamps")


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


def _upgrade_registers() -> None:
    """Find people and cards by what officers ask for; know where a name must never be shown."""
    op.add_column("partners", sa.Column("is_health", sa.Boolean(), nullable=True))
    key = sa.Column("name_key", _bytewise(), nullable=False, server_default="")
    op.add_column("organization_names", key)
    _fold("organization_names", "name", "name_key")
    for name, table, columns in REGISTER_INDEXES:
        op.create_index(name, table, columns)


def _downgrade_registers() -> None:
    for name, table, _columns in reversed(REGISTER_INDEXES):
        op.drop_index(name, table)
    op.drop_column("organization_names", "name_key")
    op.drop_column("partners", "is_health")


def _upgrade_accounts() -> None:
    """Find accounts by name, say what a token is for, and read what was noted by whom and when."""
    op.add_column("accounts", sa.Column("name_key", _bytewise(), nullable=False, server_default=""))
    _fold("accounts", "name", "name_key")
    op.add_column("api_tokens", sa.Column("purpose", sa.String(), nullable=True))
    op.add_column("api_tokens", sa.Column("last_used_at", sa.DateTime(timezone=True)))
    for name, table, columns in ACCOUNT_INDEXES:
        op.create_index(name, table, columns)


def _downgrade_accounts() -> None:
    for name, table, _columns in reversed(ACCOUNT_INDEXES):
        op.drop_index(name, table)
    op.drop_column("api_tokens", "last_used_at")
    op.drop_column("api_tokens", "purpose")
    op.drop_column("accounts", "name_key")


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


def _upgrade_shops() -> None:
    """Know which phones a counter still uses, and what a shop says of its own places."""
    op.add_column("devices", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outlets", sa.Column("phone", sa.String(), nullable=True))
    op.add_column("outlets", sa.Column("hours", sa.String(), nullable=True))


def _downgrade_shops() -> None:
    op.drop_column("outlets", "hours")
    op.drop_column("outlets", "phone")
    op.drop_column("devices", "seen_at")


def _upgrade_members() -> None:
    """Let members in by a printed letter, keep what they consented to, and what they want mended."""
    is_open = sa.text("used_at IS NULL AND replaced_at IS NULL")
    op.create_table(
        "activation_letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        *_references("activation_letters", created_by_id="accounts", job_id="jobs"),
        *_references("activation_letters", member_id="members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activation_letters")),
    )
    op.create_index("ix_activation_letters_code_hash", "activation_letters", ["code_hash"])
    _unique_where("uq_activation_letters_open", "activation_letters", ["member_id"], is_open)
    op.create_table(
        "consents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("decision", _one_of("consent_decision", "given", "withdrawn"), nullable=False),
        sa.Column("medium", _one_of("consent_medium", "portal", "paper"), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        *_references("consents", account_id="accounts", member_id="members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_member_id_known_at", "consents", ["member_id", "known_at"])
    fields = ("full_name", "birth", "phone", "unit", "other")
    states = ("open", "accepted", "declined", "withdrawn")
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("field", _one_of("corrected_field", *fields), nullable=False),
        sa.Column("was", sa.String(), nullable=True),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("state", _one_of("correction_state", *states), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_corrections_decided")
        ),
        sa.CheckConstraint(
            "state <> 'declined' OR answer IS NOT NULL", name=op.f("ck_corrections_reason")
        ),
        *_references("corrections", decided_by_id="accounts", member_id="members"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_member_id_asked_at", "corrections", ["member_id", "asked_at"])
    op.create_index("ix_corrections_state_asked_at", "corrections", ["state", "asked_at", "id"])
    waits = sa.text("state = 'open'")
    _unique_where("uq_corrections_open", "corrections", ["member_id", "field"], waits)


def _downgrade_members() -> None:
    for table in ("corrections", "consents", "activation_letters"):
        op.drop_table(table)


def _references(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _unique_where(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, postgresql_where=where, sqlite_where=where)


def _bytewise() -> sa.String:
    return sa.String().with_variant(sa.String(collation="C"), "postgresql")


def _fold(table: str, written: str, key: str) -> None:
    known = sa.table(table, *map(sa.column, ("id", written, key)))
    connection = op.get_bind()
    rows = connection.execute(sa.select(known.c.id, known.c[written])).all()
    of_row = sa.update(known).where(known.c.id == sa.bindparam("row"))
    filled = [{"row": row_id, "folded": _folded(text)} for row_id, text in rows]
    if filled:
        connection.execute(of_row.values({key: sa.bindparam("folded")}), filled)


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").split())
