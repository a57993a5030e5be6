"""The units of a province to be: where each stands, how large it is, and what is decided later."""

from dataclasses import dataclass, field
from random import Random
from typing import Final, NamedTuple

from benefits.organization import Level
from benefits.simulation.asked import Asked
from benefits.simulation.sizes import unit_sizes

_UPPER_SHARE, _DEPARTMENT_SHARE = 50, 20
_MOST_DEPARTMENTS: Final = 8
_SECTORS: Final = ("Giáo dục", "Y tế", "Công thương", "Viên chức", "Giao thông", "Nông nghiệp")
_WORKS: Final = (
    *("May mặc", "Giày da", "Điện tử", "Thủy sản", "Gỗ", "Cơ khí", "Dược phẩm", "Bao bì"),
    *("Vận tải", "Xây dựng", "Thực phẩm", "Nhựa", "Cao su", "Thương mại", "Du lịch", "Điện lực"),
)
_FIRMS: Final = (
    *("An Phát", "Bình Minh", "Hòa Phú", "Tân Thành", "Đại Lộc", "Hướng Dương", "Sông Xanh"),
    *("Phù Sa", "Hưng Thịnh", "Thiên Long", "Nam Việt", "Trường Sơn", "Kim Ngân", "Sao Mai"),
)


class Unit(NamedTuple):
    """`above` is the place of the unit above in the list of units."""

    code: str
    name: str
    level: Level
    above: int | None


class Home(NamedTuple):
    """A unit in which people are members, and the local and the upper union it belongs to."""

    unit: int
    local: int
    upper: int
    size: int


@dataclass(slots=True)
class Plan:
    """Units and homes are named by their place in the lists, days are counted from the first."""

    units: list[Unit] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    merged: int = 0  # a home
    into: int = 0  # a home
    merged_on: int = 0
    moved: int = 0  # a unit
    below: int = 0  # a unit
    moved_on: int = 0

    def upper_of(self, home: int, day: int) -> int:
        _, local, upper, _ = self.homes[home]
        return self.below if local == self.moved and day >= self.moved_on else upper


def plan_of(asked: Asked) -> Plan:
    uppers = max(2, asked.organizations // _UPPER_SHARE)
    departments = asked.organizations // _DEPARTMENT_SHARE
    sizes = unit_sizes(asked.members, asked.organizations - 1 - uppers - departments)
    parts = _departments(sizes, departments)
    ranks = list(range(len(sizes)))
    asked.source("ranks").shuffle(ranks)
    plan = Plan([Unit("MP", "Liên đoàn Lao động tỉnh Mô Phỏng", Level.TINH, None)])
    plan.units += (_upper(number) for number in range(1, uppers + 1))
    names = asked.source("units")
    for number, rank in enumerate(ranks):
        _settle(plan, 1 + number % uppers, sizes[rank], parts[rank], names)
    _decide(plan, asked.length)
    return plan


def _upper(number: int) -> Unit:
    code = f"MP-{number:03d}"
    if number <= len(_SECTORS):
        return Unit(code, f"Công đoàn ngành {_SECTORS[number - 1]}", Level.NGANH, 0)
    return Unit(code, f"Công đoàn phường số {number - len(_SECTORS)}", Level.CAP_TREN, 0)


def _departments(sizes: list[int], count: int) -> list[int]:
    """Tell how many departments each unit has: the largest have some, the others none."""
    parts = [0] * len(sizes)
    for rank in range(len(sizes)):
        parts[rank] = min(count, _MOST_DEPARTMENTS, sizes[rank] // 2)
        count -= parts[rank]
    parts[0] += count
    return parts


def _settle(plan: Plan, upper: int, size: int, parts: int, names: Random) -> None:
    local, number = len(plan.units), len(plan.units)
    code, work = f"{plan.units[upper].code}-{number:05d}", names.choice(_WORKS)
    name = f"CĐCS Công ty {work} {names.choice(_FIRMS)} {number}"
    plan.units.append(Unit(code, name, Level.CO_SO, upper))
    share = size // (parts + 1)
    plan.homes.append(Home(local, local, upper, size - share * parts))
    for part in range(1, parts + 1):
        plan.homes.append(Home(len(plan.units), local, upper, share))
        plan.units.append(Unit(f"{code}-{part}", f"Tổ {part} – {name}", Level.BO_PHAN, local))


def _decide(plan: Plan, length: int) -> None:
    """Merge one unit of the middle into its neighbour, and put the largest below another union."""
    plan.merged_on, plan.moved_on = length * 2 // 5, length * 3 // 5
    whole = [place for place, home in enumerate(plan.homes) if _stands_alone(plan, place)]
    by_size = sorted(whole, key=lambda place: (plan.homes[place].size, place))
    plan.merged = by_size[len(by_size) // 2]
    home = plan.homes[plan.merged]
    near = [place for place in by_size if plan.homes[place].upper == home.upper]
    plan.into = next(place for place in reversed(near) if place != plan.merged)
    pair = {plan.homes[plan.merged].local, plan.homes[plan.into].local}
    largest = max(
        (each for each in plan.homes if each.local not in pair),
        key=lambda each: (each.size, -each.local),
    )
    plan.moved = largest.local
    plan.below = next(each.upper for each in plan.homes if each.upper != largest.upper)


def _stands_alone(plan: Plan, place: int) -> bool:
    """Tell whether a home is a local union without departments."""
    home = plan.homes[place]
    following = plan.homes[place + 1] if place + 1 < len(plan.homes) else None
    return home.unit == home.local and (following is None or following.local != home.local)
