"""One sale: a card that is good, an offer and a basket; refused for a reason, or written down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, cast

from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from benefits.agreements import Discount, Offering, OfferVersion, Quote, Remark, Trust, quote
from benefits.agreements import Method as Quoted
from benefits.cards import FoundCard
from benefits.cards.standing import stopped
from benefits.database import write_together, write_where
from benefits.money import Dong
from benefits.periods import day_of
from benefits.purchases import invoices, quota, submissions
from benefits.purchases.limits import Limits, limits_of
from benefits.purchases.models import Evidence, Method, Purchase
from benefits.purchases.oddities import unusual_price
from benefits.purchases.submissions import Recording
from benefits.purchases.verifying import buyer_of, first_reason

EVIDENCE: Final[Mapping[Trust, Evidence]] = {
    Trust.PHONE: Evidence.QUET_MA_DONG,
    Trust.PRINTED: Evidence.QUET_THE_IN,
    Trust.TYPED_CODE: Evidence.GO_MA,
    Trust.NAME: Evidence.TRA_TEN,
}

_PURCHASES: Final = cast("Table", Purchase.__table__)


class Sale:
    """What was asked, whose card it is, and which offer it is about."""

    def __init__(
        self,
        recording: Recording,
        card: FoundCard,
        offer: Offering,
        balance: Dong | None = None,
        doubt: Remark | None = None,
    ) -> None:
        self.recording, self.card, self.offer, self.doubt = recording, card, offer, doubt
        held = recording.basket
        self.basket = held if balance is None else replace(held, balance=balance)
        self.at: datetime = recording.bought_at
        self.day: date = day_of(recording.bought_at)
        self.outlet_id: int = recording.till.outlet_id

    @cached_property
    def quote(self) -> Quote:
        return quote(self.offer.rule, self.basket, at=self.at)

    @cached_property
    def limits(self) -> Limits:
        groups = tuple(line.group for line in self.recording.basket.lines)
        return limits_of(self.offer, buyer_of(self.card, self.outlet_id, groups), self.day)

    @cached_property
    def paper(self) -> invoices.Paper | None:
        return invoices.paper(self.offer.seller, self.recording.invoice)


def objections(session: Session, sale: Sale) -> Iterator[Remark]:
    """Name every reason not to sell, the one to tell first."""
    reason = first_reason(session, sale.offer, sale.card, sale.limits, sale.at)
    if reason is not None:
        yield _closed_meanwhile(session, sale, reason)
    is_gift = sale.offer.rule.discount is Discount.FREE
    if not sale.quote.list_price and not is_gift:
        yield Remark("no_amount")
    yield from _about_groups(sale)
    if sale.quote.refusal is not None:
        yield sale.quote.refusal
    expected, paid = sale.recording.expected_paid, sale.quote.paid
    if expected is not None and expected != paid:
        yield Remark("quote_changed", {"expected": expected, "paid": paid})
    if sale.paper and sale.card.person_id in _claimants(session, sale.paper):
        yield Remark("invoice_used", {"invoice": invoices.tidy(sale.recording.invoice)})


def _about_groups(sale: Sale) -> Iterator[Remark]:
    """Take groups of products by their agreed names; where they are counted, not without."""
    named = {share.group for share in sale.offer.rule.groups}
    lines = sale.recording.basket.lines
    if not named:
        return
    unknown = next((line.group for line in lines if line.group not in named), None)
    if unknown is not None:
        yield Remark("group_not_in_offer", {"group": unknown, "groups": ", ".join(sorted(named))})
    if not lines and sale.offer.counts_groups:
        yield Remark("groups_missing", {"groups": ", ".join(sorted(named))})


def warnings(session: Session, sale: Sale, now: datetime) -> list[Remark]:
    """Name what somebody should look at later; nothing of it refuses."""
    remarks = list(sale.quote.warnings)
    if unusual := unusual_price(session, sale.outlet_id, sale.quote.list_price):
        remarks.append(unusual)
    if sale.paper and _claimants(session, sale.paper):
        remarks.append(Remark("invoice_on_another_card"))
    if stopped(sale.card, day_of(now)):
        remarks.append(Remark("card_stopped_since"))
    if sale.doubt is not None:
        remarks.append(sale.doubt)
    return remarks


def store(
    session: Session,
    sale: Sale,
    purchase: Mapping[str, Any],
    submission: Mapping[str, Any],
    *,
    is_all: bool = False,
) -> bool:
    """Write the purchase down, with what it took, the invoice it claims, and the answer to it.

    Nothing is written where a limit leaves no use; tells whether it was. Where that `is_all` there
    is to write, the unit of work may end with it.
    """
    member_id, purchase_id = purchase["member_id"], purchase["id"]
    rows = (
        (_PURCHASES, purchase),
        *((quota.TAKINGS, each) for each in quota.takings_of(purchase_id, member_id, sale.limits)),
        (submissions.SUBMISSIONS, submission),
    )
    if len(sale.limits) == 1:
        [(key, limit)] = sale.limits.items()
        taking, is_last = quota.taking_of(session, key, limit), is_all and sale.paper is None
        is_free = write_where(session, taking, *rows, is_last=is_last)
    elif is_free := quota.take(session, sale.limits):
        write_together(session, *rows)
    if is_free and sale.paper is not None:
        invoices.claim(session, sale.paper, member_id, purchase_id)
    return is_free


def purchase_of(sale: Sale, remarks: Sequence[Remark], now: datetime) -> dict[str, Any]:
    """Return the row that a sale is kept as."""
    asked, card, offer, quoted = sale.recording, sale.card, sale.offer, sale.quote
    if card.belonging is None:
        raise AssertionError("a card without a membership is refused before")
    is_stated = quoted.method is Quoted.STATED and not quoted.paid
    return {
        "id": asked.id,
        "member_id": card.member_id,
        "card_index": card.index,
        "organization_id": card.belonging.organization_id,
        "kind": card.belonging.kind,
        "outlet_id": sale.outlet_id,
        "offer_version_id": offer.version_id,
        "agreement_id": offer.agreement_id,
        "bought_at": sale.at,
        "bought_on": sale.day,
        "list_price": quoted.list_price,
        "paid": quoted.paid,
        "benefit": quoted.benefit,
        "subsidy": quoted.subsidy,
        "method": Method.STATED if is_stated else Method.COMPUTED,
        "evidence": asked.evidence or EVIDENCE[card.trust],
        "invoice": invoices.tidy(asked.invoice),
        "quantity": asked.basket.quantity,
        "party_size": asked.basket.group_size if asked.basket.group_size > 1 else None,
        "group_id": asked.group_id,
        "id_compared": asked.id_compared,
        "warnings": [remark.code for remark in remarks],
        "device_id": asked.till.device_id,
        "shift_id": asked.till.shift_id,
        "account_id": asked.till.account_id,
        "device_time": asked.device_time,
        "clock_offset_ms": asked.clock_offset_ms,
        "known_at": now,
    }


def _claimants(session: Session, paper: invoices.Paper) -> set[int]:
    return set(invoices.claimed(session, [paper]).get(paper, {}))


def _closed_meanwhile(session: Session, sale: Sale, reason: Remark) -> Remark:
    """Tell an offer that has ended from one that another version has taken the place of."""
    if reason.code != "not_in_force":
        return reason
    newer = select(OfferVersion.id).where(
        OfferVersion.offer_id == sale.offer.offer_id,
        OfferVersion.id != sale.offer.version_id,
        OfferVersion.valid_from <= sale.day,
        or_(OfferVersion.valid_until.is_(None), OfferVersion.valid_until > sale.day),
    )
    return Remark("offer_changed") if session.scalar(newer) is not None else reason
