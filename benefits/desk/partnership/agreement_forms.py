"""What an officer types about an agreement."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from sqlalchemy import select
from wtforms.validators import Optional

from benefits import organization
from benefits.agreements import Agreement, Paper
from benefits.desk import scope, unit_picker
from benefits.desk.partnership import partner_scope
from benefits.desk.partnership.partner_words import names
from benefits.errors import NotFound
from benefits.folding import folded
from benefits.partners import Partner
from benefits.periods import ONE_DAY, day_of
from benefits.web import DayField, Form, current, given, required, text_field
from benefits.web.languages import language
from benefits.wording import sentence

MOST_ALIKE: Final = 20
MOST_NAMED: Final = 4


def _meant(typed: str, found: Sequence[tuple[int, str, str]]) -> int | str:
    """Return which one of some a name means: that of this very name, or the only one.

    Where it may mean several, name them; where none, nothing.
    """
    exact = [each for each in found if folded(each[2]) == folded(typed)]
    same: Sequence[tuple[int, str, str]] = exact or found
    if len(same) == 1:
        return same[0][0]
    if not same:
        return ""
    named = "; ".join(f"{name} ({code})" for _id, code, name in same[:MOST_NAMED])
    told: str = _("Có nhiều nơi khớp: %(named)s. Hãy gõ đủ tên, hoặc mã.", named=named)
    return told


class PaperForm(Form):
    number = text_field(_l("Số thỏa thuận"), required())
    signed_by = text_field(_l("Đơn vị công đoàn ký"), required())
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
        """Return the unit that signs, by code or by name, or tell why there is none such."""
        typed = self.signed_by.data or ""
        try:
            return scope.unit(typed).id
        except NotFound:
            found = unit_picker.search(typed)
        meant = _meant(typed, [(each.id, each.code, each.name) for each in found])
        if isinstance(meant, str):
            self.blame("signed_by", meant or told("organization_unknown", value=typed))
            return None
        return meant

    def paper(self, signer_id: int) -> Paper:
        return Paper(
            number=self.number.data or "",
            signed_by_id=signer_id,
            signed_on=self.signed_on.data or today(),
            valid_from=self.valid_from.data or today(),
            valid_until=after(self.last_day.data),
        )


class DraftForm(PaperForm):
    partner = text_field(_l("Đối tác"), required())

    def with_whom(self) -> Partner | None:
        """Return the partner, or put beside its field why no agreement is made with it."""
        typed = self.partner.data or ""
        found = partner_scope.to_sign_with(typed)
        if isinstance(found, Partner):
            return found
        meant: int | str = ""
        if found == "partner_unknown":
            found, meant = self._named(typed)
        if isinstance(meant, str):
            self.blame("partner", meant or told(found, value=typed))
            return None
        return current.session().get_one(Partner, meant)

    @staticmethod
    def _named(typed: str) -> tuple[str, int | str]:
        """Say of a name why nobody is signed with, and whom it means among those that may be.

        One of this very name whom another unit looks after is meant before any that begins alike.
        """
        session, is_it = current.session(), Partner.name_key == folded(typed)
        theirs = session.scalar(select(Partner.id).where(is_it).limit(1))
        mine = partner_scope.signable()
        if theirs is not None and session.scalar(mine.where(is_it).limit(1)) is None:
            return "partner_looked_after", ""
        alike = mine.where(names(Partner.name_key, typed))
        rows = session.scalars(alike.order_by(~is_it, Partner.name_key).limit(MOST_ALIKE))
        return "partner_unknown", _meant(typed, [(each.id, each.code, each.name) for each in rows])


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
