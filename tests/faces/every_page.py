"""Every page of every face, as the people see it to whom it belongs.

The scene is the small province with something of everything in it; `OWN` says, for every parameter
of an address, which record of it the page is opened with. A page whose parameter is missing there
fails the walk, so that no page stays unseen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from benefits.access import HOLDERS, Standing
from benefits.web.declaring import permission_of
from tests.faces.own import OWN, Scene
from tests.faces.people import Visitor

Browsers = Mapping[tuple[str, Standing], Visitor]

# Not pages: signs of life, files, addresses that only lead elsewhere.
NO_PAGES = ("front.vital_signs.", "front.card", "front.languages.")


@dataclass(frozen=True)
class Seen:
    """A page of a face, opened by somebody to whom it belongs."""

    standing: Standing
    endpoint: str
    path: str

    def __str__(self) -> str:
        return f"{self.path} ({self.standing})"


def pages_of(
    apps: Mapping[str, Flask], scene: Scene, *, face: str = "", standing: Standing | None = None
) -> Iterator[Seen]:
    """Give every address that is read, once for each who may read it; or only somebody's."""
    for prefix, app in apps.items():
        if face not in {"", app.name}:
            continue
        for rule in app.url_map.iter_rules():
            name = f"{app.name}.{rule.endpoint}"
            if _is_page(rule) and not name.startswith(NO_PAGES):
                for reader in _readers(app, rule):
                    if standing in {None, reader}:
                        yield Seen(reader, name, prefix + _path(app, rule, scene))


def _is_page(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static")


def _readers(app: Flask, rule: Rule) -> Iterator[Standing]:
    permission = permission_of(app.view_functions[rule.endpoint])
    for standing in BROWSING[app.name]:
        if permission is not None and standing in HOLDERS[permission]:
            yield standing


BROWSING: Mapping[str, tuple[Standing, ...]] = {
    "front": (Standing.STRANGER,),
    "desk": (Standing.STRANGER, Standing.HALF_WAY, Standing.OFFICER),
    "partner": (Standing.STRANGER, Standing.MANAGER, Standing.CASHIER),
    "member": (Standing.STRANGER, Standing.MEMBER),
    "api": (),
}


def _path(app: Flask, rule: Rule, scene: Scene) -> str:
    own: Mapping[str, Callable[[Scene], Any]] = OWN
    named = {name: _own_of(own, app, rule, name)(scene) for name in rule.arguments}
    built = rule.build(named)
    assert built is not None, f"{rule.rule} does not take {named}"
    return built[1]


def _own_of(
    own: Mapping[str, Callable[[Scene], Any]], app: Flask, rule: Rule, name: str
) -> Callable[[Scene], Any]:
    found = own.get(f"{app.name}.{rule.endpoint}:{name}") or own.get(name)
    assert found, f"{app.name}.{rule.endpoint} {rule.rule}: say in own.py what {name} may be"
    return found


def opened(seen: Seen, browsers: Browsers) -> TestResponse:
    """Open a page in the browser of whoever it belongs to."""
    face = seen.endpoint.partition(".")[0]
    return browsers[face, seen.standing].get(seen.path, buffered=True)
