"""How one person gets in, and what they agreed to: a page on which an officer helps."""

from flask import render_template
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from benefits import organization
from benefits.access import ConsentDecision, ConsentMedium, consents
from benefits.cards import consent_papers, trying
from benefits.desk.people import letter_list, member_scope
from benefits.members import Member, entering, merging
from benefits.periods import day_of
from benefits.web import Form, Words, current

DECISIONS = Words(
    {ConsentDecision.GIVEN: _l("Đã đồng ý"), ConsentDecision.WITHDRAWN: _l("Đã rút lại đồng ý")}
)
MEDIA = Words(
    {
        ConsentMedium.PORTAL: _l("trên trang của đoàn viên"),
        ConsentMedium.PAPER: _l("trên giấy"),
    }
)


class GivenForm(Form):
    scan = FileField(
        _l("Phiếu đồng ý đã ký (PDF, JPEG hoặc PNG, tối đa 20 MB)"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


class WithdrawnForm(Form):
    withdrawal = FileField(
        _l("Phiếu rút đồng ý đã ký (PDF, JPEG hoặc PNG, tối đa 20 MB)"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


def shown(
    member: Member, given: GivenForm | None = None, withdrawn: WithdrawnForm | None = None
) -> str:
    session, records = current.session(), merging.records_of(current.session(), member.id)
    last = member_scope.last(member)
    state = letter_list.state_of(member.id)
    return render_template(
        "desk/letters/one.html",
        member=member,
        unit=organization.name_on(session, last.organization_id, day_of(current.now())),
        state=state,
        badge_of=letter_list.badge_of,
        may_print=letter_list.has_good_card(member.id),
        letter=entering.open_letters(session, [member.id]).get(member.id),
        consent=consents.newest(session, records),
        decided=consent_papers.all_of(session, records),
        decisions=DECISIONS,
        media=MEDIA,
        is_activated=state == letter_list.ACTIVATED,
        waits_until=trying.waits_until(session, member.id, current.now()),
        given=given or GivenForm(formdata=None),
        withdrawn=withdrawn or WithdrawnForm(formdata=None),
    )
