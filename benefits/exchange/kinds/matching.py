"""Who each row of a group means: by number, by identity paper, or by what is like within a unit."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.pairing import Evidence, Known, Pairs, Stay, paired
from benefits.exchange.kinds.remembered import Remembered
from benefits.exchange.kinds.settling import named
from benefits.exchange.kinds.speaking import mark
from benefits.exchange.outcome import Result, Row
from benefits.exchange.reading import written_line
from benefits.members import Member, Membership, enrolment, merging
from benefits.members.names import folded, is_birthday, sort_key
from benefits.members.onward import deciding_span

Person = Member | Result | None
"""Who is meant, why the row is refused, or nobody that is known."""


class Matching:
    """The group's look-ups, made once for all its rows."""

    def __init__(
        self,
        session: Session,
        rows: Sequence[Row],
        remembered: Remembered,
        circumstances: Circumstances,
    ) -> None:
        self.session, self.remembered = session, remembered
        self.today = circumstances.today
        self.new: dict[str, int] = {}
        numbers = named(rows, "member_no") | named(rows, "relative_of")
        papers = enrolment.papers_in(row.values for row in rows)
        if remembered.said.told_below:
            below = self._told_below(rows)
            numbers |= {each["member_no"] for each in below if "member_no" in each}
            papers |= enrolment.papers_in(below)
        self.by_number = enrolment.by_number(session, numbers)
        self.by_paper = enrolment.by_citizen_id(session, papers)
        earlier = [remembered.people.get(row.values.get("same_as", 0)) for row in rows]
        self.by_id = enrolment.by_id(session, earlier)
        for found in (self.by_number, self.by_paper, self.by_id):
            self._let_survivors_stand(found)
        everyone = {*self.by_number.values(), *self.by_paper.values(), *self.by_id.values()}
        self.spans = enrolment.spans_of(session, {member.id for member in everyone})
        self._pair(rows)

    def meant(self, row: Row, unit: int) -> tuple[Person, Evidence | None]:
        """Say whom a row means, and how weak the evidence is where only the name told."""
        told = row.values
        earlier = self.remembered.people.get(told.get("same_as", 0))
        number, paper = told.get("member_no"), told.get("citizen_id_hash")
        holder = self.by_paper.get(paper) if paper else None
        found = self.by_number.get(number) if number else None
        if found is None and earlier is not None:
            found = self.by_id.get(earlier)
        if found is not None:
            return (self._taken(row, holder) if holder and holder is not found else found), None
        if holder is not None:
            return (holder if _may_be(holder, row) else self._taken(row, holder)), None
        if (person := self._meant_below(row)) is not None:
            return person, None
        return self._alike(row, unit) if "full_name" in told else (None, None)

    def _alike(self, row: Row, unit: int) -> tuple[Person, Evidence | None]:
        """Say whom of the unit a row means that only its name and what goes with it tell."""
        told = row.values
        if first := self._refused_above(row):
            above = written_line(first)
            return Result.refused(row.line, "full_name", "", "refused_above", above=above), None
        line = told.get("same_as", row.line)
        pairs = self.remembered.pairs.get((unit, sort_key(told["full_name"])))
        if pairs is None:
            return None, None
        if line in pairs.unclear:
            name = told["full_name"]
            return Result.refused(row.line, "full_name", name, "several_alike"), None
        person, evidence = pairs.found.get(line, (None, None))
        return (self.by_id.get(person.id), evidence) if person else (None, None)

    def _refused_above(self, row: Row) -> int | None:
        """Return a person's first row, if refused: the second would make another each time."""
        first: int | None = row.values.get("same_as")
        is_met = first in self.remembered.people or "relative_of" in row.values
        return None if is_met else first

    def _taken(self, row: Row, holder: Member) -> Result:
        """Refuse somebody else's identity paper; whose it is, only who reaches them may know."""
        reach = self.remembered.reach
        span = deciding_span(self.spans.get(holder.id, ()), self.today)
        if reach is not None and not (span and span.organization_id in reach):
            return Result.refused(row.line, "citizen_id", "", "citizen_id_taken_elsewhere")
        number = holder.member_no
        return Result.refused(row.line, "citizen_id", "", "citizen_id_taken", member_no=number)

    def _meant_below(self, row: Row) -> Member | None:
        """Find by the number or paper that rows below tell of the same person."""
        said, line = self.remembered.said, row.values.get("same_as", row.line)
        if line not in said.told_below:
            return None
        found = self.by_number.get(said.below(line, "member_no") or "")
        holder = self.by_paper.get(said.below(line, "citizen_id_hash") or "")
        if found is None and holder is not None and _may_be(holder, row):
            found = holder
        return found

    def _told_below(self, rows: Sequence[Row]) -> list[Mapping[str, str]]:
        told_below = self.remembered.said.told_below
        lines = (row.values.get("same_as", row.line) for row in rows)
        return [told_below[line] for line in lines if line in told_below]

    def know(self, member: Member) -> None:
        """Let rows to come mean somebody who was new."""
        self.by_number[member.member_no] = self.by_id[member.id] = member
        if member.citizen_id_hash:
            self.by_paper[member.citizen_id_hash] = member

    def _let_survivors_stand(self, found: dict[str, Member] | dict[int, Member]) -> None:
        """Mean the record that stands for a person wherever one that was merged is named."""
        standing = merging.survivors(self.session, (member.id for member in found.values()))
        if standing:
            survivors = enrolment.by_id(self.session, standing.values())
            for name, member in found.items():
                found[name] = survivors.get(standing.get(member.id, 0), member)  # type: ignore[index]

    def _pair(self, rows: Sequence[Row]) -> None:
        """Weigh the rows that neither number nor paper tells against their units' namesakes."""
        if not self.remembered.units.with_people:
            return
        wanted: dict[tuple[int, str], str] = {}
        for row in rows:
            if (key := self._unknown(row)) is not None:
                wanted[key] = row.values["full_name"]
        new = {key: name for key, name in wanted.items() if key not in self.remembered.pairs}
        known = self._namesakes(new)
        for key, name in new.items():
            self.remembered.pairs[key] = self._weighed(key[0], name, known.get(key, []))
        lines = {row.values.get("same_as", row.line) for row in rows}
        meant = [
            person.id
            for key in wanted
            for line, (person, _) in self.remembered.pairs[key].found.items()
            if line in lines
        ]
        people = enrolment.by_id(self.session, set(meant) - self.by_id.keys())
        self.by_id |= people
        self.spans |= enrolment.spans_of(self.session, people)

    def _unknown(self, row: Row) -> tuple[int, str] | None:
        """Return where and under which name to look for whom a row means, if anywhere."""
        told = row.values
        is_told = told.get("member_no") in self.by_number or (
            told.get("citizen_id_hash") in self.by_paper
        )
        if is_told or "full_name" not in told or "same_as" in told:
            return None
        unit = self.remembered.units.meant(row)
        if isinstance(unit, Result) or unit not in self.remembered.units.with_people:
            return None
        return unit, sort_key(told["full_name"])

    def _namesakes(self, wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], list[Known]]:
        keys: dict[int, set[str]] = {}
        for unit, key in wanted:
            keys.setdefault(unit, set()).add(key)
        found: dict[tuple[int, str], list[Known]] = {}
        for unit, names in keys.items():
            people = enrolment.namesakes(self.session, unit, names)
            spans = enrolment.spans_of(self.session, [member.id for member in people])
            merged = merging.survivors(self.session, spans)
            for member in people:
                if member.id not in merged and member.erased_at is None:
                    each = _known(member, spans[member.id], unit, self.today)
                    found.setdefault((unit, member.sort_key), []).append(each)
        return found

    def _weighed(self, unit: int, name: str, known: Sequence[Known]) -> Pairs:
        """Pair the file's people of a name in a unit with those known; both without who is told.

        Who is told is meant by number or paper in some row of the file, or was met in a row that
        is done with.
        """
        said, met, taken = self.remembered.said, self.remembered.people, self.remembered.taken
        rows = [
            spoken
            for spoken in said.namesakes(name)
            if self.remembered.units.of(spoken.code, spoken.unit) == unit
        ]
        told = {each.number for each in known if each.number in said.numbers}
        told |= {each.paper for each in known if each.paper in said.papers}
        told.discard(None)
        people = [
            each
            for each in known
            if each.id not in taken and each.number not in told and each.paper not in told
        ]
        left = (row for row in rows if not ({row.number, row.paper} & told) and row.line not in met)
        return paired(left, people)


def _known(member: Member, spans: Sequence[Membership], unit: int, today: date) -> Known:
    return Known(
        id=member.id,
        stay=_stay(spans, unit, today),
        number=None if enrolment.is_made_number(member) else mark(member.member_no),
        paper=mark(member.citizen_id_hash),
        birth=member.birth,
        phone=mark(member.phone),
    )


def _stay(spans: Sequence[Membership], unit: int, today: date) -> Stay:
    going_on = [span for span in spans if span.valid_until is None or span.valid_until > today]
    if any(span.organization_id == unit for span in going_on):
        return Stay.HERE
    return Stay.ELSEWHERE if going_on else Stay.LEFT


def _may_be(holder: Member, row: Row) -> bool:
    """Tell whether a row with somebody's identity paper may speak of that person."""
    told = row.values
    number, name, birth = told.get("member_no"), told.get("full_name"), told.get("birth")
    if number and number != holder.member_no and not enrolment.is_made_number(holder):
        return False
    is_same_name = name is None or folded(name) == folded(holder.full_name)
    return is_same_name or (is_birthday(birth) and birth == holder.birth)
