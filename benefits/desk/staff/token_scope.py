"""Which tokens an officer sees: those that speak for units and outlets within reach."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select

from benefits import organization
from benefits.access import Account, ApiToken, bearing
from benefits.desk import scope
from benefits.desk.staff import account_scope
from benefits.desk.staff.account_places import MOST_CHOICES
from benefits.errors import NotFound
from benefits.organization import Placement, as_known, ids_of
from benefits.partners import Outlet, Partner
from benefits.periods import day_of
from benefits.web import current


class TokenLine(NamedTuple):
    token: ApiToken
    by: str | None
    places: list[str]
    rests: bool
    """It reads in the name of a unit of which its maker is no officer any more."""


def lines(token_ids: Sequence[int]) -> list[TokenLine]:
    session = current.session()
    rows = session.execute(
        select(ApiToken, Account.name, Outlet.name)
        .outerjoin(Account, Account.id == ApiToken.created_by_id)
        .outerjoin(Outlet, Outlet.id == ApiToken.outlet_id)
        .where(ApiToken.id.in_(token_ids))
        .order_by(ApiToken.id.desc())
    ).all()
    units = {token.organization_id for token, *_ in rows if token.organization_id is not None}
    names = organization.names_on(session, units, day_of(current.now()))
    resting = _resting([row[0] for row in rows])
    return [
        TokenLine(
            token,
            by,
            [name for name in (names.get(token.organization_id or 0), at) if name],
            token.id in resting,
        )
        for token, by, at in rows
    ]


def _resting(tokens: Sequence[ApiToken]) -> set[int]:
    """Find those that read for a unit though their maker acts there, and above it, no more."""
    session, today = current.session(), day_of(current.now())
    makers = {each.created_by_id for each in tokens if each.created_by_id is not None}
    held = bearing.units_of_makers(session, makers, today)
    stands = select(Placement.organization_id, Placement.path).where(
        Placement.organization_id.in_({each.organization_id for each in tokens}),
        Placement.valid_from <= today,
        or_(Placement.valid_until.is_(None), Placement.valid_until > today),
        as_known(Placement),
    )
    paths = {unit: ids_of(path) for unit, path in session.execute(stands)}
    return {
        each.id
        for each in tokens
        if each.organization_id is not None
        and each.created_by_id is not None
        and held.isdisjoint(
            (each.created_by_id, unit) for unit in paths.get(each.organization_id, ())
        )
    }


def token(token_id: int) -> ApiToken:
    found = current.session().scalar(select(ApiToken).where(ApiToken.id == token_id, is_mine()))
    if found is None:
        raise NotFound
    return found


def outlet(code: str) -> Outlet:
    """An outlet of a partner that the officer looks after."""
    found = current.session().scalar(select(Outlet).where(Outlet.code == code, _is_looked_after()))
    if found is None:
        raise NotFound
    return found


def outlets() -> list[tuple[str, str]]:
    """Codes and names of those outlets, to choose from while typing."""
    mine = select(Outlet.code, Outlet.name).where(_is_looked_after()).order_by(Outlet.code)
    return [(code, name) for code, name in current.session().execute(mine.limit(MOST_CHOICES))]


def is_mine() -> ColumnElement[bool]:
    """Tell of a token whether all it speaks for is within reach."""
    outlets = select(Outlet.id).where(_is_looked_after())
    unit, place = ApiToken.organization_id, ApiToken.outlet_id
    return and_(
        or_(unit.is_not(None), place.is_not(None)),
        or_(unit.is_(None), unit.in_(scope.unit_ids())),
        or_(place.is_(None), place.in_(outlets)),
    )


def _is_looked_after() -> ColumnElement[bool]:
    return Outlet.partner_id.in_(account_scope.partners().with_only_columns(Partner.id))
