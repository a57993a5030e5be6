"""What an officer types about an offer, and the content it makes or the words about why not."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, NumberRange, Optional

from benefits.agreements import (
    Category,
    Content,
    Discount,
    InvalidRule,
    Limit,
    LimitScope,
    LimitWindow,
    Rule,
    Span,
    Trust,
)
from benefits.agreements.rules import Problem, parse
from benefits.desk import labels
from benefits.desk.partnership.agreement_forms import after, today
from benefits.desk.partnership.partner_words import SCOPES, TRUSTS, WINDOWS
from benefits.desk.partnership.rule_forms import RuleForm, ticks
from benefits.desk.partnership.rule_rows import filled_rows, percent_written
from benefits.members import BeneficiaryKind
from benefits.money import grouped
from benefits.partners import PartnerKind
from benefits.periods import ONE_DAY
from benefits.web import DayField, Form, given, required, text_field
from benefits.web.languages import language
from benefits.wording import ENGLISH, rule_problem

LONGEST: Final = 4_000
MOST_USES: Final = 1_000_000
LIMITS: Final = tuple((scope, window) for scope in SCOPES for window in WINDOWS)
SHARES: Final = (".basis_points", "up_to")
OWN_FIELDS: Final = ("discount", "value", "ceiling", "min_spend")


class VersionForm(RuleForm):
    title = text_field(_l("Nội dung ưu đãi"), required(), Length(max=200))
    category = SelectField(_l("Nhóm ưu đãi (để vào đúng dòng báo cáo)"), choices=[])
    value = text_field(_l("Mức"))
    ceiling = text_field(_l("Giảm tối đa mỗi lượt"))
    min_spend = text_field(_l("Hóa đơn tối thiểu"))
    terms = TextAreaField(_l("Điều kiện ghi cho người dùng"), [Length(max=LONGEST)])
    trust = SelectField(_l("Thẻ phải trình"), choices=[])
    kinds = ticks(_l("Đối tượng"))
    outlets = ticks(_l("Chỉ áp dụng ở các điểm"))
    valid_from = DayField(_l("Bắt đầu từ ngày"), [given()])
    last_day = DayField(_l("Đến hết ngày"), [Optional()])

    def offer_choices(self, kind: PartnerKind, outlets: Mapping[int, str]) -> None:
        """Put the choices in that depend on the partner and on the language of the page."""
        is_company = kind is PartnerKind.DOANH_NGHIEP
        fitting = [each for each in Category if (each is Category.DOI_TAC) == is_company]
        self.category.choices = [SelectChoice(each, labels.CATEGORIES[each]) for each in fitting]
        self.discount.choices = [SelectChoice(*each) for each in labels.DISCOUNTS.items()]
        self.trust.choices = [SelectChoice(*each) for each in TRUSTS.items()]
        self.kinds.choices = [SelectChoice(*each) for each in labels.KINDS.items()]
        self.outlets.choices = [SelectChoice(str(key), name) for key, name in outlets.items()]

    @property
    def limit_fields(self) -> Iterator[tuple[str, list[Any]]]:
        """The fields of limits, by whom they count for."""
        for scope, name in SCOPES.items():
            yield name, [self[_limit_name(scope, window)] for window in WINDOWS]

    def span(self) -> Span:
        return Span(self.valid_from.data or today(), after(self.last_day.data))

    def content(self) -> Content | None:
        """Return what was typed, or put beside the fields what cannot be used."""
        rule = self._rule()
        if rule is None:
            return None
        return Content(
            title=self.title.data or "",
            rule=rule,
            category=Category(self.category.data),
            terms=(self.terms.data or "").strip().replace("\r\n", "\n"),
            trust=Trust(self.trust.data),
            kinds=tuple(each.value for each in BeneficiaryKind if each in (self.kinds.data or ())),
            limits=tuple(sorted(self._limits(), key=lambda each: (each.scope, each.window))),
            outlet_ids=frozenset(map(int, self.outlets.data or ())),
        )

    def _limits(self) -> Iterator[Limit]:
        for scope, window in LIMITS:
            if allowed := self[_limit_name(scope, window)].data:
                yield Limit(LimitScope(scope), LimitWindow(window), allowed)

    def _rule(self) -> Rule | None:
        kind, value, most, least = (self[name].data or "" for name in OWN_FIELDS)
        extras = self.extras()
        if extras is None:
            return None
        try:
            return parse(kind, value, most, least, extras)
        except InvalidRule as refusal:
            for problem in refusal.problems:
                path, sentence = problem.field.removeprefix("rule").lstrip("."), self._said(problem)
                if path in OWN_FIELDS:
                    self.blame(path, sentence)
                else:
                    self.blame_part(path, sentence)
            return None

    def _said(self, problem: Problem) -> str:
        """Say what is wrong, of shares in the per cent that were typed."""
        is_share = problem.field == "value" and self.discount.data == Discount.PERCENT
        bound = is_share and problem.code == "too_large"
        params: Mapping[str, Any] = problem.params
        if bound or problem.field.endswith(SHARES):
            params = {name: percent_written(int(str(each))) for name, each in params.items()}
        return rule_problem(problem.code, params, at=int(language() == ENGLISH))


class OfferForm(VersionForm):
    code = text_field(_l("Mã ưu đãi"), required(), Length(max=40))


class EndForm(Form):
    last_day = DayField(_l("Ngày cuối còn áp dụng"), [given()])


def _limit_name(scope: str, window: str) -> str:
    return f"limit_{scope}_{window}"


for _scope, _window in LIMITS:
    _name = _limit_name(_scope, _window)
    _least = NumberRange(1, MOST_USES, _l("Cần một số từ 1 trở lên."))
    setattr(VersionForm, _name, IntegerField(WINDOWS[_window], [Optional(), _least]))


def filled_from(content: Content, span: Span) -> dict[str, Any]:
    """Return what the fields show of a version that is there."""
    rule = content.rule
    is_share = rule.discount is Discount.PERCENT
    value = percent_written(rule.value) if is_share else grouped(rule.value)
    if not rule.value and rule.discount is not Discount.PRICE:
        value = ""  # only a price may be nothing
    return {
        "title": content.title,
        "category": content.category.value,
        "discount": rule.discount.value,
        "value": value,
        "ceiling": _written(rule.ceiling),
        "min_spend": _written(rule.min_spend),
        "terms": content.terms,
        "trust": content.trust.value,
        "kinds": list(content.kinds),
        "outlets": [str(each) for each in content.outlet_ids],
        **filled_rows(rule),
        "valid_from": span.since,
        "last_day": span.until and span.until - ONE_DAY,
        **{_limit_name(each.scope, each.window): each.allowed for each in content.limits},
    }


def _written(amount: int | None) -> str:
    return grouped(amount) if amount else ""
