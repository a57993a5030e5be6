"""An offer's rule in plain words, from the rule as it is kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from benefits.money import dong_text
from benefits.periods import ONE_DAY
from benefits.wording.refusals import VIETNAMESE

LANGUAGES: Final = (VIETNAMESE, "en")
Words = tuple[str, str]

DISCOUNTS: Final[Mapping[str, Words]] = {
    "percent": ("Giảm {value}", "{value} off"),
    "amount": ("Giảm {value}", "{value} off"),
    "price": ("Giá ưu đãi {value}", "At the price of {value}"),
    "free": ("Miễn phí", "Free of charge"),
    "typed": (
        "Giá trị hưởng lợi do nhân viên nhập khi ghi nhận",
        "The cashier states what the benefit is worth",
    ),
}
BY_CASE: Final[Words] = ("Mức hưởng tùy từng trường hợp", "What is given depends")
PER_ITEM: Final[Words] = ("Giảm {value} mỗi món", "{value} off each piece")
STORED: Final[Words] = (
    "Phiếu trị giá {value}, dùng dần đến hết",
    "A voucher of {value}, used up bit by bit",
)
RANGE: Final[Words] = ("Giảm từ {value} đến {most}", "From {value} to {most} off")
CEILING: Final[Words] = ("Tối đa {amount} mỗi lượt", "At most {amount} a use")
TYPED_CEILING: Final[Words] = (
    "Trên {amount} thì nhắc nhân viên xem lại",
    "Above {amount} the cashier is asked to look again",
)
MIN_SPEND: Final[Words] = ("Hóa đơn từ {amount} trở lên", "For bills of {amount} and more")
ASSUMED: Final[Words] = (
    "Không nhập thì tính trị giá {amount}",
    "Worth {amount} unless another value is typed",
)
BY: Final[Mapping[str, Words]] = {
    "group_size": ("Đoàn từ {count} người", "Groups of {count} and more"),
    "quantity": ("Mua từ {count} món", "{count} pieces and more"),
}
GROUP: Final[Words] = ("Nhóm hàng “{group}”", "Products “{group}”")
PAYER: Final[Words] = ("{payer} trả thêm {value}", "{payer} adds {value}")
PAYER_SHARE: Final[Words] = (
    "{payer} trả {value} phần khách phải trả",
    "{payer} pays {value} of what is left to pay",
)
PAYERS: Final[Mapping[str, Words]] = {
    "ldld": ("Liên đoàn Lao động", "The union above"),
    "cdcs": ("Công đoàn cơ sở", "The grassroots union"),
    "employer": ("Người sử dụng lao động", "The employer"),
}
EACH: Final[Words] = ("{told} mỗi món", "{told} a piece")
ONLY: Final[Words] = ("Chỉ dùng {when}", "Only {when}")
OR: Final[Words] = (" hoặc ", " or ")
HOURS: Final[Words] = ("từ {opens} đến {closes}", "from {opens} to {closes}")
NEXT_DAY: Final[Words] = (" hôm sau", " the next day")
FROM_DAY: Final[Words] = ("từ ngày {day}", "from {day}")
TO_DAY: Final[Words] = ("đến hết ngày {day}", "to the end of {day}")
ANY_TIME: Final[Words] = ("mọi lúc", "at any time")
WEEKDAYS: Final[Words] = (
    "thứ hai,thứ ba,thứ tư,thứ năm,thứ sáu,thứ bảy,chủ nhật",
    "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday",
)
SPAN: Final[Words] = ("{first} đến {last}", "{first} to {last}")
LEAST_SPAN: Final = 3


def rule_told(rule: Mapping[str, Any], language: str = VIETNAMESE) -> list[str]:
    """Say a rule, one sentence a line; the first says what is given."""
    return list(_Teller(rule, LANGUAGES.index(language)).lines())


def in_one_line(sentences: Iterable[str]) -> str:
    """Join what a rule says for a table, where it is one sentence."""
    first, *rest = [*sentences] or [""]
    return "; ".join([first, *map(_small, rest)])


def payer_told(payer: str, language: str = VIETNAMESE) -> str:
    """Name a payer: by the name of a code that rules know, else as whoever wrote it did."""
    named = PAYERS.get(payer)
    return named[LANGUAGES.index(language)] if named else payer


def percent_told(basis_points: int, language: str = VIETNAMESE) -> str:
    whole, rest = divmod(basis_points, 100)
    comma = "," if language == VIETNAMESE else "."
    part = f"{comma}{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{part}%"


class _Teller:
    def __init__(self, rule: Mapping[str, Any], at: int) -> None:
        self.rule, self.at = rule, at
        self.discount = str(rule["discount"])

    def lines(self) -> Iterator[str]:
        yield self._first()
        is_typed = self.discount == "typed"
        for name, words in (
            ("ceiling", TYPED_CEILING if is_typed else CEILING),
            ("min_spend", MIN_SPEND),
        ):
            if self.rule.get(name):
                yield words[self.at].format(amount=dong_text(self.rule[name]))
        if self.discount in {"free", "typed"} and self.rule["value"]:
            yield ASSUMED[self.at].format(amount=dong_text(self.rule["value"]))
        yield from self._tiers()
        for each in self.rule.get("groups", ()):
            said = self._share(each["basis_points"], each.get("up_to"))
            yield f"{GROUP[self.at].format(group=each['group'])}: {_small(said)}"
        for each in self.rule.get("subsidies", ()):
            yield self._payer(each)
        if windows := self.rule.get("windows"):
            spans = OR[self.at].join(map(self._window, windows))
            yield ONLY[self.at].format(when=spans)

    def _first(self) -> str:
        value, rule = self.rule["value"], self.rule
        if not value and any(rule.get(name) for name in ("tiers", "groups", "subsidies")):
            return BY_CASE[self.at]
        if self.discount == "percent":
            return self._share(value, rule.get("up_to"))
        words = DISCOUNTS[self.discount]
        if rule.get("per_item"):
            words = PER_ITEM
        elif rule.get("stored_value"):
            words = STORED
        return words[self.at].format(value=dong_text(value))

    def _share(self, least: int, most: int | None) -> str:
        low = percent_told(least, LANGUAGES[self.at])
        if most is None or most == least:
            return DISCOUNTS["percent"][self.at].format(value=low)
        return RANGE[self.at].format(value=low, most=percent_told(most, LANGUAGES[self.at]))

    def _tiers(self) -> Iterator[str]:
        tiers: Mapping[str, Any] = self.rule.get("tiers") or {"steps": ()}
        for step in tiers["steps"]:
            reached = BY[tiers["by"]][self.at].format(count=step["at_least"])
            if self.discount == "percent":
                said = self._share(step["basis_points"], None)
            else:
                said = DISCOUNTS[self.discount][self.at].format(value=dong_text(step["amount"]))
            yield f"{reached}: {_small(said)}"

    def _payer(self, subsidy: Mapping[str, Any]) -> str:
        payer = payer_told(subsidy["payer"], LANGUAGES[self.at])
        if share := subsidy.get("basis_points"):
            value = percent_told(share, LANGUAGES[self.at])
            return PAYER_SHARE[self.at].format(payer=payer, value=value)
        told = PAYER[self.at].format(payer=payer, value=dong_text(subsidy["amount"]))
        return EACH[self.at].format(told=told) if subsidy.get("per_item") else told

    def _window(self, window: Mapping[str, Any]) -> str:
        parts: list[str] = []
        if days := window.get("weekdays"):
            parts.append(self._weekdays(days))
        if window.get("from") or window.get("until"):
            opens, closes = window.get("from", "00:00"), window.get("until", "24:00")
            said = HOURS[self.at].format(opens=opens, closes=closes)
            parts.append(said + NEXT_DAY[self.at] if closes <= opens else said)
        if first := window.get("valid_from"):
            parts.append(FROM_DAY[self.at].format(day=_written(date.fromisoformat(first))))
        if after := window.get("valid_until"):
            last = date.fromisoformat(after) - ONE_DAY
            parts.append(TO_DAY[self.at].format(day=_written(last)))
        return " ".join(parts) or ANY_TIME[self.at]

    def _weekdays(self, days: list[int]) -> str:
        every = WEEKDAYS[self.at].split(",")
        names = [every[day - 1] for day in days]
        if len(days) >= LEAST_SPAN and days[-1] - days[0] == len(days) - 1:
            return SPAN[self.at].format(first=names[0], last=names[-1])
        return ", ".join(names)


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _small(said: str) -> str:
    return said[0].lower() + said[1:]
