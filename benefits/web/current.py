"""What a view may know about the request it answers, and what it may leave for afterwards."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from flask_login import current_user

from benefits import audit
from benefits.access import NOBODY, Account, Actor, devices, machines
from benefits.cards import KeyRing, open_ring
from benefits.database import Database, end_reading, looking_first, retrying
from benefits.settings import Settings
from benefits.web import bearers, here
from benefits.web.declaring import is_look
from benefits.web.notes import Note, NoteKeeper, write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

# No request can bring this: what clients send arrives under HTTP_ names.
CLOCK: Final = "benefits.now"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
DATABASE, SETTINGS, KEYS = "benefits.database", "benefits.settings", "benefits.key_ring"
NOTES: Final = "benefits.notes"


def database() -> Database:
    found: Database = here.app().extensions[DATABASE]
    return found


def settings() -> Settings:
    found: Settings = here.app().extensions[SETTINGS]
    return found


def key_ring() -> KeyRing:
    """The keys that sign cards; the first is made when first needed, while it is the first."""
    extensions = here.app().extensions
    if KEYS not in extensions:
        extensions[KEYS] = open_ring(settings().keys_dir, database())
    ring: KeyRing = extensions[KEYS]
    return ring


def session() -> "Session":
    """The session of this request: GET and HEAD cannot write through it."""
    kept = here.kept()
    if kept.db is None:
        kept.db = _door()()
    return kept.db


def _door() -> "sessionmaker[Session]":
    if here.asked().method in SAFE:
        return database().reading
    return database().looking if only_reads() else database().writing


def only_reads() -> bool:
    """Tell whether this request writes nothing itself: GET and HEAD, and a POST that only looks."""
    kept = here.kept()
    if kept.only_reads is None:
        request = here.asked()
        view = here.app().view_functions.get(request.endpoint or "")
        kept.only_reads = request.method in SAFE or is_look(view)
    return kept.only_reads


def now() -> datetime:
    """One instant for the whole request, so that nothing in it disagrees about the day."""
    kept = here.kept()
    if kept.now is None:
        kept.now = here.asked().environ.get(CLOCK) or datetime.now(UTC)
    return kept.now


def actor() -> Actor:
    """Who asks, judged anew at every request: people by a cookie, programs by a bearer token.

    A page of people's knows no bearers: a phone's token alone has no shift, and nobody's name.
    """
    kept = here.kept()
    if kept.actor is None:
        kept.actor = _of_browser() if _is_for_people() else _of_bearer()
        _note_use(kept.actor)
        _wear(kept.actor)
    return kept.actor


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
    token, phone = actor.token, actor.device
    if phone is not None and devices.seen_to_note(phone, when := now()):
        phone_id = phone.id
        leave_note(lambda writing: devices.note_seen(writing, phone_id, when))
    if token is not None and machines.use_to_note(token, when := now()):
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
    return here.asked().remote_addr


def request_id() -> str:
    return str(here.asked().environ.get("benefits.request_id", "-"))


def after_read(act: Note) -> None:
    """Leave what a look has to note for a short write transaction once the answer is made."""
    if only_reads():
        kept = here.kept()
        kept.afterwards = [*(kept.afterwards or ()), _for_the_same_unit(act)]
    else:
        act(session())


def leave_note(note: Note) -> None:
    """Leave word of something that may be written down a moment after the answer went out."""
    if only_reads():
        kept = here.kept()
        kept.notes = [*(kept.notes or ()), _for_the_same_unit(note)]
    else:
        note(session())


def _for_the_same_unit(note: Note) -> Note:
    """Let a note that is written later, through another session, say for which unit it was."""
    unit_id = audit.acts_for(session())
    if unit_id is None:
        return note

    def written(writing: "Session") -> None:
        with audit.acting_for(writing, unit_id):
            note(writing)

    return written


def finish() -> None:
    """Keep what the request did; then do what a reading request left to be noted."""
    kept = here.kept()
    if kept.db is not None:
        end_reading(kept.db) if only_reads() else kept.db.commit()
        close()
    acts, notes = kept.afterwards or [], kept.notes or []
    kept.afterwards = kept.notes = None
    if not (acts or notes):
        return
    keeper: NoteKeeper | None = here.app().extensions.get(NOTES)
    if keeper is None:
        acts += notes
    elif notes:
        keeper.leave(notes)
    if acts:
        retrying(lambda: write(database(), acts))


def abandon() -> None:
    """Forget what the request did and knew, so that it can be answered afresh."""
    close()
    kept = here.kept()
    kept.afterwards = kept.notes = kept.actor = None
    kept.pop("_login_user", None)


def close(_error: object = None) -> None:
    kept = here.kept()
    if kept.db is not None:
        held, kept.db = kept.db, None
        held.close()


def become(actor: Actor) -> None:
    """Go on as somebody else: this browser has just signed in or out."""
    here.kept().actor = actor
    _wear(actor)


def _is_for_people() -> bool:
    return hasattr(here.app(), "login_manager")


def _of_browser() -> Actor:
    found: Actor = current_user.actor
    return found
