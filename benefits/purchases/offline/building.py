"""An outlet's file: its offers and cashiers, and of every card what those offers ask."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from benefits.access import shifts
from benefits.access.logins import has_pin
from benefits.agreements import Offering, offered_at
from benefits.agreements.covering import Key
from benefits.cards import KeyRing
from benefits.cards.standing import SLOT_GRACE
from benefits.cards.tokens import SLOT
from benefits.database import epoch
from benefits.members import BeneficiaryKind
from benefits.partners import Outlet, Partner
from benefits.purchases.offline.packing import Sections, bit_of, bits_of, digest_of, packed
from benefits.purchases.offline.surveying import STATES, UNASSIGNED, Standing, Survey

VERSION: Final = 1
LASTS: Final = timedelta(hours=72)
KINDS: Final = (None, *(kind.value for kind in BeneficiaryKind))
STATE_BITS, KIND_BITS = 3, 2


@dataclass(frozen=True, slots=True)
class OfflineFile:
    """`digest` changes with the day and with the content, not with each making."""

    content: bytes
    digest: str


def file_for(
    session: Session,
    outlet_id: int,
    surveyed: Survey,
    *,
    ring: KeyRing,
    own_hosts: Iterable[str],
) -> OfflineFile:
    """Make the file of an outlet from a survey of all cards."""
    making = _Making(session, session.get_one(Outlet, outlet_id), surveyed)
    lasting = {
        **making.head(),
        **ring.public_jwks(),
        "retired_keys": ring.retired_jwks(),
        "hosts": sorted(own_hosts),
        "epoch": epoch(session),
    }
    sections = making.sections.written
    times = {
        "made_at": surveyed.made_at.isoformat(),
        "valid_until": (surveyed.made_at + LASTS).isoformat(),
    }
    content = packed({**lasting, **times}, sections, ring)
    return OfflineFile(content, digest_of(lasting, sections))


class _Making:
    def __init__(self, session: Session, outlet: Outlet, surveyed: Survey) -> None:
        self.session, self.outlet, self.surveyed = session, outlet, surveyed
        self.partner = session.get_one(Partner, outlet.partner_id)
        self.size = len(surveyed.days[0].states)
        self.sections = Sections(self.size)
        self.coverages: dict[Key, Offering] = {}

    def head(self) -> dict[str, Any]:
        offered = [self._offered(each.day) for each in self.surveyed.days]
        versions = {each.version_id: each for offers in offered for each in offers}
        offers = [self._offer(each) for _, each in sorted(versions.items())]
        days = [
            self._day(standing, offers)
            for standing, offers in zip(self.surveyed.days, offered, strict=True)
        ]
        return {
            "format": "benefits-offline",
            "version": VERSION,
            "outlet": self._outlet(),
            "cards": self.size,
            "section_length": self.sections.length,
            "sections": len(self.sections.written),
            "states": STATES,
            "kinds": KINDS,
            "check": self._check(),
            "slot_seconds": int(SLOT.total_seconds()),
            "slot_grace_seconds": int(SLOT_GRACE.total_seconds()),
            "days": days,
            "offers": offers,
            "cashiers": list(self._cashiers()),
        }

    def _offered(self, day: date) -> Sequence[Offering]:
        return offered_at(self.session, self.outlet.id, day)

    def _outlet(self) -> dict[str, Any]:
        both = (self.outlet, self.partner)
        opened = [each.opened_on for each in both if each.opened_on]
        closed = [each.closed_on for each in both if each.closed_on]
        return {
            "code": self.outlet.code,
            "name": self.outlet.name,
            "opened_on": _day(max(opened, default=None)),
            "closed_on": _day(min(closed, default=None)),
        }

    def _day(self, standing: Standing, offers: Sequence[Offering]) -> dict[str, Any]:
        return {
            "day": standing.day.isoformat(),
            "states": [self._state(standing, bit) for bit in range(STATE_BITS)],
            "kinds": [self._kind(standing, bit) for bit in range(KIND_BITS)],
            "coverages": [self._covered(standing, offer) for offer in self.coverages.values()],
            "offers": [each.version_id for each in offers],
        }

    def _state(self, standing: Standing, bit: int) -> list[int]:
        return self._add(standing, ("state", bit), lambda: bit_of(standing.states, bit))

    def _kind(self, standing: Standing, bit: int) -> list[int]:
        kinds = [KINDS.index(kind) for _, kind in self.surveyed.places]
        return self._add(standing, ("kind", bit), lambda: bit_of(spread(kinds, standing), bit))

    def _covered(self, standing: Standing, offer: Offering) -> list[int]:
        """Say of every card whether the agreement of an offer covers its owner's unit."""
        inside = [
            unit is not None and offer.covers(standing.paths.get(unit, (unit,)), standing.day)
            for unit, _ in self.surveyed.places
        ]
        name = ("coverage", offer.covering.key)
        return self._add(standing, name, lambda: bits_of(spread(inside, standing), (1,)))

    def _add(self, standing: Standing, name: Hashable, make: Callable[[], int]) -> list[int]:
        return self.sections.add(name, self.surveyed.plane((standing.day, name), make))

    def _offer(self, each: Offering) -> dict[str, Any]:
        coverage = each.covering.key
        self.coverages.setdefault(coverage, each)
        return {
            "code": each.code,
            "offer_version": each.version_id,
            "title": each.title,
            "terms": each.terms,
            "rule": each.rule.to_json(),
            "trust": each.trust.value,
            "kinds": [kind for kind in KINDS if kind and each.serves(kind)],
            "limits": [
                {"scope": limit.scope, "window": limit.window, "allowed": limit.allowed}
                for limit in each.limits
            ],
            "opens_on": _day(each.opens_on),
            "closes_on": _day(each.closes_on),
            "coverage": list(self.coverages).index(coverage),
        }

    def _check(self) -> dict[str, int | None]:
        """Name a good card and a bad one: who reads otherwise has read the bits wrongly."""
        states = self.surveyed.days[0].states
        good = states.find(STATES.index("good"))
        bad = next((each for each in map(states.find, range(1, UNASSIGNED)) if each >= 0), 0)
        return {"good": None if good < 0 else good, "bad": bad}

    def _cashiers(self) -> Iterable[dict[str, Any]]:
        """Name who may open a shift, with the hash by which a phone knows their PIN."""
        found = shifts.cashiers_of(self.session, self.outlet.id, self.surveyed.made_at)
        for account, role in found:
            if account.secret_hash is not None and has_pin(account.login):
                yield {
                    "account": account.id,
                    "name": account.name,
                    "pin": account.secret_hash,
                    "until": _day(role.valid_until),
                }


def spread(of_places: Sequence[int], standing: Standing) -> bytes:
    """Give every index what was found for its place."""
    return bytes(map(of_places.__getitem__, standing.places))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
