"""The tree as one question reads it: for every unit and day, the path its purchases count along."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.figures.readings import (
    Forest,
    Merger,
    Path,
    Reading,
    Segment,
    Stand,
    segments_now,
    segments_then,
)
from benefits.figures.tagging import always_if_on, cut_to, joined
from benefits.organization import (
    Organization,
    Placement,
    Succession,
    Worn,
    as_known,
    days_in,
    ids_of,
)
from benefits.periods import Period, day_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Segments of every unit, cut to the period."""

    period: Period
    segments: Mapping[int, tuple[Segment, ...]]
    today: Mapping[int, Path]
    """Where the units open today stand, if the tree of today is asked for."""

    def path(self, organization_id: int, day: date) -> Path:
        """Return the path along which a unit's purchases of a day of the period count."""
        inside = self.segments.get(organization_id, ())
        found = (each.path for each in inside if each.valid_from <= day < each.valid_until)
        return next(found, (organization_id,))

    def is_under(self, organization_id: int, ancestor_id: int, day: date) -> bool:
        return ancestor_id in self.path(organization_id, day)

    def units_below(self, ancestor_id: int | None) -> dict[int, Path]:
        """List the units of a sub-tree that were open in the period, with where they belong.

        One that merged away stands where it last stood, though its past counts elsewhere.
        """
        listed = dict(self._stood_below(ancestor_id)) | {
            unit: path
            for unit, path in self.today.items()
            if ancestor_id is None or ancestor_id in path
        }
        if ancestor_id is not None:
            listed.setdefault(ancestor_id, (ancestor_id,))
        return listed

    def _stood_below(self, ancestor_id: int | None) -> Iterator[tuple[int, Path]]:
        for unit, segments in self.segments.items():
            for segment in segments:
                if segment.stood is not None:
                    shown = segment.path if unit in segment.path else segment.stood
                    if ancestor_id is None or ancestor_id in shown:
                        yield unit, shown


def standing(
    session: Session,
    period: Period,
    as_of: datetime,
    reading: Reading = Reading.THEN,
    *,
    tag_id: int | None = None,
    forest: Forest | None = None,
) -> Standing:
    """Read every unit's place for a period, as known at `as_of`; of a tag, its units' alone.

    `forest` is what was known then, where it was read already.
    """
    tree = _standing(session, period, as_of, reading, forest or read_forest(session, as_of))
    if tag_id is None:
        return tree
    worn, of_today = days_in(session, [tag_id], as_of)[tag_id], reading is Reading.NOW
    if of_today:
        worn = always_if_on(worn, day_of(as_of))
    segments = {unit: cut_to(some, worn, of_today=of_today) for unit, some in tree.segments.items()}
    today = {unit: path for unit, path in tree.today.items() if not worn.keys().isdisjoint(path)}
    return Standing(period, {unit: some for unit, some in segments.items() if some}, today)


def days_below(
    session: Session, period: Period, as_of: datetime, unit_id: int, reading: Reading = Reading.THEN
) -> dict[int, list[Worn]]:
    """Tell of every unit on which days of a period its uses count for a unit, and no others."""
    return days_of(standing(session, period, as_of, reading), unit_id)


def days_of(tree: Standing, unit_id: int | None) -> dict[int, list[Worn]]:
    """Tell of every unit on which days its uses count for a unit, as a tree was read."""
    inside = {
        unit: [each for each in some if unit_id is None or unit_id in each.path]
        for unit, some in tree.segments.items()
    }
    return {
        unit: joined(Worn(each.valid_from, each.valid_until) for each in some)
        for unit, some in inside.items()
        if some
    }


def _standing(
    session: Session, period: Period, as_of: datetime, reading: Reading, forest: Forest
) -> Standing:
    units = session.scalars(select(Organization.id)).all()
    if reading is Reading.THEN:
        steady = {unit: (one,) for unit in units if (one := _throughout(forest, unit, period))}
        moving = (unit for unit in units if unit not in steady)
        whole = {unit: segments_then(forest, unit, period.after) for unit in moving}
        return Standing(period, steady | _cut(whole, period), {})
    today = day_of(as_of)
    whole = {unit: segments_now(forest, unit, today) for unit in units}
    places = {unit: forest.stood(unit, today) for unit in units if forest.stands(unit)}
    open_today = {unit: path for unit, (path, day) in places.items() if day == today}
    return Standing(period, _cut(whole, period), open_today)


def read_forest(session: Session, as_of: datetime) -> Forest:
    """Read where every unit stood and what merged away, as known at an instant."""
    columns = (
        Placement.organization_id,
        Placement.valid_from,
        Placement.valid_until,
        Placement.path,
    )
    stands = session.execute(select(*columns).where(as_known(Placement, as_of)))
    merged = (Succession.predecessor_id, Succession.day, Succession.successor_id)
    mergers = session.execute(select(*merged).where(as_known(Succession, as_of)))
    return Forest(
        (
            (unit, Stand(first, until or date.max, ids_of(path)))
            for unit, first, until, path in stands
        ),
        ((unit, Merger(day, successor)) for unit, day, successor in mergers),
    )


def _throughout(forest: Forest, unit: int, period: Period) -> Segment | None:
    """Return the one place a unit had all the time, if nothing on its path ever merged away.

    It is what `segments_then` comes to, and so it is with nearly all units.
    """
    for first, until, path in forest.stands(unit):
        if first <= period.first and period.after <= until and not forest.has_merged(path):
            return Segment(period.first, period.after, path, path)
    return None


def _cut(whole: Mapping[int, list[Segment]], period: Period) -> dict[int, tuple[Segment, ...]]:
    return {
        unit: tuple(
            segment._replace(
                valid_from=max(segment.valid_from, period.first),
                valid_until=min(segment.valid_until, period.after),
            )
            for segment in segments
            if segment.valid_from < period.after and period.first < segment.valid_until
        )
        for unit, segments in whole.items()
    }
