"""An offer's parts as an officer reads them, and what a version says differently."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from benefits.agreements import Change, Limit, Pause, Rule
from benefits.desk import labels
from benefits.desk.partnership.partner_words import TRUSTS
from benefits.web import Words
from benefits.web.filters import day
from benefits.web.languages import language
from benefits.web.lists import Badge
from benefits.wording import in_one_line, limit_text, rule_told

PARTS: Final[Mapping[str, str]] = Words(
    {
        "title": _l("Nội dung"),
        "rule": _l("Mức hưởng"),
        "category": _l("Nhóm ưu đãi"),
        "terms": _l("Điều kiện ghi cho người dùng"),
        "trust": _l("Thẻ phải trình"),
        "kinds": _l("Đối tượng"),
        "limits": _l("Giới hạn"),
        "outlet_ids": _l("Nơi áp dụng"),
    }
)


IS_OFFERED: Final = Badge(_l("Đang áp dụng"), "good")


class Told(NamedTuple):
    """A part that changed, in words."""

    part: str
    before: str
    after: str


def rule_lines(rule: Rule) -> list[str]:
    return rule_told(rule.to_json(), language())


def running(pause: Pause | None) -> Badge:
    """Say of an offer in force whether it is used these days."""
    if pause is None:
        return IS_OFFERED
    if pause.until is None:
        return Badge(_("Đã hết đợt"), "neutral")
    return Badge(_("Chưa đến đợt, từ %(day)s", day=day(pause.until)), "info")


def limit_lines(limits: Collection[Limit]) -> list[str]:
    told = (
        limit_text(each.scope, each.window, each.allowed, language=language()) for each in limits
    )
    return [f"{line[0].upper()}{line[1:]}" for line in told]


def kinds_told(kinds: Sequence[str]) -> str:
    if not kinds:
        return str(_("Đoàn viên và người lao động"))
    return ", ".join(labels.KINDS[kind] for kind in kinds)


def places_told(outlet_ids: Collection[int], outlets: Mapping[int, str]) -> str:
    if not outlet_ids:
        return str(_("Mọi điểm của đối tác"))
    return ", ".join(sorted(outlets.get(each, "…") for each in outlet_ids))


def changes_told(changes: Sequence[Change], outlets: Mapping[int, str]) -> list[Told]:
    return [
        Told(PARTS[each.part], *(_said(each.part, value, outlets) for value in each[1:]))
        for each in changes
    ]


def _said(part: str, value: Any, outlets: Mapping[int, str]) -> str:
    if part == "outlet_ids":
        return places_told(value, outlets)
    if part in SAYING:
        return SAYING[part](value)
    return str(value) or _("(để trống)")


SAYING: Final[Mapping[str, Callable[[Any], str]]] = {
    "rule": lambda rule: in_one_line(rule_lines(rule)),
    "category": lambda category: labels.CATEGORIES[category],
    "trust": lambda trust: TRUSTS[trust],
    "kinds": kinds_told,
    "limits": lambda limits: in_one_line(limit_lines(limits)) or _("Không giới hạn"),
}
