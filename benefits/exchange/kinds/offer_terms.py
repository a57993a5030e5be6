"""What the `rule` column of an offers file says beside the rule: limits, kinds, trust, days."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from benefits.agreements import Agreement, LimitScope, LimitWindow, OfferLimit, OfferVersion, Trust
from benefits.errors import Refusal
from benefits.exchange import cells
from benefits.members import BeneficiaryKind

Limit = tuple[str, str, int]
MOST_ALLOWED: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Terms:
    """Limits as (scope, window, allowed); `valid_from` only for a later version of the offer."""

    limits: tuple[Limit, ...] = ()
    kinds: tuple[str, ...] = ()
    trust: str | None = None
    text: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None

    @classmethod
    def taken_from(cls, document: dict[str, Any]) -> "Terms":
        """Take our keys out of the document, leaving those of the rule; raise on a wrong one."""
        try:
            return cls(
                limits=tuple(sorted(_limit(each) for each in document.pop("limits", ()))),
                kinds=tuple(sorted(BeneficiaryKind(each) for each in document.pop("kinds", ()))),
                trust=Trust(found) if (found := document.pop("trust", None)) else None,
                text=document.pop("terms", None),
                valid_from=_day(document.pop("from", None)),
                valid_until=_day(document.pop("until", None)),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refusal("rule_terms_invalid", str(error)) from error

    @classmethod
    def of(
        cls, version: OfferVersion, agreement: Agreement, limits: Iterable[OfferLimit]
    ) -> "Terms":
        since, until = version.valid_from, version.valid_until
        follows = version.number > 1 or since != agreement.valid_from
        return cls(
            limits=tuple(sorted((each.scope, each.window, each.allowed) for each in limits)),
            kinds=tuple(sorted(version.kinds)),
            trust=None if version.trust is Trust.TYPED_CODE else version.trust.value,
            text=version.terms or None,
            valid_from=cells.written_day(since) if follows else None,
            valid_until=cells.written_day(until) or None,
        )

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Terms":
        return cls.taken_from({**document})

    def to_json(self) -> dict[str, Any]:
        names = ("scope", "window", "allowed")
        every = {
            "limits": [dict(zip(names, limit, strict=True)) for limit in self.limits],
            "kinds": list(self.kinds),
            "trust": self.trust,
            "terms": self.text,
            "from": self.valid_from,
            "until": self.valid_until,
        }
        return {name: value for name, value in every.items() if value}


def _limit(told: dict[str, Any]) -> Limit:
    allowed = int(told["allowed"])
    if not 0 < allowed <= MOST_ALLOWED:
        raise ValueError("allowed")
    return LimitScope(told["scope"]).value, LimitWindow(told["window"]).value, allowed


def _day(told: str | None) -> str | None:
    return cells.day(told) if told else None
