"""The cards of this browser's latest sales, so that one of them can be typed in anew."""

from typing import Final
from uuid import UUID

from flask import session as cookie

SALES: Final = "sales"
MOST: Final = 6  # a cookie is small


def keep(sale_id: UUID, card: str) -> None:
    others = [each for each in cookie.get(SALES, []) if each[0] != str(sale_id)]
    cookie[SALES] = [*others, (str(sale_id), card)][-MOST:]


def card_of(sale_id: UUID) -> str | None:
    return next((card for sale, card in cookie.get(SALES, []) if sale == str(sale_id)), None)
