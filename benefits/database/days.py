"""The day in Việt Nam on which an instant falls, where the database has to tell it."""

from datetime import date
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class vietnamese_day(FunctionElement[date]):  # noqa: N801 - written like the functions of SQL
    """Turn a column of instants into days, as `benefits.periods.day_of` does with one."""

    type = Date()
    inherit_cache = True


@compiles(vietnamese_day, "sqlite")
def _on_sqlite(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return f"date({compiler.process(element.clauses, **kw)}, '+7 hours')"


@compiles(vietnamese_day, "postgresql")
def _on_postgresql(element: Any, compiler: SQLCompiler, **kw: Any) -> str:
    return (
        f"CAST({compiler.process(element.clauses, **kw)} AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)"
    )
