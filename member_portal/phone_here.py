"""The phone this browser is: a cookie no script can read, for as long as the card is on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from benefits import audit
from benefits.access.words import hash_of
from benefits.cards import Card, OnPhone, phones, trying
from benefits.cards.signing_out import ENDED
from benefits.periods import day_of
from benefits.web import cookies, current
from benefits.web.browsers import in_chrome, this_browser
from member_portal import scope
from member_portal.scope import OwnCard

COOKIE: Final = "member_phone"
LASTS: Final = timedelta(days=400)  # browsers keep nothing longer
SYSTEMS: Final = (
    ("iPhone", re.compile(r"iPhone|iPod")),
    ("iPad", re.compile(r"iPad")),
    ("Android", re.compile(r"Android")),
    ("Windows", re.compile(r"Windows")),
    ("Mac", re.compile(r"Macintosh")),
    ("Linux", re.compile(r"Linux")),
)
BROWSERS: Final = (
    ("Zalo", re.compile(r"zalo", re.IGNORECASE)),
    ("Facebook", re.compile(r"FBAN|FBAV|FB_IAB")),
    ("Cốc Cốc", re.compile(r"coc_coc|CocCoc", re.IGNORECASE)),
    ("Samsung Internet", re.compile(r"SamsungBrowser")),
    ("Edge", re.compile(r"Edg")),
    ("Firefox", re.compile(r"Firefox|FxiOS")),
    ("Chrome", re.compile(r"Chrome|CriOS")),
    ("Safari", re.compile(r"Safari")),
)


@dataclass(frozen=True)
class PhoneState:
    """The member's card on a phone, if there is one, and whether it is this one."""

    present: OnPhone | None
    is_here: bool

    def is_good_here(self, own: Iterable[OwnCard]) -> bool:
        """Whether the card can be opened here and taken: one of those that are good is on it."""
        here = self.present.card.index if self.present and self.is_here else None
        return any(each.card.index == here and each.look.is_good for each in own)


def state() -> PhoneState:
    secret = word()
    today = day_of(current.now())
    present = phones.present_of(current.session(), scope.member_id(), today, secret)
    phone = present.phone if present else None
    is_here = phone is not None and secret is not None and phone.secret_hash == hash_of(secret)
    return PhoneState(present, is_here)


def renewable(card: Card) -> bool:
    """Whether a card on a phone ends soon, and the next one got now would last longer."""
    session, today = current.session(), day_of(current.now())
    is_ending = scope.ends_soon(card)
    return is_ending and phones.next_until(session, scope.member_id(), today) > card.valid_until


def word() -> str | None:
    """Return what this browser holds to prove that it is the phone."""
    return request.cookies.get(COOKIE)


def name() -> str:
    """Call the phone what it says of itself: Android, Chrome."""
    agent = request.user_agent.string
    known = (
        next((name for name, pattern in names if pattern.search(agent)), None)
        for names in (SYSTEMS, BROWSERS)
    )
    return ", ".join(filter(None, known))


def out_of_the_app(address: str) -> dict[str, Any]:
    """Say in which chat application this is, if in one, and how an address is opened outside.

    Its browser keeps the card for itself: the phone's own does not know of it, cannot install it,
    and some forget it when they are closed.
    """
    return {"browser": this_browser(), "chrome": in_chrome(address), "address": address}


def on_phone() -> OnPhone | None:
    """Return the member's card on this phone, however it stands."""
    secret = word()
    return phones.held(current.session(), scope.member_id(), secret) if secret else None


def known_as_phone_of(record: int) -> str | None:
    """Name this browser where the card of a record's person is on it and still good."""
    secret = word()
    return trying.known_browser(current.session(), record, secret) if secret else None


def ended() -> OnPhone | None:
    """Return the card that was on this phone, whosever it was, if it was lost or revoked."""
    secret = word()
    found = phones.on_phone(current.session(), secret) if secret else None
    return found if found is not None and found.card.status in ENDED else None


def may_keep_codes() -> bool:
    """Whether somebody signed out may have a good card here, and codes that go on by themselves."""
    return word() is not None and ended() is None


def was_anothers() -> bool:
    """Tell, after somebody signed in, whether this phone had another's card; that one ends now.

    Its codes would be shown as the newcomer's, and what is bought with them told to the other.
    """
    secret, session, now = word(), current.session(), current.now()
    if secret is None or phones.held(session, scope.member_id(), secret) is not None:
        return False
    for card in phones.oust(session, secret, now=now):
        audit.note(session, None, "phone_card_removed", "cards", card.index, now=now)
        flash(_("Thẻ của người dùng máy này trước bạn đã được gỡ khỏi máy."), "info")
    return True


def take_off() -> None:
    """Take the member's card off whichever phone it is on, and note that it was done."""
    session, by, now = current.session(), current.actor().account_id, current.now()
    for card in phones.take_off(session, scope.member_id(), by=by, now=now):
        audit.note(session, by, "phone_card_removed", "cards", card.index, now=now)


def has_own_card() -> bool:
    """Whether this phone has the card of the member who is signed in on it."""
    role = current.actor().role
    return role is not None and role.member_id is not None and state().is_here


def leave_behind() -> None:
    """Take the card off this phone before somebody else signs in here."""
    if has_own_card():
        take_off()


def remember(response: AnyResponse, secret: str) -> AnyResponse:
    """Let the browser keep its word for as long as browsers keep anything."""
    cookies.keep(response, COOKIE, secret, LASTS)
    return response


def forget(response: AnyResponse) -> AnyResponse:
    cookies.forget(response, COOKIE)
    return response
