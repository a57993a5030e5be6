"""Cards of the sub-tree as a list: by status, medium, unit and last day, or found by a number."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final, Self

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select, union
from wtforms import HiddenField

from benefits import organization
from benefits.cards import (
    Card,
    CardIndex,
    CardStatus,
    Medium,
    as_it_stands,
    normalize,
    old_names,
    spellings,
)
from benefits.cards.printing import serial_of
from benefits.desk import labels, scope
from benefits.desk.carding import card_wants
from benefits.desk.people import member_filters
from benefits.desk.tree import tag_filters
from benefits.desk.tree.tag_filters import WithTag
from benefits.members import Member, Membership
from benefits.organization import Organization
from benefits.periods import day_of, start_of
from benefits.web import DayField, current
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)

COLUMNS: Final = (
    Column(_l("Số thẻ")),
    Column(_l("Họ và tên")),
    Column(_l("Đơn vị")),
    Column(_l("Loại")),
    Column(_l("Trạng thái"), Shape.BADGE),
    Column(_l("Đến hết ngày"), Shape.LAST_DAY),
    Column(_l("In gần nhất"), Shape.DAY),
    Column(_l("Mã đoàn viên"), in_file_only=True),
    Column(_l("Mã đơn vị"), in_file_only=True),
    Column(_l("Dùng từ ngày"), Shape.DAY, in_file_only=True),
    Column(_l("Trạng thái từ ngày"), Shape.DAY, in_file_only=True),
)
OVER: Final = "qua"
ENDS: Final = {
    "30": _l("Trong 30 ngày tới"),
    "60": _l("Trong 60 ngày tới"),
    "90": _l("Trong 90 ngày tới"),
    OVER: _l("Đã qua ngày cuối"),
}
NEVER, BEFORE, OLD_NAME = "chua", "truoc", "ten_cu"
PRINTED: Final = {
    NEVER: _l("Chưa in lần nào"),
    BEFORE: _l("Chưa in, hoặc in trước ngày"),
    OLD_NAME: _l("In mang tên cũ"),
}
LONGEST_SERIAL: Final = 9


class CardFilters(WithTag, FilterForm):
    """`dot` is the number of the work that gave the cards out together."""

    donvi = HiddenField()
    dot = HiddenField()
    trang_thai = choice_field(_l("Trạng thái"), labels.STATUSES)
    loai = choice_field(_l("Loại"), labels.MEDIA)
    het_han = choice_field(_l("Hết hạn"), ENDS, _l("Bất kỳ lúc nào"))
    can_doi = choice_field(_l("Cần đổi thẻ"), card_wants.NAMES)
    lan_in = choice_field(_l("In gần nhất"), PRINTED)
    in_truoc = DayField(_l("In trước ngày"))

    @classmethod
    def asked(cls) -> Self:
        """A day without a word about it means what was printed before; the word needs a day."""
        form = super().asked()
        day, word = form.chosen("in_truoc"), form.chosen("lan_in")
        if word == BEFORE and day is None and not form.in_truoc.errors:
            form.blame("in_truoc", _("Hãy chọn ngày."))
        if word is None and day is not None:
            form.lan_in.data = BEFORE
        return form


def asked() -> Register:
    """Read from the address which cards are wanted, the newest first."""
    form = CardFilters.asked()
    unit = scope.unit_or_own(form.donvi.data)
    wanted = tuple(_wanted(form, day_of(current.now())))
    selection = Selection(_reached(unit), wanted, is_descending=True)
    return Register("the", COLUMNS, selection, lines, form, unit.id)


def _reached(unit: Organization) -> Select[int]:
    """Select cards by their index, of which there is one each."""
    if unit.id == scope.organization_id() and scope.is_top():
        # With nothing else to begin from the order itself is walked, asking little of each row.
        return select(Card.index).where(exists().where(Membership.member_id == Card.member_id))
    reached = (
        select(Card.index)
        .join(Membership, and_(Membership.member_id == Card.member_id, scope.is_last_membership()))
        .where(Membership.organization_id.in_(scope.unit_ids()))
    )
    if unit.id != scope.organization_id():
        return reached.where(Membership.organization_id.in_(scope.below(unit.id)))
    return reached


def _wanted(form: CardFilters, today: date) -> Iterator[ColumnElement[bool]]:
    if form.typed:
        yield _found(form.typed)
    if status := form.chosen("trang_thai"):
        yield _stands(CardStatus(status), today)
    if (given_by := form.chosen("dot")) and given_by.isdecimal():
        yield Card.job_id == int(given_by[:LONGEST_SERIAL])
    if medium := form.chosen("loai"):
        yield Card.medium == Medium(medium)
    if (tagged := tag_filters.units_of(form, today)) is not None:
        yield Card.member_id.in_(_people_of(tagged))
    if ends := form.chosen("het_han"):
        yield Card.status == CardStatus.ACTIVE
        yield Card.valid_until <= (today if ends == OVER else today + timedelta(int(ends)))
        if ends != OVER:
            yield Card.valid_until > today
    if want := form.chosen("can_doi"):
        yield card_wants.wanting(want, today)
    if printed := form.chosen("lan_in"):
        yield from _printed(printed, form.chosen("in_truoc"), today)


def _printed(which: str, before: date | None, today: date) -> Iterator[ColumnElement[bool]]:
    yield Card.medium == Medium.PRINT
    if which == OLD_NAME:
        yield old_names.bears_old_name(today)
    elif which == NEVER or before is None:
        yield Card.printed_at.is_(None)
    else:
        yield or_(Card.printed_at.is_(None), Card.printed_at < start_of(before))


def _people_of(units: Collection[int]) -> Select[int]:
    belongs_there = Membership.organization_id.in_(units)
    return select(Membership.member_id).where(scope.is_last_membership(), belongs_there)


def _stands(status: CardStatus, today: date) -> ColumnElement[bool]:
    """An active card past its last day has expired, whether or not that was written down."""
    if status is CardStatus.ACTIVE:
        return and_(Card.status == status, Card.valid_until > today)
    if status is CardStatus.EXPIRED:
        lapsed = and_(Card.status == CardStatus.ACTIVE, Card.valid_until <= today)
        return or_(Card.status == status, lapsed)
    return Card.status == status


def _found(typed: str) -> ColumnElement[bool]:
    """Match a code somebody reads out; else a serial, a code of a file or a number; else a name."""
    if (code := as_it_stands(typed)) is not None:
        return Card.index.in_(select(CardIndex.index).where(CardIndex.typed_code == code))
    ways: list[Select[int]] = [select(CardIndex.index).where(CardIndex.code.in_(spellings(typed)))]
    if (meant := normalize(typed)) is not None:
        ways.append(select(CardIndex.index).where(CardIndex.typed_code == meant))
    if typed.isdecimal() and len(typed) <= LONGEST_SERIAL:
        ways.append(select(CardIndex.index).where(CardIndex.index == int(typed)))
    indexes = current.session().scalars(union(*ways)).all()
    people = member_filters.numbered(typed)
    if indexes or people:
        return or_(Card.index.in_(indexes), Card.member_id.in_(people))
    return Card.member_id.in_(select(Member.id).where(member_filters.matches(typed)))


def lines(indexes: Sequence[int]) -> list[Line]:
    session, today = current.session(), day_of(current.now())
    rows = session.execute(
        select(Card, Member, Membership.organization_id, Organization.code)
        .join(Member, Member.id == Card.member_id)
        .join(Membership, and_(Membership.member_id == Card.member_id, scope.is_last_membership()))
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Card.index.in_(indexes))
    ).all()
    names = organization.names_on(session, {row[2] for row in rows}, today)
    told = {row[0].index: _line(row, names.get(row[2], ""), today) for row in rows}
    return [told[each] for each in indexes]


def badge_of(card: Card, today: date) -> Badge:
    """Say how a card stands on a day."""
    is_over = card.status is CardStatus.ACTIVE and card.valid_until <= today
    status = CardStatus.EXPIRED if is_over else card.status
    return Badge(labels.STATUSES[status], labels.STATUS_LOOKS[status])


def badges_of(cards: Iterable[Card], today: date) -> dict[int, Badge]:
    return {each.index: badge_of(each, today) for each in cards}


def _line(row: Row[*tuple[Any, ...]], unit: str, today: date) -> Line:
    card, member, _unit_id, code = row
    return Line(
        (
            serial_of(card.index),
            member.full_name,
            unit,
            labels.MEDIA[card.medium],
            badge_of(card, today),
            card.valid_until,
            day_of(card.printed_at) if card.printed_at else None,
            member.member_no,
            code,
            card.valid_from,
            card.status_on,
        ),
        url_for("cards.one", index=card.index),
    )
