"""One group of a roster: what is new about those its rows mean, and where they belong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from benefits.errors import Refusal
from benefits.exchange import cells
from benefits.exchange.kinds import families, flagging
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.matching import Matching
from benefits.exchange.kinds.moving import Moving
from benefits.exchange.kinds.newcomers import Newcomers, keys_as_needed
from benefits.exchange.kinds.newer import Newer
from benefits.exchange.kinds.pairing import Evidence
from benefits.exchange.kinds.plainly_new import PlainlyNew
from benefits.exchange.kinds.reaching import Reaching
from benefits.exchange.kinds.remembering import know_own, remembered_of
from benefits.exchange.kinds.staying import stays_in
from benefits.exchange.models import RowState
from benefits.exchange.outcome import Problem, Result, Row
from benefits.members import BeneficiaryKind, Member, Membership, Sex, enrolment, twins
from benefits.members.belonging import Belonging, Settled, settle
from benefits.members.names import sort_key
from benefits.members.respanning import NewSpan

PERSONAL = (
    *("member_no", "full_name", "birth", "sex", "phone", "union_card_no"),
    *("citizen_id_hash", "citizen_id_last4", "pays_dues"),
)


class Enrolling:
    """The rows of one group in turn; those who are new are written together at the end."""

    def __init__(self, session: Session, rows: Sequence[Row], circumstances: Circumstances) -> None:
        self.session, self.rows, self.circumstances = session, rows, circumstances
        self.today = circumstances.today
        self.remembered = remembered_of(session, rows, circumstances)
        self.units = self.remembered.units
        self.matching = Matching(session, rows, self.remembered, circumstances)
        self.households = families.households(session, rows)
        self.spans = self.matching.spans
        reach = self.remembered.reach
        self.reaching = Reaching(reach, self.today, self.spans)
        self.moving = Moving(session, circumstances.now)
        moved = (spans for spans in self.spans.values() if len(spans) > 1 or _ends(spans))
        self.units.know_courses(session, {span.organization_id for each in moved for span in each})
        self.newer = Newer(session, self.spans, circumstances)
        self.newcomers = Newcomers(session, circumstances.now)
        self.counted = Counter(map(person_line, rows))
        self.plainly_new = PlainlyNew(self.matching, self.units, self.counted, reach)
        self.keys = {
            name: keys_as_needed(session, name, len(rows)) for name in ("members", "memberships")
        }
        self.added: list[Member] = []
        self.renamed: list[Member] = []

    def run(self) -> list[Result]:
        results = [self._take(row) for row in self.rows]
        alike = self.newcomers.write()
        enrolment.index_words(self.session, self.added)
        self.moving.follow({member.id for member in self.added})
        others = (*self.added, *self.renamed)
        likeness = {member.id: member.likeness for member in others if member.likeness}
        alike |= twins.find(self.session, likeness, self.circumstances.now)
        know_own(self.session, self.remembered, self.circumstances)
        return [flagging.with_twin(each) if each.member_id in alike else each for each in results]

    def _take(self, row: Row) -> Result:
        if span := self.plainly_new.span(row):
            return self._enter(row, span)
        found = self._meant(row)
        if isinstance(found, Result):
            return found
        unit, member, evidence = found
        through = self._through(row, member)
        if isinstance(through, Result):
            return through
        try:
            if member is None:
                result = self._welcome(row, unit, through)
            else:
                result = self._settle(row, unit, member, evidence, through)
        except Refusal as refusal:
            return Result.refused(row.line, "from", refusal.value, refusal.code, **refusal.params)
        self.remembered.meet(person_line(row), result.member_id or 0)
        return result

    def _meant(self, row: Row) -> tuple[int, Member | None, Evidence | None] | Result:
        """Say where a row's person is to belong and who that is, or why the row is refused."""
        unit = self.units.meant(row)
        if isinstance(unit, Result):
            return unit
        member, evidence = self.matching.meant(row, unit)
        if isinstance(member, Result):
            return member
        if refused := self.reaching.refusal(row, unit, member):
            return refused
        if member is None and "full_name" not in row.values:
            return Result.refused(row.line, "full_name", "", "missing")
        if member is None and (lost := self.units.lost(row)):
            return lost
        return unit, member, evidence

    def _welcome(self, row: Row, unit: int, through: int | None) -> Result:
        """Make somebody new; of whom another row of the group speaks too, it must be able to."""
        told = self._told(row)
        settled = self._settled([], row, unit)
        key = next(self.keys["members"])
        is_cut = any(span.otherwise_until for span in settled.added)
        if self.counted[person_line(row)] == 1 and not is_cut:
            self.newcomers.add(told, key)
            for span in settled.added:
                self.newcomers.belong(key, next(self.keys["memberships"]), span, through)
            self.matching.new[told.get("member_no", "")] = key
        else:
            member = enrolment.enrol(told, key=key, now=self.circumstances.now)
            self.session.add(member)
            self.added.append(member)
            self.matching.know(member)
            self._keep(member, settled, through)
        flags = (*self._flags(row, settled, unit), *self._shared_name(row))
        return Result(row.line, RowState.ADDED, flags, key, unit)

    def _enter(self, row: Row, span: NewSpan) -> Result:
        """Make somebody new of whom no other row of the group speaks."""
        told, key = row.values, next(self.keys["members"])
        self.newcomers.add(told, key)
        self.newcomers.belong(key, next(self.keys["memberships"]), span, None)
        self.matching.new[told.get("member_no", "")] = key
        self.remembered.meet(row.line, key)
        flags = tuple(self._shared_name(row))
        return Result(row.line, RowState.ADDED, flags, key, span.organization_id)

    def _settle(
        self, row: Row, unit: int, member: Member, evidence: Evidence | None, through: int | None
    ) -> Result:
        """Bring a person who is known to what a row says."""
        spans = self.spans.setdefault(member.id, [])
        stays = stays_in(row, spans, self.units, self.today) or unit
        self.units.know_courses(self.session, [stays])
        settled = self._settled(spans, row, stays)
        spoken_of = unit if stays == unit else None  # a list speaks of no unit it does not name
        if settled.left_on:
            asked = tuple(self._flags(row, settled, spoken_of))
            return Result(row.line, RowState.SAME, asked, member.id, spoken_of)
        told, was = self._told(row), member.likeness
        number = told.get("member_no")
        if number in self.matching.by_number or not enrolment.is_made_number(member):
            told.pop("member_no", None)  # one the union gave stays, as does that of a merged record
        if _only_shouts(told.get("full_name", ""), member):
            told.pop("full_name", None)
        newer = self.newer.keep(row, member, told)
        is_changed = enrolment.correct(self.session, member, told, now=self.circumstances.now)
        if was != member.likeness:
            self.renamed.append(member)
        if is_changed:
            self.matching.know(member)
        is_changed |= self._keep(member, settled, through, row)
        is_new_span = bool(settled.added) and "from" in row.values
        flags = [*self._flags(row, settled, spoken_of), *newer]
        if is_changed:
            flags += flagging.by_name_alone(row, member, evidence)
        state = _state(is_new=is_new_span, is_changed=is_changed)
        return Result(row.line, state, tuple(flags), member.id, spoken_of)

    def _settled(self, spans: list[Membership], row: Row, unit: int) -> Settled:
        told, kind = row.values, row.values.get("kind")
        belonging = Belonging(
            organization_id=unit,
            kind=BeneficiaryKind(kind) if kind else None,
            valid_from=cells.as_day(told.get("from")),
            valid_until=cells.as_day(told.get("until")),
            joined=cells.as_day(told.get("joined")),
            unit_since=self.units.courses.first_day(unit),
            is_there_still=True,
        )
        return settle(spans, belonging, today=self.today, courses=self.units.courses)

    def _told(self, row: Row) -> dict[str, Any]:
        told = {name: row.values[name] for name in PERSONAL if name in row.values}
        if "sex" in told:
            told["sex"] = Sex(told["sex"])
        if household := self.households.get(row.values.get("household", "")):
            told["household_id"] = household
        return told

    def _flags(self, row: Row, settled: Settled, unit: int | None) -> Iterator[Problem]:
        """Say what deserves a look; no unit is spoken of where somebody stays in another."""
        above = flagging.unit_kept(row) if unit is None else self.units.above(row)
        yield from flagging.flags_of(row, settled)
        yield from filter(None, (self.units.department(row), self.units.part(row), above))

    def _shared_name(self, row: Row) -> Iterable[Problem]:
        said, told = self.remembered.said, row.values
        alike = said.may_be(told["full_name"], told.get("birth"))
        return flagging.shares_name(row, alike) if len(alike) > 1 else ()

    def _through(self, row: Row, member: Member | None) -> int | Result | None:
        """Return through whom a relative belongs, where the row says so."""
        if "relative_of" not in row.values:
            return None
        kind = row.values.get("kind")
        if kind is None and member is not None and self.spans.get(member.id):
            kind = self.spans[member.id][-1].kind
        of = self.matching.by_number.get(row.values["relative_of"])
        if of is not None and self.reaching.is_elsewhere(of):
            number = row.values["relative_of"]
            return Result.refused(row.line, "relative_of", number, "member_elsewhere")
        return families.through(row, kind, self.matching, self.circumstances.memory)

    def _keep(
        self, member: Member, settled: Settled, through: int | None, row: Row | None = None
    ) -> bool:
        """Store what became of somebody's spans; tell whether anything did."""
        spans = self.spans.setdefault(member.id, [])
        is_related = False
        if through is not None and row is not None and not settled.added:
            meant = families.span_meant(spans, cells.as_day(row.values.get("from")), self.today)
            is_related = meant is not None and families.relate(meant, through)
        if settled.is_news:
            self.moving.note(member.id, settled)
            made = self.moving.stored(member.id, settled, spans, self.keys["memberships"], through)
            spans[:] = sorted(made, key=lambda span: span.valid_from)
        return is_related or settled.is_news


def person_line(row: Row) -> int:
    """Return the first line that speaks of a row's person."""
    line: int = row.values.get("same_as", row.line)
    return line


def _ends(spans: Sequence[Membership]) -> bool:
    return any(span.valid_until for span in spans)


def _only_shouts(name: str, member: Member) -> bool:
    """Tell a name that is known already, and told in capitals only."""
    return name.isupper() and sort_key(name) == member.sort_key


def _state(*, is_new: bool, is_changed: bool) -> RowState:
    """Tell a span that was not there from a person about whom something changed."""
    if is_new:
        return RowState.ADDED
    return RowState.CHANGED if is_changed else RowState.SAME
