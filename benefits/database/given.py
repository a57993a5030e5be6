"""Many texts given as one parameter, as a table that a statement can go through.

The statement stays the same however many there are, so that it is put into words once. Whoever
asks of each of them by a scalar subquery has PostgreSQL look into the index for each: of a join
it would rather go through the whole table, by a plan made when that was small.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Dialect, String, TableValuedAlias, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator


class Texts(TypeDecorator[Iterable[str]]):
    """Many texts as one value: JSON, which is written quicker than an array of PostgreSQL."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()))


class each_text(GenericFunction[str]):  # noqa: N801 - written like the functions of SQL
    """The rows of a parameter of `Texts`."""

    type = String()
    inherit_cache = True


@compiles(each_text, "sqlite")
def _on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(each_text, "postgresql")
def _on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS JSON))"


def given_texts(name: str) -> TableValuedAlias:
    """Return the texts of a parameter as a table of one column, `value`."""
    texts = each_text(bindparam(name, type_=Texts()))
    return texts.table_valued("value", name="value")
