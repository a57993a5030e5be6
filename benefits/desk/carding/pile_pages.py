"""Pages read for certain, to be confirmed together, and those somebody has to look at."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from flask import render_template, request
from sqlalchemy import ColumnElement, select

from benefits import audit, organization
from benefits.cards.rolls import reading
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.cards.rolls.reading import Reading
from benefits.desk import scope
from benefits.members import Member
from benefits.periods import day_of
from benefits.web import Form, current

AT_ONCE: Final = 25
MOST_DOUBTFUL: Final = 50
LONGEST_KEY: Final = 9


class Said(NamedTuple):
    """A line as it was read: what is new in it is written when it is confirmed."""

    number: int
    name: str
    received: bool
    consented: bool


class Sheet(NamedTuple):
    scan: RollScan
    roll: Roll
    unit: str
    lines: Sequence[Said]

    @property
    def received(self) -> int:
        return sum(each.received for each in self.lines)

    @property
    def consented(self) -> int:
        return sum(each.consented for each in self.lines)


class Confirmed(NamedTuple):
    pages: int = 0
    received: int = 0
    consented: int = 0
    withdrawn: int = 0


def shown(form: Form) -> str:
    """Show so many pages at a time; the address tells after which one to go on."""
    session, after = current.session(), _key(request.args.get("sau", ""))
    which = (RollScan.certain > 0) & (RollScan.id > after)
    found = reading.open_sheets(session, which, _reached(), AT_ONCE + 1)
    return render_template(
        "desk/rolls/piles.html",
        form=form,
        waiting=reading.waiting(session, _reached()),
        certain=_sheets(found[:AT_ONCE]),
        more=found[AT_ONCE - 1][0].id if len(found) > AT_ONCE else None,
        doubtful=_sheets(
            reading.open_sheets(session, RollScan.doubtful > 0, _reached(), MOST_DOUBTFUL)
        ),
    )


def confirmed(keys: Sequence[str]) -> Confirmed:
    """Write down the chosen sheets, each beside its own list in the log."""
    session, by, now = current.session(), current.actor().account_id, current.now()
    chosen = [_key(each) for each in keys[:AT_ONCE]]
    which = RollScan.id.in_(chosen) & (RollScan.certain > 0)
    done = Confirmed()
    for scan, roll in reading.open_sheets(session, which, _reached(), AT_ONCE):
        ticked = reading.confirm(session, scan, roll, by=by, now=now)
        fields = {"received": ticked.received, "consented": ticked.consented}
        audit.note(session, by, "roll_ticked", "rolls", roll.id, now=now, fields=fields)
        done = Confirmed(
            done.pages + 1,
            done.received + ticked.received,
            done.consented + ticked.consented,
            done.withdrawn + len(ticked.withdrawn),
        )
    return done


def _key(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_KEY else 0


def _reached() -> ColumnElement[bool]:
    return Roll.organization_id.in_(scope.unit_ids())


def _sheets(found: Sequence[tuple[RollScan, Roll]]) -> list[Sheet]:
    session, today = current.session(), day_of(current.now())
    lines = reading.lines_of_sheets(session, [scan for scan, _roll in found])
    people = {each.member_id for each in lines.values()}
    names = dict(
        session.execute(select(Member.id, Member.full_name).where(Member.id.in_(people))).all()
    )
    units = organization.names_on(session, {roll.organization_id for _, roll in found}, today)
    return [
        Sheet(scan, roll, units.get(roll.organization_id, ""), _said(scan, lines, names))
        for scan, roll in found
    ]


def _said(
    scan: RollScan, lines: dict[tuple[int, int], RollLine], names: dict[int, str]
) -> list[Said]:
    read = Reading.kept(scan)
    told = []
    for number in sorted(read.marks.received | read.marks.consented):
        line = lines.get((scan.roll_id, number))
        if line is None:
            continue
        received = number in read.marks.received and line.received_at is None
        consented = number in read.marks.consented and line.consented_at is None
        if received or consented:
            told.append(Said(number, names.get(line.member_id, ""), received, consented))
    return told
