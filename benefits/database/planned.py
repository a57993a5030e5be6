"""Constant statements on PostgreSQL: planned by name once in each connection, then only run.

A cursor of the driver's works out at every call how each value is sent and whether the statement
is planned already; libpq, to which the driver gives access, needs the name of the plan and the
values. What stays the driver's: how values are written and read, transactions, and errors.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from itertools import count
from select import POLLIN, poll
from typing import Any, Final

from psycopg import Connection as Driver
from psycopg import IsolationLevel
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import OperationalError, error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

Rows = list[tuple[Any, ...]]

NUMBERED: Final[Dialect] = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_PLANS: Final = "benefits.plans"
_MAKE_FORGET: Final = frozenset({"ALTER", "DROP ", "DISCA", "DEALL"})
_DONE: Final = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_COMMIT: Final = b"COMMIT"
_numbers: Final = count()


def run(
    connection: Connection,
    driver: "Driver[Any]",
    text: str,
    values: Sequence[Any],
    *,
    is_last: bool = False,
) -> Rows:
    """Run a statement with numbered parameters and return its rows.

    The transaction that it is the first of begins in the same trip, and the one that it `is_last`
    of is committed in the same trip if it succeeds.
    """
    plans: dict[str, _Plan] = connection.info.setdefault(_PLANS, {})
    plan = plans.get(text) or plans.setdefault(text, _Plan(driver, text))
    if not connection.in_transaction():
        return plan.run(driver, values)
    is_first = driver.pgconn.transaction_status == TransactionStatus.IDLE
    before = _begin(driver.isolation_level, is_reader=driver.read_only) if is_first else None
    try:
        return plan.run(driver, values, before=before, after=_COMMIT if is_last else None)
    except (KeyboardInterrupt, SystemExit):
        connection.invalidate()  # as for any statement: nobody waits for its answer now
        raise


def forget_plans_on_rollback(engine: Engine) -> None:
    """Do as the driver, which makes the server drop all plans when it rolled back or altered.

    Whether it will is its own affair, so ours are closed one by one: a plan that is gone may be
    closed again, and one that stayed would lie in the server for as long as the connection lives.
    """

    def forget(connection: Connection, *_: object) -> None:
        if connection.invalidated:  # what was lost took its plans along
            return
        plans: dict[str, _Plan] = connection.info.pop(_PLANS, {})
        driver: Any = connection.connection.driver_connection
        if driver.pgconn.status == ConnStatus.OK:
            with suppress(OperationalError):  # cut: whoever goes on with it is told
                for plan in plans.values():
                    driver.pgconn.close_prepared(plan.name)

    def forget_with_tables(
        connection: Connection, _cursor: object, statement: str, *_: object
    ) -> None:
        if statement.lstrip()[:5].upper() in _MAKE_FORGET:
            forget(connection)

    event.listen(engine, "after_cursor_execute", forget_with_tables)
    event.listen(engine, "rollback", forget)
    event.listen(engine, "rollback_savepoint", forget)


@cache
def _begin(level: IsolationLevel | None, *, is_reader: bool | None) -> bytes:
    """Return how the driver would open a transaction before its next statement."""
    words = ["BEGIN"]
    if level is not None:
        words.append(f"ISOLATION LEVEL {level.name.replace('_', ' ')}")
    if is_reader is not None:
        words.append("READ ONLY" if is_reader else "READ WRITE")
    return " ".join(words).encode()


class _Plan:
    """A statement planned under a name never used before; its casts tell the types of its values.

    How values are written and read is looked up once: they are of the same types at every run.
    """

    def __init__(self, driver: "Driver[Any]", text: str) -> None:
        self.name = b"benefits_%d" % next(_numbers)
        self.adapting = Transformer(driver)
        self.has_read = False
        _checked(driver.pgconn.prepare(self.name, text.encode()))

    def run(
        self,
        driver: "Driver[Any]",
        values: Sequence[Any],
        *,
        before: bytes | None = None,
        after: bytes | None = None,
    ) -> Rows:
        sent: Any = self.adapting.dump_sequence(values, [PyFormat.TEXT] * len(values))
        if before or after:
            result = _in_one_trip(driver.pgconn, before, self.name, sent, after)
        else:
            result = _checked(driver.pgconn.exec_prepared(self.name, sent))
        self.adapting.set_pgresult(result, set_loaders=not self.has_read)
        self.has_read = True
        return self.adapting.load_rows(0, result.ntuples, tuple)


def _in_one_trip(
    wire: PGconn, before: bytes | None, name: bytes, sent: Any, after: bytes | None
) -> PGresult:
    """Send what goes before and after a planned statement along with it, and return its result.

    What fails keeps what comes after it from being done. Waiting is left to the operating system:
    libpq's own would keep every other thread of the process waiting too.
    """
    wire.enter_pipeline_mode()
    try:
        if before is not None:
            wire.send_query_params(before, None)
        wire.send_query_prepared(name, sent)
        if after is not None:
            wire.send_query_params(after, None)
        wire.pipeline_sync()
        found = _awaited(wire)
        wire.exit_pipeline_mode()
    except BaseException:  # what still comes would be taken for the answer to something else
        wire.finish()
        raise
    results = [_checked(result) for result in found]
    return results[0 if before is None else 1]


def _awaited(wire: PGconn) -> list[PGresult]:
    found: list[PGresult] = []
    waiting = poll()
    waiting.register(wire.socket, POLLIN)
    while True:
        while wire.is_busy():
            waiting.poll()
            wire.consume_input()
        result = wire.get_result()
        if result is not None and result.status == ExecStatus.PIPELINE_SYNC:
            return found
        if result is not None:  # none comes between two
            found.append(result)


def _checked(result: PGresult) -> PGresult:
    if result.status in _DONE:
        return result
    if result.error_field(DiagnosticField.SQLSTATE) is None:  # no server said it: it is gone
        raise OperationalError(result.get_error_message())
    raise error_from_result(result)
