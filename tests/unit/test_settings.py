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
        "https://the_uu_dai.example",
        "https://the.congdoan.example:nowhere",
        f"https://{'x' * 52}",
    ],
)
def test_an_address_that_no_card_can_bear_is_refused_before_any_is_given_out(address: str) -> None:
    assert "PUBLIC_URL:" in refused(PUBLIC_URL=address)


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
