"""members: a roster as unions keep it, or a row per membership span in the machine form."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from benefits.errors import Refusal
from benefits.exchange import cells
from benefits.exchange.kinds.enrolling import Enrolling
from benefits.exchange.kinds.kind import Circumstances
from benefits.exchange.kinds.row_values import people_told, person_told
from benefits.exchange.kinds.speaking import Said
from benefits.exchange.kinds.telling_kinds import other_kind
from benefits.exchange.outcome import Problem, Result, Row
from benefits.exchange.part_words import is_part
from benefits.exchange.reading import Sheet, written_line
from benefits.exchange.roster import (
    PlainPeople,
    RosterRow,
    RowProblem,
    SkippedRow,
    recognise,
)
from benefits.members import Household, Member, Membership
from benefits.members.merging import days_taken, left_between, survivor_of
from benefits.organization import Organization

_OF_UNIT: Final = frozenset({"organization_code", "organization_name"})


class Members:
    name = "members"
    is_whole = False
    header = (
        "member_no",
        "full_name",
        "birth_date",
        "sex",
        "phone",
        "citizen_id",
        "organization_code",
        "kind",
        "from",
        "until",
        "union_card_no",
        "relative_of",
        "household",
        "dues",
    )

    def check(
        self, sheets: Iterable[Sheet], circumstances: Circumstances
    ) -> Iterator[Row | list[Problem]]:
        said = circumstances.memory.kept["said"] = Said()
        seen = recognise(sheets, today=circumstances.today, choice=circumstances.choice)
        for sheet in seen.sheets:
            if other := other_kind(each.words for each in sheet.headings):
                raise Refusal("file_of_another_kind", kind=other)
        circumstances.memory.kept["sheets"] = [sheet.name for sheet in seen.sheets]
        circumstances.memory.kept["unused"] = seen.written_unused
        is_some = any(is_part(each.words for each in sheet.headings) for sheet in seen.sheets)
        problems: list[Problem] = []
        for outcome in seen.several:
            if isinstance(outcome, RowProblem):
                if problems and problems[0].line != outcome.line:
                    yield problems
                    problems = []
                problems.append(_problem(outcome))
                continue
            if problems:
                yield problems
                problems = []
            for checked in _checked(outcome, circumstances.secret):
                if is_some and isinstance(checked, Row) and not checked.values.keys() & _OF_UNIT:
                    checked.values["unit_lost"] = True
                yield _heard(checked, said) if isinstance(checked, Row) else checked
        if problems:
            yield problems

    def apply(
        self, session: Session, rows: Sequence[Row], circumstances: Circumstances
    ) -> list[Result]:
        return Enrolling(session, rows, circumstances).run()

    def export(self, session: Session) -> Iterator[Sequence[Any]]:
        """Write a row a span; of a merged record the days its survivor does not have itself."""
        survivor, through = aliased(Member), aliased(Member)
        of_whom = cast("ColumnElement[int]", Membership.relative_of_id)
        taken = days_taken(session)
        rows = (
            select(Member.id, survivor, Membership, Organization.code)
            .add_columns(through.member_no, Household.code)
            .select_from(Member)
            .join(survivor, survivor.id == survivor_of(Member.id))
            .outerjoin(Membership, Membership.member_id == Member.id)
            .outerjoin(Organization, Organization.id == Membership.organization_id)
            .outerjoin(through, through.id == survivor_of(of_whom))
            .outerjoin(Household, Household.id == survivor.household_id)
            .order_by(Member.id, Membership.valid_from)
            .execution_options(yield_per=1000)
        )
        for record_id, member, span, code, of, household in session.execute(rows):
            if record_id != member.id:
                yield from _of_merged(member, span, code, of, taken) if code else ()
                continue
            yield (
                member.member_no,
                member.full_name,
                member.birth or "",
                member.sex.value if member.sex else "",
                member.phone or "",
                "",
                code or "",
                span.kind.value if code else "",
                cells.written_day(span.valid_from) if code else "",
                cells.written_day(span.valid_until) if code else "",
                member.union_card_no or "",
                of or "",
                household or "",
                "" if member.pays_dues is None else str(int(member.pays_dues)),
            )


def _of_merged(
    member: Member,
    span: Membership,
    code: str,
    of: str | None,
    taken: dict[int, list[Membership]],
) -> Iterator[Sequence[Any]]:
    days = taken[member.id]
    for since, until in left_between(span.valid_from, span.valid_until, days):
        nothing = ("",) * 5
        first, after = map(cells.written_day, (since, until))
        yield member.member_no, *nothing, code, span.kind.value, first, after, "", of or "", "", ""
    days.append(span)
    days.sort(key=lambda each: each.valid_from)


def _heard(row: Row, said: Said) -> Row | list[Problem]:
    """Let a row say whom the file speaks of, and whether it has done so before."""
    if other := said.paper_of_another(row.values):
        params = {"line": written_line(other.line)}
        return [Problem(row.line, "citizen_id", "", "citizen_id_twice", params)]
    spoken = said.hear(row)
    if spoken.line != row.line:
        row.values["same_as"] = spoken.line
        if said.by_name == row.line:
            _remark_twice(row, spoken.line)
    return row


def _remark_twice(row: Row, first: int) -> None:
    """Say that a row is taken for the same person's as one above, where its reader did not.

    A number or paper may stand in one of them alone: by that they are not alike.
    """
    flags = row.values.setdefault("flags", [])
    if all(code != "person_twice" for _column, _value, code, *_params in flags):
        named = {"line": written_line(first)}
        flags.append(["", row.values.get("full_name", ""), "person_twice", named])


def _problem(found: RowProblem) -> Problem:
    return Problem(found.line, found.column, found.value, found.code, dict(found.params))


def _checked(
    found: RosterRow | SkippedRow | PlainPeople, secret: bytes
) -> Iterable[Row | list[Problem]]:
    if isinstance(found, PlainPeople):
        return people_told(found, secret)
    if isinstance(found, SkippedRow):
        return [[Problem(found.line, "", found.text, found.code, is_flag=True)]]
    return [person_told(found, secret)]
