"""What a process refuses to start with, all of it at once."""

import pytest

from benefits.settings import BadSettings, Settings

KEY = "k" * 32


def refused(**given: str) -> str:
    with pytest.raises(BadSettings) as error:
        Settings.from_environment(given)
    return str(error.value)


def test_what_can_be_used_is_read() -> None:
    read = Settings.from_environment(
        {
            "SECRET_KEY": KEY,
            "PUBLIC_URL": "https://the.congdoan.example:8443/",
            "PUBLIC_URL_ALIASES": "https://cu.example http://127.0.0.1:8000",
            "HOTLINE": "",
        }
    )
    assert read.public_url == "https://the.congdoan.example:8443"
    assert read.secret_key == KEY
    assert len(read.public_url_aliases) == 2
    assert Settings.from_environment({}).secret_key is None


@pytest.mark.parametrize(
    "address",
    [
        "the.congdoan.example",
        "https://the.congdoan.example/the-uu-dai",
        "https://an:mat-khau@the.congdoan.example",
        "https://the.congdoan.example?a=b",
        "https://the.congdoan.example?",
        "https://the.congdoan.example/#",
        "https://the_uu_dai.example",
        "https://the.congdoan.example:nowhere",
        f"https://{'x' * 52}",
        "https://the.congdoan.example//",
        "https://https://the.congdoan.example",
        "https://",
        " ",
    ],
)
def test_an_address_that_no_card_can_bear_is_refused_before_any_is_given_out(address: str) -> None:
    assert "PUBLIC_URL:" in refused(PUBLIC_URL=address)


def test_a_former_name_is_written_as_the_proxy_needs_it() -> None:
    """Caddy serves a name with a stroke for that one path alone: every card of it would be dead."""
    told = refused(PUBLIC_URL_ALIASES="https://good.example https://cu.example/")
    assert told.startswith("PUBLIC_URL_ALIASES: chưa phải địa chỉ")


def test_the_web_has_a_key_or_says_that_it_needs_one() -> None:
    assert Settings(secret_key=KEY).key_of_web() == KEY
    with pytest.raises(BadSettings, match="SECRET_KEY: chưa có"):
        Settings().key_of_web()


def test_everything_wrong_is_named_at_once() -> None:
    told = refused(
        SECRET_KEY="short",
        PUBLIC_URL="ftp://x",
        PUBLIC_URL_ALIASES="https://good.example bad",
        DATABASE_URL="mysql://x",
        TRUSTED_PROXIES="many",
    )
    names = (
        "SECRET_KEY:",
        "PUBLIC_URL:",
        "PUBLIC_URL_ALIASES:",
        "DATABASE_URL:",
        "TRUSTED_PROXIES:",
    )
    assert [name for name in names if name in told] == list(names)


def test_an_address_is_tidied_the_same_way_wherever_it_is_compared() -> None:
    told = {
        "PUBLIC_URL": " HTTPS://The.CongDoan.example/ ",
        "PUBLIC_URL_ALIASES": "https://CU.example",
    }
    read = Settings.from_environment(told)
    assert read.public_url == "https://the.congdoan.example"
    assert read.public_url_aliases == ("https://cu.example",)
    assert read.is_https


@pytest.mark.parametrize(
    "domain",
    [
        "the.congdoan.example/",
        "the.congdoan.example/the",
        "https://the.congdoan.example",
        "the.congdoan.example:8443",
        "thẻ.congđoàn.example",
        "the congdoan.example",
        " ",
        "x" * 52,
    ],
)
def test_a_name_for_the_container_is_a_name_alone(domain: str) -> None:
    """The proxy reads it as it stands, and would serve one path or a port that is not open."""
    told = refused(DOMAIN=domain, PUBLIC_URL=f"https://{domain}")
    assert told.startswith("DOMAIN: chưa phải tên miền")
    assert "PUBLIC_URL:" not in told


def test_a_name_for_the_container_may_have_capitals_and_is_none_of_ours_elsewhere() -> None:
    told = {"DOMAIN": "The.CongDoan.example", "PUBLIC_URL": "https://The.CongDoan.example"}
    assert Settings.from_environment(told).public_url == "https://the.congdoan.example"
    Settings.from_environment({"DOMAIN": "WORKGROUP/"})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://x",
        "sqlite:///",
        "sqlite:///:memory:",
        "postgresql://u:sEc:p@rEt@h/x",
        "postgresql://u:sEcrEt@h:notaport/x",
    ],
)
def test_a_database_that_cannot_be_meant_is_refused_without_quoting_its_password(url: str) -> None:
    told = refused(DATABASE_URL=url)
    assert told.startswith("DATABASE_URL:")
    assert "Et" not in told


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////tmp/một.db",
        "postgresql://u:p%40ss@h:5432/x",
        "postgresql:///x?host=/run/postgresql",
        "postgresql+psycopg://u@h/x",
    ],
)
def test_databases_that_can_be_meant_are_taken(url: str) -> None:
    assert Settings.from_environment({"DATABASE_URL": url}).database_url.endswith(url[-5:])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTED_PROXIES", "²"),
        ("OFFICER_TOTP", "off"),
        ("OFFICER_TOTP", "Optional"),
        ("PUBLIC_URl", "https://the.congdoan.example"),
        ("BENEFITS_INSTANCES", "/data"),
    ],
)
def test_a_slip_of_the_pen_is_told_and_not_passed_over(name: str, value: str) -> None:
    assert refused(**{name: value}).startswith(f"{name}:")


def test_what_others_have_set_is_none_of_ours() -> None:
    Settings.from_environment({"PATH": "/bin", "POSTGRES_PASSWORD": "x", "public": "y"})
