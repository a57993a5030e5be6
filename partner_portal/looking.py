"""A look at a card: by the till that will sell, or by anybody who opened its address."""

from datetime import datetime

from benefits import cards, purchases
from benefits.access import Permission, permits
from benefits.cards import Look, Presented, hosts_of
from benefits.purchases import Checked
from benefits.web import current
from partner_portal import scope


def own_hosts() -> frozenset[str]:
    settings = current.settings()
    return hosts_of(settings.public_url, *settings.public_url_aliases)


def stands_at_a_counter() -> bool:
    return permits(current.actor(), Permission.RECORD_PURCHASE)


def checked(text: str, at: datetime) -> Checked:
    """Ask what a card may be used for at the till of whoever is asking."""
    return purchases.verify(
        current.session(),
        Presented(text),
        till=scope.till(),
        now=at,
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )


def glanced(text: str) -> Look:
    """Ask only how a card stands, as anybody who holds it may."""
    return cards.look(
        current.session(),
        Presented(text),
        at=current.now(),
        ring=current.key_ring(),
        own_hosts=own_hosts(),
    )


def note(seen: Checked | Look) -> None:
    """Write down, after the page is made, that somebody looked at a card of ours."""
    if isinstance(seen, Checked):
        till = scope.till()
        current.leave_note(purchases.verification_of(seen, till))
    elif seen.card is not None:
        found = Checked(
            reason=seen.reason,
            unit_name=seen.unit_name,
            card=seen.card,
            checked_at=current.now(),
        )
        current.leave_note(purchases.verification_of(found))
