"""Finding and keeping people: who a row means, a new person, and what changed about one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session

from benefits.database import insert_or_ignore, take_keys
from benefits.database.rows_at_once import RowsAtOnce
from benefits.members import looking_up
from benefits.members.looking_up import Paper
from benefits.members.models import Member, Membership, MemberWord, PersonalChange
from benefits.members.names import likeness, sort_key, words

NUMBER_WIDTH = 7
MADE = (
    *("id", "member_no", "full_name", "sort_key", "likeness", "birth", "sex", "phone"),
    *("citizen_id_hash", "citizen_id_last4", "union_card_no", "household_id", "pays_dues"),
    "known_at",
)
SPANNED = (
    *("member_id", "id", "organization_id", "kind", "valid_from", "valid_until", "known_at"),
    *("relative_of_id", "ended_because"),
)
Written = tuple[Any, ...]
"""What is written of a person or of a span, in that order."""
_KEY, _NAME, LIKENESS = (MADE.index(name) for name in ("id", "full_name", "likeness"))
_PEOPLE = RowsAtOnce(cast("Table", Member.__table__), MADE, singly=True)
_WORDS = RowsAtOnce(cast("Table", MemberWord.__table__), ("member_id", "word"))
_SPANS = RowsAtOnce(cast("Table", Membership.__table__), SPANNED)
PERSONAL = frozenset(
    {"full_name", "birth", "sex", "phone", "citizen_id_hash", "citizen_id_last4", "union_card_no"}
)


def by_number(session: Session, numbers: Iterable[str | None]) -> dict[str, Member]:
    wanted = looking_up.numbers(session, {number for number in numbers if number})
    if not wanted:
        return {}
    found = session.scalars(select(Member).where(Member.member_no.in_(wanted)))
    return {member.member_no: member for member in found}


def by_citizen_id(session: Session, papers: Iterable[Paper]) -> dict[str, Member]:
    """Find people by their identity papers; who is found is told by the paper's hash."""
    holders = by_id(session, looking_up.holders(session, papers))
    return {member.citizen_id_hash or "": member for member in holders.values()}


def papers_in(told: Iterable[Mapping[str, Any]]) -> set[Paper]:
    """Collect the identity papers that are told of people, each by its end and its hash."""
    return {
        Paper(each["citizen_id_last4"], hashed)
        for each in told
        if (hashed := each.get("citizen_id_hash"))
    }


def by_id(session: Session, member_ids: Iterable[int | None]) -> dict[int, Member]:
    wanted = {each for each in member_ids if each}
    if not wanted:
        return {}
    found = session.scalars(select(Member).where(Member.id.in_(wanted)))
    return {member.id: member for member in found}


def namesakes(session: Session, organization_id: int, sort_keys: Iterable[str]) -> list[Member]:
    """Find people who ever belonged to a unit by what orders their names.

    That keeps the tones, but neither capitals nor where a tone stands.
    """
    belonged = (
        select(Membership.id)
        .where(Membership.member_id == Member.id, Membership.organization_id == organization_id)
        .exists()
    )
    found = select(Member).where(Member.sort_key.in_(set(sort_keys)), belonged)
    return list(session.scalars(found))


def is_made_number(member: Member) -> bool:
    """Tell a number made here, for want of another, from one the union gave."""
    return member.member_no == _made_number(member.id)


def _made_number(key: int) -> str:
    return f"DV{key:0{NUMBER_WIDTH}d}"


def enrol(told: Mapping[str, Any], *, key: int, now: datetime) -> Member:
    """Make a new person under a key already taken; a number is made of it where none is told."""
    return Member(**described(told, key=key, now=now))


def described(told: Mapping[str, Any], *, key: int, now: datetime) -> dict[str, Any]:
    """Return a new person's columns, with what is made of those that were told."""
    name, birth = told["full_name"], told.get("birth")
    return {
        **told,
        "id": key,
        "member_no": told.get("member_no") or _made_number(key),
        "sort_key": sort_key(name),
        "likeness": likeness(name, birth),
        "known_at": now,
    }


def as_written(told: Mapping[str, Any], *, key: int, now: datetime) -> Written:
    """Return a new person's columns in the order in which they are written."""
    tell, name = told.get, told["full_name"]
    birth = tell("birth")
    return (
        *(key, tell("member_no") or _made_number(key), name, sort_key(name)),
        *(likeness(name, birth), birth, tell("sex"), tell("phone")),
        *(tell("citizen_id_hash"), tell("citizen_id_last4"), tell("union_card_no")),
        *(tell("household_id"), tell("pays_dues"), now),
    )


def write(session: Session, people: Sequence[Written], spans: Sequence[Written]) -> None:
    """Write new people, the words they are found by, and where they belong, each at once."""
    _PEOPLE.write(session, people)
    _WORDS.write(session, [(each[_KEY], word) for each in people for word in words(each[_NAME])])
    _SPANS.write(session, spans)


def correct(session: Session, member: Member, told: Mapping[str, Any], *, now: datetime) -> bool:
    """Set what is told and differs; old personal values are kept apart for erasing."""
    was = member.full_name
    different = {
        name: value
        for name, value in told.items()
        if value is not None and getattr(member, name) != value
    }
    for name, value in different.items():
        if name in PERSONAL:
            _remember(session, member, name, now)
        setattr(member, name, value)
    if different.keys() & {"full_name", "birth"}:
        member.likeness = likeness(member.full_name, member.birth)
    if "full_name" in different:
        member.sort_key = sort_key(member.full_name)
        _forget_words(session, member.id, words(was))
        index_words(session, [member])
    return bool(different)


def clear(session: Session, member: Member, names: Iterable[str], *, now: datetime) -> None:
    """Empty fields that hold something; old personal values are kept apart for erasing."""
    for name in names:
        if getattr(member, name) is not None:
            if name in PERSONAL:
                _remember(session, member, name, now)
            setattr(member, name, None)
    member.likeness = likeness(member.full_name, member.birth)


def index_words(session: Session, members: Iterable[Member]) -> None:
    """Make the members findable by the beginning of any word of their names."""
    session.flush()  # the words name their member
    rows: list[dict[str, object]] = [
        {"member_id": member.id, "word": word}
        for member in members
        for word in words(member.full_name)
    ]
    insert_or_ignore(session, MemberWord, *rows)


def _forget_words(session: Session, member_id: int, some: Iterable[str]) -> None:
    mine = delete(MemberWord).where(MemberWord.word.in_(some), MemberWord.member_id == member_id)
    session.execute(mine)


def spans_of(session: Session, member_ids: Iterable[int]) -> dict[int, list[Membership]]:
    """Collect all spans of those members, each in order of days."""
    wanted = set(member_ids)
    spans: dict[int, list[Membership]] = {member_id: [] for member_id in wanted}
    if wanted:
        mine = select(Membership).where(Membership.member_id.in_(wanted))
        for span in session.scalars(mine.order_by(Membership.valid_from)):
            spans[span.member_id].append(span)
    return spans


def _remember(session: Session, member: Member, field: str, now: datetime) -> None:
    old = getattr(member, field)
    session.add(
        PersonalChange(
            member_id=member.id,
            id=take_keys(session, "personal_changes")[0],
            field=field,
            old_value=None if old is None else str(old),
            known_at=now,
        )
    )
