"""Rules the database itself keeps, as triggers; one list for both databases.

Batch changes of a SQLite table drop its triggers silently, so they are all made anew after
every migration run (see env.py) rather than in the revisions.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

APPEND_ONLY = (
    "purchases",
    "purchase_offers",
    "reversals",
    "attributions",
    "submissions",
    "estimated_uses",
    "card_events",
    "member_merges",
    "confirmations",
    "reorganizations",
    "reorganization_units",
    "audit_entries",
    "audit_seals",
    "consents",
    "consent_mistakes",
)

# Rows that are never edited, only stamped superseded_at and followed by others.
SUPERSEDED_ONLY = {
    "organization_tags": ("organization_id", "tag_id", "valid_from", "valid_until", "known_at"),
    "organization_names": ("organization_id", "name", "valid_from", "valid_until", "known_at"),
    "placements": (
        "organization_id",
        "parent_id",
        "path",
        "valid_from",
        "valid_until",
        "known_at",
    ),
    "successions": ("predecessor_id", "successor_id", "kind", "day", "decision", "known_at"),
}

# Spans of one owner that may not overlap: (table, owner, which rows count).
APART = (
    ("memberships", "member_id", "{row}.valid_from IS NOT NULL"),
    ("placements", "organization_id", "{row}.superseded_at IS NULL"),
)

# What an offer at a counter is made of: any change of it puts another number in its stamp.
STAMPED = (
    "partners",
    "outlets",
    "agreements",
    "coverages",
    "tag_coverages",
    "organization_tags",
    "offers",
    "offer_versions",
    "offer_limits",
    "offer_outlets",
)
STAMPS = "offer_stamps"
NEW_STAMP = {
    "sqlite": f"UPDATE {STAMPS} SET stamp = random()",
    "postgresql": f"UPDATE {STAMPS} SET stamp = hashtextextended(gen_random_uuid()::text, 0)",
}

FAR = "'9999-12-31'"

MORE_THAN_LEFT = """
    EXISTS (SELECT 1 FROM reversals r WHERE r.member_id = NEW.member_id
            AND r.purchase_id = NEW.purchase_id AND r.is_whole)
    OR EXISTS (
        SELECT 1 FROM purchases p WHERE p.member_id = NEW.member_id AND p.id = NEW.purchase_id
        AND (p.list_price < NEW.list_price + COALESCE((SELECT SUM(r.list_price) FROM reversals r
               WHERE r.member_id = p.member_id AND r.purchase_id = p.id), 0)
          OR p.paid < NEW.paid + COALESCE((SELECT SUM(r.paid) FROM reversals r
               WHERE r.member_id = p.member_id AND r.purchase_id = p.id), 0)
          OR p.subsidy < NEW.subsidy + COALESCE((SELECT SUM(r.subsidy) FROM reversals r
               WHERE r.member_id = p.member_id AND r.purchase_id = p.id), 0)
          OR p.benefit < NEW.benefit + COALESCE((SELECT SUM(r.benefit) FROM reversals r
               WHERE r.member_id = p.member_id AND r.purchase_id = p.id), 0)))
"""

Guard = tuple[str, str, str]
"""Name, table, statement that makes it."""


def listed(dialect: str, tables: set[str]) -> Iterator[Guard]:
    """Give the guards of those tables, as the database of that name spells them."""
    return _postgresql(tables) if dialect == "postgresql" else _sqlite(tables)


def put_up(connection: Connection) -> None:
    """Make every guard of the tables that exist, dropping what stood under its name before."""
    take_down(connection)
    for _name, _table, statement in _of(connection):
        connection.exec_driver_sql(statement)
    if inspect(connection).has_table(STAMPS):
        connection.exec_driver_sql(NEW_STAMP[connection.dialect.name])


def take_down(connection: Connection) -> None:
    """Drop the guards, so that tables can be altered and dropped."""
    is_postgresql = connection.dialect.name == "postgresql"
    for name, table, _statement in _of(connection):
        where = f" ON {table}" if is_postgresql else ""
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{where}"))


def _of(connection: Connection) -> Iterator[Guard]:
    return listed(connection.dialect.name, set(inspect(connection).get_table_names()))


def _unlike(columns: tuple[str, ...]) -> str:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
    return f"OLD.superseded_at IS NOT NULL OR {changed}"


def _sqlite(tables: set[str]) -> Iterator[Guard]:
    def refusing(name: str, when: str, table: str, condition: str, says: str) -> Guard:
        statement = (
            f"CREATE TRIGGER {name} {when} ON {table} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{says}'); END"
        )
        return name, table, statement

    for table in APPEND_ONLY:
        if table in tables:
            for act in ("UPDATE", "DELETE"):
                name = f"{table}_no_{act.lower()}"
                yield refusing(name, f"BEFORE {act}", table, "1", f"{table} is append-only")
    for table, columns in SUPERSEDED_ONLY.items():
        if table in tables:
            says = f"{table} rows are only superseded"
            yield refusing(f"{table}_no_delete", "BEFORE DELETE", table, "1", says)
            yield refusing(f"{table}_no_edit", "BEFORE UPDATE", table, _unlike(columns), says)
    for table, owner, counts in APART:
        if table in tables:
            for act in ("INSERT", "UPDATE"):
                yield refusing(
                    f"{table}_apart_{act.lower()}",
                    f"BEFORE {act}",
                    table,
                    _overlaps(table, owner, counts, is_update=act == "UPDATE"),
                    f"{table} of one {owner} overlap",
                )
    for table in filter(tables.__contains__, STAMPED) if STAMPS in tables else ():
        for act in ("INSERT", "UPDATE", "DELETE"):
            name = f"{table}_stamped_{act.lower()}"
            body = f"BEGIN {NEW_STAMP['sqlite']}; END"
            yield name, table, f"CREATE TRIGGER {name} AFTER {act} ON {table} {body}"
    if "reversals" in tables:
        says = "more is taken back than is left"
        yield refusing("reversals_within", "BEFORE INSERT", "reversals", MORE_THAN_LEFT, says)


def _overlaps(table: str, owner: str, counts: str, *, is_update: bool) -> str:
    itself = "AND other.rowid <> OLD.rowid" if is_update else ""
    return (
        f"{counts.format(row='NEW')} AND EXISTS (SELECT 1 FROM {table} other"
        f" WHERE other.{owner} = NEW.{owner} {itself} AND {counts.format(row='other')}"
        f" AND other.valid_from < COALESCE(NEW.valid_until, {FAR})"
        f" AND NEW.valid_from < COALESCE(other.valid_until, {FAR}))"
    )


def _postgresql(tables: set[str]) -> Iterator[Guard]:
    def refusing(name: str, when: str, table: str, condition: str, says: str) -> Guard:
        body = f"BEGIN IF {condition} THEN RAISE EXCEPTION '{says}'; END IF; RETURN NEW; END"
        return name, table, _trigger(name, when, table, body)

    for table in APPEND_ONLY:
        if table in tables:
            when = "BEFORE UPDATE OR DELETE"
            yield refusing(f"{table}_no_edit", when, table, "true", f"{table} is append-only")
    for table, columns in SUPERSEDED_ONLY.items():
        if table in tables:
            says = f"{table} rows are only superseded"
            yield refusing(f"{table}_no_delete", "BEFORE DELETE", table, "true", says)
            yield refusing(f"{table}_no_edit", "BEFORE UPDATE", table, _unlike(columns), says)
    for table in filter(tables.__contains__, STAMPED) if STAMPS in tables else ():
        name, when = f"{table}_stamped", "AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
        body = f"BEGIN {NEW_STAMP['postgresql']}; RETURN NULL; END"
        yield name, table, _trigger(name, when, table, body, each="STATEMENT")
    if "reversals" in tables:
        # Two tills may take back at once: the second waits for the first and then counts it.
        body = (
            "BEGIN PERFORM 1 FROM purchases p WHERE p.member_id = NEW.member_id"
            " AND p.id = NEW.purchase_id FOR UPDATE;"
            f" IF {MORE_THAN_LEFT} THEN"
            " RAISE EXCEPTION 'more is taken back than is left' USING ERRCODE = '23514';"
            " END IF; RETURN NEW; END"
        )
        yield (
            "reversals_within",
            "reversals",
            _trigger("reversals_within", "BEFORE INSERT", "reversals", body),
        )


def _trigger(name: str, when: str, table: str, body: str, each: str = "ROW") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql"
        f" AS $guard$ {body} $guard$; CREATE TRIGGER {name} {when} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION guard_{name}()"
    )
