"""How many people each unit of the reach has, and how many of them have a card.

Looking at the cards of everybody is the dearest question of the desk. It is asked once for a page;
the statements of that page read what came of it.
"""

import json
from datetime import date
from typing import Any

from flask import g
from sqlalchemy import (
    FromClause,
    Integer,
    String,
    case,
    cast,
    column,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.database import is_postgresql
from benefits.desk import scope
from benefits.desk.people.member_filters import holds_card
from benefits.members import Membership
from benefits.web import current

COLUMNS = ("id", "people", "with_card")


def per_unit(today: date, *, with_cards: bool) -> FromClause:
    """Give units that have people as a table of `id`, `people` and, where asked, `with_card`."""
    kept: dict[bool, str] = g.setdefault("unit_people", {})
    if with_cards not in kept and True not in kept:
        kept[with_cards] = _counted(today, with_cards=with_cards)
    return _as_table(kept.get(with_cards) or kept[True])


def _counted(today: date, *, with_cards: bool) -> str:
    below = organization.subtree_on(scope.organization_id(), today)
    has_card: Any = case((holds_card(today, Membership.member_id), 1), else_=0)
    rows = current.session().execute(
        select(
            Membership.organization_id,
            func.count(),
            func.sum(has_card) if with_cards else literal(0),
        )
        .where(Membership.organization_id.in_(below), belonged_on(today))
        .group_by(Membership.organization_id)
    )
    return json.dumps([dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _as_table(rows: str) -> FromClause:
    given = literal(rows, String)
    if is_postgresql(current.session()):
        made = func.jsonb_to_recordset(cast(given, JSONB))
        columns = (column(name, Integer) for name in COLUMNS)
        return made.table_valued(*columns, name="per_unit").render_derived(with_types=True)
    each = func.json_each(given).table_valued("value", name="each")
    read = (  # without the cast SQLite would not make an index to join by
        cast(func.json_extract(each.c.value, f"$.{name}"), Integer).label(name) for name in COLUMNS
    )
    return select(*read).cte("per_unit").prefix_with("MATERIALIZED")
