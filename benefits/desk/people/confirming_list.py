"""The names on the list a unit confirms, page by page, and the form with who has left."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final, NamedTuple

from flask import request
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import Select, select, tuple_
from wtforms import HiddenField, SelectField, SelectMultipleField
from wtforms.form import BaseForm
from wtforms.validators import Length

from benefits import audit
from benefits.desk import labels
from benefits.desk.people.member_forms import ENDINGS, DatedForm, choices_of
from benefits.members import EndReason, Member, Membership, to_confirm
from benefits.members.to_confirm import Looked
from benefits.organization import Organization
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, current, required

SHOWN: Final = 500
AFTER: Final = "sau"
SEEN: Final = "danh_sach"
"""In the address: after whom a page begins, and the mark of the list whose pages went before."""
JUST_NOW: Final = timedelta(minutes=10)
ACT: Final = "list_confirmed"


class Person(NamedTuple):
    id: int
    sort_key: str
    name: str
    number: str
    birth: str
    kind: str


class TicksField(SelectMultipleField):
    """Keys of ticked people; whether each is on the list is looked up."""

    def pre_validate(self, form: BaseForm) -> None:
        """Take any key: nobody else than the unit's people is ended."""


class ConfirmForm(DatedForm):
    """Whoever is ticked has left: the last day is today or has been. `seen` is the list's mark."""

    seen = HiddenField(validators=[Length(max=64)])
    left = TicksField(_l("Đã rời"), coerce=int)
    day = DayField(_l("Ngày cuối của những người đã đánh dấu"), [required(_l("Hãy ghi ngày."))])
    reason = SelectField(_l("Lý do"), choices=choices_of(ENDINGS))

    @property
    def because(self) -> EndReason:
        return EndReason(self.reason.data)


def people(unit: Organization) -> tuple[Sequence[Person], int | None]:
    """Give the asked page of the unit's people, and after whom the next one begins."""
    rows = _of(unit)
    if after := request.args.get(AFTER, 0, int):
        key = select(Member.sort_key).where(Member.id == after).scalar_subquery()
        rows = rows.where(tuple_(Member.sort_key, Member.id) > tuple_(key, after))
    kinds = labels.KINDS
    found = current.session().execute(rows.order_by(Member.sort_key, Member.id).limit(SHOWN + 1))
    some = [
        Person(key, order, name, number, "/".join(reversed((birth or "").split("-"))), kinds[kind])
        for key, order, name, number, birth, kind in found
    ]
    return some[:SHOWN], some[SHOWN - 1].id if len(some) > SHOWN else None


def look(unit: Organization) -> Looked:
    return to_confirm.look_at(current.session(), unit.id, day_of(current.now()))


def is_another(looked: Looked) -> bool:
    """Tell of a later page whether the list is another than that whose pages went before."""
    return AFTER in request.args and request.args.get(SEEN) != looked.mark


def ticked(unit: Organization, form: ConfirmForm) -> Sequence[int]:
    """Return the keys of those who are ticked and still on the list."""
    wanted = _of(unit).with_only_columns(Member.id).where(Member.id.in_(form.left.data or ()))
    return current.session().scalars(wanted).all()


def gone(unit: Organization, form: ConfirmForm) -> list[to_confirm.Row]:
    """Return the spans that this very form, sent once already, has ended."""
    session, today, day = current.session(), day_of(current.now()), form.on + ONE_DAY
    left = form.left.data or ()
    return to_confirm.left_already(session, unit.id, left, today, day, form.because) if left else []


def is_unchanged(unit: Organization, form: ConfirmForm) -> bool:
    """Refuse to confirm another list than the one that was looked at; what was ticked stays."""
    session, today = current.session(), day_of(current.now())
    now = look(unit)
    if form.seen.data != now.mark and (rows := gone(unit, form)):
        now = to_confirm.look_at(session, unit.id, today, rows)
    if form.seen.data != now.mark:
        said = ngettext(
            "Danh sách vừa thay đổi, nay có %(n)s người. Hãy xem lại rồi bấm.",
            "Danh sách vừa thay đổi, nay có %(n)s người. Hãy xem lại rồi bấm.",
            now.people,
            n=now.people,
        )
        form.blame("left", said)
    return not form.errors


def confirmed_just_now(unit: Organization, form: ConfirmForm) -> int | None:
    """Return how many people this account confirmed a moment ago by this very form."""
    if not form.seen.data or ticked(unit, form):
        return None
    same = select(audit.Entry).where(
        audit.Entry.subject_type == "organizations",
        audit.Entry.subject_key == str(unit.id),
        audit.Entry.act == ACT,
        audit.Entry.account_id == current.actor().account_id,
        audit.Entry.known_at > current.now() - JUST_NOW,
    )
    found = current.session().scalars(same.order_by(audit.Entry.id.desc()))
    told = (each.fields for each in found if each.fields.get("list") == form.seen.data)
    return next((int(each["count"]) for each in told), None)


def _of(unit: Organization) -> Select[*tuple[Any, ...]]:
    today = day_of(current.now())
    return (
        select(
            Member.id,
            Member.sort_key,
            Member.full_name,
            Member.member_no,
            Member.birth,
            Membership.kind,
        )
        .join(Membership, Membership.member_id == Member.id)
        .where(to_confirm.is_listed(unit.id, today))
    )
