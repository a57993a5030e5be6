"""A form as its owner prints it: rows with their numbers, labels and units, and what fills each."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from benefits.errors import NotFound
from benefits.periods import Length, length_of


class RowKind(StrEnum):
    HEADING = "heading"
    COMPUTED = "computed"
    TYPED = "typed"
    TEXT = "text"


class Measure(StrEnum):
    AGREEMENTS_SIGNED = "agreements_signed"
    AGREEMENTS_IN_FORCE = "agreements_in_force"
    UNITS_REACHED = "units_reached"
    PEOPLE = "people"
    BENEFIT = "benefit"


class Whose(StrEnum):
    """Uses at partners (category `doi_tac`), or at the union's own facilities."""

    PARTNERS = "partners"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class FormRow:
    """`number` is what is printed before the label; `code` is unique within the form."""

    code: str
    number: str
    label: str
    unit: str
    kind: RowKind
    measure: Measure | None = None
    whose: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`period` is how long the form's own periods are, `cutoff` the day a month begins on.

    `decimals` are those of triệu đồng. The paper is Vietnamese; `english` is what pages call it for
    who reads them in English.
    """

    code: str
    version: int
    title: str
    subtitle: str
    caption: str
    basis: str
    english: str
    columns: tuple[str, ...]
    period: Length
    cutoff: int
    decimals: int
    rows: tuple[FormRow, ...]

    def is_for(self, period_code: str) -> bool:
        """Tell whether a code is one of a period for which the form is filled in."""
        return length_of(period_code) is self.period


def codes() -> list[str]:
    """List the forms that come with the product."""
    names = (each.name for each in files(__package__).joinpath("forms").iterdir())
    return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def form(code: str) -> Form:
    """Read a form; raise NotFound for a code we do not ship."""
    if code not in codes():
        raise NotFound("unknown_form", form=code, known=", ".join(codes()))
    text = files(__package__).joinpath("forms", f"{code}.toml").read_text("utf-8")
    told = tomllib.loads(text)
    texts = ("code", "title", "subtitle", "caption", "basis", "english")
    plain = (*texts, "version", "cutoff", "decimals")
    return Form(
        **{name: told[name] for name in plain},
        columns=tuple(told["columns"]),
        period=Length(told["period"]),
        rows=tuple(map(_row, told["rows"])),
    )


def _row(told: dict[str, Any]) -> FormRow:
    measure, whose = told.get("measure"), told.get("whose")
    return FormRow(
        code=told["code"],
        number=told["number"],
        label=told["label"],
        unit=told.get("unit", ""),
        kind=RowKind(told["kind"]),
        measure=Measure(measure) if measure else None,
        whose=Whose(whose) if whose else None,
    )
