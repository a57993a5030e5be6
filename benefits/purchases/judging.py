"""Whether a row of a file can be a use of the card it names; and what is odd about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from benefits.agreements import Basket, Discount, Offering, Quote, Remark, quote, version_on
from benefits.agreements import Method as Quoted
from benefits.errors import Invalid
from benefits.money import NOTHING, Dong
from benefits.periods import day_of
from benefits.purchases import invoices
from benefits.purchases.answers import RowAnswer, RowState
from benefits.purchases.known import Content, Holder, Known, Span, TakenIn
from benefits.purchases.limits import Buyer, Limits, limits_of
from benefits.purchases.models import Method

SPENT: Final = "balance_spent"
DIFFERS: Final = "differs_from_rule"


@dataclass(slots=True, kw_only=True)
class Use:
    """A row that can be stored, with all that is known about it."""

    row: TakenIn
    card: Holder
    belonging: Span
    outlet_id: int
    offer: Offering
    quote: Quote
    warnings: list[Remark] = field(default_factory=list)

    @property
    def day(self) -> date:
        return day_of(self.row.bought_at)

    @property
    def limits(self) -> Limits:
        unit = self.belonging.organization_id
        buyer = Buyer(self.card.person_id, self.card.household_id, unit, self.outlet_id)
        return limits_of(self.offer, buyer, self.day)

    @property
    def paper(self) -> invoices.Paper | None:
        return invoices.paper(self.offer.seller, self.row.invoice)

    def values(self, now: datetime) -> dict[str, Any]:
        """Return the purchase's columns, every one of them."""
        quoted, row = self.quote, self.row
        is_stated = quoted.method is Quoted.STATED and not quoted.paid
        return {
            "id": row.id,
            "member_id": self.card.member_id,
            "card_index": self.card.card_index,
            "organization_id": self.belonging.organization_id,
            "kind": self.belonging.kind,
            "outlet_id": self.outlet_id,
            "offer_version_id": self.offer.version_id,
            "agreement_id": self.offer.agreement_id,
            "bought_at": row.bought_at,
            "bought_on": self.day,
            "list_price": quoted.list_price,
            "paid": quoted.paid,
            "benefit": quoted.benefit,
            "subsidy": quoted.subsidy,
            "method": Method.STATED if is_stated else Method.COMPUTED,
            "evidence": row.evidence,
            "invoice": invoices.tidy(row.invoice),
            "quantity": 1,
            "warnings": [remark.code for remark in self.warnings],
            "known_at": now,
        }


def judged(row: TakenIn, known: Known, now: datetime) -> Use | RowAnswer:
    """Return the use that a row states, or why it is the same as before, or refused."""
    missing = _missing(row, known)
    if missing is not None:
        return missing
    day, card = day_of(row.bought_at), known.cards[row.card_code]
    outlet_id, partner_id = known.outlets[row.outlet_code]
    offer = version_on(known.offers[row.offer_code], day)
    if offer.partner_id != partner_id:
        return RowAnswer.refused("outlet_code", "outlet_of_other_partner")
    try:
        quoted = _quote(row, offer, known.spent.left(card.person_id, offer))
    except Invalid as wrong:
        column = {"subsidy_above_paid": "subsidy", "paid_above_list_price": "paid"}
        return RowAnswer.refused(column.get(wrong.code, "list_price"), wrong.code)
    content = _content(row, card, outlet_id, offer, quoted)
    if row.id in known.stored:
        return _again(row, known.stored[row.id], content)
    open_then = known.belonging_on(card, day)
    belonging = open_then or known.told_on(row, card, day)
    refused = _objection(row, card, belonging, offer)
    if refused is not None or belonging is None:
        return refused or RowAnswer(RowState.REFUSED)
    known.stored[row.id] = content
    known.spent.take(card.person_id, offer, quoted.benefit)
    use = Use(
        row=row, card=card, belonging=belonging, outlet_id=outlet_id, offer=offer, quote=quoted
    )
    if open_then is None:
        use.warnings.append(Remark("left_by_then", {"day": day.isoformat()}))
    use.warnings += [*_oddities_of(quoted, row, offer), *_oddities(use, now)]
    return use


def _missing(row: TakenIn, known: Known) -> RowAnswer | None:
    named = {
        "card_code": row.card_code in known.cards,
        "outlet_code": row.outlet_code in known.outlets,
        "offer_code": row.offer_code in known.offers,
    }
    return next(
        (
            RowAnswer.refused(name, "unknown_code")
            for name, is_known in named.items()
            if not is_known
        ),
        None,
    )


def _quote(row: TakenIn, offer: Offering, balance: Dong | None) -> Quote:
    """Keep the stated amounts; where none is stated, ask the rule about what is left."""
    if row.paid is not None:
        told = Basket(
            list_price=row.list_price,
            paid=row.paid,
            subsidy=row.subsidy or NOTHING,
            balance=balance,
        )
        return quote(offer.rule, told, at=row.bought_at)
    stated = row.list_price if offer.rule.discount is Discount.TYPED else None
    asked = Basket(list_price=row.list_price, stated=stated, balance=balance)
    quoted = quote(offer.rule, asked, at=row.bought_at)
    if row.subsidy is None:
        return quoted
    told = replace(asked, list_price=quoted.list_price, paid=quoted.paid, subsidy=row.subsidy)
    return quote(offer.rule, told, at=row.bought_at)


def _oddities_of(quoted: Quote, row: TakenIn, offer: Offering) -> Iterator[Remark]:
    """Name what is odd about the amounts: a rule that gives nothing says so of its own."""
    codes = {remark.code for remark in quoted.warnings}
    if quoted.refusal is not None and quoted.refusal.code == SPENT:
        yield quoted.refusal
    elif quoted.refusal is not None and not quoted.benefit:
        yield Remark("nothing_saved")
    yield from quoted.warnings
    has_subsidy = row.subsidy is not None and (row.subsidy or offer.rule.subsidies)
    if has_subsidy and DIFFERS not in codes:
        asked = Basket(list_price=quoted.list_price, paid=quoted.paid)
        by_rule = quote(offer.rule, asked, at=row.bought_at).subsidy
        if by_rule != quoted.subsidy:
            yield Remark(DIFFERS, {"subsidy": quoted.subsidy, "expected_subsidy": by_rule})


def _content(row: TakenIn, card: Holder, outlet_id: int, offer: Offering, quoted: Quote) -> Content:
    return Content(
        card_index=card.card_index,
        outlet_id=outlet_id,
        offer_id=offer.offer_id,
        bought_at=row.bought_at,
        list_price=quoted.list_price,
        paid=quoted.paid,
        subsidy=quoted.subsidy,
        invoice=invoices.tidy(row.invoice),
        evidence=row.evidence,
    )


def _again(row: TakenIn, before: Content, content: Content) -> RowAnswer:
    """The id was stored before: the row says the same, or something else under that id."""
    if row.paid is None:
        content = content._replace(paid=before.paid)
        if row.subsidy is None:
            content = content._replace(subsidy=before.subsidy)
    if before == content:
        return RowAnswer(RowState.SAME)
    return RowAnswer.refused("id", "id_of_another_use")


def _objection(
    row: TakenIn, card: Holder, belonging: Span | None, offer: Offering
) -> RowAnswer | None:
    """Refuse what cannot have been a use that day.

    A leaving or an end of an agreement that is entered late takes no use back: such uses go on
    counting, and so they do where they are carried to, which a row tells by naming its unit.
    """
    day = day_of(row.bought_at)
    if belonging is None:
        return RowAnswer.refused("card_code", "membership_not_open", day=day.isoformat())
    if ended := card.had_ended_by(day):
        return RowAnswer.refused("card_code", f"card_{ended}", day=day.isoformat())
    is_over = not offer.is_draft and offer.agreed_from <= day
    if not offer.is_agreed_on(day) and not (is_over and row.organization_code):
        return RowAnswer.refused("offer_code", "agreement_not_in_force", day=day.isoformat())
    return None


def _oddities(use: Use, now: datetime) -> Iterator[Remark]:
    offer = use.offer
    if use.row.bought_at > now:
        yield Remark("bought_in_future")
    if not offer.is_agreed_on(use.day):
        yield Remark("agreement_over_by_then", {"day": use.day.isoformat()})
    elif not offer.is_in_force_on(use.day):
        yield Remark("version_not_in_force")
    if not offer.serves(use.belonging.kind):
        yield Remark("kind_not_covered", {"kind": use.belonging.kind.value})
    if not offer.is_made_at(use.outlet_id):
        yield Remark("outlet_not_in_offer")
