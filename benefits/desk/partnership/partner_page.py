"""Everything the pages of a partner and of an outlet show."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from benefits import audit, figures
from benefits.access import Account, AccountRole, Device, Role, devices, shifts
from benefits.access.roles import holds_on
from benefits.agreements import Agreement, Offer, OfferVersion, offered_at, state_of
from benefits.desk import few, labels, scope
from benefits.desk.forms import CashierForm
from benefits.desk.partnership import offer_register, partner_scope
from benefits.desk.partnership.agreement_forms import today
from benefits.desk.partnership.partner_forms import CloseForm, OutletForm
from benefits.desk.partnership.partner_words import state_badge
from benefits.figures import Only, Question
from benefits.partners import Outlet, Partner, is_discreet
from benefits.periods import Period, day_of
from benefits.purchases import Purchase
from benefits.web import Form, current
from benefits.web.lists import Line

MOST_PHONES = 50


def about(partner: Partner) -> dict[str, object]:
    session, day = current.session(), today()
    theirs = select(Outlet).where(Outlet.partner_id == partner.id).order_by(Outlet.name_key)
    signed = partner_scope.agreements().where(Agreement.partner_id == partner.id)
    agreements = session.scalars(signed.order_by(Agreement.valid_from.desc())).all()
    looks_after = partner_scope.looks_after(partner.id)
    outlets = session.scalars(theirs).all()
    return {
        "partner": partner,
        "kind": labels.PARTNER_KINDS[partner.kind],
        "is_health": is_discreet(partner, *(each.name for each in outlets)),
        "today": day,
        "outlets": outlets,
        "agreements": [(each, state_badge(state_of(each, day))) for each in agreements],
        "offers": _offers(partner, agreements),
        "row": this_year(Only(partner_id=partner.id)),
        "looks_after": looks_after,
        "managers": _managers(partner) if looks_after else (),
        "phones": _phones(partner) if looks_after else (),
        "noted": audit.about(session, "partners", partner.id),
    }


def about_outlet(outlet: Outlet, **forms: Form) -> dict[str, object]:
    """Tell about an outlet; its phones and cashiers only to whoever looks after it."""
    session, looks_after = current.session(), partner_scope.looks_after(outlet.partner_id)
    last_use = select(func.max(Purchase.bought_at)).where(Purchase.outlet_id == outlet.id)
    given: dict[str, object] = {
        "form": CashierForm(formdata=None),
        "editing": OutletForm.of(outlet),
        "closing": CloseForm(formdata=None),
    }
    return {
        "outlet": outlet,
        "partner": partner_scope.partner(outlet.partner_id),
        "is_open": outlet.is_open_on(today()),
        "looks_after": looks_after,
        "phones": session.scalars(devices.devices_of(outlet.id)).all() if looks_after else (),
        "cashiers": shifts.cashiers_of(session, outlet.id, current.now()) if looks_after else (),
        "offers": _offers_at(outlet),
        "row": this_year(Only(outlet_id=outlet.id)),
        "last_use": (used_at := session.scalar(last_use)) and day_of(used_at),
        "noted": audit.about(session, "outlets", outlet.id),
        **given,
        **forms,
    }


def this_year(only: Only) -> figures.Row | None:
    """Count what the officer's units used since the year began; of a few people it is not told."""
    year = Period.of_code(f"{today().year}")
    question = Question(scope.organization_id(), year, current.now(), only=only)
    return few.counted(question)


def _offers(partner: Partner, agreements: Sequence[Agreement]) -> list[Line]:
    under = select(Offer.id).where(Offer.agreement_id.in_([each.id for each in agreements]))
    theirs = select(OfferVersion.offer_id).where(OfferVersion.partner_id == partner.id)
    ids = current.session().scalars(under.where(Offer.id.in_(theirs)).order_by(Offer.id)).all()
    return offer_register.lines(ids)


def _offers_at(outlet: Outlet) -> list[Line]:
    """Those of the outlet's offers that hold today and that the officer may read of."""
    session, day = current.session(), today()
    mine = set(session.scalars(partner_scope.agreements().with_only_columns(Agreement.id)))
    held = [each for each in offered_at(session, outlet.id, day) if each.is_in_force_on(day)]
    return offer_register.lines([each.offer_id for each in held if each.agreement_id in mine])


def _managers(partner: Partner) -> list[Account]:
    role = (AccountRole.partner_id == partner.id, AccountRole.role == Role.MANAGER)
    acting = select(AccountRole.account_id).where(*role, holds_on(today()))
    return list(
        current.session().scalars(
            select(Account).where(Account.id.in_(acting)).order_by(Account.name)
        )
    )


def _phones(partner: Partner) -> list[Row[Device, str]]:
    return list(
        current.session().execute(
            select(Device, Outlet.name)
            .join(Outlet, Outlet.id == Device.outlet_id)
            .where(Outlet.partner_id == partner.id, Device.revoked_at.is_(None))
            .order_by(Outlet.name_key, Device.id)
            .limit(MOST_PHONES)
        )
    )
