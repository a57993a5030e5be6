"""Sign-in state in the browser: flask-login keeps a random word there, the database the rest."""

from flask import Flask, current_app
from flask import session as cookie
from flask_login import LoginManager, current_user, login_user, logout_user

from benefits.access import NOBODY, Account, AccountRole, Actor, Device, Face, Role, Shift, sessions
from benefits.access.roles import begins_on
from benefits.periods import day_of
from benefits.web import current
from benefits.web.filters import day
from benefits.web.telling import told

FACE = "benefits.face"
REMEMBERED = frozenset({Role.MANAGER, Role.MEMBER})


class Browser:
    """What flask-login calls a user: the word in the cookie and the actor it speaks for."""

    is_active = True

    def __init__(self, word: str = "", actor: Actor = NOBODY) -> None:
        self.word = word
        self.actor = actor

    @property
    def is_authenticated(self) -> bool:
        return self.actor.is_signed_in

    @property
    def is_anonymous(self) -> bool:
        return self.actor.account is None

    def get_id(self) -> str:
        return self.word


def keep_signed_in(app: Flask, face: Face) -> None:
    """Give a face its own flask-login, whose cookie names a row and never a person."""
    manager = LoginManager()
    # Phones change their address all day; the row in the database is what protects a session.
    manager.session_protection = None
    manager.anonymous_user = Browser
    manager.user_loader(_browser_of)
    manager.init_app(app, add_context_processor=False)
    app.extensions[FACE] = face


def sign_in(
    account: Account,
    role: AccountRole | None,
    *,
    device: Device | None = None,
    shift: Shift | None = None,
) -> None:
    """Sign this browser in under a new word; without a role it is only half-way in."""
    _leave()
    word = sessions.open_session(
        current.session(),
        account=account,
        role=role,
        face=_face(),
        now=current.now(),
        device=device,
        shift=shift,
    )
    browser = _browser_of(word) or Browser()
    lasts = sessions.LIFETIMES[role.role] if role is not None else sessions.HALF_WAY
    remember = role is not None and role.role in REMEMBERED
    login_user(browser, remember=remember, duration=lasts)
    current.become(browser.actor)


def sign_out() -> None:
    """End this browser's session for good: neither of its cookies works again."""
    _leave()
    logout_user()
    current.become(NOBODY)


def _leave() -> None:
    """End the session that was open here, and forget what its cookie held."""
    word: str = current_user.get_id()
    if word:
        sessions.revoke(current.session(), word, current.now())
    cookie.clear()


def _browser_of(word: str) -> Browser | None:
    actor = sessions.find_actor(current.session(), _face(), word, current.now())
    return None if actor is None else Browser(word, actor)


def _face() -> Face:
    face: Face = current_app.extensions[FACE]
    return face


def no_role(account: Account, face: Face) -> str:
    """Say to whom the password let in that no role holds today, and from which day one will."""
    begins = begins_on(current.session(), account.id, face, day_of(current.now()))
    return told("role_to_begin", {"day": day(begins)}) if begins else told("no_role")
