"""A member asks to belong to another unit: where to, since when, and who can see to it."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import request
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits import organization
from benefits.desk import scope
from benefits.desk.people import member_scope
from benefits.desk.people.correction_forms import MoveForm
from benefits.desk.people.correction_list import Asked
from benefits.desk.people.moving import move
from benefits.errors import NotFound, Refusal
from benefits.members import CorrectedField
from benefits.periods import day_of
from benefits.web import current
from benefits.web.telling import sentence


class Told(NamedTuple):
    """What was searched for, who stands above the person's unit, and whether that is for us."""

    typed: str
    superior: str
    is_own: bool


def wants_to_move(asked: Asked) -> bool:
    return asked.correction.is_open and asked.correction.field is CorrectedField.UNIT


def told(asked: Asked) -> Told:
    session, today = current.session(), day_of(current.now())
    above = organization.ancestors_on(session, asked.unit_id, today)
    superior = organization.name_on(session, above[-1], today) if above else ""
    return Told(_typed(asked), superior, asked.unit_id == scope.organization_id())


def form_for(asked: Asked) -> MoveForm:
    """Offer the units that were searched for: at first by what the member wrote."""
    form = MoveForm()
    found = [(unit.code, unit.name) for unit in member_scope.receiving(_typed(asked))]
    chosen = request.form.get("unit", "")
    if chosen and chosen not in dict(found):
        found += _named(chosen)
    form.unit.choices = [SelectChoice(code, f"{name} ({code})") for code, name in found]
    return form


def moves(asked: Asked, form: MoveForm) -> bool:
    """Move the person; say beside the fields what is wrong."""
    last = member_scope.last(asked.member)
    if member_scope.is_relative(last):
        form.blame("unit", _("Thân nhân theo đoàn viên: hãy chuyển đoàn viên đó, họ đi cùng."))
        return False
    if form.on > day_of(current.now()):
        form.blame("since", _("Hãy chọn hôm nay hoặc một ngày đã qua."))
        return False
    was_moved_since = last.known_at >= asked.correction.asked_at
    try:
        with current.session().begin_nested():
            is_new = move(asked.member, form.unit.data, form.on)
        if not is_new and not was_moved_since:
            form.blame("unit", sentence("same_unit"))
    except NotFound:
        form.blame("unit", _("Không có đơn vị mang mã này."))
    except Refusal as refusal:
        form.blame("since", sentence(refusal.code, **refusal.params))
    return not form.errors


def _typed(asked: Asked) -> str:
    return request.args.get("tim", asked.correction.wanted).strip()


def _named(code: str) -> Sequence[tuple[str, str]]:
    """Name the unit that was chosen from an earlier search."""
    session, today = current.session(), day_of(current.now())
    unit = organization.find(session, code)
    return [] if unit is None else [(code, organization.name_on(session, unit.id, today) or code)]
