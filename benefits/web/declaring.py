"""What a view says about itself: who may use it, and what its page may do in the browser."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask.typing import ResponseReturnValue

from benefits.access import Permission

View = Callable[..., ResponseReturnValue]

PERMISSION, POWERS, LOOKS, AHEAD = "permission", "page_powers", "looks_only", "looks_ahead"
LARGEST = "largest_upload"


class UndeclaredAccess(Exception):
    """A view that does not say who may use it. The face refuses to start."""


@dataclass(frozen=True, slots=True)
class PagePowers:
    """What the browser lets a page do beyond showing itself."""

    camera: bool = False
    wasm: bool = False
    geolocation: bool = False


PLAIN = PagePowers()


def allow(permission: Permission) -> Callable[[View], View]:
    """Say who may use a view. The face enforces it, and insists on it."""

    def declare(view: View) -> View:
        setattr(view, PERMISSION, permission)
        return view

    return declare


def page(
    *, camera: bool = False, wasm: bool = False, geolocation: bool = False
) -> Callable[[View], View]:
    """Let the page of a view open the camera, compile WebAssembly, or ask where it is."""

    def declare(view: View) -> View:
        setattr(view, POWERS, PagePowers(camera, wasm, geolocation))
        return view

    return declare


def looks_only(view: View) -> View:
    """Say that a POST changes nothing: what it has to note it leaves for afterwards."""
    setattr(view, LOOKS, True)
    return view


def looks_ahead(act: Callable[[], None]) -> Callable[[View], View]:
    """Let a view ask ahead for what it needs, in the trip that tells who asks."""

    def declare(view: View) -> View:
        setattr(view, AHEAD, act)
        return view

    return declare


def takes_up_to(size: int) -> Callable[[View], View]:
    """Let a view be sent more than others, by who may use it."""

    def declare(view: View) -> View:
        setattr(view, LARGEST, size)
        return view

    return declare


def largest_of(view: Any) -> int | None:
    """Return how many bytes a view may be sent, where that is more than every other may."""
    return cast("int | None", getattr(view, LARGEST, None))


def ahead_of(view: Any) -> Callable[[], None] | None:
    return cast("Callable[[], None] | None", getattr(view, AHEAD, None))


def is_look(view: Any) -> bool:
    return bool(getattr(view, LOOKS, False))


def permission_of(view: Any) -> Permission | None:
    found = getattr(view, PERMISSION, None)
    return found if isinstance(found, Permission) else None


def powers_of(view: Any) -> PagePowers:
    found = getattr(view, POWERS, PLAIN)
    return found if isinstance(found, PagePowers) else PLAIN
