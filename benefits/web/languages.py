"""Which language a page is in: the reader's choice, kept in one cookie for all faces."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Blueprint, Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, get_locale

from benefits.access import Permission
from benefits.errors import NotAllowed
from benefits.web import current, files, guarding
from benefits.web.declaring import allow

COOKIE: Final = "lang"
YEAR: Final = 31_536_000
LANGUAGES: Final[Mapping[str, str]] = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT: Final = "vi"
SWITCH: Final = "/ngon-ngu"

pages = Blueprint("languages", __name__)


class Words(Mapping[str, str]):
    """What codes are called: texts marked with `_l`, read in the language of the page."""

    def __init__(self, texts: Mapping[Any, Any]) -> None:
        self._texts = {str(code): text for code, text in texts.items()}

    def __getitem__(self, code: str) -> str:
        return str(self._texts[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def noted(text: str) -> str:
    """Mark a text that is stored as it stands and translated when it is shown."""
    return text


def speak(app: Flask) -> None:
    """Let an app answer in the language that was chosen, and say which one it is."""
    Babel(
        app,
        default_locale=DEFAULT,
        default_timezone="Asia/Ho_Chi_Minh",
        default_translation_directories=str(files.KIT.parent / "translations"),
        locale_selector=chosen,
    )
    app.after_request(_tell)


def language() -> str:
    """Return the language of the page being made."""
    return str(get_locale() or DEFAULT)


def chosen() -> str:
    word = request.cookies.get(COOKIE, DEFAULT)
    return word if word in LANGUAGES else DEFAULT


def offered() -> dict[str, Any]:
    """Return what the switch at the foot of a page shows, and where it comes back to."""
    is_page = request.method in current.SAFE
    path = request.full_path.rstrip("?") if is_page else "/"
    others = {code: name for code, name in LANGUAGES.items() if code != language()}
    return {"url": SWITCH, "others": others, "back": request.script_root + path}


@pages.post(SWITCH)
@allow(Permission.ANYONE)
def switch() -> ResponseReturnValue:
    """Keep the choice and go back. It changes nothing that another site could gain by."""
    if guarding.is_from_elsewhere():
        raise NotAllowed("other_site")
    word, answer = request.form.get(COOKIE, ""), redirect(guarding.wanted_path() or "/", 303)
    if word in LANGUAGES:
        is_https = current.settings().is_https
        answer.set_cookie(COOKIE, word, YEAR, secure=is_https, httponly=True, samesite="Lax")
    return answer


def _tell(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(language())
        response.vary.add("Cookie")
    return response
