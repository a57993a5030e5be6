"""A decision about units while it is being written: what was chosen, and the plan it makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from flask import request
from flask_babel import gettext as _

from benefits import organization
from benefits.desk import scope
from benefits.desk.reorganization import decision_fate, reorganizing_units
from benefits.desk.reorganization.reorganizing_forms import ReorganizationForm
from benefits.desk.reorganization.reorganizing_units import Found, Named
from benefits.desk.reorganization.reorganizing_words import ASKS, Asks
from benefits.errors import NotFound
from benefits.members import Member
from benefits.organization import Level, Organization
from benefits.periods import day_of
from benefits.reorganizations import Kind, Objection, Part, Plan
from benefits.web import current

ALL: Final = "tat_ca"
MOST_BELOW: Final = 300
AT_ONCE: Final = 500
TOGETHER: Final = "cung_luc"
GOES: Final = "ve-"
"""Before a unit's code: the name of the field that says to which part the unit goes."""


@dataclass
class Draft:
    kind: Kind
    unit: Organization
    """What the page was opened for: the unit itself, or the one below which to choose."""
    form: ReorganizationForm
    chosen: dict[str, str] = field(default_factory=dict)
    """Codes of the units to be decided on, with their names."""
    typed: str = ""
    found: Found | None = None
    others: dict[str, Found] = field(default_factory=dict)
    """For `into` and `parent`: what may have been meant by the words that were typed."""
    names: dict[str, str] = field(default_factory=dict)
    goes: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Objection, ...] = ()

    @property
    def asks(self) -> Asks:
        return ASKS[self.kind]

    @property
    def around(self) -> Organization:
        """Where to look for units like the one the page was opened for."""
        return reorganizing_units.above(self.unit) if self.asks.units else self.unit

    @property
    def is_for_one(self) -> bool:
        return self.asks.one and not self.is_together

    @property
    def is_together(self) -> bool:
        """Tell whether several units open again, of those that one decision has closed."""
        others = self.chosen.keys() - {self.unit.code}
        return self.kind is Kind.TAI_LAP and (bool(others) or TOGETHER in request.form)

    def below(self) -> list[Named]:
        """The units right below the one that is split, which may go to a part each."""
        if self.kind not in (Kind.CHIA, Kind.TACH):
            return []
        found = reorganizing_units.search("", under=self.unit)
        return found[:MOST_BELOW]


def opened(kind: Kind, unit: Organization) -> Draft:
    """Begin with the unit that the page was opened for, and with the day where one was named."""
    named = request.args.get("ngay", type=date.fromisoformat)
    day = named or reorganizing_units.first_day_for(kind, unit)
    draft = Draft(kind, unit, ReorganizationForm(day=day))
    asks, is_own = draft.asks, unit.id == scope.organization_id()
    if asks.units and not is_own:
        draft.chosen = reorganizing_units.named([unit.code])
    if kind is Kind.TAI_LAP and (decided := request.args.get("quyet_dinh", type=int)):
        draft.chosen = reorganizing_units.named(decision_fate.closed_by(decided))
    if kind is Kind.THANH_LAP:
        draft.form.parent.data = unit.code
    for _number in range(asks.least_parts):
        _add_part(draft)
    _name_others(draft)
    return draft


def sent(kind: Kind, unit: Organization) -> Draft:
    """Take what was typed so far; nothing of it is lost, whatever is wrong with it."""
    draft = Draft(kind, unit, ReorganizationForm())
    asked = request.form.get("lam", "")
    _take_units(draft, asked)
    for name in ("into", "parent"):
        _take_one(draft, name)
    draft.goes = {
        name.removeprefix(GOES): value
        for name, value in request.form.items()
        if name.startswith(GOES) and value
    }
    if asked == "them" and len(draft.form.parts) < draft.asks.most_parts:
        _add_part(draft)
    if asked == "bot" and len(draft.form.parts) > draft.asks.least_parts:
        draft.form.parts.pop_entry()
    _name_others(draft)
    return draft


def planned(draft: Draft) -> Plan | None:
    """Return the plan that was typed, or put beside the fields what is still wrong."""
    form, kind = draft.form, draft.kind
    is_good = form.is_good_for(kind)
    units = (draft.unit.code,) if draft.is_for_one else tuple(draft.chosen)
    parts = tuple(_parts(draft))
    if (draft.asks.units or draft.is_together) and not units:
        form.blame("codes", _("Hãy chọn ít nhất một đơn vị."))
    for name, found in draft.others.items():
        said = _("Có %(n)s đơn vị khớp. Hãy chọn một trong các đơn vị dưới đây.", n=found.count)
        form.blame(name, said if found.count else _("Không có đơn vị nào khớp trong phạm vi."))
    if not is_good or _is_blamed(form) or form.day.data is None:
        return None
    plan = Plan(
        kind=kind,
        day=form.day.data,
        units=units,
        parts=parts,
        into=form.into.data or None,
        parent=None if parts else form.parent.data or None,
        name=form.name.data or None,
        with_below=form.with_below.data,
    )
    _hold_within_reach(plan)
    return plan


def _is_blamed(form: ReorganizationForm) -> bool:
    return any(each.errors for each in form) or any(part.form.errors for part in form.parts)


def _hold_within_reach(plan: Plan) -> None:
    """Refuse what no page offered: other people's units, and one's own."""
    reached = reorganizing_units.named(plan.named)
    if plan.named - reached.keys():
        raise NotFound
    own = reorganizing_units.own_code()
    if own in plan.units and not reorganizing_units.may_decide_on(scope.unit(own)):
        raise NotFound


def _take_units(draft: Draft, asked: str) -> None:
    """Gather the units that were ticked or pasted, and look for what was typed."""
    if draft.kind is Kind.TAI_LAP:
        draft.chosen = reorganizing_units.named(_listed())
    if not draft.asks.units:
        return
    pasted = (draft.form.codes.data or "").replace(",", "\n").splitlines()
    wanted = [*_listed(), *(each.strip() for each in pasted if each.strip())]
    draft.chosen = reorganizing_units.named(wanted)
    own = reorganizing_units.own_code()
    if own in draft.chosen and not reorganizing_units.may_decide_on(scope.unit(own)):
        del draft.chosen[own]
    unknown = [code for code in dict.fromkeys(wanted) if code not in draft.chosen]
    draft.form.codes.data = "\n".join(unknown)
    if unknown:
        message = _("Không có các mã này trong số đơn vị bạn được sắp xếp. Sửa hoặc xóa đi.")
        draft.form.codes.process_errors = draft.form.codes.errors = [message]
    draft.typed = request.form.get("tim", "").strip()
    if asked in ("tim", ALL):
        found = reorganizing_units.search(draft.typed, under=draft.around, but=(own, *draft.chosen))
        if asked == ALL:
            draft.chosen |= dict(found)
            found = []
        draft.found = Found(found[: reorganizing_units.SHOWN], len(found))


def _listed() -> list[str]:
    """Read the codes that were ticked, or that a page has carried along."""
    sent = "\n".join(request.form.getlist("units")).splitlines()
    return [each.strip() for each in sent if each.strip()]


def _take_one(draft: Draft, name: str) -> None:
    """Read a unit that was typed, or picked from those that may have been meant."""
    item = draft.form[name]
    item.data = request.form.get(f"{name}-chon") or item.data
    code, found = reorganizing_units.one(item.data or "")
    if code:
        item.data = code
    elif item.data:
        draft.others[name] = found


def _name_others(draft: Draft) -> None:
    typed = (draft.form.into.data, draft.form.parent.data)
    draft.names = reorganizing_units.named(each for each in typed if each)


def _add_part(draft: Draft) -> None:
    level = Level.CO_SO if draft.kind is Kind.THANH_LAP else draft.unit.level
    draft.form.parts.append_entry({"level": level})


def _parts(draft: Draft) -> Iterator[Part]:
    below = dict(draft.below())
    for number, part in enumerate(draft.form.parts):
        goes = [code for code, to in draft.goes.items() if to == str(number) and code in below]
        yield Part(
            code=part.form.code.data or "",
            name=part.form.name.data or "",
            level=_level(part.form.level.data),
            parent=draft.form.parent.data or None,
            members=_members(part.form),
            units=tuple(goes),
            takes_rest=part.form.takes_rest.data,
        )


def _level(chosen: str) -> Level:
    """Read a level; what is none is blamed on its field already."""
    return Level(chosen) if chosen in {each.value for each in Level} else Level.CO_SO


def _members(part: Any) -> frozenset[int]:
    """Return the people of the numbers that were pasted, or say which are nobody's here."""
    typed = (part.members.data or "").replace(",", "\n").split("\n")
    numbers = list(dict.fromkeys(each.strip() for each in typed if each.strip()))
    mine = scope.members().with_only_columns(Member.member_no, Member.id)
    found: dict[str, int] = {}
    for start in range(0, len(numbers), AT_ONCE):
        some = mine.where(Member.member_no.in_(numbers[start : start + AT_ONCE]))
        found |= dict(current.session().execute(some).all())
    unknown = [number for number in numbers if number not in found]
    if unknown:
        part.blame(
            "members", _("Không có đoàn viên mang mã: %(codes)s.", codes=", ".join(unknown[:10]))
        )
    return frozenset(found.values())


def units_to_type() -> list[Named]:
    """Codes and names to choose from while typing."""
    today = day_of(current.now())
    outline = organization.outline(current.session(), scope.organization_id(), today)
    return [(unit.code, unit.name) for unit in outline[:MOST_BELOW]]
