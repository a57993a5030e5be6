"""Finding the offers of an outlet, and the version of each that a day calls for."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from benefits.agreements.covering import Covering, coverings_of
from benefits.agreements.keeping import kept_of
from benefits.agreements.models import (
    Agreement,
    Offer,
    OfferLimit,
    OfferOutlet,
    OfferVersion,
)
from benefits.agreements.offerings import Limit, Offering, earlier
from benefits.agreements.rules import Rule, stored
from benefits.agreements.states import is_called_off, never_holds
from benefits.partners import Outlet, Partner


def offered_at(
    session: Session, outlet_id: int, day: date, *, stamp: int | None = None
) -> Sequence[Offering]:
    """Return every offer of an outlet, in the version of the day, else the next, else the last."""

    def choose(known: int | None) -> Sequence[Offering]:
        by_offer: dict[int, list[Offering]] = defaultdict(list)
        for each in _at_outlet(session, outlet_id, known):
            if not each.is_draft:
                by_offer[each.offer_id].append(each)
        return _in_order((version_on(each, day) for each in by_offer.values()), day)

    return kept_of(session, (outlet_id, day), choose, stamp)


def offered_on(session: Session, day: date) -> list[Offering]:
    """Return every offer whose agreement is not over, wherever it holds, as `offered_at` would."""
    by_offer: dict[int, list[Offering]] = defaultdict(list)
    is_over = or_(Agreement.valid_until <= day, Agreement.terminated_on <= day, is_called_off())
    for each in _read(
        session, _versions().where(Agreement.is_draft.is_(False), is_over.is_not(True))
    ):
        by_offer[each.offer_id].append(each)
    return [version_on(versions, day) for versions in by_offer.values()]


def offering_at(
    session: Session, outlet_id: int, version_id: int, *, stamp: int | None = None
) -> Offering | None:
    """Return one version, where it is an offer of this outlet's."""
    offers = _at_outlet(session, outlet_id, stamp)
    return next((each for each in offers if each.version_id == version_id), None)


def offered_by(session: Session, partner_id: int, day: date) -> list[Offering]:
    """Return every offer of a partner, as `offered_at` would, whichever outlets it holds at."""
    return _in_order((version_on(each, day) for each in _of_partner(session, partner_id)), day)


def ending_by(session: Session, partner_id: int, day: date, until: date) -> list[Offering]:
    """Return a partner's offers in force that end by a day with nothing to follow, first first."""
    found = []
    for versions in _of_partner(session, partner_id):
        now = version_on(versions, day)
        end = now.closes_on
        if end is not None and end <= until and now.is_in_force_on(day):
            is_followed = any(each.is_in_force_on(end) for each in versions)
            found += [] if is_followed else [now]
    return sorted(found, key=lambda each: (each.closes_on or day, each.title))


def _of_partner(session: Session, partner_id: int) -> Iterable[list[Offering]]:
    by_offer: dict[int, list[Offering]] = defaultdict(list)
    for each in _read(session, _versions().where(OfferVersion.partner_id == partner_id)):
        if not each.is_draft:
            by_offer[each.offer_id].append(each)
    return by_offer.values()


def versions_at(session: Session, outlet_id: int, code: str) -> list[Offering]:
    """Return every version of the offer with this code that is an offer of this outlet's."""
    found = _read(session, _of_outlet().where(Offer.code == code), outlet_id=outlet_id)
    return [each for each in found if not each.is_draft]


def offerings_of(session: Session, codes: Iterable[str]) -> dict[str, list[Offering]]:
    """Return every version of the offers with these codes, wherever they hold."""
    by_code: dict[str, list[Offering]] = defaultdict(list)
    for each in _read(session, _versions().where(Offer.code.in_(set(codes)))):
        by_code[each.code].append(each)
    return dict(by_code)


def version_on(versions: list[Offering], day: date) -> Offering:
    """Return the version in force that day, else the next to come, else the last there was."""
    newest_first = sorted(versions, key=lambda each: each.version_id, reverse=True)
    today = (each for each in newest_first if each.is_in_force_on(day))
    coming = sorted(
        (each for each in newest_first if each.is_coming_on(day)), key=lambda each: each.opens_on
    )
    past = max(newest_first, key=lambda each: (not each.is_cut_off, each.opens_on))
    return next(today, None) or next(iter(coming), past)


def _in_order(offers: Iterable[Offering], day: date) -> list[Offering]:
    """Put offers in force first, then by title."""
    return sorted(offers, key=lambda each: (not each.is_in_force_on(day), each.title, each.code))


def _at_outlet(session: Session, outlet_id: int, stamp: int | None) -> Sequence[Offering]:
    """Return every version of every offer of an outlet, drafts too."""

    def read(_stamp: int | None) -> list[Offering]:
        return _read(session, _of_outlet(), outlet_id=outlet_id)

    return kept_of(session, outlet_id, read, stamp)


_Found = tuple[OfferVersion, str, int, str | None, str, date, date | None, date | None, bool]


def _versions() -> Select[*_Found]:
    return (
        select(
            OfferVersion,
            Offer.code,
            Offer.agreement_id,
            Partner.tax_code,
            Partner.code,
            Agreement.valid_from,
            Agreement.valid_until,
            Agreement.terminated_on,
            Agreement.is_draft,
        )
        .join(Offer, Offer.id == OfferVersion.offer_id)
        .join(Agreement, Agreement.id == Offer.agreement_id)
        .join(Partner, Partner.id == OfferVersion.partner_id)
    )


@cache
def _of_outlet() -> Select[*_Found]:
    outlet_id: Any = bindparam("outlet_id")
    partner = select(Outlet.partner_id).where(Outlet.id == outlet_id).scalar_subquery()
    named = exists().where(OfferOutlet.offer_version_id == OfferVersion.id)
    return _versions().where(
        OfferVersion.partner_id == partner,
        or_(~named, named.where(OfferOutlet.outlet_id == outlet_id)),
    )


_SOME: Final[Any] = bindparam("ids", expanding=True)
_LIMITS: Final = select(
    OfferLimit.offer_version_id, OfferLimit.scope, OfferLimit.window, OfferLimit.allowed
).where(OfferLimit.offer_version_id.in_(_SOME))
_OUTLETS: Final = select(OfferOutlet.offer_version_id, OfferOutlet.outlet_id).where(
    OfferOutlet.offer_version_id.in_(_SOME)
)


def _read(session: Session, versions: Select[*_Found], **asked: int) -> list[Offering]:
    rows = session.execute(versions, asked).all()
    if not rows:
        return []
    version_ids = {"ids": [row[0].id for row in rows]}
    limits: dict[int, list[Limit]] = defaultdict(list)
    for version_id, scope, window, allowed in session.execute(_LIMITS, version_ids):
        limits[version_id].append(Limit(scope, window, allowed))
    outlets: dict[int, set[int]] = defaultdict(set)
    for version_id, outlet_id in session.execute(_OUTLETS, version_ids):
        outlets[version_id].add(outlet_id)
    coverings = coverings_of(session, {row[2] for row in rows})
    return [
        _offering(row, limits[row[0].id], outlets[row[0].id], coverings[row[2]]) for row in rows
    ]


def _offering(
    row: Row[*_Found], limits: list[Limit], outlet_ids: set[int], covering: Covering
) -> Offering:
    version, code, agreement_id, tax_code, partner_code, since, until, terminated, is_draft = row
    return Offering(
        offer_id=version.offer_id,
        code=code,
        version_id=version.id,
        title=version.title,
        terms=version.terms,
        category=version.category,
        agreement_id=agreement_id,
        partner_id=version.partner_id,
        seller=tax_code or partner_code,
        rule=rule_of(version),
        trust=version.trust,
        kinds=tuple(version.kinds),
        limits=tuple(sorted(limits, key=lambda each: (each.scope, each.window))),
        covering=covering,
        outlet_ids=frozenset(outlet_ids),
        version_from=version.valid_from,
        version_until=version.valid_until,
        agreed_from=since,
        agreed_until=earlier(until, terminated),
        is_draft=is_draft or never_holds(since, terminated),
    )


def rule_of(version: OfferVersion) -> Rule:
    extras = json.dumps(version.rule, sort_keys=True)
    return _rule(version.discount, version.value, version.ceiling, version.min_spend, extras)


@lru_cache(maxsize=4096)
def _rule(
    discount: str, value: int, ceiling: int | None, min_spend: int | None, extras: str
) -> Rule:
    return stored(discount, value, ceiling, min_spend, json.loads(extras))
