"""Decisions tried out on the register in memory: what would stand where, and what cannot be.

Nothing is written before `keep`; a preview drafts and throws away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benefits.errors import Conflict
from benefits.organization.closing import close_all, reparent_children
from benefits.organization.histories import FOR_GOOD, History, Merger, Naming, Stay
from benefits.organization.keeping import Register, hold_the_tree, load, save
from benefits.organization.models import Level, Organization, SuccessionKind
from benefits.organization.paths import all_astray, goes_on, stands_of

Touched = tuple[str, ...]
"""Codes of the units whose dated rows a decision touched, their sub-trees included."""


@dataclass(slots=True)
class Draft:
    """The register as it would be. Every act raises a Conflict and then has changed nothing."""

    session: Session
    known: Register
    histories: dict[str, History]
    founded: dict[str, Level] = field(default_factory=dict)

    @classmethod
    def of(cls, session: Session) -> "Draft":
        register = load(session)
        return cls(session, register, dict(register.histories))

    @classmethod
    def held(cls, session: Session) -> "Draft":
        """Let nobody else decide about the tree before the transaction ends."""
        hold_the_tree(session)
        return cls.of(session)

    def found(self, code: str, name: str, level: Level, parent: str | None, day: date) -> None:
        if code in self.histories:
            raise Conflict("organization_code_taken", organization=code)
        named = Naming(day, FOR_GOOD, name)
        self.histories[code] = History((Stay(day, FOR_GOOD, parent),), (named,))
        self.founded[code] = level

    def move(self, code: str, parent: str | None, day: date) -> None:
        """Put a unit below another parent, until the next move that was already decided."""
        stay = self.histories[code].stay_on(day)
        if stay is None:
            raise Conflict("unit_not_open", organization=code, day=day)
        self.histories[code] = self.histories[code].below(parent, day, stay.valid_until)

    def rename(self, code: str, name: str, day: date) -> None:
        self.histories[code] = self.histories[code].named(name, day)

    def close(self, codes: Sequence[str], day: date) -> None:
        self.histories.update(close_all(self.histories, codes, day))

    def replace(self, codes: Sequence[str], heir: str, day: date) -> None:
        """Close units, and put what stands directly below them under another."""
        changed = close_all(self.histories, codes, day)
        self.histories |= reparent_children(self.histories, changed, codes, heir, day)

    def merge(
        self,
        codes: Sequence[str],
        successor: str,
        day: date,
        kind: SuccessionKind,
        decision: str | None,
    ) -> None:
        if successor in codes:
            raise Conflict("merged_into_itself", organization=successor)
        self.replace(codes, successor, day)
        for code in codes:
            merger = Merger(day, successor, kind, decision)
            self.histories[code] = self.histories[code].merged(merger)

    def reopen(self, code: str, parent: str | None, day: date) -> None:
        history = self.histories[code]
        if history.is_open_on(day):
            raise Conflict("unit_already_open", organization=code, day=day)
        later = (stay.valid_from for stay in history.stays if stay.valid_from > day)
        stay = Stay(day, min(later, default=FOR_GOOD), parent)
        self.histories[code] = history.opened(stay)

    def path_on(self, code: str, day: date) -> tuple[str, ...]:
        """Return the codes from the top down to a unit; none where it is not open."""
        stands = stands_of(code, self.histories)
        found = (each.path for each in stands if each.valid_from <= day < each.valid_until)
        return next(found, ())

    def below(self, codes: Iterable[str], day: date) -> list[str]:
        """List the units that stand below some on a day, at any depth."""
        children: dict[str, list[str]] = {}
        for code, history in self.histories.items():
            stay = history.stay_on(day)
            if stay and stay.parent:
                children.setdefault(stay.parent, []).append(code)
        found: dict[str, None] = {}
        waiting = list(codes)
        while waiting:
            fresh = [each for each in children.get(waiting.pop(), ()) if each not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
        return sorted(found.keys() - set(codes))

    def children(self, code: str, day: date) -> list[str]:
        """List the units that stand directly below one on a day."""
        stays = ((child, history.stay_on(day)) for child, history in self.histories.items())
        return sorted(child for child, stay in stays if stay and stay.parent == code)

    def check(self) -> None:
        """Refuse what leaves a unit without an open parent, or a past without an heir."""
        if astray := all_astray(self.histories):
            reason = "cycle" if any(each.reason == "cycle" for each in astray) else None
            units = sorted({each.code for each in astray})
            raise Conflict(reason or "parent_not_open", units=units, organization=units[0])
        for code, history in self.histories.items():
            for merger in history.mergers:
                if not goes_on(merger.successor, merger.day, self.histories):
                    heir = merger.successor
                    raise Conflict("successor_not_open", organization=code, successor=heir)

    def changes(self) -> bool:
        return self.histories != self.known.histories

    def keep(self, now: datetime) -> Touched:
        """Write the rows that the decision asks for, if the tree stands on every day."""
        self.check()
        return save(self.session, Register(self._ids(), self.histories), now)

    def _ids(self) -> Mapping[str, int]:
        if not self.founded:
            return self.known.ids
        rows = [{"code": code, "level": level} for code, level in self.founded.items()]
        self.session.execute(insert(Organization), rows)
        made = select(Organization.code, Organization.id).where(Organization.code.in_(self.founded))
        return {**self.known.ids, **dict(self.session.execute(made).all())}
