"""Tokens of other programs as a list: what each may do and where, whether it is still used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, or_, select

from benefits.access import ApiToken
from benefits.desk.staff import token_scope
from benefits.desk.staff.token_scope import TokenLine
from benefits.web import current, lists
from benefits.web.languages import language
from benefits.web.lists import (
    Badge,
    Column,
    FilterForm,
    Line,
    Register,
    Selection,
    Shape,
    choice_field,
)
from benefits.wording.scopes import scope_told

USED, OVER, REVOKED = "dang_dung", "het_han", "thu_hoi"
RESTS: Final = Badge(_l("Tạm dừng: người cấp không còn vai trò"), "warn")
STATES: Final = {
    USED: _l("Đang dùng"),
    OVER: _l("Hết hạn"),
    REVOKED: _l("Đã thu hồi"),
}
COLUMNS: Final = (
    Column(_l("Phần mềm")),
    Column(_l("Dùng vào việc gì")),
    Column(_l("Được làm gì")),
    Column(_l("Ở đâu")),
    Column(_l("Dùng lần cuối"), Shape.MOMENT),
    Column(_l("Trạng thái"), Shape.BADGE),
    Column(_l("Cấp lúc"), Shape.MOMENT),
    Column(_l("Người cấp")),
    Column(_l("Hết hạn"), Shape.MOMENT),
    Column(_l("Thu hồi lúc"), Shape.MOMENT),
)


@dataclass(frozen=True, slots=True)
class TokenRow(Line):
    """A line of the list, and the token with who made it and where it holds."""

    told: TokenLine | None = None


class TokenFilters(FilterForm):
    trang_thai = choice_field(_l("Trạng thái"), STATES)


def asked() -> Register:
    """Read from the address which tokens within reach are wanted, the newest first."""
    form = TokenFilters.asked()
    reached = select(ApiToken.id).where(token_scope.is_mine())
    selection = Selection(reached, tuple(_wanted(form)), is_descending=True)
    return Register("ma-truy-cap", COLUMNS, selection, _lines, form)


def _wanted(form: TokenFilters) -> Iterator[ColumnElement[bool]]:
    if typed := form.typed:
        texts = (ApiToken.name, ApiToken.purpose)
        yield or_(*(lists.is_written_in(text, typed) for text in texts))
    revoked, over = ApiToken.revoked_at.is_not(None), ApiToken.expires_at <= current.now()
    is_over = ApiToken.expires_at.is_not(None) & over
    match form.chosen("trang_thai"):
        case "dang_dung":
            yield ~revoked & ~is_over
        case "het_han":
            yield ~revoked & is_over
        case "thu_hoi":
            yield revoked


def state_of(token: ApiToken, *, rests: bool) -> Badge:
    if token.revoked_at:
        return Badge(STATES[REVOKED], "bad")
    if token.expires_at and token.expires_at <= current.now():
        return Badge(STATES[OVER], "neutral")
    return RESTS if rests else Badge(STATES[USED], "good")


def _lines(token_ids: Sequence[int]) -> list[Line]:
    return [_row(told) for told in token_scope.lines(token_ids)]


def _row(told: TokenLine) -> Line:
    token, by, places, rests = told
    values = (
        token.name,
        token.purpose,
        "; ".join(scope_told(each, language()) for each in token.scopes.split()),
        ", ".join(places),
        token.last_used_at,
        state_of(token, rests=rests),
        token.created_at,
        by,
        token.expires_at,
        token.revoked_at,
    )
    return TokenRow(values, told=told)
