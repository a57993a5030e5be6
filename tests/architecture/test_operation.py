"""What the documents and the container file say of running the product is so."""

import re

import pytest
import yaml

from benefits.jobs.queue import ABANDONED_AFTER
from benefits.settings import Settings
from benefits.web.large_uploads import SMALL
from benefits.web.server import graceful_timeout, keepalive
from tests.architecture.sources import ROOT

SETTINGS = (ROOT / "benefits/settings.py").read_text()
READ = set(re.findall(r'"([A-Z][A-Z_]{4,})"', SETTINGS))
SET_BY_US = {"PROMETHEUS_MULTIPROC_DIR"}
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def rows(name: str) -> dict[str, str]:
    """The rows of a table of settings: the variable, and its default."""
    found = re.findall(
        r"^\| `([A-Z_]+)` \| .* \| (.+) \|$", (ROOT / name).read_text(), re.MULTILINE
    )
    return dict(found)


def test_every_setting_is_explained_and_no_other() -> None:
    assert set(rows("docs/settings.md")) == READ


def test_defaults_are_told_as_they_are() -> None:
    told = {name: default.strip("`") for name, default in rows("docs/settings.md").items()}
    real = Settings()
    assert told["DATABASE_URL"] == real.database_url
    assert told["PUBLIC_URL"] == real.public_url
    assert told["BENEFITS_INSTANCE"] == str(real.instance)
    assert told["BENEFITS_KEYS_DIR"] == str(real.keys_dir)
    assert told["TRUSTED_PROXIES"] == str(real.trusted_proxies)
    assert told["SECRET_KEY"] == "none"


def test_the_container_is_given_settings_that_exist() -> None:
    assert set(COMPOSE["x-product"]["environment"]) <= READ


def test_only_the_proxy_is_reachable_and_the_database_only_from_inside() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert services["proxy"]["networks"] == ["outside"]
    assert COMPOSE["x-product"]["environment"]["TRUSTED_PROXIES"] == "1"


def test_the_proxy_waits_for_nobody_long_and_answers_under_former_names_too() -> None:
    proxy, told = COMPOSE["services"]["proxy"], (ROOT / "Caddyfile").read_text()
    assert "command" not in proxy
    assert proxy["volumes"][0].startswith("./Caddyfile:/etc/caddy/Caddyfile")
    assert set(re.findall(r"\{\$([A-Z_]+)\}", told)) == proxy["environment"].keys()
    assert "PUBLIC_URL_ALIASES" in proxy["environment"]["FORMER_ADDRESSES"]
    assert re.search(r"read_header \d+s", told)
    assert int(re.findall(r"request_buffers (\d+)KiB", told)[0]) * 1024 >= SMALL
    assert int(re.findall(r"keepalive (\d+)s", told)[0]) < keepalive


def test_visitors_wait_while_the_web_is_started_anew_and_are_told_when_it_stays_away() -> None:
    told = (ROOT / "Caddyfile").read_text()
    assert int(re.findall(r"lb_try_duration (\d+)s", told)[0]) >= graceful_timeout
    assert re.search(r"handle_errors 502 503 504 \{.*Hãy đợi", told, re.DOTALL)
    assert "header_up X-Request-Id {http.request.uuid}" in told, "else a visitor's own is kept"


def test_the_schema_waits_until_the_database_can_be_reached_as_the_product_reaches_it() -> None:
    """The image first sets itself up with a server that answers at its socket and then ends."""
    test = COMPOSE["services"]["database"]["healthcheck"]["test"]
    assert "--host 127.0.0.1" in " ".join(test)


def test_nobody_compiles_the_product_anew_at_every_start() -> None:
    """Whoever it runs as may write nothing beside it."""
    steps = (ROOT / "Containerfile").read_text()
    compiled = re.findall(r"compileall -q (.+) \\", steps)[0].split()
    assert set(compiled) == set(re.findall(r"^COPY (\w+) \1$", steps, re.MULTILINE))


def test_one_service_builds_the_image_and_the_others_wait_for_it() -> None:
    """Three builds of one name at once end in "already exists" on a machine that has none yet."""
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "build" in service] == ["schema"]
    assert COMPOSE["x-product"]["pull_policy"] == "never"
    for name in ("web", "work"):
        assert services[name]["image"] == services["schema"]["image"]
        assert "schema" in services[name]["depends_on"]


def test_processes_are_given_the_time_they_take_to_stop() -> None:
    """A process that is killed in the middle of a job costs the job one of its tries."""
    seconds = {"s": 1, "m": 60}
    grace = {
        name: int(service["stop_grace_period"][:-1]) * seconds[service["stop_grace_period"][-1]]
        for name, service in COMPOSE["services"].items()
        if name in {"web", "work"}
    }
    assert grace["web"] > graceful_timeout
    assert grace["work"] >= ABANDONED_AFTER.total_seconds()


def test_what_the_container_copies_is_there_and_let_through() -> None:
    let_through = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE))
    copied = re.findall(
        r"^COPY (?!--)(.+) \S+$", (ROOT / "Containerfile").read_text(), re.MULTILINE
    )
    names = {name for line in copied for name in line.split()}
    assert names == let_through
    assert all((ROOT / name).exists() for name in names)


@pytest.mark.parametrize("name", ["install", "upgrade", "processes", "settings"])
def test_documents_lead_nowhere_that_is_not_there(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / f"docs/{name}.md").read_text())
    assert all((ROOT / "docs" / link).exists() for link in links)
