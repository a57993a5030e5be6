"""Who belongs through somebody, and how many share their household: others' own data stays out."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from benefits.members import Member, Membership
from benefits.web.filters import day, last_day
from member_portal.own_file.whose import Row, Whose, about


def rows(whose: Whose) -> Iterator[Row]:
    relatives = (
        select(Member.full_name, Membership.valid_from, Membership.valid_until)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.relative_of_id.in_(whose.records))
        .order_by(Membership.valid_from, Member.sort_key)
    )
    for name, since, until in whose.session.execute(relatives):
        ends = about(_("đến hết"), last_day(until) if until else "")
        yield _("Gia đình"), day(since), _("Thân nhân tham gia theo tôi"), name, ends
    households = {each.household_id for each in whose.members} - {None}
    sharing = Member.household_id.in_(households), Member.id.not_in(whose.records)
    others = whose.session.scalar(select(func.count()).select_from(Member).where(*sharing))
    if households:
        told = ngettext("%(num)s người khác", "%(num)s người khác", others or 0)
        yield _("Gia đình"), "", _("Cùng mã gia đình"), told, ""
