"""Leaving of the tree what was in a tag: the days on which a unit, or one above it, was in it."""

from collections.abc import Iterable, Mapping
from datetime import date

from benefits.figures.readings import Path, Segment
from benefits.organization import Worn

Wearers = Mapping[int, list[Worn]]


def cut_to(
    segments: Iterable[Segment], worn: Wearers, *, of_today: bool = False
) -> tuple[Segment, ...]:
    """Keep the days on which a unit was in the tag, by where it stood on them.

    A unit that merged away later was in its own tags till then, not in its successor's; read by
    the tree `of_today`, it is in its successor's.
    """
    return tuple(
        segment._replace(valid_from=first, valid_until=until)
        for segment in segments
        for first, until in _days_of(
            segment, segment.path if of_today else segment.stood or segment.path, worn
        )
    )


def always_if_on(worn: Wearers, day: date) -> dict[int, list[Worn]]:
    """Take the units that are in the tag on a day as if they had always been."""
    always = [Worn(date.min, date.max)]
    return {
        unit: always
        for unit, spans in worn.items()
        if any(each.valid_from <= day < each.valid_until for each in spans)
    }


def _days_of(segment: Segment, place: Path, worn: Wearers) -> list[Worn]:
    inside = (
        Worn(max(each.valid_from, segment.valid_from), min(each.valid_until, segment.valid_until))
        for unit in place
        for each in worn.get(unit, ())
    )
    return joined(each for each in inside if each.valid_from < each.valid_until)


def joined(spans: Iterable[Worn]) -> list[Worn]:
    """Count a day once, through however many units above it is in the tag."""
    result: list[Worn] = []
    for span in sorted(spans):
        if result and span.valid_from <= result[-1].valid_until:
            last = result.pop()
            span = Worn(last.valid_from, max(last.valid_until, span.valid_until))  # noqa: PLW2901
        result.append(span)
    return result
