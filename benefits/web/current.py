"""What a view may know about the request it answers, and what it may leave for afterwards."""

from datetime import UTC, datetime
from typing import Any, Final, cast

from flask import current_app, g, request
from flask_login import current_user
from sqlalchemy.orm import Session, sessionmaker

from benefits import audit
from benefits.access import NOBODY, Account, Actor, devices, machines
from benefits.cards import KeyRing
from benefits.database import Database, end_reading, looking_first, retrying
from benefits.settings import Settings
from benefits.web import bearers
from benefits.web.declaring import is_look
from benefits.web.notes import Note, NoteKeeper, write

# No request can bring this: what clients send arrives under HTTP_ names.
CLOCK: Final = "benefits.now"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
DATABASE, SETTINGS, KEYS = "benefits.database", "benefits.settings", "benefits.key_ring"
NOTES: Final = "benefits.notes"


def _kept() -> Any:
    """Return what `g` stands for: it looks for the request anew at every use."""
    return g._get_current_object()  # noqa: SLF001 - documented by Flask


def database() -> Database:
    return cast(Database, current_app.extensions[DATABASE])


def settings() -> Settings:
    return cast(Settings, current_app.extensions[SETTINGS])


def key_ring() -> KeyRing:
    """The keys that sign cards; the folder and its first key are made when first needed."""
    kept = current_app.extensions
    if KEYS not in kept:
        kept[KEYS] = KeyRing.open(settings().keys_dir, create=True)
    return cast(KeyRing, kept[KEYS])


def session() -> Session:
    """The session of this request: GET and HEAD cannot write through it."""
    kept = _kept()
    if "db" not in kept:
        kept.db = _door()()
    return cast(Session, kept.db)


def _door() -> "sessionmaker[Session]":
    if request.method in SAFE:
        return database().reading
    return database().looking if only_reads() else database().writing


def only_reads() -> bool:
    """Tell whether this request writes nothing itself: GET and HEAD, and a POST that only looks."""
    kept = _kept()
    if "only_reads" not in kept:
        view = current_app.view_functions.get(request.endpoint or "")
        kept.only_reads = request.method in SAFE or is_look(view)
    return cast(bool, kept.only_reads)


def now() -> datetime:
    """One instant for the whole request, so that nothing in it disagrees about the day."""
    kept = _kept()
    if "now" not in kept:
        kept.now = request.environ.get(CLOCK) or datetime.now(UTC)
    return cast(datetime, kept.now)


def actor() -> Actor:
    """Who asks, judged anew at every request: people by a cookie, programs by a bearer token.

    A page of people's knows no bearers: a phone's token alone has no shift, and nobody's name.
    """
    kept = _kept()
    if "actor" not in kept:
        kept.actor = _of_browser() if _is_for_people() else _of_bearer()
        _note_use(kept.actor)
        _wear(kept.actor)
    return cast(Actor, kept.actor)


def _wear(actor: Actor) -> None:
    """Let whatever is noted from now on say for which unit it was done."""
    unit_id = None if actor.role is None else actor.role.organization_id
    if unit_id != audit.acts_for(session()):
        audit.act_for(session(), unit_id)


def _of_bearer() -> Actor:
    """Find who asks, before the only writer there can be is kept waiting."""
    word = bearers.word_of_request()
    if word is None:
        return NOBODY
    if only_reads() or not database().has_one_writer:
        return bearers.find(session(), word, now())
    with looking_first(session()):
        return bearers.find(session(), word, now())


def _note_use(actor: Actor) -> None:
    """Keep when a token or a phone was last used, so that one nobody uses can be found."""
    token, phone, when = actor.token, actor.device, now()
    if phone is not None and devices.seen_to_note(phone, when):
        phone_id = phone.id
        leave_note(lambda writing: devices.note_seen(writing, phone_id, when))
    if token is not None and machines.use_to_note(token, when):
        token_id = token.id
        leave_note(lambda writing: machines.note_use(writing, token_id, when))


def account() -> Account:
    """The account that asks, on a page that only people with one can open."""
    found = actor().account
    if found is None:
        raise LookupError("nobody is signed in")
    return found


def address() -> str | None:
    """Where the request came from, as far as the trusted proxies say."""
    return request.remote_addr


def request_id() -> str:
    return str(request.environ.get("benefits.request_id", "-"))


def after_read(act: Note) -> None:
    """Leave what a look has to note for a short write transaction once the answer is made."""
    if only_reads():
        g.setdefault("afterwards", []).append(_for_the_same_unit(act))
    else:
        act(session())


def leave_note(note: Note) -> None:
    """Leave word of something that may be written down a moment after the answer went out."""
    if only_reads():
        g.setdefault("notes", []).append(_for_the_same_unit(note))
    else:
        note(session())


def _for_the_same_unit(note: Note) -> Note:
    """Let a note that is written later, through another session, say for which unit it was."""
    unit_id = audit.acts_for(session())
    if unit_id is None:
        return note

    def written(writing: Session) -> None:
        with audit.acting_for(writing, unit_id):
            note(writing)

    return written


def finish() -> None:
    """Keep what the request did; then do what a reading request left to be noted."""
    if "db" in g:
        end_reading(session()) if only_reads() else session().commit()
    close()
    acts, notes = g.pop("afterwards", []), g.pop("notes", [])
    keeper: NoteKeeper | None = current_app.extensions.get(NOTES)
    if keeper is None:
        acts += notes
    elif notes:
        keeper.leave(notes)
    if acts:
        retrying(lambda: write(database(), acts))


def abandon() -> None:
    """Forget what the request did and knew, so that it can be answered afresh."""
    close()
    for name in ("afterwards", "notes", "actor", "_login_user"):
        g.pop(name, None)


def close(_error: Any = None) -> None:
    if "db" in g:
        g.pop("db").close()


def become(actor: Actor) -> None:
    """Go on as somebody else: this browser has just signed in or out."""
    g.actor = actor
    _wear(actor)


def _is_for_people() -> bool:
    return hasattr(current_app, "login_manager")


def _of_browser() -> Actor:
    return cast(Actor, current_user.actor)
