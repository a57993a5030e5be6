"""What the member has saved by using the card."""

from typing import NamedTuple

from benefits import purchases
from benefits.money import Dong
from benefits.web import current
from member_portal import scope


class Saved(NamedTuple):
    uses: int
    benefit: Dong


def saved() -> Saved:
    """Everything that was ever saved, without what was taken back."""
    return Saved(*purchases.summed(purchases.months_of(current.session(), scope.member_id())))
