"""One group of a roster: who each row means, what is new about them, and where they belong."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.database import take_keys
from benefits.errors import Refusal
from benefits.exchange import cells
from benefits.exchange.kinds.flagging import flags_of, with_twin
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.meaning import known_units, name_key, namesakes
from benefits.exchange.kinds.newcomers import Newcomers, named_once
from benefits.exchange.kinds.settling import named
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.members import (
    BeneficiaryKind,
    Member,
    Membership,
    Sex,
    enrolment,
    merging,
    relatives,
    twins,
)
from benefits.members.belonging import Belonging, Settled, settle
from benefits.members.names import folded
from benefits.purchases.attributing import attribute_anew

PERSONAL = (
    "member_no",
    "full_name",
    "birth",
    "sex",
    "phone",
    "union_card_no",
    "citizen_id_hash",
    "citizen_id_last4",
)


class Enrolling:
    """The group's look-ups, made once for all its rows."""

    def __init__(self, session: Session, rows: Sequence[Row], circumstances: Circumstances) -> None:
        self.session, self.rows, self.circumstances = session, rows, circumstances
        self.known = known_units(session, rows, circumstances)
        self.by_number = enrolment.by_number(session, named(rows, "member_no"))
        self.by_paper = enrolment.by_citizen_id(session, named(rows, "citizen_id_hash"))
        self.by_name = namesakes(session, rows, self._unit)
        for found in (self.by_number, self.by_paper, self.by_name):
            self._let_survivors_stand(found)
        everyone = {**self.by_number, **self.by_paper, **self.by_name}.values()
        self.spans = enrolment.spans_of(session, {member.id for member in everyone})
        unknown = sum(row.values.get("member_no") not in self.by_number for row in rows)
        self.member_keys = iter(take_keys(session, "members", unknown))
        self.span_keys = iter(take_keys(session, "memberships", len(rows)))
        self.newcomers = Newcomers(session, circumstances.now)
        self.added: list[Member] = []
        self.renamed: list[Member] = []
        self.moved: set[int] = set()

    def run(self) -> list[Result]:
        once = named_once(self.rows)
        results = [
            self._take(row, is_once=is_once) for row, is_once in zip(self.rows, once, strict=True)
        ]
        alike = self.newcomers.write()
        enrolment.index_words(self.session, self.added)
        known = self.moved - {member.id for member in self.added}  # the new have bought nothing
        relatives.follow_leavers(self.session, known)
        now = self.circumstances.now
        attribute_anew(self.session, known, because_of="membership_told_anew", now=now)
        others = (*self.added, *self.renamed)
        likeness = {member.id: member.likeness for member in others if member.likeness}
        alike |= twins.find(self.session, likeness, now)
        return [with_twin(each) if each.member_id in alike else each for each in results]

    def _let_survivors_stand(self, found: dict[str, Member]) -> None:
        """Mean the record that stands for a person wherever one that was merged is named."""
        standing = merging.survivors(self.session, (member.id for member in found.values()))
        if standing:
            wanted = select(Member).where(Member.id.in_(set(standing.values())))
            survivors = {member.id: member for member in self.session.scalars(wanted)}
            for name, member in found.items():
                found[name] = survivors.get(standing.get(member.id, 0), member)

    def _take(self, row: Row, *, is_once: bool) -> Result:
        unit = self._unit(row)
        if isinstance(unit, Result):
            return unit
        member = self._meant(row, unit)
        if refused := self._beyond_reach(row, unit, member):
            return refused
        if member is None and "full_name" not in row.values:
            return Result.refused(row.line, "full_name", "", "missing")
        told = {name: row.values[name] for name in PERSONAL if name in row.values}
        if "sex" in told:
            told["sex"] = Sex(told["sex"])
        try:
            if member is None and is_once:
                return self._welcome(row, unit, told)
            return self._settle(row, unit, member, told)
        except Refusal as refusal:
            return Result.refused(row.line, "from", refusal.value, refusal.code, **refusal.params)

    def _welcome(self, row: Row, unit: int, told: dict[str, Any]) -> Result:
        """Gather somebody new of whom no other row of the group speaks."""
        key = next(self.member_keys)
        make = partial(self.newcomers.span, key, next(self.span_keys))
        settle([], self._told(row, unit), today=self.circumstances.today, make=make)
        self.newcomers.add(told, key)
        flags = (*flags_of(row, Settled()), *self._closed(row, unit))
        return Result(row.line, RowState.ADDED, flags, key, unit)

    def _settle(self, row: Row, unit: int, member: Member | None, told: dict[str, Any]) -> Result:
        """Bring a person, known or new, to what a row says."""
        now = self.circumstances.now
        person = member or enrolment.enrol(told, key=next(self.member_keys), now=now)
        settled = self._belong(person, row, unit)
        if member is None:
            self._know(person, unit)
            state = RowState.ADDED
        else:
            if told.get("member_no") != member.member_no:
                told.pop("member_no", None)  # the number of a record merged into this one
            was = member.likeness
            is_corrected = enrolment.correct(self.session, person, told, now=now)
            if was != member.likeness:
                self.renamed.append(member)
            is_moved = settled.is_changed or settled.added is not None
            is_new_span = settled.added is not None and "from" in row.values
            state = _state(is_new=is_new_span, is_changed=is_corrected or is_moved)
        self._keep(person, settled)
        flags = (*flags_of(row, settled), *self._closed(row, unit))
        return Result(row.line, state, flags, person.id, unit)

    def _unit(self, row: Row) -> int | Result:
        """Find the unit a row names, by code or by name, else the one the file is for."""
        code, name = row.values.get("organization_code"), row.values.get("organization_name")
        if code:
            return self.known.codes.get(code) or Result.refused(
                row.line, "organization_code", code, "organization_unknown"
            )
        if name and (found := self.known.names.get(folded(name))):
            if len(found) > 1:
                return Result.refused(row.line, "organization_name", name, "organization_ambiguous")
            return found[0]
        return self.circumstances.organization_id or Result.refused(
            row.line, "organization_code", name, "organization_missing"
        )

    def _beyond_reach(self, row: Row, unit: int, member: Member | None) -> Result | None:
        """Refuse a unit that is not the officer's, or somebody who belongs to one that is not."""
        reach = self.circumstances.reach
        if reach is None:
            return None
        if unit not in reach:
            code = row.values.get("organization_code") or row.values.get("organization_name")
            return Result.refused(row.line, "organization_code", code, "organization_out_of_reach")
        last = self.spans[member.id][-1:] if member and member.id in self.spans else []
        if (
            last
            and last[0].organization_id not in reach
            and _goes_on(last[0], self.circumstances.today)
        ):
            number = row.values.get("member_no")
            return Result.refused(row.line, "member_no", number, "member_elsewhere")
        return None

    def _closed(self, row: Row, unit: int) -> Iterator[Problem]:
        """Flag somebody who is said to belong to a unit for longer than it stood."""
        closed, until = self.known.closings.get(unit), cells.as_day(row.values.get("until"))
        if closed and (until is None or until > closed):
            code = row.values.get("organization_code", "")
            since = closed.isoformat()
            params = {"since": since}
            yield Problem(row.line, "organization_code", code, "unit_closed", params, is_flag=True)

    def _meant(self, row: Row, unit: int) -> Member | None:
        told = row.values
        if number := told.get("member_no"):
            return self.by_number.get(number)
        if paper := told.get("citizen_id_hash"):
            return self.by_paper.get(paper)
        return self.by_name.get(name_key(unit, told["full_name"], told.get("birth")))

    def _told(self, row: Row, unit: int) -> Belonging:
        kind = row.values.get("kind")
        return Belonging(
            organization_id=unit,
            kind=BeneficiaryKind(kind) if kind else None,
            valid_from=cells.as_day(row.values.get("from")),
            valid_until=cells.as_day(row.values.get("until")),
            unit_since=self.known.first_days.get(unit),
        )

    def _belong(self, member: Member, row: Row, unit: int) -> Settled:
        told = self._told(row, unit)
        spans = self.spans.setdefault(member.id, [])
        make = partial(self._span, member.id)
        return settle(spans, told, today=self.circumstances.today, make=make)

    def _span(self, member_id: int, unit: int, kind: BeneficiaryKind, *days: Any) -> Membership:
        return Membership(
            member_id=member_id,
            id=next(self.span_keys),
            organization_id=unit,
            kind=kind,
            valid_from=days[0],
            valid_until=days[1],
            known_at=self.circumstances.now,
        )

    def _know(self, member: Member, unit: int) -> None:
        self.session.add(member)
        self.added.append(member)
        self.by_number[member.member_no] = member
        self.by_name[name_key(unit, member.full_name, member.birth)] = member
        if member.citizen_id_hash:
            self.by_paper[member.citizen_id_hash] = member

    def _keep(self, member: Member, settled: Settled) -> None:
        if settled.is_changed:
            self.moved.add(member.id)
            self.session.flush()  # the old span must end before a new one takes its days
        if settled.added:
            self.moved.add(member.id)
            self.session.add(settled.added)
            self.spans[member.id].append(settled.added)
            self.spans[member.id].sort(key=lambda span: span.valid_from)


def _goes_on(span: Membership, today: date) -> bool:
    return span.valid_until is None or span.valid_until > today


def _state(*, is_new: bool, is_changed: bool) -> RowState:
    """Tell a span that was not there from a person about whom something changed."""
    if is_new:
        return RowState.ADDED
    return RowState.CHANGED if is_changed else RowState.SAME
