"""The way around a face: what its bar leads to, for those who may go there."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from benefits.access import Permission, permits
from benefits.web import current

BAR, MENU, SIGN_OUT = "benefits.bar", "benefits.account_menu", "benefits.sign_out"


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the bar: its words, the endpoint it opens, who sees it, what it is for.

    `also` names further blueprints whose pages belong to it.
    """

    label: str
    endpoint: str
    permission: Permission
    about: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    url: str
    is_here: bool
    about: str


def lay_out(app: Flask, bar: tuple[Way, ...], menu: tuple[Way, ...], sign_out: str | None) -> None:
    """Keep the ways of a face."""
    app.extensions.update({BAR: bar, MENU: menu, SIGN_OUT: sign_out})


def steps() -> list[Step]:
    """Return the entries of the bar that whoever asks may open."""
    return list(_open(current_app.extensions[BAR]))


def menu_steps() -> list[Step]:
    return list(_open(current_app.extensions[MENU]))


def sign_out_url() -> str | None:
    endpoint: str | None = current_app.extensions[SIGN_OUT]
    return url_for(endpoint) if endpoint else None


def _open(ways: tuple[Way, ...]) -> Iterator[Step]:
    blueprint = (request.endpoint or "").rpartition(".")[0]
    for way in ways:
        if permits(current.actor(), way.permission):
            is_here = blueprint in {way.endpoint.rpartition(".")[0], *way.also}
            yield Step(str(way.label), url_for(way.endpoint), is_here, str(way.about))
