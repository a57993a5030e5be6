"""What the member has bought, and saved by it."""

from typing import Final

from benefits import purchases
from benefits.purchases import Line, Totals
from benefits.web import current
from member_portal import scope

# More than anybody buys; it keeps one page from reading without end.
MOST: Final = 20_000


def lines() -> list[Line]:
    return purchases.of_member(current.session(), scope.member_id(), most=MOST)


def saved() -> Totals:
    """Everything that was ever saved, without what was taken back."""
    return purchases.totals_of(lines())
