"""Who somebody is, in each of their records; what stood there before; records that became one."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy import or_, select

from benefits.members import Household, MemberMerge, PersonalChange, Twins, photo_refusal
from benefits.members.photo_record import MemberPhoto
from benefits.web.filters import moment
from member_portal.own_file.whose import Row, Whose, about, remarks, yes_or_no
from member_portal.own_file.words import FIELDS, TWINS, value_of


def rows(whose: Whose) -> Iterator[Row]:
    yield from _facts(whose)
    yield from _photos(whose)
    yield from _earlier(whose)
    yield from _merged(whose)
    yield from _alike(whose)


def _facts(whose: Whose) -> Iterator[Row]:
    said, codes = _("Thông tin"), _households(whose)
    for member in whose.members:
        known, record = moment(member.known_at), whose.record(member.id)
        yield said, known, _("Mã đoàn viên"), member.member_no, record
        for field, name in FIELDS.items():
            yield said, known, name, value_of(field, getattr(member, field)), record
        yield said, known, _("Đang đóng đoàn phí"), yes_or_no(member.pays_dues), record
        yield said, known, _("Mã gia đình"), codes.get(member.household_id or 0, ""), record
        photo = _("có, xem ở trang Ảnh trên thẻ của tôi") if member.photo_hash else ""
        yield said, known, _("Ảnh trên thẻ"), photo, record


def _households(whose: Whose) -> dict[int, str]:
    wanted = [each.household_id for each in whose.members]
    found = select(Household.id, Household.code).where(Household.id.in_(wanted))
    return dict(whose.session.execute(found).all())


def _photos(whose: Whose) -> Iterator[Row]:
    found = select(MemberPhoto).where(whose.are_mine(MemberPhoto.member_id))
    for photo in whose.session.scalars(found):
        cut = _(
            "giữa ảnh ở %(across)s%% ngang, %(down)s%% dọc, phóng %(zoom)s%%",
            across=photo.across,
            down=photo.down,
            zoom=photo.zoom,
        )
        yield _("Ảnh đã tải lên"), moment(photo.known_at), _("Cách cắt"), cut, ""
    refused = photo_refusal.refusal_of(whose.session, whose.member_id)
    if refused is not None:
        said = _("Không muốn có ảnh trên thẻ")
        yield _("Ảnh đã tải lên"), moment(refused.known_at), said, "", ""


def _earlier(whose: Whose) -> Iterator[Row]:
    mine = whose.are_mine(PersonalChange.member_id)
    told = select(PersonalChange).where(mine, PersonalChange.field.in_(list(FIELDS)))
    said = _("Đã lưu trước khi sửa")
    for change in whose.session.scalars(told.order_by(PersonalChange.known_at, PersonalChange.id)):
        old = value_of(change.field, change.old_value)
        record = whose.record(change.member_id)
        yield said, moment(change.known_at), str(FIELDS[change.field]), old, record


def _merged(whose: Whose) -> Iterator[Row]:
    number = {each.id: each.member_no for each in whose.members}
    mine = select(MemberMerge).where(whose.are_mine(MemberMerge.member_id))
    for merge in whose.session.scalars(mine.order_by(MemberMerge.known_at)):
        into = _("vào hồ sơ %(number)s", number=number.get(merge.into_id, ""))
        what = _("hồ sơ %(number)s", number=number[merge.member_id])
        yield _("Gộp hồ sơ"), moment(merge.known_at), what, into, ""


def _alike(whose: Whose) -> Iterator[Row]:
    """Tell that a record was compared with another, which may be somebody else's."""
    mine = or_(whose.are_mine(Twins.low_id), whose.are_mine(Twins.high_id))
    for pair in whose.session.scalars(select(Twins).where(mine).order_by(Twins.id)):
        record = whose.record(pair.low_id if pair.low_id in whose.records else pair.high_id)
        decided = about(_("trả lời lúc"), moment(pair.decided_at))
        what = _("So với một hồ sơ giống")
        note = remarks(decided, record)
        yield _("Hồ sơ nghi trùng"), moment(pair.found_at), what, str(TWINS[pair.state]), note
