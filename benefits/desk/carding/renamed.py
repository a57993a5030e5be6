"""Printed cards that bear an old name: of one person, or since a list was taken in."""

from collections.abc import Sequence

from sqlalchemy import func, select

from benefits.cards import Card, old_names
from benefits.desk import scope
from benefits.jobs import Job, JobState
from benefits.members import Member
from benefits.members.merging import survivor_of
from benefits.periods import day_of
from benefits.web import current


def of_person(records: Sequence[int]) -> Sequence[int]:
    """List the cards of a person, given by all records, that should be printed again."""
    old = old_names.bears_old_name(day_of(current.now()))
    mine = select(Card.index).where(Card.member_id.in_(records), old)
    return current.session().scalars(mine.order_by(Card.index)).all()


def by_import(job: Job) -> int:
    """Count the cards within reach whose name a roster changed, and that were not printed since."""
    is_roster = job.kind == "import" and job.input.get("kind") == "members"
    if not is_roster or job.state is not JobState.DONE or job.finished_at is None:
        return 0
    today = day_of(current.now())
    renamed = old_names.renamed_between(job.created_at, job.finished_at, today)
    people = scope.members().with_only_columns(Member.id)
    mine = renamed.where(survivor_of(Card.member_id).in_(people))
    return current.session().scalar(select(func.count()).select_from(mine.subquery())) or 0
