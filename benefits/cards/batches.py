"""Cards for a whole unit at once: issued together, printed together, every QR read back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards import ending, issuing
from benefits.cards.finding import belonged_on
from benefits.cards.issuing import in_groups
from benefits.cards.keys import KeyRing
from benefits.cards.models import Card, CardIndex, Medium
from benefits.cards.printing import CardFace, serial_of, verify_batch, write_pdf
from benefits.cards.tokens import card_url, printed_token
from benefits.members import Member, Membership
from benefits.organization import Level, Organization

ONE_DAY = timedelta(days=1)
Show = Callable[[int, int], None]


class Code(NamedTuple):
    """A line of the codes file."""

    member_no: str
    card_code: str
    token: str


def issue_for(
    session: Session, organization_id: int, *, by: int | None, now: datetime, day: date
) -> list[int]:
    """Issue a printed card to everyone of the sub-tree without one; return their indexes."""
    members = issuing.without_printed_card(session, organization_id, day)
    return [
        made.index for made in issuing.issue_many(session, members, Medium.PRINT, by=by, now=now)
    ]


def withdraw(session: Session, indexes: Sequence[int], *, by: int | None, now: datetime) -> None:
    """Revoke a batch that could not be printed, so that its people are given cards again."""
    for index in indexes:
        ending.revoke(session, index, by=by, now=now, reason="in_hong")


class Batch:
    """Cards to be printed, in the order they were issued: unit by unit, by name."""

    def __init__(
        self,
        session: Session,
        ring: KeyRing,
        public_url: str,
        indexes: Sequence[int],
        day: date,
        *,
        hotline: str = "",
    ) -> None:
        self.session, self.ring, self.public_url = session, ring, public_url
        self.indexes, self.day, self.hotline = indexes, day, hotline

    def codes(self) -> Iterator[Code]:
        for member, index, card, kind, _unit in self._rows():
            yield Code(member.member_no, index.code, self._token(card, kind))

    def faces(self) -> Iterator[CardFace]:
        units: dict[int, tuple[str, str]] = {}
        for member, index, card, kind, unit in self._rows():
            if unit not in units:
                units[unit] = names_of(self.session, unit, self.day)
            unit_name, issuer_name = units[unit]
            yield CardFace(
                full_name=member.full_name,
                unit_name=unit_name,
                issuer_name=issuer_name,
                serial=serial_of(card.index),
                last_day=card.valid_until - ONE_DAY,
                typed_code=index.typed_code,
                url=card_url(self.public_url, self._token(card, kind)),
                hotline=self.hotline,
            )

    def write_pdf(self, file: Path, show: Show) -> None:
        """Write the sheets and decode every card again from them; one failure refuses them all."""
        drawn = file.with_name(f".{file.name}.part")
        urls: list[str] = []
        try:
            with drawn.open("wb") as out:
                write_pdf(self._counted(urls, show), out)
            verify_batch(drawn, urls)
            drawn.replace(file)
        finally:
            drawn.unlink(missing_ok=True)

    def _counted(self, urls: list[str], show: Show) -> Iterator[CardFace]:
        for face in self.faces():
            urls.append(face.url)
            show(len(urls), len(self.indexes))
            yield face

    def _token(self, card: Card, kind: str) -> str:
        return printed_token(self.ring, card.index, card.valid_until - ONE_DAY, kind)

    def _rows(self) -> Iterator[tuple[Member, CardIndex, Card, str, int]]:
        for group in in_groups(self.indexes):
            statement = (
                select(Member, CardIndex, Card, Membership.kind, Membership.organization_id)
                .join(CardIndex, CardIndex.member_id == Member.id)
                .join(Card, Card.index == CardIndex.index)
                .join(Membership, Membership.member_id == Member.id)
                .where(CardIndex.index.in_(group), belonged_on(self.day))
                .order_by(CardIndex.index)
            )
            for member, index, card, kind, unit in self.session.execute(statement):  # noqa: UP028 - rows are no tuples
                yield member, index, card, kind, unit


def names_of(session: Session, unit: int, day: date) -> tuple[str, str]:
    """Name a unit, and the federation above it that issues its cards."""
    above = organization.ancestors_on(session, unit, day)
    names = organization.names_on(session, [unit, *above], day)
    federations = session.scalars(
        select(Organization.id).where(
            Organization.id.in_(above), Organization.level != Level.TONG_LIEN_DOAN
        )
    ).all()
    issuer = next((each for each in above if each in federations), unit)
    return names[unit], names[issuer]
