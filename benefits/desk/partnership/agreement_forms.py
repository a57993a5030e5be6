"""What an officer types about an agreement."""

from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Optional

from benefits import organization
from benefits.agreements import Agreement, Paper
from benefits.desk import scope
from benefits.desk.partnership import partner_scope
from benefits.errors import NotFound
from benefits.partners import Partner
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, Form, current, given, required, text_field
from benefits.web.languages import language
from benefits.wording import sentence


class PaperForm(Form):
    number = text_field(_l("Số thỏa thuận"), required())
    signed_by = text_field(_l("Mã đơn vị công đoàn ký"), required())
    signed_on = DayField(_l("Ngày ký"), [given()])
    valid_from = DayField(_l("Có hiệu lực từ ngày"), [given()])
    last_day = DayField(_l("Đến hết ngày"), [Optional()])

    @classmethod
    def of(cls, agreement: Agreement) -> "PaperForm":
        until = agreement.valid_until
        return cls(
            number=agreement.number,
            signed_by=code_of(agreement.signed_by_id),
            signed_on=agreement.signed_on,
            valid_from=agreement.valid_from,
            last_day=until and until - ONE_DAY,
        )

    def signer_id(self) -> int | None:
        """Return the unit that signs, or put beside its field that there is none such."""
        try:
            return scope.unit(self.signed_by.data or "").id
        except NotFound:
            self.blame("signed_by", told("organization_unknown", value=self.signed_by.data))
            return None

    def paper(self, signer_id: int) -> Paper:
        return Paper(
            number=self.number.data or "",
            signed_by_id=signer_id,
            signed_on=self.signed_on.data or today(),
            valid_from=self.valid_from.data or today(),
            valid_until=after(self.last_day.data),
        )


class DraftForm(PaperForm):
    partner = text_field(_l("Mã đối tác"), required())

    def with_whom(self) -> Partner | None:
        """Return the partner, or put beside its field why no agreement is made with it."""
        found = partner_scope.to_sign_with(self.partner.data or "")
        if isinstance(found, Partner):
            return found
        self.blame("partner", told(found, value=self.partner.data))
        return None


class ExtendForm(Form):
    last_day = DayField(_l("Gia hạn đến hết ngày"), [given()], id="extended_to")


class TerminateForm(Form):
    last_day = DayField(_l("Ngày cuối còn hiệu lực"), [given()], id="terminated_after")
    reason = text_field(_l("Lý do chấm dứt"), required())


class ScanForm(Form):
    scan = FileField(
        _l("Bản quét thỏa thuận (PDF, JPEG hoặc PNG, tối đa 20 MB)"),
        validators=[FileRequired(_l("Hãy chọn một tệp."))],
    )


def told(code: str, **params: object) -> str:
    """Say a refusal in the language of the page, its days as people write them."""
    shown = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value
        for name, value in params.items()
    }
    return sentence(code, language=language(), **shown)


def after(last_day: date | None) -> date | None:
    """Return the first day without it, where people say the last one with it."""
    return None if last_day is None else last_day + ONE_DAY


def today() -> date:
    return day_of(current.now())


def code_of(organization_id: int) -> str:
    found = current.session().get_one(organization.Organization, organization_id)
    return found.code
