"""Read what people and files hand in, field by field, and collect everything wrong with it."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from benefits.money import LARGEST

Choice = TypeVar("Choice", bound=StrEnum)


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where, which, and with what bounds."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Fields:
    """A mapping of unknown content. Nested parts share one list of problems."""

    def __init__(
        self, values: Mapping[str, object], problems: list[Problem], path: str = ""
    ) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.path = path
        self.problems = problems

    @classmethod
    def of_json(cls, source: object, problems: list[Problem], path: str) -> "Fields":
        if isinstance(source, str):
            try:
                source = json.loads(source) if source.strip() else {}
            except ValueError:
                problems.append(Problem(path, "not_json"))
                return cls({}, problems)
        if source is not None and not isinstance(source, Mapping):
            problems.append(Problem(path, "not_an_object"))
            source = None
        return cls(source or {}, problems, f"{path}.")

    def refuse(self, name: str, code: str, **params: object) -> None:
        self.problems.append(Problem(self.path + name, code, params))

    def raw(self, name: str) -> object:
        """Take a field as it is; blank text counts as absent."""
        self._asked.add(name)
        value = self._values.get(name)
        return None if isinstance(value, str) and not value.strip() else value

    def whole(self, name: str, least: int = 0, most: int = LARGEST) -> int | None:
        """Take a whole number between two bounds, if it is there."""
        value = self.raw(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(name, "not_a_number")
            return None
        return self.bounded(name, value, least, most)

    def bounded(self, name: str, value: int, least: int = 0, most: int = LARGEST) -> int | None:
        if value < least:
            self.refuse(name, "too_small", least=least)
        elif value > most:
            self.refuse(name, "too_large", most=most)
        else:
            return value
        return None

    def needed(self, name: str, least: int = 0, most: int = LARGEST) -> int:
        if self.raw(name) is None:
            self.refuse(name, "missing")
        return self.whole(name, least, most) or 0

    def flag(self, name: str) -> bool:
        value = self.raw(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.refuse(name, "not_yes_or_no")
        return False

    def text(self, name: str) -> str:
        value = self.raw(name)
        if isinstance(value, str):
            return value.strip()
        self.refuse(name, "missing" if value is None else "not_text")
        return ""

    def choice(self, name: str, among: type[Choice]) -> Choice | None:
        value = self.text(name)
        if value in list(among):
            return among(value)
        if value:
            self.refuse(name, "unknown_choice", among=tuple(among))
        return None

    def day(self, name: str) -> date | None:
        value = self.raw(name)
        try:
            return None if value is None else date.fromisoformat(str(value))
        except ValueError:
            self.refuse(name, "not_a_day")
            return None

    def part(self, name: str) -> "Fields | None":
        value = self.raw(name)
        if isinstance(value, Mapping):
            return Fields(value, self.problems, f"{self.path}{name}.")
        if value is not None:
            self.refuse(name, "not_an_object")
        return None

    def parts(self, name: str) -> Iterator["Fields"]:
        """Go through a list of nested mappings; each is closed when the next is taken."""
        values = self.raw(name)
        if not isinstance(values, list | None):
            self.refuse(name, "not_a_list")
            return
        for number, value in enumerate(values or []):
            path = f"{name}[{number}]"
            if not isinstance(value, Mapping):
                self.refuse(path, "not_an_object")
                continue
            part = Fields(value, self.problems, f"{self.path}{path}.")
            yield part
            part.close()

    def close(self) -> None:
        """Name what nobody asked for: a misspelt condition must not be silently dropped."""
        for name in self._values:
            if name not in self._asked:
                self.refuse(str(name), "unknown_key")
