"""The registers, the ledger and the log

Revision: 0001
Follows:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=True),
        sa.Column("totp_secret", sa.String(), nullable=True),
        sa.Column(
            "totp_last_step", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("login", name=op.f("uq_accounts_login")),
    )
    op.create_table(
        "dense_keys",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_dense_keys")),
    )
    op.create_table(
        "households",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
        sa.UniqueConstraint("code", name=op.f("uq_households_code")),
    )
    op.create_table(
        "organizations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "tong_lien_doan",
                "tinh",
                "nganh",
                "cap_tren",
                "co_so",
                "bo_phan",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organizations")),
        sa.UniqueConstraint("code", name=op.f("uq_organizations_code")),
    )
    op.create_table(
        "partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "doanh_nghiep",
                "thiet_che",
                name="partner_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tax_code", sa.String(), nullable=True),
        sa.Column("hotline", sa.String(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("opened_on < closed_on", name=op.f("ck_partners_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("code", name=op.f("uq_partners_code")),
        sa.UniqueConstraint("id", "kind", name=op.f("uq_partners_id_kind")),
    )
    op.create_table(
        "stored_files",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_stored_files")),
    )
    op.create_table(
        "throttles",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("terminated_on", sa.Date(), nullable=True),
        sa.Column("scan_hash", sa.String(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until", name=op.f("ck_agreements_span")
        ),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["organizations.id"], name=op.f("fk_agreements_held_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_agreements_partner_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["organizations.id"], name=op.f("fk_agreements_signed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("number", name=op.f("uq_agreements_number")),
    )
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreements_partner_id"), ["partner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agreements_signed_by_id"), ["signed_by_id"], unique=False
        )

    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_key", sa.String(), nullable=False),
        sa.Column(
            "fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_audit_entries_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_audit_entries_subject", ["subject_type", "subject_key"], unique=False
        )

    op.create_table(
        "import_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_import_runs_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_import_runs_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_runs")),
    )
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.create_index("ix_import_runs_file", ["kind", "file_hash"], unique=False)

    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "done",
                "failed",
                name="job_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "input", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("input_file", sa.String(), nullable=True),
        sa.Column("done_steps", sa.Integer(), nullable=False),
        sa.Column("all_steps", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column(
            "result", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("result_file", sa.String(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("done_steps >= 0 AND all_steps >= 0", name=op.f("ck_jobs_steps")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_jobs_account_id")),
        sa.ForeignKeyConstraint(
            ["input_file"], ["stored_files.hash"], name=op.f("fk_jobs_input_file")
        ),
        sa.ForeignKeyConstraint(
            ["result_file"], ["stored_files.hash"], name=op.f("fk_jobs_result_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_jobs_state"), ["state"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_no", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String().with_variant(sa.String(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth", sa.String(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum("nam", "nu", name="sex", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("citizen_id_hash", sa.String(), nullable=True),
        sa.Column("citizen_id_last4", sa.String(), nullable=True),
        sa.Column("union_card_no", sa.String(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("pays_dues", sa.Boolean(), nullable=True),
        sa.Column("photo_hash", sa.String(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(birth) IN (4, 10)", name=op.f("ck_members_birth")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["households.id"], name=op.f("fk_members_household_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("member_no", name=op.f("uq_members_member_no")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_members_citizen_id_hash"), ["citizen_id_hash"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_members_phone"), ["phone"], unique=False)
        batch_op.create_index(batch_op.f("ix_members_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "organization_names",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until",
            name=op.f("ck_organization_names_span"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_organization_names_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_names")),
    )
    with op.batch_alter_table("organization_names", schema=None) as batch_op:
        batch_op.create_index(
            "uq_organization_names_current",
            ["organization_id", "valid_from"],
            unique=True,
            postgresql_where=sa.text("superseded_at IS NULL"),
            sqlite_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "organization_tags",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
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
    with op.batch_alter_table("organization_tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organization_tags_tag"), ["tag"], unique=False)

    op.create_table(
        "outlets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("opened_on < closed_on", name=op.f("ck_outlets_span")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_outlets_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlets")),
        sa.UniqueConstraint("code", name=op.f("uq_outlets_code")),
    )
    with op.batch_alter_table("outlets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outlets_partner_id"), ["partner_id"], unique=False)

    op.create_table(
        "placements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("path LIKE '/%/'", name=op.f("ck_placements_path")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until", name=op.f("ck_placements_span")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_placements_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organizations.id"], name=op.f("fk_placements_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placements")),
    )
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_placements_organization_id_valid_from",
            ["organization_id", "valid_from"],
            unique=False,
        )

    op.create_table(
        "recovery_codes",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "successions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sap_nhap",
                "hop_nhat",
                name="succession_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("predecessor_id <> successor_id", name=op.f("ck_successions_two_units")),
        sa.ForeignKeyConstraint(
            ["predecessor_id"], ["organizations.id"], name=op.f("fk_successions_predecessor_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organizations.id"], name=op.f("fk_successions_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_successions_successor_id"), ["successor_id"], unique=False
        )
        batch_op.create_index(
            "uq_successions_current",
            ["predecessor_id", "day"],
            unique=True,
            postgresql_where=sa.text("superseded_at IS NULL"),
            sqlite_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "account_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "manager",
                "cashier",
                "member",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(role = 'officer') = (organization_id IS NOT NULL) AND (role = 'manager') = (partner_id IS NOT NULL) AND (role = 'cashier') = (outlet_id IS NOT NULL) AND (role = 'member') = (member_id IS NOT NULL)",
            name=op.f("ck_account_roles_where"),
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until", name=op.f("ck_account_roles_span")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_roles_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_account_roles_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_account_roles_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_account_roles_outlet_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("fk_account_roles_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_roles")),
    )
    with op.batch_alter_table("account_roles", schema=None) as batch_op:
        batch_op.create_index("ix_account_roles_account_id", ["account_id"], unique=False)

    op.create_table(
        "acknowledgements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("acknowledged_on", sa.Date(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_acknowledgements_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_acknowledgements_organization_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgements")),
        sa.UniqueConstraint(
            "agreement_id",
            "organization_id",
            name=op.f("uq_acknowledgements_agreement_id_organization_id"),
        ),
    )
    with op.batch_alter_table("acknowledgements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_acknowledgements_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_api_tokens_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_api_tokens_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_api_tokens_outlet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_table(
        "audit_seals",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entries.id"], name=op.f("fk_audit_seals_entry_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_seals")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_audit_seals_entry_id")),
    )
    op.create_table(
        "card_indexes",
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("typed_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_card_indexes_member_id")
        ),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_card_indexes")),
        sa.UniqueConstraint("code", name=op.f("uq_card_indexes_code")),
        sa.UniqueConstraint("typed_code", name=op.f("uq_card_indexes_typed_code")),
    )
    with op.batch_alter_table("card_indexes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_indexes_member_id"), ["member_id"], unique=False)

    op.create_table(
        "coverages",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_coverages_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_coverages_organization_id")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "organization_id", name=op.f("pk_coverages")),
    )
    with op.batch_alter_table("coverages", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coverages_organization_id"), ["organization_id"], unique=False
        )

    op.create_table(
        "devices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("enrolled_by_id", sa.Integer(), nullable=True),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolled_by_id"], ["accounts.id"], name=op.f("fk_devices_enrolled_by_id")
        ),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name=op.f("fk_devices_outlet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_devices")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_devices_token_hash")),
    )
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_devices_outlet_id"), ["outlet_id"], unique=False)

    op.create_table(
        "import_rows",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "added",
                "changed",
                "same",
                "refused",
                name="row_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "problems", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_runs.id"], name=op.f("fk_import_rows_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "line", name=op.f("pk_import_rows")),
    )
    with op.batch_alter_table("import_rows", schema=None) as batch_op:
        batch_op.create_index("ix_import_rows_state", ["run_id", "state", "line"], unique=False)

    op.create_table(
        "member_merges",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("member_id <> into_id", name=op.f("ck_member_merges_two_people")),
        sa.ForeignKeyConstraint(["into_id"], ["members.id"], name=op.f("fk_member_merges_into_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_member_merges_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "known_at", name=op.f("pk_member_merges")),
    )
    with op.batch_alter_table("member_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_merges_into_id"), ["into_id"], unique=False)

    op.create_table(
        "member_words",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "word", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_member_words_member_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("member_id", "word", name=op.f("pk_member_words")),
    )
    with op.batch_alter_table("member_words", schema=None) as batch_op:
        batch_op.create_index("ix_member_words_word", ["word", "member_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "doan_vien",
                "nguoi_lao_dong",
                "than_nhan",
                name="beneficiary_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("relative_of_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until", name=op.f("ck_memberships_span")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_memberships_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_memberships_organization_id")
        ),
        sa.ForeignKeyConstraint(
            ["relative_of_id"], ["members.id"], name=op.f("fk_memberships_relative_of_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "id", name=op.f("pk_memberships")),
    )
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.create_index(
            "ix_memberships_organization_id_valid_from",
            ["organization_id", "valid_from"],
            unique=False,
        )

    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_offers_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("code", name=op.f("uq_offers_code")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_agreement_id"), ["agreement_id"], unique=False)

    op.create_table(
        "personal_changes",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old_value", sa.String(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_personal_changes_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "id", name=op.f("pk_personal_changes")),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "refused",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "answer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_submissions_outlet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_table(
        "card_events",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "replaced",
                "suspended",
                "revoked",
                "lost",
                "expired",
                name="card_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_card_events_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["index"], ["card_indexes.index"], name=op.f("fk_card_events_index")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_card_events_member_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "index", "number", name=op.f("pk_card_events")),
    )
    op.create_table(
        "cards",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column(
            "medium",
            sa.Enum(
                "print",
                "phone",
                name="medium",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "replaced",
                "suspended",
                "revoked",
                "lost",
                "expired",
                name="card_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("status_reason", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("valid_from < valid_until", name=op.f("ck_cards_span")),
        sa.ForeignKeyConstraint(["index"], ["card_indexes.index"], name=op.f("fk_cards_index")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_cards_member_id")),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["card_indexes.index"], name=op.f("fk_cards_replaced_by")
        ),
        sa.PrimaryKeyConstraint("member_id", "index", name=op.f("pk_cards")),
        sa.UniqueConstraint(
            "member_id", "index", "medium", name=op.f("uq_cards_member_id_index_medium")
        ),
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index(
            "uq_cards_active",
            ["member_id", "medium"],
            unique=True,
            postgresql_where=sa.text("status = 'active'"),
            sqlite_where=sa.text("status = 'active'"),
        )

    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consumed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["accounts.id"], name=op.f("fk_enrolments_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_enrolments_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_enrolments_outlet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_enrolments_code_hash")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_enrolments_token_hash")),
    )
    op.create_table(
        "offer_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "partner_kind",
            sa.Enum(
                "doanh_nghiep",
                "thiet_che",
                name="partner_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "doi_tac",
                "khach_san",
                "dai_hoc",
                "day_nghe",
                "nha_van_hoa",
                "tu_van_phap_luat",
                "thiet_che_khac",
                name="category",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "discount",
            sa.Enum(
                "percent",
                "amount",
                "price",
                "free",
                "typed",
                name="discount",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=True),
        sa.Column("min_spend", sa.BigInteger(), nullable=True),
        sa.Column("rule", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column(
            "trust",
            sa.Enum(
                "phone",
                "printed",
                "typed_code",
                "name",
                name="trust",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kinds", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(category = 'doi_tac') = (partner_kind = 'doanh_nghiep')",
            name=op.f("ck_offer_versions_whose"),
        ),
        sa.CheckConstraint(
            "discount <> 'percent' OR value <= 10000", name=op.f("ck_offer_versions_at_most_all")
        ),
        sa.CheckConstraint(
            "ceiling IS NULL OR ceiling > 0", name=op.f("ck_offer_versions_ceiling_sign")
        ),
        sa.CheckConstraint(
            "min_spend IS NULL OR min_spend >= 0", name=op.f("ck_offer_versions_min_spend_sign")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from < valid_until", name=op.f("ck_offer_versions_span")
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_offer_versions_value_sign")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_offer_versions_offer_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id", "partner_kind"],
            ["partners.id", "partners.kind"],
            name=op.f("fk_offer_versions_partner_id_partner_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_versions")),
        sa.UniqueConstraint("offer_id", "number", name=op.f("uq_offer_versions_offer_id_number")),
    )
    with op.batch_alter_table("offer_versions", schema=None) as batch_op:
        batch_op.create_index("ix_offer_versions_partner_id", ["partner_id"], unique=False)

    op.create_table(
        "quota_counters",
        sa.Column("member_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.CheckConstraint("used >= 0 AND used <= allowed", name=op.f("ck_quota_counters_within")),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_quota_counters_offer_id")
        ),
        sa.PrimaryKeyConstraint(
            "member_id",
            "offer_id",
            "scope",
            "subject",
            "window",
            "starts_on",
            name=op.f("pk_quota_counters"),
        ),
    )
    op.create_table(
        "shifts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_shifts_account_id")),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_shifts_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shifts_device_id"), ["device_id"], unique=False)

    op.create_table(
        "verifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("card_index", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_verifications_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_verifications_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_verifications_outlet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )
    with op.batch_alter_table("verifications", schema=None) as batch_op:
        batch_op.create_index(
            "ix_verifications_member_id_verified_at", ["member_id", "verified_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_verifications_verified_at"), ["verified_at"], unique=False
        )

    op.create_table(
        "estimated_uses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("offer_version_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("benefit", sa.BigInteger(), nullable=False),
        sa.Column("subsidy", sa.BigInteger(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "list_price - paid = benefit AND benefit >= 0", name=op.f("ck_estimated_uses_benefit")
        ),
        sa.CheckConstraint("uses > 0", name=op.f("ck_estimated_uses_uses_sign")),
        sa.ForeignKeyConstraint(
            ["offer_version_id"],
            ["offer_versions.id"],
            name=op.f("fk_estimated_uses_offer_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_estimated_uses_organization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_estimated_uses_outlet_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimated_uses")),
    )
    op.create_table(
        "offer_limits",
        sa.Column("offer_version_id", sa.Integer(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "member",
                "household",
                "product",
                "outlet",
                "organization",
                "all",
                name="limit_scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "window",
            sa.Enum(
                "day",
                "month",
                "total",
                name="limit_window",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.CheckConstraint("allowed > 0", name=op.f("ck_offer_limits_allowed_sign")),
        sa.ForeignKeyConstraint(
            ["offer_version_id"],
            ["offer_versions.id"],
            name=op.f("fk_offer_limits_offer_version_id"),
        ),
        sa.PrimaryKeyConstraint(
            "offer_version_id", "scope", "window", name=op.f("pk_offer_limits")
        ),
    )
    op.create_table(
        "offer_outlets",
        sa.Column("offer_version_id", sa.Integer(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["offer_version_id"],
            ["offer_versions.id"],
            name=op.f("fk_offer_outlets_offer_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlets.id"], name=op.f("fk_offer_outlets_outlet_id")
        ),
        sa.PrimaryKeyConstraint("offer_version_id", "outlet_id", name=op.f("pk_offer_outlets")),
    )
    with op.batch_alter_table("offer_outlets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_outlets_outlet_id"), ["outlet_id"], unique=False)

    op.create_table(
        "purchases",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_index", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "doan_vien",
                "nguoi_lao_dong",
                "than_nhan",
                name="beneficiary_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("outlet_id", sa.Integer(), nullable=False),
        sa.Column("offer_version_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("bought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bought_on", sa.Date(), nullable=False),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("benefit", sa.BigInteger(), nullable=False),
        sa.Column("subsidy", sa.BigInteger(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "computed",
                "stated",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "evidence",
            sa.Enum(
                "quet_ma_dong",
                "quet_the_in",
                "go_ma",
                "tra_ten",
                "doan_vien_tu_quet",
                "danh_sach",
                "tap_tin_doi_tac",
                "tap_tin_nhap",
                "nhap_sau",
                name="evidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("invoice", sa.String(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("party_size", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("id_compared", sa.Boolean(), nullable=True),
        sa.Column(
            "warnings", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("device_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "clock_offset_ms", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("method <> 'stated' OR paid = 0", name=op.f("ck_purchases_stated")),
        sa.CheckConstraint(
            "list_price - paid = benefit AND benefit >= 0", name=op.f("ck_purchases_benefit")
        ),
        sa.CheckConstraint("subsidy >= 0 AND subsidy <= paid", name=op.f("ck_purchases_subsidy")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_purchases_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_purchases_agreement_id")
        ),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_purchases_device_id")),
        sa.ForeignKeyConstraint(
            ["member_id", "card_index"],
            ["cards.member_id", "cards.index"],
            name=op.f("fk_purchases_member_id_card_index"),
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_purchases_member_id")),
        sa.ForeignKeyConstraint(
            ["offer_version_id"], ["offer_versions.id"], name=op.f("fk_purchases_offer_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_purchases_organization_id")
        ),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"], name=op.f("fk_purchases_outlet_id")),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_purchases_shift_id")),
        sa.PrimaryKeyConstraint("member_id", "id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("id", name=op.f("uq_purchases_id")),
    )
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_purchases_agreement_id"), ["agreement_id"], unique=False
        )
        batch_op.create_index("ix_purchases_bought_on", ["bought_on"], unique=False)
        batch_op.create_index("ix_purchases_known_at", ["known_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_purchases_offer_version_id"), ["offer_version_id"], unique=False
        )
        batch_op.create_index(
            "ix_purchases_organization_id_bought_on", ["organization_id", "bought_on"], unique=False
        )
        batch_op.create_index(
            "ix_purchases_outlet_id_bought_at", ["outlet_id", "bought_at"], unique=False
        )

    op.create_table(
        "web_sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column(
            "face",
            sa.Enum(
                "desk",
                "partner",
                "member",
                name="face",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("shift_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_web_sessions_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_web_sessions_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["account_roles.id"], name=op.f("fk_web_sessions_role_id")
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_web_sessions_shift_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_sessions")),
    )
    with op.batch_alter_table("web_sessions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_web_sessions_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "attributions",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "doan_vien",
                "nguoi_lao_dong",
                "than_nhan",
                name="beneficiary_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("because_of", sa.String(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "purchase_id"],
            ["purchases.member_id", "purchases.id"],
            name=op.f("fk_attributions_member_id_purchase_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organizations.id"], name=op.f("fk_attributions_organization_id")
        ),
        sa.PrimaryKeyConstraint("member_id", "id", name=op.f("pk_attributions")),
    )
    with op.batch_alter_table("attributions", schema=None) as batch_op:
        batch_op.create_index(
            "ix_attributions_purchase", ["member_id", "purchase_id", "known_at"], unique=False
        )

    op.create_table(
        "invoice_claims",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("seller", sa.String(), nullable=False),
        sa.Column("invoice", sa.String(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "purchase_id"],
            ["purchases.member_id", "purchases.id"],
            name=op.f("fk_invoice_claims_member_id_purchase_id"),
        ),
        sa.PrimaryKeyConstraint("member_id", "seller", "invoice", name=op.f("pk_invoice_claims")),
    )
    with op.batch_alter_table("invoice_claims", schema=None) as batch_op:
        batch_op.create_index("ix_invoice_claims_invoice", ["seller", "invoice"], unique=False)

    op.create_table(
        "purchase_offers",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("offer_version_id", sa.Integer(), nullable=False),
        sa.Column("benefit", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "purchase_id"],
            ["purchases.member_id", "purchases.id"],
            name=op.f("fk_purchase_offers_member_id_purchase_id"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_version_id"],
            ["offer_versions.id"],
            name=op.f("fk_purchase_offers_offer_version_id"),
        ),
        sa.PrimaryKeyConstraint(
            "member_id", "purchase_id", "position", name=op.f("pk_purchase_offers")
        ),
    )
    op.create_table(
        "quota_takings",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id", "purchase_id"],
            ["purchases.member_id", "purchases.id"],
            name=op.f("fk_quota_takings_member_id_purchase_id"),
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["offers.id"], name=op.f("fk_quota_takings_offer_id")
        ),
        sa.PrimaryKeyConstraint(
            "member_id",
            "purchase_id",
            "offer_id",
            "scope",
            "subject",
            "window",
            "starts_on",
            name=op.f("pk_quota_takings"),
        ),
    )
    op.create_table(
        "reversals",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purchase_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("benefit", sa.BigInteger(), nullable=False),
        sa.Column("subsidy", sa.BigInteger(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reversed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "list_price - paid = benefit AND benefit >= 0", name=op.f("ck_reversals_benefit")
        ),
        sa.CheckConstraint("subsidy >= 0 AND subsidy <= paid", name=op.f("ck_reversals_subsidy")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_reversals_account_id")
        ),
        sa.ForeignKeyConstraint(["device_id"], ["devices.id"], name=op.f("fk_reversals_device_id")),
        sa.ForeignKeyConstraint(
            ["member_id", "purchase_id"],
            ["purchases.member_id", "purchases.id"],
            name=op.f("fk_reversals_member_id_purchase_id"),
        ),
        sa.PrimaryKeyConstraint("member_id", "id", name=op.f("pk_reversals")),
        sa.UniqueConstraint("id", name=op.f("uq_reversals_id")),
        sa.UniqueConstraint(
            "member_id",
            "purchase_id",
            "number",
            name=op.f("uq_reversals_member_id_purchase_id_number"),
        ),
    )
    with op.batch_alter_table("reversals", schema=None) as batch_op:
        batch_op.create_index("ix_reversals_known_at", ["known_at"], unique=False)

    keep_spans_apart()


def keep_spans_apart() -> None:
    """PostgreSQL refuses overlapping spans by itself; on SQLite triggers do (see guards)."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, owner, which in (
        ("memberships", "member_id", ""),
        ("placements", "organization_id", "WHERE (superseded_at IS NULL)"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT ex_{table}_apart EXCLUDE USING gist ("
            f"int8range({owner}, {owner}, '[]') WITH &&,"
            f" daterange(valid_from, valid_until) WITH &&) {which}"
        )


def downgrade() -> None:
    with op.batch_alter_table("reversals", schema=None) as batch_op:
        batch_op.drop_index("ix_reversals_known_at")

    op.drop_table("reversals")
    op.drop_table("quota_takings")
    op.drop_table("purchase_offers")
    with op.batch_alter_table("invoice_claims", schema=None) as batch_op:
        batch_op.drop_index("ix_invoice_claims_invoice")

    op.drop_table("invoice_claims")
    with op.batch_alter_table("attributions", schema=None) as batch_op:
        batch_op.drop_index("ix_attributions_purchase")

    op.drop_table("attributions")
    with op.batch_alter_table("web_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_sessions_account_id"))

    op.drop_table("web_sessions")
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.drop_index("ix_purchases_outlet_id_bought_at")
        batch_op.drop_index("ix_purchases_organization_id_bought_on")
        batch_op.drop_index(batch_op.f("ix_purchases_offer_version_id"))
        batch_op.drop_index("ix_purchases_known_at")
        batch_op.drop_index("ix_purchases_bought_on")
        batch_op.drop_index(batch_op.f("ix_purchases_agreement_id"))

    op.drop_table("purchases")
    with op.batch_alter_table("offer_outlets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offer_outlets_outlet_id"))

    op.drop_table("offer_outlets")
    op.drop_table("offer_limits")
    op.drop_table("estimated_uses")
    with op.batch_alter_table("verifications", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_verifications_verified_at"))
        batch_op.drop_index("ix_verifications_member_id_verified_at")

    op.drop_table("verifications")
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shifts_device_id"))

    op.drop_table("shifts")
    op.drop_table("quota_counters")
    with op.batch_alter_table("offer_versions", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_versions_partner_id")

    op.drop_table("offer_versions")
    op.drop_table("enrolments")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_cards_active",
            postgresql_where=sa.text("status = 'active'"),
            sqlite_where=sa.text("status = 'active'"),
        )

    op.drop_table("cards")
    op.drop_table("card_events")
    op.drop_table("submissions")
    op.drop_table("personal_changes")
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offers_agreement_id"))

    op.drop_table("offers")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_index("ix_memberships_organization_id_valid_from")

    op.drop_table("memberships")
    with op.batch_alter_table("member_words", schema=None) as batch_op:
        batch_op.drop_index("ix_member_words_word")

    op.drop_table("member_words")
    with op.batch_alter_table("member_merges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_member_merges_into_id"))

    op.drop_table("member_merges")
    with op.batch_alter_table("import_rows", schema=None) as batch_op:
        batch_op.drop_index("ix_import_rows_state")

    op.drop_table("import_rows")
    with op.batch_alter_table("devices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_devices_outlet_id"))

    op.drop_table("devices")
    with op.batch_alter_table("coverages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coverages_organization_id"))

    op.drop_table("coverages")
    with op.batch_alter_table("card_indexes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_indexes_member_id"))

    op.drop_table("card_indexes")
    op.drop_table("audit_seals")
    op.drop_table("api_tokens")
    with op.batch_alter_table("acknowledgements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acknowledgements_organization_id"))

    op.drop_table("acknowledgements")
    with op.batch_alter_table("account_roles", schema=None) as batch_op:
        batch_op.drop_index("ix_account_roles_account_id")

    op.drop_table("account_roles")
    with op.batch_alter_table("successions", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_successions_current",
            postgresql_where=sa.text("superseded_at IS NULL"),
            sqlite_where=sa.text("superseded_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_successions_successor_id"))

    op.drop_table("successions")
    op.drop_table("recovery_codes")
    with op.batch_alter_table("placements", schema=None) as batch_op:
        batch_op.drop_index("ix_placements_organization_id_valid_from")

    op.drop_table("placements")
    with op.batch_alter_table("outlets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outlets_partner_id"))

    op.drop_table("outlets")
    with op.batch_alter_table("organization_tags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organization_tags_tag"))

    op.drop_table("organization_tags")
    with op.batch_alter_table("organization_names", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_organization_names_current",
            postgresql_where=sa.text("superseded_at IS NULL"),
            sqlite_where=sa.text("superseded_at IS NULL"),
        )

    op.drop_table("organization_names")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_members_sort_key"))
        batch_op.drop_index(batch_op.f("ix_members_phone"))
        batch_op.drop_index(batch_op.f("ix_members_citizen_id_hash"))

    op.drop_table("members")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_jobs_state"))

    op.drop_table("jobs")
    with op.batch_alter_table("import_runs", schema=None) as batch_op:
        batch_op.drop_index("ix_import_runs_file")

    op.drop_table("import_runs")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entries_subject")

    op.drop_table("audit_entries")
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreements_signed_by_id"))
        batch_op.drop_index(batch_op.f("ix_agreements_partner_id"))

    op.drop_table("agreements")
    op.drop_table("throttles")
    op.drop_table("stored_files")
    op.drop_table("partners")
    op.drop_table("organizations")
    op.drop_table("households")
    op.drop_table("dense_keys")
    op.drop_table("accounts")
