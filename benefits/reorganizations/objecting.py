"""What a plan lacks or contradicts, told before anything is tried."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from benefits.organization import Draft
from benefits.reorganizations.plans import Choices, Kind, Objection, Plan

ONE: Final = 1
MOST_UNITS: Final = 2_000
UNITS_NEEDED: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.THANH_LAP: (0, 0),
    Kind.GIAI_THE: (1, MOST_UNITS),
    Kind.SAP_NHAP: (1, MOST_UNITS),
    Kind.HOP_NHAT: (2, MOST_UNITS),
    Kind.CHIA: (1, 1),
    Kind.TACH: (1, 1),
    Kind.CHUYEN_CAP_TREN: (1, MOST_UNITS),
    Kind.DOI_TEN: (1, 1),
    Kind.TAI_LAP: (1, MOST_UNITS),
}
PARTS_NEEDED: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.THANH_LAP: (1, MOST_UNITS),
    Kind.HOP_NHAT: (1, 1),
    Kind.CHIA: (2, MOST_UNITS),
    Kind.TACH: (1, MOST_UNITS),
}


def of_shape(plan: Plan, choices: Choices, draft: Draft) -> Iterator[Objection]:
    """Object to what no tree could make right."""
    yield from _numbers(plan)
    unknown = sorted((plan.named | _chosen(choices)) - draft.histories.keys() - plan.made)
    if unknown:
        yield Objection("units_unknown", {"units": ", ".join(unknown)})
    if len(set(plan.units)) < len(plan.units):
        yield Objection("units_twice")
    yield from _parts(plan, draft)
    yield from _SHAPES.get(plan.kind, _nothing)(plan)


def not_open(choices: Choices, draft: Draft, day: date) -> Iterator[Objection]:
    """Object to heirs of papers and officers that are not there on the day, or just closing."""
    for code in sorted(_chosen(choices)):
        if not draft.histories[code].is_open_on(day):
            yield Objection("chosen_not_open", {"organization": code})


def _numbers(plan: Plan) -> Iterator[Objection]:
    least, most = UNITS_NEEDED[plan.kind]
    if not (1 if plan.is_again else least) <= len(plan.units) <= most:
        yield Objection("units_wrong_number", {"least": least, "most": most})
    least, most = PARTS_NEEDED.get(plan.kind, (0, 0))
    if not least <= len(plan.parts) <= most:
        yield Objection("parts_wrong_number", {"least": least, "most": most})


def _parts(plan: Plan, draft: Draft) -> Iterator[Objection]:
    codes = [part.code for part in plan.parts]
    if len(set(codes)) < len(codes):
        yield Objection("part_codes_twice")
    for part in plan.parts:
        if not part.code.strip() or not part.name.strip():
            yield Objection("part_unnamed")
        elif part.code in draft.histories and not plan.is_again:
            yield Objection("organization_code_taken", {"organization": part.code})
    yield from _shared(plan)
    if sum(part.takes_rest for part in plan.parts) > ONE:
        yield Objection("rest_goes_twice")


def _shared(plan: Plan) -> Iterator[Objection]:
    """Object to somebody, or a unit, that goes to two parts."""
    members = [member for part in plan.parts for member in part.members]
    if len(set(members)) < len(members):
        yield Objection("members_twice", {"count": len(members) - len(set(members))})
    units = [unit for part in plan.parts for unit in part.units]
    if len(set(units)) < len(units):
        yield Objection("units_twice")


def _founding(plan: Plan) -> Iterator[Objection]:
    if any(part.parent is None for part in plan.parts):
        yield Objection("parent_missing")


def _dissolving(plan: Plan) -> Iterator[Objection]:
    if plan.parent in plan.units:
        yield Objection("parent_closes", {"organization": plan.parent})


def _merging(plan: Plan) -> Iterator[Objection]:
    if plan.into is None:
        yield Objection("successor_missing")
    elif plan.into in plan.units:
        yield Objection("merged_into_itself", {"organization": plan.into})


def _moving(plan: Plan) -> Iterator[Objection]:
    if plan.parent is None:
        yield Objection("parent_missing")


def _renaming(plan: Plan) -> Iterator[Objection]:
    if not (plan.name or "").strip():
        yield Objection("name_missing")


def _nothing(_plan: Plan) -> Iterator[Objection]:
    yield from ()


def _chosen(choices: Choices) -> frozenset[str]:
    return frozenset(code for code in (choices.holder, choices.officers_to) if code)


_SHAPES: Final[Mapping[Kind, Callable[[Plan], Iterator[Objection]]]] = {
    Kind.THANH_LAP: _founding,
    Kind.GIAI_THE: _dissolving,
    Kind.SAP_NHAP: _merging,
    Kind.CHUYEN_CAP_TREN: _moving,
    Kind.DOI_TEN: _renaming,
}
