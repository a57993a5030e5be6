"""Putting a name beside a use: it takes a right, a listed reason and a note the person can read.

The right belongs to officers above the grassroots: a CĐCS sees of its people only who has a card.
Who went where for health or legal aid is told to nobody.
"""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import audit, partners
from benefits.agreements import Category, OfferVersion
from benefits.cards import Medium
from benefits.desk import scope
from benefits.desk.ledger.purchase_words import CARDS, NAMING_REASONS, SHOWN_OF_CODE
from benefits.errors import NotAllowed
from benefits.organization import Level, Organization
from benefits.partners import Outlet, Partner
from benefits.purchases.glances import NAMED
from benefits.web import Form, current, required


class NamingForm(Form):
    why = SelectField(
        _l("Lý do xem"),
        [required(_l("Hãy chọn lý do."))],
        choices=lambda: [
            SelectChoice("", _l("Chọn lý do")),
            *(SelectChoice(code, name) for code, name in NAMING_REASONS.items()),
        ],
    )


def may_name() -> bool:
    """Tell whether the officer's unit stands above the grassroots."""
    unit = current.session().get_one(Organization, scope.organization_id())
    return unit.level not in {Level.CO_SO, Level.BO_PHAN}


def discreet_outlets() -> list[int]:
    """Outlets of which no use ever shows a name."""
    found = select(Outlet.id, Outlet.name, Partner).join(Partner, Partner.id == Outlet.partner_id)
    rows = current.session().execute(found)
    return [key for key, outlet, partner in rows if partners.is_discreet(partner, outlet)]


def masked(medium: Medium, typed_code: str, *, is_open: bool) -> str:
    """Say of a card what may stand beside a use; the end of its code leads to whoever holds it."""
    word = str(CARDS[medium])
    return f"{word} •••• {typed_code[-SHOWN_OF_CODE:]}" if is_open else word


def legal_aid_partners() -> frozenset[int]:
    """Partners that ever offered legal aid: who merely came there is told to nobody either."""
    advising = select(OfferVersion.partner_id).where(
        OfferVersion.category == Category.TU_VAN_PHAP_LUAT
    )
    return frozenset(current.session().scalars(advising))


def name(member_id: int, reason: str) -> None:
    """Write down, for the person to read, that the name was put beside uses, and why.

    Which use it was is left out: the note stands where the CĐCS reads it.
    """
    if not may_name():
        raise NotAllowed("naming_is_for_superiors")
    audit.note(
        current.session(),
        current.actor().account_id,
        NAMED,
        "members",
        member_id,
        now=current.now(),
        fields={"reason": reason},
    )
