"""Everything the environment decides, read once and checked at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


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
    public_url: str = "http://127.0.0.1:8000"
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

    @property
    def files_dir(self) -> Path:
        return self.instance / "files"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read the settings; an empty variable counts as absent."""
        given = {name: value for name, value in environment.items() if value}
        instance = Path(given.get("BENEFITS_INSTANCE", "instance"))
        problems = [
            *_bad_address(given, "PUBLIC_URL"),
            *_bad_database(given),
            *_bad_number(given, "TRUSTED_PROXIES"),
        ]
        if problems:
            raise BadSettings("; ".join(problems))
        return cls(
            database_url=database_url(
                given.get("DATABASE_URL", f"sqlite:///{instance}/benefits.db")
            ),
            secret_key=given.get("SECRET_KEY"),
            public_url=given.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
            public_url_aliases=tuple(given.get("PUBLIC_URL_ALIASES", "").split()),
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


def _bad_address(given: Mapping[str, str], name: str) -> list[str]:
    parts = urlsplit(given.get(name, "http://127.0.0.1"))
    return (
        [] if parts.scheme in {"http", "https"} and parts.hostname else [f"{name}: not an address"]
    )


def _bad_database(given: Mapping[str, str]) -> list[str]:
    url = given.get("DATABASE_URL", "sqlite:///")
    known = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
    return [] if url.startswith(known) else ["DATABASE_URL: begin with " + ", ".join(known)]


def _bad_number(given: Mapping[str, str], name: str) -> list[str]:
    return [] if given.get(name, "0").isdigit() else [f"{name}: not a number"]
