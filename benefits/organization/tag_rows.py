"""Tags in an organizations file: in which ones a unit is, on which days.

The rows of a code say all of its tags, once one of them says any; else they stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from benefits.folding import folded
from benefits.organization.declaring import DeclaredRow, DeclaredTag
from benefits.organization.histories import History
from benefits.organization.known import as_known
from benefits.organization.models import Organization, OrganizationTag, Tag, TagKind
from benefits.organization.tag_heirs import hand_on
from benefits.organization.tag_names import full_name, make_tag

Rows = Mapping[str, Sequence[DeclaredRow]]
Histories = Mapping[str, History]
Key = tuple[int, int, date, date | None]
"""A unit in a tag from one day to another."""


def keep_tags(session: Session, rows: Rows, ids: Mapping[str, int], *, now: datetime) -> set[str]:
    """Bring units' tags to what their rows say; return the codes of those it was news of."""
    telling = {code: told for code, lines in rows.items() if (told := _told(lines))}
    if not telling:
        return set()
    tags = _Tags(session, ids, now)
    wanted = {(ids[code], *days) for code, told in telling.items() for days in _joined(told, tags)}
    units = {ids[code]: code for code in telling}
    known = _known(session, units)
    gone = [row for days, row in known.items() if days not in wanted]
    fresh = wanted - known.keys()
    if gone:
        ended = update(OrganizationTag).where(OrganizationTag.id.in_(gone))
        session.execute(ended.values(superseded_at=now))
    session.add_all(
        OrganizationTag(
            organization_id=unit, tag_id=tag, valid_from=first, valid_until=until, known_at=now
        )
        for unit, tag, first, until in sorted(fresh, key=repr)
    )
    session.flush()
    return {units[days[0]] for days in (*fresh, *(days for days in known if days not in wanted))}


def hand_on_tags(
    session: Session, rows: Rows, declared: Histories, known: Histories, *, now: datetime
) -> None:
    """Let those into whom a file newly merges others be in their tags, unless it says which."""
    ids = dict(session.execute(select(Organization.code, Organization.id)).all())
    for code, history in declared.items():
        before = known.get(code, History()).mergers
        for merger in history.mergers:
            heir = merger.successor
            if merger not in before and not _told(rows.get(heir, ())):
                hand_on(session, [(ids[code], ids[heir])], merger.day, now=now)


def tag_rows(session: Session) -> dict[str, list[DeclaredTag]]:
    """Tell the tags of each unit; one that nobody is in stands with the unit that made it."""
    found: dict[str, list[DeclaredTag]] = defaultdict(list)
    codes = dict(session.execute(select(Organization.id, Organization.code)).all())
    tags = {tag.id: tag for tag in session.scalars(select(Tag).order_by(Tag.name_key, Tag.id))}
    said = {key: full_name(codes[tag.held_by_id], tag.name) for key, tag in tags.items()}
    rows = session.scalars(select(OrganizationTag).where(as_known(OrganizationTag))).all()
    for row in sorted(rows, key=lambda row: (said[row.tag_id], row.valid_from)):
        told = DeclaredTag(said[row.tag_id], tags[row.tag_id].kind, row.valid_from, row.valid_until)
        found[codes[row.organization_id]].append(told)
    for key in tags.keys() - {row.tag_id for row in rows}:
        told = DeclaredTag(said[key], tags[key].kind, is_worn=False)
        found[codes[tags[key].held_by_id]].append(told)
    return found


def _told(lines: Iterable[DeclaredRow]) -> list[DeclaredTag]:
    return [
        tag if tag.valid_from else tag.during(line.first, line.valid_until)
        for line in lines
        for tag in line.tags
    ]


def _joined(told: Iterable[DeclaredTag], tags: "_Tags") -> Iterator[tuple[int, date, date | None]]:
    """Give the days of each tag, those that touch as one."""
    spans: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for each in told:
        tag = tags.of(each)
        if each.is_worn and each.valid_from:
            spans[tag.id].append((each.valid_from, each.valid_until or date.max))
    for tag_id, days in spans.items():
        whole: list[tuple[date, date]] = []
        for first, until in sorted(days):
            if whole and first <= whole[-1][1]:
                whole[-1] = (whole[-1][0], max(whole[-1][1], until))
            else:
                whole.append((first, until))
        yield from ((tag_id, first, None if last == date.max else last) for first, last in whole)


def _known(session: Session, units: Iterable[int]) -> dict[Key, int]:
    rows = session.scalars(
        select(OrganizationTag).where(
            OrganizationTag.organization_id.in_(list(units)), as_known(OrganizationTag)
        )
    )
    return {
        (row.organization_id, row.tag_id, row.valid_from, row.valid_until): row.id for row in rows
    }


@dataclass(slots=True)
class _Tags:
    """The tags by who made them and what they are called; what is missing is made."""

    session: Session
    ids: Mapping[str, int]
    now: datetime
    known: dict[tuple[int, str], Tag] | None = None

    def of(self, told: DeclaredTag) -> Tag:
        if self.known is None:
            tags = self.session.scalars(select(Tag))
            self.known = {(tag.held_by_id, tag.name_key): tag for tag in tags}
        holder, name = told.cut(self.ids) or ("", "")
        key = self.ids[holder], folded(name)
        if key not in self.known:
            kind = told.kind or TagKind.KHAC
            self.known[key] = make_tag(self.session, name, kind, key[0], now=self.now)
        return self.known[key]
