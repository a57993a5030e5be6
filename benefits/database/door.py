"""Sessions that keep no more books than they need.

A scan sends a handful of constant statements and touches no object of the ORM, but a session sets
up its own transaction over that of its connection, and tears it down again. This one leaves that
until an object, a query or a savepoint asks for it; the transaction underneath is the same one.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import InvalidRequestError, PendingRollbackError
from sqlalchemy.orm import Session, SessionTransaction

_MAY_WRITE: Final = "benefits.may_write"
FORESEEN: Final = "benefits.foreseen"
"""Where a session keeps answers to what will be asked next; they end with its transaction."""


def let_write(connection: Connection, *, may: bool) -> None:
    """Tell SQLite whether a connection may write, where it was last told otherwise.

    Each time it is told, it throws away what it has worked out for every statement.
    """
    if connection.info.get(_MAY_WRITE) is not may:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA query_only = {'OFF' if may else 'ON'}")
        connection.info[_MAY_WRITE] = may


class Door(Session):
    """A session over one engine, whose connection prepared statements may use directly.

    One that `only_looks` opens no transaction for them: each sees its own moment, and only
    questions are let through.
    """

    def __init__(self, bind: Engine, *, only_looks: bool = False, **options: Any) -> None:
        super().__init__(bind, join_transaction_mode="control_fully", **options)
        self.only_looks = only_looks
        self._engine = bind
        self._held: Connection | None = None
        self._is_to_begin = False

    @contextmanager
    def looking_first(self) -> Iterator[None]:
        """Ask before the transaction begins: who is let in by the answer keeps nobody waiting."""
        self.only_looks, self._is_to_begin = True, self._held is None
        try:
            yield
        finally:
            self.only_looks = False

    def straight(self) -> Connection:
        """Return the connection for a statement that needs nothing of the ORM."""
        held = self._held
        if held is None:
            self._is_to_begin &= self.only_looks  # nothing was asked first
            return self._open()
        if self.in_nested_transaction():
            return self.connection()  # sends the savepoint if nothing has yet
        if not (self.only_looks or held.in_transaction()):
            if not self._is_to_begin:
                raise PendingRollbackError("this unit of work has failed and was not rolled back")
            self._begin(held)
        return held

    def get_bind(self, *_arguments: Any, **_named: Any) -> Connection:
        """Give the ORM the connection that is open here, in whose transaction it then joins."""
        held = self._held or self._open()
        if self._is_to_begin:
            self._begin(held)
        if self.only_looks and not held.in_transaction() and held.dialect.name == "postgresql":
            held.execution_options(postgresql_readonly=True)
        return held

    def begin(self, nested: bool = False) -> SessionTransaction:
        begun = super().begin(nested)
        if not nested:
            self.connection()  # so that whoever ends it ends what is underneath
        return begun

    def commit(self) -> None:
        if self.in_transaction():
            super().commit()
        if self._held is not None and self._held.in_transaction():
            self._held.commit()
        self._let_go()

    def rollback(self) -> None:
        super().rollback()
        if self._held is not None and self._held.in_transaction():
            self._held.rollback()
        self._let_go()

    def close(self) -> None:
        if self.in_transaction() or self.identity_map or self.new:
            super().close()
        self._let_go()

    def refuse_writing(self) -> None:
        """Stop a statement that is no question where nothing may be changed."""
        if self.only_looks:
            raise InvalidRequestError("nothing can be written by a look")

    def _open(self) -> Connection:
        self._held = self._engine.connect()
        if self._is_to_begin:
            return self._held
        if not self.only_looks:
            self._held.begin()
        elif self._held.dialect.name == "sqlite":
            let_write(self._held, may=False)
        return self._held

    def _begin(self, held: Connection) -> None:
        self._is_to_begin = False
        held.begin()

    def _let_go(self) -> None:
        self.info.pop(FORESEEN, None)
        self._is_to_begin = False
        held, self._held = self._held, None
        if held is not None:
            held.close()


def looking_first(session: Session) -> AbstractContextManager[None]:
    """Ask before the transaction of a session begins, if it is one of ours."""
    return session.looking_first() if isinstance(session, Door) else nullcontext()
