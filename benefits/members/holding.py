"""Before it is written where somebody belongs: no decision about units comes in between unseen."""

from typing import Final

from sqlalchemy.orm import Session

from benefits.database import is_postgresql
from benefits.members.models import Membership
from benefits.organization import abide_by_the_tree

_HELD: Final = "belonging_held"


def hold_belonging(session: Session) -> None:
    """Keep decisions out until the transaction ends; what was read before is read anew.

    Ask for it before the spans and the units are looked at that the writing depends on.
    """
    held = (session.get_transaction(), session.get_nested_transaction())
    if not is_postgresql(session) or session.info.get(_HELD, object()) in held:
        return
    abide_by_the_tree(session)
    session.info[_HELD] = held[1] or held[0]
    session.flush()
    for each in list(session.identity_map.values()):
        if isinstance(each, Membership):
            session.expire(each)
