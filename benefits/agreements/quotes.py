"""The answer an offer's rule gives: who pays what, and what to tell the cashier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from benefits.money import NOTHING, Dong


class Method(StrEnum):
    COMPUTED = "computed"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class Remark:
    """A code with its parameters; the sentence belongs to the wording tables."""

    code: str
    params: Mapping[str, int | str | None] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "params": dict(self.params)}


@dataclass(frozen=True, slots=True)
class Share:
    """What one payer adds for the member."""

    payer: str
    amount: Dong

    def to_json(self) -> dict[str, Any]:
        return {"payer": self.payer, "amount": self.amount}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """`paid` is all the shop receives: the member's share and the subsidy.

    A refusal says that the rule gives nothing here; the amounts then are the shop's own ones if
    it stated any, else those of a purchase without discount. `expected_paid` is the rule's answer
    where the shop stated another or the same.
    """

    list_price: Dong
    paid: Dong
    subsidy: Dong = NOTHING
    shares: tuple[Share, ...] = ()
    method: Method = Method.COMPUTED
    expected_paid: Dong | None = None
    warnings: tuple[Remark, ...] = ()
    refusal: Remark | None = None

    @property
    def applies(self) -> bool:
        return self.refusal is None

    @property
    def benefit(self) -> Dong:
        return Dong(self.list_price - self.paid)

    @property
    def member_pays(self) -> Dong:
        return Dong(self.paid - self.subsidy)

    @property
    def saving(self) -> Dong:
        """What the member keeps, whoever gives it."""
        return Dong(self.list_price - self.member_pays)

    def to_json(self) -> dict[str, Any]:
        return {
            "list_price": self.list_price,
            "paid": self.paid,
            "benefit": self.benefit,
            "subsidy": self.subsidy,
            "member_pays": self.member_pays,
            "shares": [share.to_json() for share in self.shares],
            "method": self.method.value,
            "expected_paid": self.expected_paid,
            "warnings": [warning.to_json() for warning in self.warnings],
            "refusal": self.refusal and self.refusal.to_json(),
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Quote":
        refusal = document["refusal"]
        return cls(
            list_price=document["list_price"],
            paid=document["paid"],
            subsidy=document["subsidy"],
            shares=tuple(Share(**share) for share in document["shares"]),
            method=Method(document["method"]),
            expected_paid=document["expected_paid"],
            warnings=tuple(Remark(**warning) for warning in document["warnings"]),
            refusal=refusal and Remark(**refusal),
        )
