"""What somebody decided about their data, and what they asked to have mended."""

from collections.abc import Iterator

from flask_babel import gettext as _

from benefits.access import consents
from benefits.members import corrections
from benefits.web.filters import last_day, moment
from member_portal.corrections import FIELDS
from member_portal.own_file.whose import MOST, Row, Whose, about, remarks
from member_portal.own_file.words import DECISIONS, ON, STATES, value_of


def rows(whose: Whose) -> Iterator[Row]:
    struck = consents.struck(whose.session, whose.records)
    for each in consents.all_of(whose.session, whose.records):
        note = remarks(
            str(ON[each.medium]),
            about(_("ngôn ngữ"), each.language),
            _("có bản quét phiếu") if each.evidence_hash else "",
            about(_("ghi nhầm, đã bỏ lúc"), moment(struck.get(each.id))),
            whose.record(each.member_id),
        )
        version = _("Bản %(version)s", version=each.version)
        decided = str(DECISIONS[each.decision])
        yield _("Quyết định về đồng ý"), moment(each.known_at), decided, version, note
    for asked in corrections.of_member(whose.session, whose.member_id, most=MOST):
        field = str(FIELDS[asked.field])
        note = remarks(
            about(_("đang lưu lúc gửi"), value_of(asked.field, asked.was)),
            about(_("nói thêm"), asked.note),
            str(STATES[asked.state]),
            about(_("hạn trả lời, hết ngày"), last_day(asked.due_until)),
            about(_("trả lời lúc"), moment(asked.decided_at)),
            about(_("công đoàn trả lời"), asked.answer),
            whose.record(asked.member_id),
        )
        wanted = value_of(asked.field, asked.wanted)
        yield _("Yêu cầu sửa"), moment(asked.asked_at), field, wanted, note
