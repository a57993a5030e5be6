"""The unit that each row of a list was read as naming, so that a part of it can go on saying so.

Titles over some rows and cells merged over several are not in a part; a code in each row is.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from benefits.database import Database
from benefits.exchange.kinds import Circumstances
from benefits.exchange.kinds.remembered import Remembered
from benefits.exchange.kinds.speaking import Said
from benefits.exchange.kinds.units import Units, units_of
from benefits.exchange.roster.ending import is_entitled
from benefits.exchange.roster.headings import NAMES, Field
from benefits.exchange.roster.layout import Layout
from benefits.exchange.roster.picking import Picker
from benefits.exchange.roster.titles import Titles
from benefits.members.names import clean
from benefits.organization import Organization

_NOTHING: Final = ""


class UnitCodes:
    """The codes of the units that words mean, each looked for once."""

    def __init__(self, database: Database, circumstances: Circumstances) -> None:
        self._database, self._circumstances = database, circumstances
        remembered: Remembered | None = circumstances.memory.kept.get("enrolling")
        self._units = remembered.units if remembered else None
        self._of_words: dict[str, str] = {}
        self._of_unit: dict[int, str] = {}

    def of(self, name: str) -> str:
        """Return the code of the unit that a name means, or that it belongs to as a department."""
        if name not in self._of_words:
            self._of_words[name] = self._looked_for(name)
        return self._of_words[name]

    def _looked_for(self, name: str) -> str:
        known = self._units
        if known is not None and (unit := known.named(None, name)) is not None:
            return self._code(unit)
        with self._database.read() as session:
            said = Said(units={name: 0} if name else {})
            units = units_of(session, said, self._circumstances)
        return self._code(_meant(units, name))

    def _code(self, unit: int | None) -> str:
        if unit is None:
            return _NOTHING
        if unit not in self._of_unit:
            with self._database.read() as session:
                code = session.scalar(select(Organization.code).where(Organization.id == unit))
            self._of_unit[unit] = code or _NOTHING
        return self._of_unit[unit]


def _meant(units: Units, name: str) -> int | None:
    """Say nothing of a name that several have, nor of a file's own unit above all base unions."""
    if (named := units.named(None, name)) is not None:
        return named
    return None if units.is_above or units.is_unclear(name) else units.own


class UnitsRead:
    """Goes down the rows of one sheet and says of each which unit it, or a title above, named."""

    def __init__(self, layout: Layout, codes: UnitCodes) -> None:
        self._codes = codes
        self._titles = Titles()
        self.lay_out(layout)

    def lay_out(self, layout: Layout) -> None:
        """Go on with the columns of a heading; titles above it still hold."""
        columns, self._picker = layout.columns(), Picker(layout)
        self._code_columns = [each.column for each in columns.get(Field.ORGANIZATION_CODE, ())]
        self._name_columns = [each.column for each in columns.get(Field.ORGANIZATION_NAME, ())]

    @property
    def column(self) -> int | None:
        """The column of the list itself in which the codes of units stand."""
        return self._code_columns[0] if self._code_columns else None

    def begin(self, cells: Sequence[str]) -> None:
        """Take note of a title: the rows below it belong there, unless it is a department's."""
        cleaned = list(map(clean, cells))
        picked = self._picker.pick(cleaned)
        name = next((picked[part].text for part in Field if part in picked.keys() & NAMES), "")
        title = name or next(filter(None, reversed(cleaned)), "")
        number = picked[Field.NUMBERING].text if Field.NUMBERING in picked else ""
        if not is_entitled(title, number):
            self._titles = self._titles.begun(title, number)

    def of(self, cells: Sequence[str]) -> str:
        """Return the code of a row's unit, where it does not stand in the row itself."""
        if _written(cells, self._code_columns):
            return _NOTHING
        return self._codes.of(_written(cells, self._name_columns) or self._titles.within or "")


def _written(cells: Sequence[str], columns: Sequence[int]) -> str:
    texts = (clean(cells[column]) for column in columns if column < len(cells))
    return next(filter(None, texts), "")
