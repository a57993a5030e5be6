"""What officers type about one person, and how it is read."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from benefits.desk import labels
from benefits.errors import KeysUnusable, Refusal
from benefits.members import BeneficiaryKind, CorrectedField, EndReason, Member, Sex, identity
from benefits.members.corrections import READ
from benefits.members.identity_key import identity_key
from benefits.periods import day_of
from benefits.web import DayField, Form, Words, current, required, text_field
from benefits.web.answers import log_unknown
from benefits.web.telling import sentence

PAYS, OWES, UNTOLD = "co", "khong", ""
DUES: Final = Words({PAYS: _l("Đang đóng"), OWES: _l("Không đóng")})
BY_HAND: Final = {
    EndReason.ROI_DON_VI: _l("Thôi việc, rời đơn vị"),
    EndReason.NGHI_HUU: _l("Nghỉ hưu"),
    EndReason.QUA_DOI: _l("Qua đời"),
    EndReason.KHAC: _l("Lý do khác"),
}
ENDINGS: Final = Words(BY_HAND)
ENDED: Final = Words(
    {
        **BY_HAND,
        EndReason.DON_VI_GIAI_THE: _l("Đơn vị giải thể"),
        EndReason.THEO_DOAN_VIEN: _l("Thôi theo đoàn viên"),
    }
)


def choices_of(names: Any, first: Any = None) -> Callable[[], list[SelectChoice]]:
    def listed() -> list[SelectChoice]:
        empty = [] if first is None else [SelectChoice("", first)]
        return [*empty, *(SelectChoice(str(code), name) for code, name in names.items())]

    return listed


KIND_NAMES: Final = Words(
    {
        BeneficiaryKind.DOAN_VIEN: lazy_pgettext("one", "Đoàn viên"),
        BeneficiaryKind.NGUOI_LAO_DONG: _l("Người lao động"),
    }
)


def given_day(field: DayField) -> date:
    """Return the day of a field that must hold one."""
    if field.data is None:
        raise ValueError(field.name)
    return field.data


class PersonForm(Form):
    full_name = text_field(_l("Họ và tên"), required(_l("Hãy ghi họ và tên.")))
    birth = text_field(_l("Ngày sinh hoặc năm sinh"))
    sex = SelectField(_l("Giới tính"), choices=choices_of(labels.SEXES, _l("Chưa rõ")), default="")
    phone = text_field(_l("Điện thoại"))
    citizen_id = text_field(_l("Số căn cước, hộ chiếu"))
    union_card_no = text_field(_l("Số thẻ đoàn viên"))
    dues = SelectField(_l("Đoàn phí"), choices=choices_of(DUES, _l("Không theo dõi")), default="")

    def told(self) -> dict[str, Any] | None:
        """Return the columns that the fields say; everything that cannot be is said at once."""
        self.is_sent()
        today = day_of(current.now())
        told: dict[str, Any] = {
            "full_name": self._read("full_name", CorrectedField.FULL_NAME, today),
            "birth": self._read("birth", CorrectedField.BIRTH, today),
            "sex": Sex(self.sex.data) if self.sex.data else None,
            "phone": self._read("phone", CorrectedField.PHONE, today),
            **self._union(),
            **self._paper(),
        }
        return None if self.errors else told

    def fill(self, member: Member) -> None:
        """Show what is stored; an identity number is never shown."""
        self.full_name.data, self.union_card_no.data = member.full_name, member.union_card_no
        self.birth.data = "/".join(reversed((member.birth or "").split("-")))
        self.sex.data = member.sex.value if member.sex else ""
        self.phone.data = (member.phone or "").replace("+84", "0")
        self.dues.data = UNTOLD if member.pays_dues is None else (OWES, PAYS)[member.pays_dues]

    def _read(self, name: str, field: CorrectedField, today: date) -> str | None:
        written = self[name].data
        try:
            return READ[field](written, today) if written else None
        except Refusal as refusal:
            self.blame(name, sentence(refusal.code, **refusal.params))
            return None

    def _union(self) -> dict[str, Any]:
        """Read what only those have who may pay dues."""
        if "dues" not in self:
            return {}
        pays = self.dues.data == PAYS if self.dues.data else None
        return {"union_card_no": self.union_card_no.data or None, "pays_dues": pays}

    def _paper(self) -> dict[str, str]:
        """Read the identity paper; left empty, what is stored stays."""
        if not self.citizen_id.data:
            return {}
        try:
            paper = identity.citizen_id(self.citizen_id.data)
            hashed = paper.hashed(identity_key(current.key_ring().folder, current.database()))
        except Refusal as refusal:
            self.blame("citizen_id", sentence(refusal.code, **refusal.params))
            return {}
        except KeysUnusable as unusable:  # whatever else was typed can be saved without it
            log_unknown(unusable)
            self.blame("citizen_id", sentence("paper_key_away"))
            return {}
        return {"citizen_id_hash": hashed, "citizen_id_last4": paper.last4}


class NewForm(PersonForm):
    member_no = text_field(_l("Mã đoàn viên"))
    kind = RadioField(
        _l("Đối tượng"), choices=choices_of(KIND_NAMES), default=BeneficiaryKind.DOAN_VIEN.value
    )
    since = DayField(_l("Tham gia từ ngày"), [required(_l("Hãy ghi ngày."))])
    anyway = BooleanField(_l("Đã kiểm tra, đây là người khác. Vẫn thêm."))

    def told(self) -> dict[str, Any] | None:
        told = super().told()
        return None if told is None else {**told, "member_no": self.member_no.data or None}

    @classmethod
    def of_relative(cls, **values: Any) -> Self:
        """Make the form for a relative, who pays nothing and has no kind to choose."""
        form = cls(**values)
        for name in ("kind", "dues", "union_card_no"):
            del form[name]
        return form


class DatedForm(Form):
    day: DayField

    @property
    def on(self) -> date:
        """The day given, once the form is judged."""
        return given_day(self.day)

    def has_come(self) -> bool:
        """Tell whether the day has come; if not, say so beside it."""
        if self.on > day_of(current.now()):
            self.blame("day", _("Hãy chọn hôm nay hoặc một ngày đã qua."))
        return not self.errors


class LeaveForm(DatedForm):
    day = DayField(_l("Ngày cuối còn tham gia"), [required(_l("Hãy ghi ngày."))])
    reason = SelectField(_l("Lý do"), [required()], choices=choices_of(ENDINGS))


class TransferForm(DatedForm):
    unit = RadioField(_l("Đơn vị nhận"), [required(_l("Hãy tìm và chọn đơn vị nhận."))])
    day = DayField(_l("Sinh hoạt ở đơn vị mới từ ngày"), [required(_l("Hãy ghi ngày."))])


class KindForm(DatedForm):
    kind = RadioField(_l("Đối tượng mới"), [required()], choices=choices_of(KIND_NAMES))
    day = DayField(_l("Từ ngày"), [required(_l("Hãy ghi ngày."))])

    def offer_relative_of(self, other: Member) -> None:
        """Let somebody be a relative again of whom they were before."""
        said = _("Thân nhân của %(name)s", name=other.full_name)
        choice = SelectChoice(BeneficiaryKind.THAN_NHAN.value, said)
        self.kind.choices = [*choices_of(KIND_NAMES)(), choice]


class AgainForm(KindForm):
    along = BooleanField(_l("Thân nhân cùng tham gia lại"))


class HouseholdForm(Form):
    other = text_field(_l("Mã đoàn viên của người cùng nhà"), required(_l("Hãy ghi mã.")))
