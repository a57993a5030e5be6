"""What a card's code says is believed only when a key of ours signed exactly that."""

import base64
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from benefits.cards import tokens
from benefits.cards.keys import KeyRing
from benefits.cards.tokens import PhoneFacts, PrintedFacts, TokenRefused
from benefits.errors import Invalid

LAST_DAY = date(2027, 12, 31)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path / "keys", create=True)


@pytest.fixture
def stranger(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path / "other installation", create=True)


@pytest.fixture
def printed(ring: KeyRing) -> str:
    return tokens.printed_token(ring, 42, LAST_DAY, "doan_vien")


def test_a_printed_token_tells_its_facts(ring: KeyRing, printed: str) -> None:
    assert tokens.read(printed, ring) == PrintedFacts(0, 42, LAST_DAY, "doan_vien")
    assert len(printed) == 116
    assert set(printed) <= set(ALPHABET)


def test_a_phone_token_tells_its_slot_and_never_passes_for_printed(ring: KeyRing) -> None:
    token = tokens.phone_token(ring, 7, 300_000)
    assert tokens.read(token, ring) == PhoneFacts(0, 7, 300_000)


def test_the_bytes_are_where_other_programs_look_for_them(printed: str) -> None:
    raw = base64.b32decode(printed + "====")
    days = (LAST_DAY - date(2020, 1, 1)).days
    assert raw[:8] == b"\x10" + (42).to_bytes(4, "big") + days.to_bytes(2, "big") + b"\x01"
    assert len(raw) == 72


def test_plain_cryptography_agrees_with_the_signature(ring: KeyRing, printed: str) -> None:
    pem = (ring.folder / "0.pem").read_bytes()
    private = serialization.load_pem_private_key(pem, password=None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    raw = base64.b32decode(printed + "====")
    r, s = (int.from_bytes(part, "big") for part in (raw[8:40], raw[40:]))
    public, der = private.public_key(), encode_dss_signature(r, s)
    public.verify(der, raw[:8], ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        public.verify(der, b"\x11" + raw[1:8], ec.ECDSA(hashes.SHA256()))


def test_a_reprint_shows_the_same_code(ring: KeyRing, printed: str) -> None:
    again = tokens.printed_token(KeyRing.open(ring.folder), 42, LAST_DAY, "doan_vien")
    assert again == printed


@pytest.mark.parametrize(
    ("form", "host"),
    [
        ("{token}", None),
        ("  {token}\n", None),
        ("HTTPS://THE.EXAMPLE.VN/Q/{token}", "the.example.vn"),
        ("https://the.example.vn/q/{lower}", "the.example.vn"),
        ("http://127.0.0.1:8000/Q/{token}", "127.0.0.1:8000"),
        ("https://other.example/doi-tac/q/{token}", "other.example"),
        ("https://the.example.vn/q/{token}?fbclid=abc/q/def", "the.example.vn"),
        ("https://the.example.vn/q/{token}/#top", "the.example.vn"),
        ("the.example.vn/q/{token}", "the.example.vn"),
        ("/q/{token}", None),
    ],
)
def test_a_token_is_read_behind_any_host(
    ring: KeyRing, printed: str, form: str, host: str | None
) -> None:
    token = tokens.parse(form.format(token=printed, lower=printed.lower()))
    assert (token.text, token.host) == (printed, host)
    assert tokens.check_signature(token, ring) == "good"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda _: "/q/",
        lambda _: "https://the.example.vn/",
        lambda _: "https://the.example.vn/q/",
        lambda _: "A" * 116,
        lambda token: token[:-1],
        lambda token: token + "A",
        lambda token: token + "====",
        lambda token: token[:-4] + "====",
        lambda token: token.replace(token[5], "1", 1),
        lambda token: token[:50] + " " + token[50:],
        lambda token: token[:50] + " " + token[51:],
        lambda token: token[:50] + "ı" + token[51:],
        lambda token: token[:-1] + ALPHABET[ALPHABET.index(token[-1]) | 1],
        lambda token: f"https://the.example.vn/q/x/{token}",
        lambda token: f"https://the.example.vn/card/{token}",
        lambda token: "G" + token[1:],
    ],
)
def test_what_is_no_token_is_not_ours(ring: KeyRing, printed: str, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(TokenRefused) as refusal:
        tokens.read(spoil(printed), ring)
    assert refusal.value.code == "not_ours"


def test_an_unknown_kind_is_not_ours() -> None:
    facts = b"\x10" + bytes(6) + b"\x04"
    text = base64.b32encode(facts + bytes(64)).decode().rstrip("=")
    with pytest.raises(TokenRefused) as refusal:
        tokens.parse(text)
    assert refusal.value.code == "not_ours"


def test_another_installations_card_fails_its_signature_and_names_its_host(
    ring: KeyRing, stranger: KeyRing
) -> None:
    token = tokens.printed_token(stranger, 42, LAST_DAY, "doan_vien")
    with pytest.raises(TokenRefused) as refusal:
        tokens.read(f"HTTPS://OTHER.EXAMPLE/Q/{token}", ring)
    assert refusal.value.code == "bad_signature"
    assert refusal.value.params["host"] == "other.example"


def test_a_key_we_never_had_is_named_as_such(ring: KeyRing, stranger: KeyRing) -> None:
    stranger.rotate()
    token = tokens.printed_token(stranger, 42, LAST_DAY, "doan_vien")
    assert tokens.check_signature(tokens.parse(token), ring) == "unknown_key"


def test_a_signature_of_zeros_is_bad(ring: KeyRing, printed: str) -> None:
    facts = base64.b32decode(printed + "====")[:8]
    forged = base64.b32encode(facts + bytes(64)).decode().rstrip("=")
    assert tokens.check_signature(tokens.parse(forged), ring) == "bad_signature"


@pytest.mark.parametrize(
    ("index", "last_day", "kind"),
    [
        (-1, LAST_DAY, "doan_vien"),
        (1 << 32, LAST_DAY, "doan_vien"),
        (1, date(2019, 12, 31), "doan_vien"),
        (1, date(2199, 6, 7), "doan_vien"),
        (1, LAST_DAY, "khach"),
    ],
)
def test_facts_that_do_not_fit_are_refused(
    ring: KeyRing, index: int, last_day: date, kind: str
) -> None:
    with pytest.raises(Invalid):
        tokens.printed_token(ring, index, last_day, kind)


def test_a_slot_is_five_minutes_from_2024_on() -> None:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    assert tokens.slot_at(start) == 0
    assert tokens.slot_at(start + timedelta(minutes=5, microseconds=-1)) == 0
    assert tokens.slot_begins(1) == start + timedelta(minutes=5)
    assert tokens.slot_begins((1 << 24) - 1).year == 2183


@pytest.mark.parametrize(
    ("public_url", "start"),
    [
        ("https://the.example.vn", "HTTPS://THE.EXAMPLE.VN/Q/"),
        ("HTTPS://The.Example.vn/", "HTTPS://THE.EXAMPLE.VN/Q/"),
        ("http://127.0.0.1:8000", "HTTP://127.0.0.1:8000/Q/"),
        ("https://" + "a" * 51, "HTTPS://" + "A" * 51 + "/Q/"),
    ],
)
def test_an_address_is_printed_in_capitals(
    ring: KeyRing, printed: str, public_url: str, start: str
) -> None:
    url = tokens.card_url(public_url, printed)
    assert url == start + printed
    assert tokens.read(url, ring).index == 42


@pytest.mark.parametrize(
    ("public_url", "code"),
    [
        ("https://" + "a" * 52, "host_too_long"),
        ("https://thẻ.vn", "address_not_printable"),
        ("https://the_card.vn", "address_not_printable"),
        ("https://the.example.vn/uu-dai", "address_not_printable"),
        ("ftp://the.example.vn", "address_not_printable"),
        ("the.example.vn", "address_not_printable"),
    ],
)
def test_an_address_that_would_not_print_small_is_refused(public_url: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        tokens.card_url(public_url, "A" * 116)
    assert refusal.value.code == code
