"""Everything the environment decides, read once and checked at once."""

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

# What is printed on cards: the scheme, this many characters of host and port, and the card's code.
LONGEST_HOST: Final = 51
DEFAULT_URL: Final = "http://127.0.0.1:8000"
NO_ADDRESS: Final = (
    "chưa phải địa chỉ dùng được. Hãy viết https:// rồi tên miền, không có đường dẫn hay dấu / ở "
    f"cuối, như https://the.congdoan.example; tên chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, "
    f"dài nhất {LONGEST_HOST} ký tự"
)
NO_DOMAIN: Final = (
    "chưa phải tên miền dùng được. Hãy viết riêng tên miền, như the.congdoan.example: không có "
    f"https://, không có cổng, dấu / hay khoảng trắng, dài nhất {LONGEST_HOST} ký tự"
)
PRINTABLE: Final = frozenset(string.ascii_uppercase + string.digits + ".-:")
SHORTEST_KEY: Final = 32
KNOWN_DATABASES: Final = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
OWN: Final = "benefits_"
NAMES: Final = frozenset(
    {
        *("DATABASE_URL", "SECRET_KEY", "PUBLIC_URL", "PUBLIC_URL_ALIASES", "BENEFITS_INSTANCE"),
        *(
            "DOMAIN",
            "BENEFITS_KEYS_DIR",
            "HOTLINE",
            "OFFICER_TOTP",
            "TRUSTED_PROXIES",
            "METRICS_TOKEN",
        ),
    }
)


class BadSettings(Exception):
    """Raised at start-up, naming every missing or unusable variable rather than the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one installation.

    `secret_key` is None where no command needs it (the command line); the web refuses to start
    without it. `totp_required` asks officers for a second factor; only `make run` turns it off.
    `hotline` is the phone number that members are told to call, where the union has one.
    `metrics_token` lets who brings it read the counts from another machine.
    """

    database_url: str = "sqlite:///instance/benefits.db"
    secret_key: str | None = None
    public_url: str = DEFAULT_URL
    public_url_aliases: tuple[str, ...] = ()
    instance: Path = Path("instance")
    keys_dir: Path = Path("instance/keys")
    totp_required: bool = True
    trusted_proxies: int = 0
    hotline: str = ""
    metrics_token: str | None = None

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme.lower() == "https"

    def key_of_web(self) -> str:
        """Return the key that signs cookies; without it the web does not start."""
        if not self.secret_key:
            raise BadSettings("SECRET_KEY: chưa có")
        return self.secret_key

    @property
    def files_dir(self) -> Path:
        return self.instance / "files"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; an empty variable counts as absent."""
        given = {name: value for name, value in environment.items() if value}
        instance = Path(given.get("BENEFITS_INSTANCE", "instance"))
        problems = [
            *_bad_addresses(given),
            *_bad_key(given),
            *_bad_database(given),
            *_bad_number(given, "TRUSTED_PROXIES"),
            *_bad_choice(given, "OFFICER_TOTP", ("required", "optional")),
            *_misspelt(given),
        ]
        if problems:
            raise BadSettings("; ".join(problems))
        return cls(
            database_url=database_url(
                given.get("DATABASE_URL", f"sqlite:///{instance}/benefits.db")
            ),
            secret_key=given.get("SECRET_KEY"),
            public_url=_tidy(given.get("PUBLIC_URL", DEFAULT_URL)),
            public_url_aliases=tuple(given.get("PUBLIC_URL_ALIASES", "").lower().split()),
            instance=instance,
            keys_dir=Path(given.get("BENEFITS_KEYS_DIR", instance / "keys")),
            totp_required=given.get("OFFICER_TOTP", "required") != "optional",
            trusted_proxies=int(given.get("TRUSTED_PROXIES", "0")),
            hotline=given.get("HOTLINE", ""),
            metrics_token=given.get("METRICS_TOKEN"),
        )


def database_url(url: str) -> str:
    """Name the driver we install, so that plain `postgresql://` works."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _tidy(address: str) -> str:
    """Write an address as everything of ours compares it."""
    return address.strip().lower().removesuffix("/")


def _bad_addresses(given: Mapping[str, str]) -> list[str]:
    """Refuse what could not be printed on a card before one is given out."""
    public, domain = given.get("PUBLIC_URL", DEFAULT_URL), given.get("DOMAIN")
    problems = []
    if domain is not None and public == f"https://{domain}":  # so compose.yaml puts it together
        problems = [f"DOMAIN: {NO_DOMAIN}"] if _is_no_domain(domain) else []
    if not problems and _is_no_address(_tidy(public)):
        problems = [f"PUBLIC_URL: {NO_ADDRESS}"]
    former = given.get("PUBLIC_URL_ALIASES", "").split()
    # A proxy that reads the same list takes what follows a name for the one path to serve.
    if any(each.endswith("/") or _is_no_address(each) for each in former):
        problems.append(f"PUBLIC_URL_ALIASES: {NO_ADDRESS}")
    return problems


def _is_no_domain(domain: str) -> bool:
    """A proxy would serve what follows a name alone, or a port that is not open."""
    return ":" in domain or "/" in domain or _is_no_address(f"https://{domain}")


def _is_no_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        has_port = parts.port != 0
    except ValueError:
        return True
    host = parts.netloc.upper()
    is_bare = address.lower() == f"{parts.scheme}://{host}".lower()
    is_printable = PRINTABLE.issuperset(host) and len(host) <= LONGEST_HOST
    is_named = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return not (is_named and is_bare and is_printable and has_port)


def _bad_key(given: Mapping[str, str]) -> list[str]:
    key = given.get("SECRET_KEY")
    is_short = key is not None and len(key) < SHORTEST_KEY
    return [f"SECRET_KEY: cần ít nhất {SHORTEST_KEY} ký tự"] if is_short else []


def _bad_database(given: Mapping[str, str]) -> list[str]:
    """Tell what cannot be an address, and never quote it: it holds a password."""
    url = given.get("DATABASE_URL")
    if url is None:
        return []
    if not url.startswith(KNOWN_DATABASES):
        return ["DATABASE_URL: phải bắt đầu bằng " + ", ".join(KNOWN_DATABASES)]
    try:
        where = make_url(url)
    except (ArgumentError, ValueError):
        return ["DATABASE_URL: không phải địa chỉ"]
    if where.get_backend_name() == "sqlite":
        is_file = where.database not in {None, "", ":memory:"}
        return [] if is_file else ["DATABASE_URL: hãy ghi tên tệp sau sqlite:///"]
    if re.search(r"[@\s]", where.host or ""):
        return ["DATABASE_URL: viết @ : / ? # của tên hay mật khẩu là %40 %3A %2F %3F %23"]
    return []


def _bad_number(given: Mapping[str, str], name: str) -> list[str]:
    told = given.get(name, "0")
    return [] if told.isascii() and told.isdecimal() else [f"{name}: phải là số"]


def _bad_choice(given: Mapping[str, str], name: str, known: tuple[str, ...]) -> list[str]:
    return (
        [] if given.get(name, known[0]) in known else [f"{name}: chỉ nhận {' hoặc '.join(known)}"]
    )


def _misspelt(given: Mapping[str, str]) -> list[str]:
    """Name what looks like a setting and is none: it would be passed over without a word."""
    strange = sorted(
        name
        for name in given
        if name not in NAMES and (name.upper() in NAMES or name.lower().startswith(OWN))
    )
    return [f"{name}: không có cài đặt tên này" for name in strange]
