"""Work on many cards, handed to the background: giving them out, changing them, printing them."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

from sqlalchemy import and_, select

from benefits import jobs
from benefits.access import Account
from benefits.cards import Card, CardStatus
from benefits.cards.batches import Output, may_be_printed
from benefits.cards.designs import design_for
from benefits.cards.issuing import in_groups
from benefits.cards.printing import Design
from benefits.desk import scope
from benefits.jobs import FileStore, Job, JobState
from benefits.members import Member, Membership
from benefits.members.merging import survivor_of
from benefits.periods import day_of
from benefits.web import current

MOST: Final = 20_000
"""How many cards are printed at once, so that nobody waits an hour for one file."""

WAITING: Final = (JobState.QUEUED, JobState.RUNNING)


def issue(unit_id: int, valid_until: date, file: str | None = None) -> Job:
    """Give cards to whoever of a unit has none, or to the people of a stored list.

    Asked again while that is under way, the work is the same.
    """
    asked = {"unit": unit_id, "until": valid_until.isoformat(), "within": scope.organization_id()}
    return _under_way("issue_cards", asked, file) or _enqueue("issue_cards", asked, file)


def change(indexes: Sequence[int], status: CardStatus, reason: str) -> Job:
    asked = {"indexes": [*indexes], "status": status.value, "reason": reason}
    return _enqueue("change_cards", {**asked, "within": scope.organization_id()})


def print_out(
    indexes: Sequence[int], output: Output = Output.A4, design: Design | None = None
) -> Job:
    """Print cards; in the design their union has chosen, unless somebody says otherwise.

    Asked again while that is under way, as by a button that was pressed twice, it is one work.
    """
    unit = scope.organization_id()
    chosen = design or design_for(current.session(), unit, day_of(current.now()))
    asked = {"indexes": [*indexes], "within": unit}
    asked |= {"output": output.value, "design": chosen.value}
    return _under_way("print_cards", asked, None) or _enqueue("print_cards", asked)


def draw_up(unit_id: int) -> Job:
    """Draw up lists to sign for a sub-tree; asked again while that is under way, it is the same."""
    asked = {"unit": unit_id, "within": scope.organization_id()}
    return _under_way("draw_up_rolls", asked, None) or _enqueue("draw_up_rolls", asked)


def sort_scans(file: str) -> Job:
    """Sort signed sheets to their lists, as far as the desk that sent them reaches."""
    unit = scope.organization_id()
    return _enqueue("sort_scans", {"within": unit, "reach_of": unit}, file)


def in_use(indexes: Sequence[int]) -> list[int]:
    """Leave out cards that were stopped, or whose owners moved out of reach, since."""
    belongs = and_(Membership.member_id == Member.id, scope.is_last_membership())
    mine = (
        select(Card.index)
        .join(Member, Member.id == survivor_of(Card.member_id))
        .join(Membership, belongs)
        .where(may_be_printed(day_of(current.now())))
        .where(Membership.organization_id.in_(scope.unit_ids()))
        .order_by(Card.index)
    )
    return [
        index
        for group in in_groups(indexes)
        for index in current.session().scalars(mine.where(Card.index.in_(group)))
    ]


def any_printed(indexes: Sequence[int]) -> bool:
    """Tell whether some of these went out to be printed before."""
    printed = select(Card.index).where(Card.printed_at.is_not(None)).limit(1)
    return any(
        current.session().scalar(printed.where(Card.index.in_(group))) is not None
        for group in in_groups(indexes)
    )


def keep(content: bytes, name: str, media_type: str) -> str:
    """Keep a list until it has been read, and for thirty days at most."""
    store = FileStore(current.settings().files_dir)
    return store.keep(
        current.session(), BytesIO(content), name=name, media_type=media_type, now=current.now()
    )


def _under_way(kind: str, asked: dict[str, Any], file: str | None) -> Job | None:
    # Two presses that come at once: the second waits for the first, and finds its work.
    current.session().scalars(
        select(Account.id)
        .where(Account.id == current.actor().account_id)
        .with_for_update(key_share=True)
    )
    waiting = select(Job).where(Job.kind == kind, Job.state.in_(WAITING))
    found = current.session().scalars(waiting)
    return next((job for job in found if (job.input, job.input_file) == (asked, file)), None)


def _enqueue(kind: str, asked: dict[str, Any], file: str | None = None) -> Job:
    session, by, now = current.session(), current.actor().account_id, current.now()
    return jobs.enqueue(session, kind, now=now, input=asked, input_file=file, account_id=by)
