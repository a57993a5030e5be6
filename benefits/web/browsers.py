"""What a browser says it is: inside which app it runs, and how to get out of there."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

APPS: Final = (
    ("Zalo", re.compile(r"zalo", re.IGNORECASE)),
    ("Messenger", re.compile(r"messenger", re.IGNORECASE)),
    ("Facebook", re.compile(r"FBAN|FBAV|FB_IAB|FB4A")),
    ("Instagram", re.compile(r"instagram", re.IGNORECASE)),
    ("TikTok", re.compile(r"musical_ly|bytedance|tiktok", re.IGNORECASE)),
    ("Viber", re.compile(r"viber", re.IGNORECASE)),
    (_l("Ứng dụng này"), re.compile(r"; wv\)")),
)
SYSTEMS: Final = (
    ("iPhone", re.compile(r"iPhone|iPod")),
    ("iPad", re.compile(r"iPad")),
    ("Android", re.compile(r"Android")),
    ("Windows", re.compile(r"Windows")),
    ("Mac", re.compile(r"Macintosh")),
)


@dataclass(frozen=True, slots=True)
class Browser:
    """`app` is the chat application around the page, if there is one."""

    app: str | None
    system: str | None

    @property
    def is_apple(self) -> bool:
        return self.system in {"iPhone", "iPad"}

    @property
    def is_android(self) -> bool:
        return self.system == "Android"

    @property
    def name(self) -> str:
        """A first name for the phone, which its user may change."""
        named, plain = _("Điện thoại %(system)s", system=self.system), _("Điện thoại")
        return str(named if self.system else plain)


def this_browser() -> Browser:
    agent = request.user_agent.string
    app = next((str(name) for name, pattern in APPS if pattern.search(agent)), None)
    system = next((name for name, pattern in SYSTEMS if pattern.search(agent)), None)
    return Browser(app, system)


def in_chrome(address: str) -> str:
    """Return the link by which Android opens an address in Chrome."""
    parts = urlsplit(address)
    where = f"{parts.netloc}{parts.path}"
    return f"intent://{where}#Intent;scheme={parts.scheme};package=com.android.chrome;end"
