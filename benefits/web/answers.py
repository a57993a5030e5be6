"""One voice for what did not work: a page, or its main part for a page that asked for that."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from benefits import errors, wording
from benefits.cards import KeysUnusable
from benefits.database import is_full
from benefits.web import current
from benefits.web.guarding import NotSignedIn
from benefits.web.logs import told_of
from benefits.web.rendering import PART, WHOLE
from benefits.web.telling import sentence

log = structlog.get_logger("benefits.web")

TEXTS: Final[Mapping[int, tuple[str, str]]] = {
    400: (
        _l("Yêu cầu không đọc được"),
        _l("Trang có thể đã mở quá lâu. Hãy tải lại trang rồi thử lại."),
    ),
    401: (_l("Cần đăng nhập"), _l("Phiên làm việc đã hết. Hãy đăng nhập lại rồi tiếp tục.")),
    403: (
        _l("Không được phép"),
        _l(
            "Việc này không dành cho vai trò đang dùng. Hãy nhờ người có quyền, hoặc đăng nhập "
            "bằng tài khoản khác."
        ),
    ),
    404: (
        _l("Không tìm thấy trang"),
        _l(
            "Địa chỉ không đúng, hoặc trang không thuộc quyền xem của bạn. Hãy xem lại địa chỉ, "
            "hoặc đi từ trang đầu."
        ),
    ),
    405: (
        _l("Không được phép"),
        _l("Trang này không nhận cách gửi đó. Hãy mở lại trang rồi làm lại từ đầu."),
    ),
    408: (
        _l("Đường truyền quá chậm"),
        _l("Nội dung chưa đến đủ nên chưa có gì được lưu. Hãy xem lại mạng rồi gửi lại."),
    ),
    409: (
        _l("Dữ liệu đã thay đổi"),
        _l("Có người vừa thay đổi dữ liệu này. Hãy tải lại trang và xem lại."),
    ),
    413: (_l("Tệp quá lớn"), _l("Hãy chọn tệp nhỏ hơn rồi gửi lại.")),
    422: (_l("Chưa hợp lệ"), _l("Nội dung gửi lên không dùng được. Hãy xem lại.")),
    429: (_l("Thử quá nhiều lần"), _l("Hãy chờ ít phút rồi thử lại.")),
    500: (_l("Hệ thống gặp lỗi"), _l("Lỗi đã được ghi lại. Hãy thử lại sau ít phút.")),
    507: (
        _l("Máy chủ hết chỗ chứa"),
        _l("Chưa có gì được lưu. Hãy báo người quản trị máy chủ dọn chỗ rồi gửi lại."),
    ),
}
TOO_LARGE: Final = 413
NO_ROOM: Final = 507
OURS: Final = 500
"""From here on it is our own trouble: what is wrong is logged, and told to no visitor."""
ALONE: Final = "web/error_alone.html"
STATUSES: Final[tuple[tuple[type[errors.DomainError], int], ...]] = (
    (NotSignedIn, 401),
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.Conflict, 409),
    (errors.Invalid, 422),
    (KeysUnusable, 503),  # nothing is wrong with what was sent: it is to be sent again
)


def answer_errors(app: Flask) -> None:
    app.register_error_handler(errors.DomainError, _answer_domain_error)
    app.register_error_handler(CSRFError, _answer_forgery)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_unknown_error)


def status_of(error: errors.DomainError) -> int:
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 422)


def _answer_domain_error(error: errors.DomainError) -> ResponseReturnValue:
    status, params = status_of(error), dict(error.params)
    if status >= OURS:
        log_unknown(error)
        return _page(status)
    said = sentence(error.code, **params) if _says_more(error) else None
    return _page(status, said)


def _says_more(error: errors.DomainError) -> bool:
    """Tell whether a code was given that has a sentence of its own."""
    return error.code != type(error).code and wording.has_sentence(error.code)


def _answer_forgery(_error: CSRFError) -> ResponseReturnValue:
    return _page(400)


def _answer_http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:  # noqa: PLR2004 - a redirect, not an error
        return error.get_response()
    return _page(error.code, _told_of_size() if error.code == TOO_LARGE else None)


def _told_of_size() -> str | None:
    most = (request.max_content_length or 0) // 1024**2
    if not most:
        return None
    told = _(
        "Mỗi lần gửi được nhiều nhất %(most)s MB. Chưa có gì được lưu: hãy chọn tệp nhỏ hơn, "
        "hoặc chia ra rồi gửi nhiều lần.",
        most=most,
    )
    return str(told)


def _came_from() -> str | None:
    """Where the form or the link stood that led here, so that there is a way back to it."""
    came_from = request.referrer
    is_itself = request.method in current.SAFE and came_from == request.url
    if not came_from or is_itself or urlsplit(came_from).netloc != request.host:
        return None
    return came_from


def _answer_unknown_error(error: Exception) -> ResponseReturnValue:
    log_unknown(error)
    if is_full(error):
        return _page(NO_ROOM)
    if current_app.testing:
        raise error
    return _page(500)


def log_unknown(error: Exception) -> None:
    """Log where it broke, for whoever mends it."""
    log.error(
        "unknown_error",
        account_id=g.get("account_id"),
        endpoint=request.endpoint,
        **told_of(error),
    )


def _frame() -> str:
    """Choose what stands around: the face's bar and menu, where it can still be known who asks."""
    if "X-Fragment" in request.headers:
        return PART
    current.abandon()
    g.only_reads = True  # nothing is left to write, so no writer is waited for
    try:
        current.actor()
    except Exception as error:  # noqa: BLE001 - whatever broke, its page must stand
        log.warning("error_page_alone", **told_of(error))
        current.abandon()
        return ALONE
    return WHOLE


def _page(status: int, said: str | None = None) -> ResponseReturnValue:
    title, text = TEXTS.get(status, TEXTS[500 if status >= 500 else 400])  # noqa: PLR2004
    body = render_template(
        "web/error.html",
        frame=_frame(),
        status=status,
        title=title,
        text=said or text,
        back=_came_from(),
        request_id=current.request_id() if status >= 500 else None,  # noqa: PLR2004
    )
    return body, status
