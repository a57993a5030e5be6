"""What a decision about units says, before anything is done about it. Units are named by code."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from benefits.organization import Level


class Kind(StrEnum):
    THANH_LAP = "thanh_lap"
    GIAI_THE = "giai_the"
    SAP_NHAP = "sap_nhap"
    HOP_NHAT = "hop_nhat"
    CHIA = "chia"
    TACH = "tach"
    CHUYEN_CAP_TREN = "chuyen_cap_tren"
    DOI_TEN = "doi_ten"
    TAI_LAP = "tai_lap"


ENDING: Final = (Kind.GIAI_THE, Kind.SAP_NHAP, Kind.HOP_NHAT, Kind.CHIA)
"""The kinds of decisions by which units close."""


class CoverageGoes(StrEnum):
    """To whom agreements reach that no longer reach somebody because of the decision.

    `heirs`: the successor, the parts, or, without any, the units that stood directly below.
    `units_below`: those units alone, so that nobody else is covered with them. `nobody`: no one.
    """

    HEIRS = "heirs"
    UNITS_BELOW = "units_below"
    NOBODY = "nobody"


class Back(StrEnum):
    """What comes back to a unit that opens again, of what its end sent elsewhere."""

    PEOPLE = "people"
    OFFICERS = "officers"
    AGREEMENTS = "agreements"


class OfficersGo(StrEnum):
    """Officers of units that close: along to the heir, or out of their role on the day."""

    ALONG = "along"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A unit that comes into being.

    Without a parent it stands where the unit stood that it was made of. `members` are ids of
    people who come from the unit that is split, `units` codes of units that go below the part;
    `takes_rest` says that whoever and whatever no part names goes to this one.
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    members: frozenset[int] = frozenset()
    units: tuple[str, ...] = ()
    takes_rest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One decision; which fields it needs depends on its kind.

    - `thanh_lap`: `parts` (several at once, each with a parent, unless it is the top unit)
    - `giai_the`: `units`; `parent` for what stands below them, or `with_below` to dissolve that too
    - `sap_nhap`: `units` into the existing unit `into`
    - `hop_nhat`: `units` into the one new unit of `parts`
    - `chia`: the one unit of `units` into at least two `parts`; it closes
    - `tach`: `parts` out of the one unit of `units`, which stays
    - `chuyen_cap_tren`: `units` below `parent`
    - `doi_ten`: the one unit of `units` is called `name`
    - `tai_lap`: the closed unit of `units` opens below `parent`

    `is_again` says that it was carried out before and replaced meanwhile: its parts are there.
    """

    kind: Kind
    day: date
    units: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    into: str | None = None
    parent: str | None = None
    name: str | None = None
    with_below: bool = False
    is_again: bool = False

    @property
    def named(self) -> frozenset[str]:
        """Codes of all existing units that the plan names."""
        found: set[str | None] = {*self.units, self.into, self.parent}
        for part in self.parts:
            found |= {part.parent, *part.units}
        return frozenset(code for code in found if code) - self.made

    @property
    def made(self) -> frozenset[str]:
        return frozenset(part.code for part in self.parts)

    @property
    def closes(self) -> bool:
        return self.kind in ENDING

    @property
    def heirs(self) -> tuple[str, ...]:
        """Codes of the units that take over what the closed ones leave."""
        match self.kind:
            case Kind.SAP_NHAP:
                return (self.into,) if self.into else ()
            case Kind.HOP_NHAT | Kind.CHIA | Kind.TACH:
                return tuple(part.code for part in self.parts)
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What becomes of what the units concerned leave behind.

    `holder` is the code of the unit that holds their agreements from the day on: without one the
    successor, the part that takes the rest (else the first), or the superior. `officers_to` is
    where their officers go, chosen alike. `takes_back` is what comes back to a unit that opens
    again; left open, it is everything on the very day of its end, which that undoes, and else
    nothing.
    """

    holder: str | None = None
    coverage: CoverageGoes = CoverageGoes.HEIRS
    officers: OfficersGo = OfficersGo.ALONG
    officers_to: str | None = None
    takes_back: frozenset[Back] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The paper: số quyết định, ngày ký, and the hash under which its scan is kept.

    `form_id` names the form it was written on: the same form sent twice with the same words is
    one decision.
    """

    number: str
    signed_on: date
    scan_hash: str | None = None
    form_id: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a plan cannot be carried out, as a code with its sentence in the wording tables."""

    code: str
    params: dict[str, object] = field(default_factory=dict)
