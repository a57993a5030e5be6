"""Cards for a whole unit at once: issued together, printed together, every QR read back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from benefits import organization
from benefits.cards.finding import belonged_on
from benefits.cards.history import become_all
from benefits.cards.holding import SPOILED
from benefits.cards.issuing import in_groups
from benefits.cards.keys import KeyRing
from benefits.cards.models import Card, CardIndex, CardStatus, Medium
from benefits.cards.printing import (
    CardFace,
    Design,
    Layout,
    Ordered,
    serial_of,
    verify_batch,
    verify_pictures,
    write_pdf,
    write_zip,
)
from benefits.cards.tokens import card_url, printed_token
from benefits.database import Database
from benefits.members import Member, Membership
from benefits.members.merging import survivor_of
from benefits.organization import Level, Organization, subtree_on

ONE_DAY = timedelta(days=1)
Show = Callable[[int, int], None]
PhotoOf = Callable[[str], bytes | None]
"""From the hash of a photo to its content, if that is still kept."""


class Code(NamedTuple):
    """A line of the codes file."""

    member_no: str
    card_code: str
    token: str


def no_photo(_digest: str) -> None:
    """Know of no photo."""


def withdraw(session: Session, indexes: Sequence[int], *, by: int | None, now: datetime) -> None:
    """Revoke cards that could not be printed, so that their people are given others.

    What these cards replaced goes on for its month: nobody did anything wrong.
    """
    for group in in_groups(indexes):
        in_use = select(Card).where(Card.index.in_(group), Card.status == CardStatus.ACTIVE)
        spoiled = session.scalars(in_use.with_for_update()).all()
        become_all(session, spoiled, CardStatus.REVOKED, by=by, now=now, reason=SPOILED)


class Output(StrEnum):
    """A4 sheets to cut, pages of a card's size for a card printer, pictures for a print house."""

    A4 = "a4"
    ONE_A_PAGE = "one_a_page"
    PICTURES = "pictures"


MADE: Final[Mapping[Output, tuple[str, str]]] = {
    Output.A4: ("the-a4.pdf", "application/pdf"),
    Output.ONE_A_PAGE: ("the-tung-trang.pdf", "application/pdf"),
    Output.PICTURES: ("the-anh.zip", "application/zip"),
}
"""What the file of an output is called, and what it is."""


class Batch:
    """Cards to be printed, in the order they were issued: unit by unit, by name.

    Only cards in use are printed: one that was lost since is left out, as is one whose owner has
    left the sub-tree of the unit `within`.
    """

    def __init__(
        self,
        session: Session,
        ring: KeyRing,
        public_url: str,
        indexes: Sequence[int],
        day: date,
        *,
        within: int | None = None,
        hotline: str = "",
        design: Design = Design.PLAIN,
        photo_of: PhotoOf = no_photo,
    ) -> None:
        self.session, self.ring, self.public_url = session, ring, public_url
        self.indexes, self.day, self.hotline = indexes, day, hotline
        self.within = within
        self.design, self.photo_of = design, photo_of
        self.printed: list[int] = []
        self.illegible: dict[str, str] = {}
        """By number, the cards of whose names some letters cannot be printed, and which."""

    def codes(self) -> Iterator[Code]:
        for member, index, card, kind, _unit in self._rows():
            yield Code(member.member_no, index.code, self._token(card, kind))

    def faces(self) -> Iterator[CardFace]:
        return (ordered.face for ordered in self.ordered())

    def ordered(self) -> Iterator[Ordered]:
        """Yield the cards and whose they are, one by one."""
        units: dict[int, tuple[str, str]] = {}
        for member, index, card, kind, unit in self._rows():
            if unit not in units:
                units[unit] = names_of(self.session, unit, self.day)
            yield Ordered(member.member_no, self._face(member, index, card, kind, units[unit]))

    def write(self, file: Path, output: Output, show: Show) -> None:
        """Write the cards and decode every one again from them; one failure refuses them all."""
        drawn = file.with_name(f".{file.name}.part")
        urls: list[str] = []
        cards = self._counted(urls, show)
        try:
            with drawn.open("wb") as out:
                if output is Output.PICTURES:
                    write_zip(cards, out)
                else:
                    write_pdf((each.face for each in cards), out, Layout(output.value))
            verify = verify_pictures if output is Output.PICTURES else verify_batch
            if not urls:
                return
            verify(drawn, urls, lambda seen: show((len(urls) + seen) // 2, len(urls)))
            drawn.replace(file)
        finally:
            drawn.unlink(missing_ok=True)

    def write_pdf(self, file: Path, show: Show) -> None:
        """Write A4 sheets."""
        self.write(file, Output.A4, show)

    def _counted(self, urls: list[str], show: Show) -> Iterator[Ordered]:
        """Drawing is half of the work, reading back the other."""
        self.printed.clear()
        self.illegible.clear()
        for each in self.ordered():
            urls.append(each.face.url)
            self.printed.append(int(each.face.serial))
            if letters := each.face.illegible:
                self.illegible[each.face.serial] = letters
            show(len(urls) // 2, len(self.indexes))
            yield each

    def _face(
        self, member: Member, index: CardIndex, card: Card, kind: str, names: tuple[str, str]
    ) -> CardFace:
        has_photo = self.design is Design.PHOTO and member.photo_hash is not None
        return CardFace(
            full_name=member.full_name,
            unit_name=names[0],
            issuer_name=names[1],
            serial=serial_of(card.index),
            last_day=card.valid_until - ONE_DAY,
            typed_code=index.typed_code,
            url=card_url(self.public_url, self._token(card, kind)),
            hotline=self.hotline,
            design=self.design,
            photo=self.photo_of(member.photo_hash or "") if has_photo else None,
        )

    def _token(self, card: Card, kind: str) -> str:
        return printed_token(self.ring, card.index, card.valid_until - ONE_DAY, kind)

    def _rows(self) -> Iterator[tuple[Member, CardIndex, Card, str, int]]:
        reached = [belonged_on(self.day)]
        if self.within is not None:
            reached.append(Membership.organization_id.in_(subtree_on(self.within, self.day)))
        for group in in_groups(self.indexes):
            statement = (
                select(Member, CardIndex, Card, Membership.kind, Membership.organization_id)
                .select_from(CardIndex)
                .join(Member, Member.id == survivor_of(CardIndex.member_id))
                .join(Card, Card.index == CardIndex.index)
                .join(Membership, Membership.member_id == Member.id)
                .where(CardIndex.index.in_(group), may_be_printed(self.day), *reached)
                .order_by(CardIndex.index)
            )
            for member, index, card, kind, unit in self.session.execute(statement):  # noqa: UP028 - rows are no tuples
                yield member, index, card, kind, unit


def may_be_printed(day: date) -> ColumnElement[bool]:
    """Cards to hold in the hand that are in use."""
    return and_(
        Card.medium == Medium.PRINT, Card.status == CardStatus.ACTIVE, Card.valid_until > day
    )


def count_as_printed(database: Database, indexes: Sequence[int], now: datetime) -> None:
    """Write down that these cards went out to be printed; printed again, the last time counts.

    Some at a time, each a unit of work of its own: between two of them the tills get their turn.
    """
    for group in in_groups(indexes):
        with database.write() as session:
            session.execute(update(Card).where(Card.index.in_(group)).values(printed_at=now))


def names_of(
    session: Session, unit: int, day: date, as_of: datetime | None = None
) -> tuple[str, str]:
    """Name a unit, and the federation above it that issues its cards."""
    above = organization.ancestors_on(session, unit, day, as_of)
    names = organization.names_on(session, [unit, *above], day, as_of)
    federations = session.scalars(
        select(Organization.id).where(
            Organization.id.in_(above), Organization.level != Level.TONG_LIEN_DOAN
        )
    ).all()
    issuer = next((each for each in above if each in federations), unit)
    return names[unit], names[issuer]
