"""Spans written anew: those wanted beside those there are, joined where nothing parts them."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Final, NamedTuple

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from benefits.members import origins
from benefits.members.models import BeneficiaryKind, EndReason, Membership


class NewSpan(NamedTuple):
    """A span to store, or what one is to become."""

    organization_id: int
    kind: BeneficiaryKind
    valid_from: date
    valid_until: date | None
    ended_because: EndReason | None = None
    relative_of_id: int | None = None
    otherwise_until: date | None = None
    otherwise_because: EndReason | None = None

    def until(self, day: date | None, because: EndReason | None = None) -> "NewSpan":
        """Return the span with another end, which nothing cuts short."""
        return self._replace(
            valid_until=day, ended_because=because, otherwise_until=None, otherwise_because=None
        )


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Spans that change, each with what it becomes; new ones to store; ones to delete."""

    changed: tuple[tuple[Membership, NewSpan], ...] = ()
    added: tuple[NewSpan, ...] = ()
    removed: tuple[Membership, ...] = ()


NOTHING: Final = Rewritten()
ENDS: Final = ("valid_until", "ended_because", "otherwise_until", "otherwise_because")


def like(span: Membership) -> NewSpan:
    return NewSpan(**{name: getattr(span, name) for name in NewSpan._fields})


def rewritten(
    spans: Sequence[Membership], gone: Collection[Membership], wanted: Sequence[NewSpan]
) -> Rewritten:
    """Put wanted spans in the place of some that lie side by side, joined with their neighbours.

    `spans` are all of the person's, in order of days. Where two that are alike followed each other
    before, they still do: a unit's end may have put one there, and its undoing puts it back.
    """
    others = [span for span in spans if span not in gone]
    first = wanted[0].valid_from
    before = [span for span in others if span.valid_from < first][-1:]
    after = [span for span in others if span.valid_from > first][:1]
    known = {span.valid_from: span for span in (*before, *gone, *after)}
    apart = {
        after.valid_from for span, after in pairwise(spans) if _goes_on(like(span), like(after))
    }
    joined = _joined([*map(like, before), *wanted, *map(like, after)], apart)
    named = {each.valid_from for each in joined}
    return Rewritten(
        changed=tuple(
            (known[each.valid_from], each)
            for each in joined
            if each.valid_from in known and like(known[each.valid_from]) != each
        ),
        added=tuple(each for each in joined if each.valid_from not in known),
        removed=tuple(span for day, span in known.items() if day not in named),
    )


def _joined(spans: Sequence[NewSpan], apart: Container[date]) -> list[NewSpan]:
    """Make one of those that are alike and follow each other without an end in between."""
    found: list[NewSpan] = []
    for each in spans:
        if found and each.valid_from not in apart and _goes_on(found[-1], each):
            found[-1] = each._replace(valid_from=found[-1].valid_from)
        else:
            found.append(each)
    return found


def _goes_on(span: NewSpan, after: NewSpan) -> bool:
    is_alike = (span.organization_id, span.kind, span.relative_of_id) == (
        after.organization_id,
        after.kind,
        after.relative_of_id,
    )
    return is_alike and span.valid_until == after.valid_from and span.ended_because is None


def store(
    session: Session,
    member_id: int,
    made: Rewritten,
    keys: Iterator[int],
    *,
    now: datetime,
    through: int | None = None,
) -> list[Membership]:
    """Store what became of somebody's spans; return the new ones.

    Days are given up before others take them. A relative's new spans are through the person told.
    """
    rewrite(session, made)
    added = [
        Membership(
            member_id=member_id,
            id=next(keys),
            known_at=now,
            **_through(span, through)._asdict(),
        )
        for span in made.added
    ]
    session.add_all(added)
    return added


def _through(span: NewSpan, other_id: int | None) -> NewSpan:
    if other_id is None or span.kind is not BeneficiaryKind.THAN_NHAN:
        return span
    return span._replace(relative_of_id=other_id)


def rewrite(session: Session, *everybody: Rewritten) -> None:
    """Change and delete spans of one person or of many; those that grow last.

    What ends sooner, and what is deleted, is sent together however many people it is about.
    """
    changed = [each for made in everybody for each in made.changed]
    removed = [span for made in everybody for span in made.removed]
    grows = [each for each in changed if _grows(*each)]
    for span, wanted in changed:
        if not _grows(span, wanted):
            _become(span, wanted)
            for name in ENDS:  # the same columns of all, which then go in one statement
                flag_modified(span, name)
    for span in removed:
        session.delete(span)
    if changed or removed:
        session.flush()
    origins.forget_spans(session, removed)
    for span, wanted in grows:
        _become(span, wanted)
        session.flush()


def _grows(span: Membership, wanted: NewSpan) -> bool:
    return (span.valid_until or date.max) < (wanted.valid_until or date.max)


def _become(span: Membership, wanted: NewSpan) -> None:
    for name, value in wanted._asdict().items():
        setattr(span, name, value)
