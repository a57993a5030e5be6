"""Who did what: the entries an officer may read, said in sentences, the newest first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Optional

from benefits.access import Account
from benefits.access.logins import MADE_BY_US, normal_login
from benefits.audit import Entry
from benefits.desk import scope
from benefits.desk.auditing import audit_named, audit_reach, audit_subjects
from benefits.folding import folded
from benefits.periods import ONE_DAY, start_of
from benefits.web import DayField, current
from benefits.web.languages import language
from benefits.web.lists import (
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)
from benefits.wording.acts import ACTS, act_told

COLUMNS: Final = (
    Column(_l("Việc")),
    Column(_l("Lúc"), Shape.MOMENT),
    Column(_l("Ai")),
    Column(_l("Về")),
    Column(_l("Mã việc"), in_file_only=True),
    Column(_l("Chi tiết"), in_file_only=True),
)


class AuditFilters(FilterForm):
    tu = DayField(_l("Từ ngày"), [Optional()])
    den = DayField(_l("Đến hết ngày"), [Optional()])
    viec = choice_field(_l("Việc"), {})
    loai, ma = HiddenField(), HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = {act: act_told(act, {}, language()) for act in ACTS}
        by_words = dict(sorted(named.items(), key=lambda each: folded(each[1])))
        self.viec.choices = [
            SelectChoice("", _l("Tất cả")),
            *map(SelectChoice, by_words, by_words.values()),
        ]


def asked() -> Register:
    """Read from the address whose acts, on what and when, are wanted."""
    form = AuditFilters.asked()
    subject = (form.loai.data, form.ma.data) if form.loai.data and form.ma.data else None
    reached = select(Entry.id).outerjoin(Account, Entry.account_id == Account.id)
    wanted = (*_wanted(form), *_within_reach(subject))
    return Register("nhat-ky", COLUMNS, Selection(reached, wanted, is_descending=True), lines, form)


def _within_reach(subject: tuple[str, str] | None) -> Iterator[ColumnElement[bool]]:
    """Everything about a record within reach; else what people did while they were within it."""
    if subject is not None:
        yield and_(Entry.subject_type == subject[0], Entry.subject_key == subject[1])
        if audit_subjects.is_within_reach(*subject):
            if subject[0] == "accounts":
                yield audit_reach.told_of_account(int(subject[1]))
            return
    if scope.is_top():
        own = [Account.login.startswith(word) for word in MADE_BY_US[:1]]
        yield or_(Entry.account_id.is_(None), ~or_(*own))
        return
    yield audit_reach.was_done_within_reach()


def _wanted(form: AuditFilters) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        found = select(Account.id).where(
            or_(
                Account.name_key.contains(folded(form.typed), autoescape=True),
                Account.login == normal_login(form.typed),
            )
        )
        yield Entry.account_id.in_(found)
    if first := form.chosen("tu"):
        yield Entry.known_at >= start_of(first)
    if last := form.chosen("den"):
        yield Entry.known_at < start_of(last + ONE_DAY)
    if act := form.chosen("viec"):
        yield Entry.act == act


def lines(entry_ids: Sequence[int]) -> list[Line]:
    rows = (
        current.session()
        .execute(
            select(Entry, Account.name)
            .outerjoin(Account, Entry.account_id == Account.id)
            .where(Entry.id.in_(entry_ids))
        )
        .all()
    )
    about = audit_named.subjects_told((row[0].subject_type, row[0].subject_key) for row in rows)
    told = {entry.id: _line(entry, who, about) for entry, who in rows}
    return [told[each] for each in entry_ids]


def _line(entry: Entry, who: str | None, about: Mapping[tuple[str, str], audit_named.Told]) -> Line:
    said, subject = language(), (entry.subject_type, entry.subject_key)
    return Line(
        (
            act_told(entry.act, entry.fields, said),
            entry.known_at,
            who or _l("Hệ thống"),
            about[subject].words,
            entry.act,
            json.dumps(entry.fields, ensure_ascii=False, sort_keys=True),
        ),
        audit_subjects.page_of(*subject) if about[subject].opens else None,
    )
