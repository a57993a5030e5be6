"""What narrows a list of people: words of their names, their numbers, their cards, their days."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased
from wtforms import HiddenField

from benefits.access.logins import normal_login
from benefits.cards import CardIndex, normalize
from benefits.cards.holding import holds_printed
from benefits.desk import labels
from benefits.desk.tree import tag_filters
from benefits.desk.tree.tag_filters import WithTag
from benefits.members import BeneficiaryKind, Member, Membership, MemberWord, entering
from benefits.members.names import words
from benefits.web import current
from benefits.web.lists import FilterForm, choice_field

LAST_LETTER: Final = "\U0010ffff"
LAST_DIGITS: Final = 4
SERIAL_DIGITS: Final = 7
YES, NO = "co", "chua"
CARDS: Final = {YES: _l("Đã có thẻ in"), NO: _l("Chưa có thẻ in")}
UNTOLD, CAME = "chua_ro", "den"
RECENTLY: Final = timedelta(days=30)
PAYING: Final = {
    YES: _l("Đang đóng"),
    NO: _l("Không đóng"),
    UNTOLD: _l("Không theo dõi"),
}
MOVED: Final = {CAME: _l("Chuyển đến trong 30 ngày qua")}
ACTIVATED: Final = {YES: _l("Đã kích hoạt"), NO: _l("Chưa kích hoạt")}
BELONGING: Final = {YES: _l("Đang tham gia"), NO: _l("Đã thôi tham gia")}


class MemberFilters(WithTag, FilterForm):
    donvi = HiddenField()
    doi_tuong = choice_field(_l("Đối tượng"), labels.KINDS)
    the = choice_field(_l("Thẻ in"), CARDS)
    kich_hoat = choice_field(_l("Trang của đoàn viên"), ACTIVATED)
    tham_gia = choice_field(_l("Tham gia"), BELONGING)
    doan_phi = choice_field(_l("Đoàn phí"), PAYING)
    chuyen = choice_field(_l("Chuyển sinh hoạt"), MOVED)


def wanted(form: MemberFilters, today: date) -> Iterator[ColumnElement[bool]]:
    """Give the conditions on `Member` and the last `Membership` that the form asks for."""
    if form.typed:
        yield matches(form.typed)
    if kind := form.chosen("doi_tuong"):
        yield Membership.kind == BeneficiaryKind(kind)
    if (tagged := tag_filters.units_of(form, today)) is not None:
        yield Membership.organization_id.in_(tagged)
    if has_card := form.chosen("the"):
        yield _as_said(holds_card(today), has_card)
    if is_activated := form.chosen("kich_hoat"):
        yield _as_said(entering.signs_in(Member.id), is_activated)
    if paying := form.chosen("doan_phi"):
        yield _pays(paying)
    if form.chosen("chuyen"):
        yield came_from_elsewhere(current.now())
    if belongs := form.chosen("tham_gia"):
        open_still = or_(Membership.valid_until.is_(None), Membership.valid_until > today)
        yield _as_said(open_still, belongs)


def came_from_elsewhere(now: datetime) -> ColumnElement[bool]:
    """Tell of memberships whether another unit's ended where they begin, told in recent days."""
    before = aliased(Membership)
    return (Membership.known_at > now - RECENTLY) & exists().where(
        before.member_id == Membership.member_id,
        before.valid_until == Membership.valid_from,
        before.organization_id != Membership.organization_id,
    )


def _pays(answer: str) -> ColumnElement[bool]:
    if answer == UNTOLD:
        return Member.pays_dues.is_(None)
    return Member.pays_dues.is_(answer == YES)


def matches(typed: str) -> ColumnElement[bool]:
    """Match the whole by one of a person's numbers; if nobody has it, every word by its beginning.

    Numbers are looked up beforehand: with both ways in one condition a database tries every person.
    """
    if ids := numbered(typed):
        return Member.id.in_(ids)
    named = [_has_word(word) for word in words(typed)]
    return and_(*named) if named else false()


def numbered(typed: str) -> Sequence[int]:
    """Find who has a number, a card of that number, or a citizen id that ends with it.

    One statement.
    """
    numbers: list[Select[int]] = [
        select(Member.id).where(Member.member_no == typed),
        select(Member.id).where(Member.union_card_no == typed),
        select(Member.id).where(Member.phone == normal_login(typed)),
    ]
    if typed.isdecimal() and len(typed) == LAST_DIGITS:
        numbers.append(select(Member.id).where(Member.citizen_id_last4 == typed))
    if typed.isdecimal() and len(typed) == SERIAL_DIGITS:
        numbers.append(select(CardIndex.member_id).where(CardIndex.index == int(typed)))
    if code := normalize(typed):
        numbers.append(select(CardIndex.member_id).where(CardIndex.typed_code == code))
    return current.session().scalars(union(*numbers)).all()


def holds_card(day: date, member_id: InstrumentedAttribute[int] = Member.id) -> ColumnElement[bool]:
    """Tell of people whether they have a printed card that is in use, or merely suspended."""
    return holds_printed(member_id, day)


def _has_word(beginning: str) -> ColumnElement[bool]:
    return Member.id.in_(
        select(MemberWord.member_id).where(
            MemberWord.word >= beginning, MemberWord.word < beginning + LAST_LETTER
        )
    )


def _as_said(condition: ColumnElement[bool], answer: str) -> ColumnElement[bool]:
    return condition if answer == YES else ~condition
