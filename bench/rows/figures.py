"""Figures of every unit for a year, and of one sub-tree, against the plain `count(distinct)`.

The plain query is given the tree ready-made: which unit stands above which on which days.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any, Final, TypeVar

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bench.measured import Measured, Scale, at_most, middle
from bench.places import migrated, postgresql, workplace
from benefits.figures import By, Question, ask
from benefits.organization import Placement, Succession, by_code
from benefits.periods import Period, day_of
from benefits.simulation import Asked, load

AT_MOST: Final = 0.02
SEED: Final = 1
EVERY_UNIT, SUBTREE = ("MP", By.ORGANIZATION), ("MP-002", None)
_NOTE: Final = "no half-month cells are kept yet: every answer counts the purchases themselves"
Answers = dict[str, tuple[int, int, int]]
_Found = TypeVar("_Found")

_STOOD: Final = "CREATE TEMPORARY TABLE stood (organization_id int, f date, u date, unit_id int)"
_PLAIN: Final = """
    SELECT o.code, count(DISTINCT p.member_id), count(*), sum(p.benefit - coalesce(t.benefit, 0))
    FROM purchases p
    JOIN stood s ON s.organization_id = p.organization_id
                AND p.bought_on >= s.f AND p.bought_on < s.u
    JOIN organizations o ON o.id = s.unit_id
    LEFT JOIN (SELECT member_id, purchase_id, sum(benefit) AS benefit,
                      max(CASE WHEN is_whole THEN 1 ELSE 0 END) AS is_whole
               FROM reversals GROUP BY member_id, purchase_id) t
           ON t.member_id = p.member_id AND t.purchase_id = p.id
    WHERE p.bought_on >= :first AND p.bought_on < :after AND coalesce(t.is_whole, 0) = 0
"""


def measure(scale: Scale) -> Iterator[Measured]:
    asked = Asked(
        members=scale.of(1_000_000, 2_000),
        organizations=scale.of(5_000, 60),
        purchases=scale.of(10_000_000, 20_000),
        months=12,
        seed=SEED,
        until=day_of(datetime.now(UTC)),
    )
    size = (
        f"{asked.purchases:,} purchases, {asked.members:,} members, {asked.organizations:,} units"
    )
    with (
        workplace() as folder,
        postgresql(folder) as cluster,
        migrated(cluster.create("figures")) as database,
    ):
        load(database, asked, lambda _what: lambda _done, _of: None)
        with database.writing() as session:
            period = Period(asked.first, asked.until)
            _stand(session, period)
            rounds = scale.of(3, 2)
            yield _compared(session, f"every unit, one year, {size}", EVERY_UNIT, period, rounds)
            yield _compared(session, f"one sub-tree, one year, {size}", SUBTREE, period, rounds)
            session.rollback()


def _compared(
    session: Session, work: str, asked: tuple[str, By | None], period: Period, rounds: int
) -> Measured:
    code, by = asked
    ours, plain = list[float](), list[float]()
    for _ in range(rounds):
        counted, seconds = _timed(lambda: _plain(session, period, None if by else code))
        plain.append(seconds)
        found, seconds = _timed(lambda: _ours(session, period, code, by))
        ours.append(seconds)
        if found != counted:
            raise RuntimeError(f"{work}: the answers differ")
    return Measured(
        work=f"people, uses, benefit of {work}",
        baseline=middle(plain),
        ours=middle(ours),
        unit="s",
        must=at_most(AT_MOST),
        details={"ours": ours, "baseline": plain, "note": _NOTE},
    )


def _timed(act: Callable[[], _Found]) -> tuple[_Found, float]:
    began = perf_counter()
    found = act()
    return found, perf_counter() - began


def _ours(session: Session, period: Period, code: str, by: By | None) -> Answers:
    root = by_code(session, code)
    question = Question(organization_id=root.id, period=period, by=by, as_of=datetime.now(UTC))
    rows = ask(session, question).rows
    return {row.key: (row.people, row.uses, row.benefit) for row in rows if row.uses}


def _plain(session: Session, period: Period, code: str | None) -> Answers:
    only = " AND o.code = :code" if code else ""
    asked: dict[str, Any] = {"first": period.first, "after": period.after}
    if code:
        asked["code"] = code
    rows = session.execute(text(f"{_PLAIN}{only} GROUP BY o.code"), asked)
    return {key: (people, uses, int(benefit)) for key, people, uses, benefit in rows}


def _stand(session: Session, period: Period) -> None:
    """Write down under which units every unit counts, day by day, mergers followed."""
    placements = session.scalars(select(Placement).where(Placement.superseded_at.is_(None))).all()
    mergers = session.scalars(select(Succession).where(Succession.superseded_at.is_(None))).all()
    rows = [
        {"o": each.organization_id, "f": each.valid_from, "u": each.valid_until or date.max, "k": k}
        for each in placements
        for k in _counted_in(each.path, placements, mergers, period)
    ]
    session.execute(text(_STOOD))
    session.execute(text("INSERT INTO stood VALUES (:o, :f, :u, :k)"), rows)
    session.execute(text("ANALYZE stood"))


def _counted_in(
    path: str, placements: Sequence[Placement], mergers: Sequence[Succession], period: Period
) -> list[int]:
    units = [int(part) for part in path.strip("/").split("/")]
    for merger in mergers:
        if merger.predecessor_id in units and merger.day <= period.after:
            below = units[units.index(merger.predecessor_id) + 1 :]
            heir = next(
                each.path
                for each in placements
                if each.organization_id == merger.successor_id
                and each.valid_from <= merger.day
                and (each.valid_until is None or merger.day < each.valid_until)
            )
            units = [*(int(part) for part in heir.strip("/").split("/")), *below]
    return units
