"""Metadata, column types, keys and the way to a database."""

from benefits.database.afterwards import after_commit
from benefits.database.base import Base, DenseKey
from benefits.database.door import looking_first
from benefits.database.engine import Database, database_over, end_reading, open_database
from benefits.database.epochs import begin_epoch, epoch
from benefits.database.evidence import NAMES_EVIDENCE, evidence_among
from benefits.database.foreseeing import Ahead, foresee
from benefits.database.given_once import given_once
from benefits.database.keys import (
    insert_or_ignore,
    is_postgresql,
    keep_clear_of,
    new_uuid,
    take_keys,
)
from benefits.database.prepared import Prepared, Question
from benefits.database.retrying import lost_a_race, retrying
from benefits.database.room import is_full
from benefits.database.types import (
    BigKey,
    ByteText,
    Document,
    DongAmount,
    UtcDateTime,
    kept_as_text,
)
from benefits.database.unmarked import unmarked
from benefits.database.writing import RowToWrite, write_rows, write_together, write_where

__all__ = [
    "NAMES_EVIDENCE",
    "Ahead",
    "Base",
    "BigKey",
    "ByteText",
    "Database",
    "DenseKey",
    "Document",
    "DongAmount",
    "Prepared",
    "Question",
    "RowToWrite",
    "UtcDateTime",
    "after_commit",
    "begin_epoch",
    "database_over",
    "end_reading",
    "epoch",
    "evidence_among",
    "foresee",
    "given_once",
    "insert_or_ignore",
    "is_full",
    "is_postgresql",
    "keep_clear_of",
    "kept_as_text",
    "looking_first",
    "lost_a_race",
    "new_uuid",
    "open_database",
    "retrying",
    "take_keys",
    "unmarked",
    "write_rows",
    "write_together",
    "write_where",
]
