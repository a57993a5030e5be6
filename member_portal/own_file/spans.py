"""Where somebody has belonged, as what, through whom, and how each time ended."""

from collections.abc import Iterator
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from benefits.members import EndReason, Member, Membership
from benefits.members.origins import SpanOrigin
from benefits.web.filters import day, last_day, moment
from member_portal.own_file.whose import Row, Whose, about, remarks
from member_portal.own_file.words import ENDED
from member_portal.phone_answers import KINDS


def rows(whose: Whose) -> Iterator[Row]:
    mine = select(Membership).where(whose.are_mine(Membership.member_id))
    spans = whose.session.scalars(mine.order_by(Membership.valid_from, Membership.id)).all()
    moved = select(SpanOrigin).where(whose.are_mine(SpanOrigin.member_id))
    origins = whose.session.scalars(moved.order_by(SpanOrigin.day)).all()
    units = {each.organization_id for each in spans} | {each.organization_id for each in origins}
    names = whose.unit_names(units)
    through = _through(whose, {each.relative_of_id for each in spans} - {None})
    for span in spans:
        note = remarks(
            about(_("đến hết"), _end(span.valid_until, span.ended_because)),
            about(_("nếu đơn vị không đóng thì đến hết"), _end_otherwise(span)),
            about(_("thân nhân của"), through.get(span.relative_of_id or 0)),
            about(_("ghi lúc"), moment(span.known_at)),
            whose.record(span.member_id),
        )
        unit, kind = names.get(span.organization_id, ""), str(KINDS[span.kind])
        yield _("Quá trình tham gia"), day(span.valid_from), unit, kind, note
    for origin in origins:
        unit = names.get(origin.organization_id, "")
        what = _("tính đến khi đơn vị này đóng hoặc sáp nhập")
        yield _("Đơn vị trước khi sắp xếp"), day(origin.day), unit, what, ""


def _through(whose: Whose, member_ids: set[int | None]) -> dict[int, str]:
    found = select(Member.id, Member.full_name).where(Member.id.in_(member_ids))
    return dict(whose.session.execute(found).all())


def _end_otherwise(span: Membership) -> str:
    return _end(span.otherwise_until, span.otherwise_because)


def _end(until: date | None, because: EndReason | None) -> str:
    reason = str(ENDED[because]) if because else ""
    return ", ".join(filter(None, (last_day(until) if until else "", reason)))
