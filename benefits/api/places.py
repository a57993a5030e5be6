"""Where this installation is found: the hosts whose cards are our own."""

from collections.abc import Iterable

from benefits.cards import hosts_of
from benefits.web import current


def own_hosts() -> Iterable[str]:
    settings = current.settings()
    return hosts_of(settings.public_url, *settings.public_url_aliases)
