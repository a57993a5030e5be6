"""Who of the sub-tree can sign in, who holds a letter, who needs one."""

from collections.abc import Sequence
from typing import Any, Final

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Row, select
from wtforms import HiddenField

from benefits import organization
from benefits.access import ActivationLetter
from benefits.cards.finding import belonged_on
from benefits.cards.letters import has_card
from benefits.desk import scope
from benefits.desk.people import member_filters
from benefits.desk.people.in_order import people_of
from benefits.members import Member, Membership, entering
from benefits.periods import day_of
from benefits.web import current
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
    Column(_l("Họ và tên")),
    Column(_l("Mã"), Shape.CODE),
    Column(_l("Đơn vị")),
    Column(_l("Trang của đoàn viên"), Shape.BADGE),
    Column(_l("Thư gần nhất"), Shape.DAY),
)
ACTIVATED, LETTER, NO_LETTER, NO_CARD = "xong", "co_thu", "chua_thu", "chua_the"
STATES: Final = {
    ACTIVATED: _l("Đã kích hoạt"),
    LETTER: _l("Có thư, chưa kích hoạt"),
    NO_LETTER: _l("Chưa có thư còn hạn"),
    NO_CARD: _l("Chưa có thẻ"),
}
LOOKS: Final = {ACTIVATED: "good", LETTER: "info", NO_LETTER: "warn", NO_CARD: "neutral"}


class LetterFilters(FilterForm):
    donvi = HiddenField()
    trang_thai = choice_field(_l("Trang của đoàn viên"), STATES)


def asked() -> Register:
    """Read from the address whose state is wanted, in the order Vietnamese lists have."""
    form = LetterFilters.asked()
    unit = scope.unit_or_own(form.donvi.data)
    today = day_of(current.now())
    reached = people_of(unit).where(belonged_on(today), Member.erased_at.is_(None))
    wanted = [member_filters.matches(form.typed)] if form.typed else []
    if state := form.chosen("trang_thai"):
        wanted.append(_stands(state))
    return Register(
        "thu-kich-hoat", COLUMNS, Selection(reached, tuple(wanted)), lines, form, unit.id
    )


def lines(member_ids: Sequence[int]) -> list[Line]:
    session, now = current.session(), current.now()
    rows = session.execute(
        select(
            Member,
            Membership.organization_id,
            entering.signs_in(Member.id).label("is_in"),
            has_card(day_of(now)).label("has_card"),
        )
        .join(Membership, Membership.member_id == Member.id)
        .where(Member.id.in_(member_ids), scope.is_last_membership())
    ).all()
    names = organization.names_on(session, {row[1] for row in rows}, day_of(now))
    letters = entering.open_letters(session, member_ids)
    told = {row[0].id: _line(row, names.get(row[1], ""), letters.get(row[0].id)) for row in rows}
    return [told[each] for each in member_ids]


def state_of(member_id: int) -> str:
    """Say how one person stands."""
    session, now = current.session(), current.now()
    if entering.is_activated(session, member_id):
        return ACTIVATED
    if not has_good_card(member_id):
        return NO_CARD
    letter = entering.open_letters(session, [member_id]).get(member_id)
    return LETTER if letter is not None and letter.expires_at > now else NO_LETTER


def has_good_card(member_id: int) -> bool:
    """Tell whether a person has a card whose code can be typed."""
    good = select(Member.id).where(Member.id == member_id, has_card(day_of(current.now())))
    return current.session().scalar(good) is not None


def badge_of(state: str) -> Badge:
    return Badge(STATES[state], LOOKS[state])


def _stands(state: str) -> ColumnElement[bool]:
    now = current.now()
    is_in = entering.signs_in(Member.id)
    holds = entering.holds_letter(Member.id, now)
    card = has_card(day_of(now))
    conditions = {
        ACTIVATED: is_in,
        LETTER: ~is_in & card & holds,
        NO_LETTER: ~is_in & card & ~holds,
        NO_CARD: ~is_in & ~card,
    }
    return conditions[state]


def _line(row: Row[*tuple[Any, ...]], unit: str, letter: ActivationLetter | None) -> Line:
    member, _unit_id, is_in, card = row
    is_good = letter is not None and letter.expires_at > current.now()
    state = ACTIVATED if is_in else NO_CARD if not card else LETTER if is_good else NO_LETTER
    sent_on = None if letter is None else day_of(letter.created_at)
    url = url_for("letters.one", member_id=member.id)
    return Line((member.full_name, member.member_no, unit, badge_of(state), sent_on), url)
