"""What may be done only once the rows that speak of it are there for good."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import event
from sqlalchemy.orm import Session

Act = Callable[[], None]
_ACTS: Final = "benefits_afterwards"


def after_commit(session: Session, act: Act) -> None:
    """Do something after this unit of work commits; rolled back, even in part, it is never done.

    Whoever asks for this lives with that: a machine may stop between the commit and the act.
    """
    session.connection()  # from here on the session itself ends the transaction, and tells of it
    if _ACTS not in session.info:
        session.info[_ACTS] = []
        event.listen(session, "after_commit", _do)
        event.listen(session, "after_rollback", _let_be)
    session.info[_ACTS].append(act)


def _do(session: Session) -> None:
    if session.in_nested_transaction():
        return
    acts, session.info[_ACTS] = session.info[_ACTS], []
    for act in acts:
        act()


def _let_be(session: Session) -> None:
    session.info[_ACTS].clear()
