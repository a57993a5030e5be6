"""What one person used and where the card was looked at: opened for a listed reason, once.

What has to do with health or legal aid is left out, and the person can read who looked and why.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, exists, or_, select

from benefits import partners, purchases
from benefits.access import Permission
from benefits.agreements import OfferVersion, is_discreet_use
from benefits.database.days import vietnamese_day
from benefits.desk import naming, scope
from benefits.desk.naming import NamingForm
from benefits.errors import NotAllowed
from benefits.members import Membership
from benefits.members.merging import records_of
from benefits.money import Dong
from benefits.partners import Outlet, Partner
from benefits.purchases import Purchase, Verification
from benefits.web import allow, current

pages = Blueprint("member_uses", __name__, url_prefix="/doan-vien")
MOST: Final = 200


class Use(NamedTuple):
    at: datetime
    outlet: str
    offer: str
    benefit: Dong
    is_reversed: bool


class Seen(NamedTuple):
    at: datetime
    result: str
    outlet: str


@pages.post("/<int:member_id>/luot")
@allow(Permission.NAME_USES)
def page(member_id: int) -> ResponseReturnValue:
    member, form = scope.member(member_id), NamingForm()
    if not naming.may_name():
        raise NotAllowed("naming_is_for_superiors")
    if not form.is_sent():
        return render_template("desk/members/why.html", member=member, naming=form), 422
    naming.name(member.id, form.why.data)
    return render_template(
        "desk/members/uses.html", member=member, uses=_uses(member.id), looks=_looks(member.id)
    )


def _uses(member_id: int) -> Sequence[Use]:
    """List the uses that may be told, the latest first; two statements for all of them.

    What somebody used while belonging elsewhere counts elsewhere, and is not shown here.
    """
    counts_here = scope.purchases_of(scope.organization_id())
    found = current.session().execute(
        select(Purchase.id, OfferVersion.category, Partner, Outlet.name)
        .join(OfferVersion, OfferVersion.id == Purchase.offer_version_id)
        .join(Outlet, Outlet.id == Purchase.outlet_id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .where(Purchase.member_id.in_(records_of(current.session(), member_id)), counts_here)
    )
    told = {row[0] for row in found if not is_discreet_use(*row[1:])}
    return [
        Use(
            line.purchase.bought_at,
            line.outlet_name,
            line.offer_title,
            line.left.benefit,
            line.is_reversed,
        )
        for line in purchases.of_member(current.session(), member_id, most=MOST)
        if line.purchase.id in told
    ]


def _looks(member_id: int) -> Sequence[Seen]:
    """List where the cards were looked at while their holder belonged here.

    Places of health and of legal aid are left out.
    """
    records = records_of(current.session(), member_id)
    rows = current.session().execute(
        select(Verification.verified_at, Verification.result, Outlet.name, Partner)
        .join(Outlet, Outlet.id == Verification.outlet_id)
        .join(Partner, Partner.id == Outlet.partner_id)
        .where(Verification.member_id.in_(records), _belonged_here(records))
        .order_by(Verification.verified_at.desc(), Verification.id.desc())
        .limit(MOST)
    )
    advises = naming.legal_aid_partners()
    return [
        Seen(at, result, outlet)
        for at, result, outlet, partner in rows
        if not partners.is_discreet(partner, outlet) and partner.id not in advises
    ]


def _belonged_here(records: Sequence[int]) -> ColumnElement[bool]:
    """Tell of a look whether the person was, that day, of a unit within reach."""
    day = vietnamese_day(Verification.verified_at)
    return exists().where(
        Membership.member_id.in_(records),
        Membership.organization_id.in_(scope.unit_ids()),
        Membership.valid_from <= day,
        or_(Membership.valid_until.is_(None), day < Membership.valid_until),
    )
