"""Activation letters for many at once: who needs one, and what stands in each."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from benefits import organization
from benefits.access import ActivationLetter, activation
from benefits.access.activation import Drawn
from benefits.cards.batches import names_of
from benefits.cards.finding import belonged_on
from benefits.cards.holding import holds, of_records
from benefits.cards.issuing import in_groups
from benefits.cards.models import Card, CardIndex, CardStatus, Medium
from benefits.cards.printing import Letter, serial_of, write_letters
from benefits.cards.typed_code import shown
from benefits.members import Member, MemberMerge, Membership, entering
from benefits.members.merging import Record, survivor_of
from benefits.organization import Placement, as_known, holds_on
from benefits.periods import day_of

ONE_DAY: Final = timedelta(days=1)
PAGE: Final = "/the/kich-hoat"
Show = Callable[[int, int], None]


class Illegible(NamedTuple):
    """A letter with names that cannot be printed whole: its page in the file, and which letters."""

    page: int
    member_id: int
    letters: str


class Holder(NamedTuple):
    """Whose letter it is, and the card that is named on it; `medium` tells where that one is."""

    full_name: str
    unit: int
    card_code: str
    card_index: int
    medium: Medium


class Whom(StrEnum):
    """Of those who cannot sign in yet: everybody, or only who holds no letter that is good."""

    WITHOUT_LETTER = "without_letter"
    NOT_ACTIVATED = "not_activated"


class Counts(NamedTuple):
    """People of a sub-tree; the last three are of those not activated yet."""

    people: int
    activated: int
    with_letter: int
    without_letter: int
    without_card: int


def wanting(
    session: Session,
    organization_id: int,
    whom: Whom,
    *,
    now: datetime,
    but_of_job: int | None = None,
) -> list[int]:
    """List who of a sub-tree needs a letter: unit by unit, in the order of Vietnamese lists.

    Letters of `but_of_job` do not count: they belong to a try of that job that came to nothing.
    """
    day = day_of(now)
    chosen = _people(organization_id, day).where(has_card(day), ~entering.signs_in(Member.id))
    if whom is Whom.WITHOUT_LETTER:
        chosen = chosen.where(~entering.holds_letter(Member.id, now, but_of_job=but_of_job))
    ordered = chosen.join(Placement, Placement.organization_id == Membership.organization_id)
    ordered = ordered.where(holds_on(Placement, day), as_known(Placement))
    return list(session.scalars(ordered.order_by(Placement.path, Member.sort_key, Member.id)))


def counts(session: Session, organization_id: int, now: datetime) -> Counts:
    """Count who of a sub-tree can sign in, and who cannot because of what."""
    day = day_of(now)
    person = Membership.member_id  # whose own row is not looked at
    stands = case(
        (entering.signs_in(person), "activated"),
        (~has_card(day, person), "without_card"),
        (entering.holds_letter(person, now), "with_letter"),
        else_="without_letter",
    ).label("stands")
    erased = select(Member.id).where(Member.erased_at.is_not(None))
    here = _belongs(organization_id, day)
    looked_at = select(stands).where(*here, person.not_in(erased)).subquery()
    rows = session.execute(select(looked_at.c.stands, func.count()).group_by(looked_at.c.stands))
    found: dict[str, int] = {kind: count for kind, count in rows}  # noqa: C416 - typed rows
    nobody = dict.fromkeys(Counts._fields[1:], 0)
    return Counts(sum(found.values()), **{**nobody, **found})


def has_card(day: date, person: Record = Member.id) -> ColumnElement[bool]:
    """Members whose code can be typed: some card of theirs is good that day."""
    card = aliased(Card)
    return holds(person, card, card.status == CardStatus.ACTIVE, card.valid_until > day)


def made_worthless(session: Session, job_id: int, drawn: int) -> int:
    """Count how many of the letters a job drew lead nowhere since: later ones replaced them.

    A letter that was used is counted no more than one still open: it did what it was for.
    """
    kept = (ActivationLetter.job_id == job_id, ActivationLetter.replaced_at.is_(None))
    good = session.scalar(select(func.count()).select_from(ActivationLetter).where(*kept))
    return max(0, drawn - (good or 0))


class LetterBatch:
    """Letters to draw; each is given a fresh code, of which `drawn` keeps the hash."""

    def __init__(
        self,
        session: Session,
        public_url: str,
        member_ids: Sequence[int],
        now: datetime,
        *,
        hotline: str = "",
    ) -> None:
        self.session, self.member_ids, self.hotline = session, member_ids, hotline
        self.url = public_url.rstrip("/") + PAGE
        self.day, self.last_day = day_of(now), day_of(now + activation.LETTER_LASTS - ONE_DAY)
        self.drawn: list[Drawn] = []
        self.illegible: list[Illegible] = []

    def write_pdf(self, file: Path, show: Show) -> int:
        with file.open("wb") as out:
            return write_letters(self._counted(show), out)

    def _counted(self, show: Show) -> Iterator[Letter]:
        for letter in self.letters():
            yield letter
            show(len(self.drawn), len(self.member_ids))

    def letters(self) -> Iterator[Letter]:
        units: dict[int, tuple[str, str]] = {}
        for group in in_groups(self.member_ids):
            found = self._rows(group)
            for member_id in group:
                holder = found.get(member_id)
                if holder is None:
                    continue
                if holder.unit not in units:
                    units[holder.unit] = names_of(self.session, holder.unit, self.day)
                letter = self._letter(member_id, holder, units[holder.unit])
                if letters := letter.illegible:
                    self.illegible.append(Illegible(len(self.drawn), member_id, letters))
                yield letter

    def _letter(self, member_id: int, holder: Holder, names: tuple[str, str]) -> Letter:
        code, card_code = activation.new_letter_code(), holder.card_code
        self.drawn.append(Drawn(member_id, activation.hash_of_letter(member_id, code)))
        return Letter(
            full_name=holder.full_name,
            unit_name=names[0],
            issuer_name=names[1],
            card_code=shown(card_code),
            activation_code=activation.shown(code),
            # What follows # stays in the phone: no log of any server ever holds it.
            url=f"{self.url}#{card_code}.{code}",
            page=self.url.partition("://")[2],
            last_day=self.last_day,
            hotline=self.hotline,
            serial=serial_of(holder.card_index) if holder.medium is Medium.PRINT else "",
        )

    def _rows(self, group: Sequence[int]) -> dict[int, Holder]:
        """Find name, unit and card of each; a printed card goes before one on a phone."""
        statement = (
            select(
                Member.id,
                Member.full_name,
                Membership.organization_id,
                CardIndex.typed_code,
                Card.index,
                Card.medium,
            )
            .select_from(Card)
            .join(Member, Member.id == survivor_of(Card.member_id))
            .join(Membership, Membership.member_id == Member.id)
            .join(CardIndex, CardIndex.index == Card.index)
            .where(
                of_records(group),
                belonged_on(self.day),
                Card.status == CardStatus.ACTIVE,
                Card.valid_until > self.day,
            )
            .order_by(Card.medium == Medium.PRINT)
        )
        return {row[0]: Holder(*row[1:]) for row in self.session.execute(statement)}


def _people(organization_id: int, day: date) -> Select[int]:
    return (
        select(Member.id)
        .join(Membership, Membership.member_id == Member.id)
        .where(*_belongs(organization_id, day), Member.erased_at.is_(None))
    )


def _belongs(organization_id: int, day: date) -> tuple[ColumnElement[bool], ...]:
    """Tell of memberships whether they are of the sub-tree that day, and of no merged record."""
    return (
        Membership.organization_id.in_(organization.subtree_on(organization_id, day)),
        belonged_on(day),
        Membership.member_id.not_in(select(MemberMerge.member_id)),
    )
