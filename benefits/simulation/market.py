"""Partners, outlets, agreements and offers: a few that everybody goes to, and a long tail."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from random import Random
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from benefits.agreements import Agreement, Coverage, Offer, OfferVersion
from benefits.money import Dong
from benefits.partners import Outlet, Partner
from benefits.simulation.asked import Asked
from benefits.simulation.plan import Plan
from benefits.simulation.prices import Sum, ladder
from benefits.simulation.trades import TRADES, Trade

FEWEST, MOST, UNITS_A_PARTNER = 6, 400, 12
STEEPNESS: Final = 1.05
_MOST_OUTLETS, _OUTLETS_FALL = 24, 0.6
_LOCAL: Final = 5
"""Every fifth partner has signed with one upper union and serves nobody else's members."""

_NAMES: Final = (
    *("Ánh Dương", "Bách Hợp", "Cẩm Tú", "Đồng Tâm", "Gia Phúc", "Hồng Hà", "Khải Hoàn"),
    *("Lộc Vừng", "Minh Châu", "Nhật Tân", "Phố Hiến", "Quê Hương", "Sen Vàng", "Tâm An"),
)
_CENTRE: Final = (10.05, 105.78)


class Choice(NamedTuple):
    """An offer at an outlet; `upper` is the only union it is for, where it is not for all."""

    outlet: int
    version: int
    agreement: int
    upper: int | None
    ladder: tuple[Sum, ...]


@dataclass(slots=True)
class Market:
    """What can be had where, and how often each is chosen."""

    outlets: int = 0
    offers: int = 0
    partners: int = 0
    choices: list[Choice] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    reached: list[float] = field(default_factory=list)

    def add(self, choice: Choice, weight: float) -> None:
        self.choices.append(choice)
        self.weights.append(weight)

    def close(self) -> None:
        self.reached = list(accumulate(self.weights))

    def choose(self, upper: int, source: Random) -> Choice:
        """Choose what somebody of that union may have."""
        while True:
            drawn = bisect_right(self.reached, source.random() * self.reached[-1])
            choice = self.choices[min(drawn, len(self.choices) - 1)]
            if choice.upper is None or choice.upper == upper:
                return choice


def partner_count(asked: Asked) -> int:
    return min(MOST, max(FEWEST, asked.organizations // UNITS_A_PARTNER))


def open_market(session: Session, plan: Plan, keys: Sequence[int], asked: Asked) -> Market:
    market, source = Market(), asked.source("market")
    uppers = [place for place, unit in enumerate(plan.units) if unit.above == 0]
    for rank in range(1, partner_count(asked) + 1):
        upper = source.choice(uppers) if rank % _LOCAL == 0 else None
        trade = TRADES[(rank - 1) % len(TRADES)]
        partner = _partner(session, trade, rank, source)
        agreement = _signed(session, partner, keys[upper or 0], asked, source)
        outlets = list(_outlets(partner, rank, source))
        session.add_all(outlets)
        session.flush()
        market.partners, market.outlets = rank, market.outlets + len(outlets)
        for number in range(1, 2 + rank % 3):
            version = _offered(session, agreement, trade, number, source)
            prices = ladder(version, trade, asked.until)
            market.offers += 1
            for place, outlet in enumerate(outlets, start=1):
                choice = Choice(outlet.id, version.id, agreement.id, upper, prices)
                market.add(choice, 1 / (rank**STEEPNESS * place * number))
    market.close()
    return market


def _partner(session: Session, trade: Trade, rank: int, source: Random) -> Partner:
    partner = Partner(
        code=f"DT{rank:04d}",
        name=f"{trade.name} {source.choice(_NAMES)} {rank}",
        kind=trade.kind,
        tax_code=f"99008{rank:05d}",
    )
    session.add(partner)
    session.flush()
    return partner


def _outlets(partner: Partner, rank: int, source: Random) -> Iterator[Outlet]:
    for number in range(1, 1 + max(1, round(_MOST_OUTLETS / rank**_OUTLETS_FALL))):
        latitude, longitude = (round(each + source.uniform(-0.3, 0.3), 5) for each in _CENTRE)
        yield Outlet(
            code=f"{partner.code}-{number:02d}",
            partner_id=partner.id,
            name=f"{partner.name} – điểm {number}",
            address=f"{number} đường số {rank}, tỉnh Mô Phỏng",
            latitude=latitude,
            longitude=longitude,
        )


def _signed(
    session: Session, partner: Partner, signer: int, asked: Asked, source: Random
) -> Agreement:
    begins = asked.first - timedelta(days=source.randint(10, 300))
    agreement = Agreement(
        number=f"{partner.code}/TT-MP",
        partner_id=partner.id,
        signed_by_id=signer,
        held_by_id=signer,
        signed_on=begins - timedelta(days=source.randint(1, 20)),
        valid_from=begins,
        valid_until=asked.until + timedelta(days=source.randint(20, 700)),
        known_at=asked.known,
    )
    session.add(agreement)
    session.flush()
    session.add(Coverage(agreement_id=agreement.id, organization_id=signer))
    return agreement


def _offered(
    session: Session, agreement: Agreement, trade: Trade, number: int, source: Random
) -> OfferVersion:
    offer = Offer(code=f"UD{agreement.partner_id:04d}-{number}", agreement_id=agreement.id)
    session.add(offer)
    session.flush()
    version = OfferVersion(
        offer_id=offer.id,
        partner_id=agreement.partner_id,
        partner_kind=trade.kind,
        title=f"{trade.title} – {number}",
        category=trade.category,
        discount=trade.discount,
        value=source.choice(trade.values),
        ceiling=None if trade.ceiling is None else Dong(trade.ceiling),
        min_spend=None if trade.min_spend is None else Dong(trade.min_spend),
        valid_from=agreement.valid_from,
        valid_until=agreement.valid_until,
        known_at=agreement.known_at,
    )
    session.add(version)
    session.flush()
    return version
