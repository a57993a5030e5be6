"""One voice for what did not work: a page, or its main part for a page that asked for that."""

import traceback
from collections.abc import Mapping
from typing import Any, Final

import structlog
from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from benefits import errors, wording
from benefits.web import current
from benefits.web.guarding import NotSignedIn

log = structlog.get_logger("benefits.web")

TEXTS: Final[Mapping[int, tuple[str, str]]] = {
    400: ("Yêu cầu không đọc được", "Trang có thể đã mở quá lâu. Hãy tải lại trang rồi thử lại."),
    401: ("Cần đăng nhập", "Phiên làm việc đã hết. Hãy đăng nhập lại rồi tiếp tục."),
    403: ("Không được phép", "Việc này không dành cho vai trò đang dùng."),
    404: ("Không tìm thấy trang", "Địa chỉ không đúng, hoặc trang không thuộc quyền xem của bạn."),
    405: ("Không được phép", "Trang này không nhận cách gửi đó."),
    409: (
        "Dữ liệu đã thay đổi",
        "Có người vừa thay đổi dữ liệu này. Hãy tải lại trang và xem lại.",
    ),
    413: ("Tập tin quá lớn", "Hãy chọn tập tin nhỏ hơn rồi gửi lại."),
    422: ("Chưa hợp lệ", "Nội dung gửi lên không dùng được. Hãy xem lại."),
    429: ("Thử quá nhiều lần", "Hãy chờ ít phút rồi thử lại."),
    500: ("Hệ thống gặp lỗi", "Lỗi đã được ghi lại. Hãy thử lại sau ít phút."),
}
STATUSES: Final[tuple[tuple[type[errors.DomainError], int], ...]] = (
    (NotSignedIn, 401),
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.Conflict, 409),
    (errors.Invalid, 422),
)


def answer_errors(app: Flask) -> None:
    app.register_error_handler(errors.DomainError, _answer_domain_error)
    app.register_error_handler(CSRFError, _answer_forgery)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_unknown_error)


def status_of(error: errors.DomainError) -> int:
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 422)


def _answer_domain_error(error: errors.DomainError) -> ResponseReturnValue:
    params: dict[str, Any] = dict(error.params)
    said = wording.sentence(error.code, **params) if _says_more(error) else None
    return _page(status_of(error), said)


def _says_more(error: errors.DomainError) -> bool:
    """Tell whether a code was given that has a sentence of its own."""
    return error.code != type(error).code and wording.has_sentence(error.code)


def _answer_forgery(_error: CSRFError) -> ResponseReturnValue:
    return _page(400)


def _answer_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect, not an error
        return error.get_response()
    return _page(error.code)


def _answer_unknown_error(error: Exception) -> ResponseReturnValue:
    log_unknown(error)
    if current_app.testing:
        raise error
    return _page(500)


def log_unknown(error: Exception) -> None:
    """Log where it broke; a database's message may quote a name or a phone number."""
    is_database = isinstance(error, DBAPIError)
    log.error(
        "unknown_error",
        request_id=current.request_id(),
        account_id=g.get("account_id"),
        endpoint=request.endpoint,
        error=type(error).__name__,
        message=None if is_database else str(error),
        frames=[
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ],
    )


def _page(status: int, said: str | None = None) -> ResponseReturnValue:
    title, text = TEXTS.get(status, TEXTS[500 if status >= 500 else 400])  # noqa: PLR2004
    body = render_template(
        "web/error.html",
        status=status,
        title=title,
        text=said or text,
        request_id=current.request_id() if status >= 500 else None,  # noqa: PLR2004
    )
    return body, status
