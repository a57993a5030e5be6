"""Everything an agreement's page shows."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from benefits import audit, figures, organization
from benefits.agreements import (
    Agreement,
    Coverage,
    Offer,
    OfferVersion,
    TagCoverage,
    ends_on,
    scan_of,
    state_of,
)
from benefits.desk import few, scope
from benefits.desk.partnership import offer_register, partner_scope, rollout_list
from benefits.desk.partnership.agreement_forms import ExtendForm, ScanForm, TerminateForm, today
from benefits.desk.partnership.partner_words import state_badge
from benefits.figures import Only, Question
from benefits.organization import Organization, OrganizationTag, Tag
from benefits.partners import Partner
from benefits.periods import ONE_DAY, Period
from benefits.web import Form, current
from benefits.web.lists import Line


class Covered(NamedTuple):
    """A unit named by an agreement, as it is called today, with the groups it is in."""

    id: int
    code: str
    name: str
    is_excluded: bool
    tags: tuple[str, ...]


class CoveredTag(NamedTuple):
    """A tag an agreement covers, and how many units are in it today."""

    id: int
    name: str
    units: int


def about(agreement: Agreement, **forms: Form) -> dict[str, object]:
    """Tell about an agreement; `forms` are those that were sent and could not be taken."""
    session, day = current.session(), today()
    since = audit.noted_since(agreement.known_at)
    names = organization.names_on(session, {agreement.signed_by_id, agreement.held_by_id}, day)
    given: dict[str, object] = {
        "extending": ExtendForm(formdata=None),
        "terminating": TerminateForm(formdata=None),
        "scanning": ScanForm(formdata=None),
    }
    return {
        "agreement": agreement,
        "partner": session.get_one(Partner, agreement.partner_id),
        "signer": names.get(agreement.signed_by_id, ""),
        "holder": names.get(agreement.held_by_id, ""),
        "state": state_of(agreement, day),
        "standing": state_badge(state_of(agreement, day)),
        "covered": covered_by(agreement),
        "covered_tags": tags_of(agreement),
        "scan": scan_of(session, agreement),
        "offers": offers_under(agreement),
        "row": _so_far(agreement),
        "may_change": partner_scope.holds(agreement),
        "needs_outlet": partner_scope.needs_outlet(agreement.partner_id),
        "rolled_out": None if agreement.is_draft else rollout_list.counts(agreement),
        "noted": audit.about(session, "agreements", agreement.id, only=since),
        **given,
        **forms,
    }


def covered_by(agreement: Agreement) -> list[Covered]:
    """List the units an agreement names, those it leaves out last."""
    session, day = current.session(), today()
    rows = session.execute(
        select(Coverage.organization_id, Organization.code, Coverage.is_excluded)
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(Coverage.agreement_id == agreement.id)
    ).all()
    ids = {row[0] for row in rows}
    names = organization.names_on(session, ids, day)
    tags: dict[int, list[str]] = {}
    bearing = (
        select(OrganizationTag.organization_id, Tag.name)
        .join(Tag, Tag.id == OrganizationTag.tag_id)
        .where(OrganizationTag.organization_id.in_(ids), organization.worn_on(day))
    )
    for unit, name in session.execute(bearing.order_by(Tag.name_key)):
        tags.setdefault(unit, []).append(name)
    found = [
        Covered(unit, code, names.get(unit) or code, is_excluded, tuple(tags.get(unit, ())))
        for unit, code, is_excluded in rows
    ]
    return sorted(found, key=lambda each: (each.is_excluded, each.code))


def tags_of(agreement: Agreement) -> Sequence[CoveredTag]:
    """List the tags an agreement covers, each with how many units of it are in today."""
    held = (
        select(func.count())
        .where(OrganizationTag.tag_id == Tag.id, organization.worn_on(today()))
        .scalar_subquery()
    )
    covered = (
        select(Tag.id, held)
        .join(TagCoverage, TagCoverage.tag_id == Tag.id)
        .where(TagCoverage.agreement_id == agreement.id)
        .order_by(Tag.name_key, Tag.id)
    )
    session = current.session()
    rows = session.execute(covered).all()
    names = organization.tag_labels(session, [row[0] for row in rows], today())
    return [CoveredTag(key, names[key], count) for key, count in rows]


def offers_under(agreement: Agreement) -> list[Line]:
    mine = select(Offer.id).where(Offer.agreement_id == agreement.id).order_by(Offer.id)
    return offer_register.lines(current.session().scalars(mine).all())


def ending_before(agreement: Agreement) -> list[str]:
    """Name the offers of today or later that stop before their agreement does."""
    session, ends = current.session(), ends_on(agreement) or date.max
    ended = func.max(func.coalesce(OfferVersion.valid_until, date.max))
    mine = (
        select(Offer.code)
        .join(OfferVersion, OfferVersion.offer_id == Offer.id)
        .where(Offer.agreement_id == agreement.id)
        .group_by(Offer.code)
        .having(ended < ends, ended > today())
    )
    return list(session.scalars(mine.order_by(Offer.code)))


def _so_far(agreement: Agreement) -> figures.Row | None:
    """Count what the officer's units used of it up to today; of a few people it is not told."""
    last = max(today(), agreement.valid_from)
    period = Period(agreement.valid_from, last + ONE_DAY)
    only = Only(agreement_id=agreement.id)
    question = Question(scope.organization_id(), period, current.now(), only=only)
    return few.counted(question)
