"""The keys that sign cards: kept for their owner, rotated, never half-made."""

import base64
import stat
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from benefits.cards import tokens
from benefits.cards.keys import KeyRing
from benefits.cards.tokens import PrintedFacts
from benefits.errors import KeysUnusable

LAST_DAY = date(2027, 12, 31)


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing.open(tmp_path / "keys", create=True)


@pytest.fixture
def printed(ring: KeyRing) -> str:
    return tokens.printed_token(ring, 42, LAST_DAY, "doan_vien")


def test_keys_are_for_their_owner_alone(ring: KeyRing) -> None:
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700
    assert [file.name for file in ring.folder.iterdir()] == ["0.pem"]
    assert stat.S_IMODE((ring.folder / "0.pem").stat().st_mode) == 0o600


def test_a_rotated_ring_signs_anew_and_still_reads_the_old(ring: KeyRing, printed: str) -> None:
    elsewhere = KeyRing.open(ring.folder)
    assert ring.rotate() == 1
    newer = tokens.printed_token(ring, 42, LAST_DAY, "doan_vien")
    assert tokens.read(newer, elsewhere) == PrintedFacts(1, 42, LAST_DAY, "doan_vien")
    assert tokens.read(printed, ring).key_id == 0
    assert elsewhere.signing[0] == 1


def test_key_ids_end_at_fifteen(ring: KeyRing) -> None:
    assert [ring.rotate() for _ in range(15)] == list(range(1, 16))
    with pytest.raises(KeysUnusable) as refusal:
        ring.rotate()
    assert refusal.value.code == "key_ids_exhausted"


def test_scanners_get_public_numbers_only(ring: KeyRing) -> None:
    [jwk] = ring.public_jwks()["keys"]
    assert jwk.keys() == {"kty", "crv", "alg", "use", "kid", "x", "y"}
    x, y = (int.from_bytes(base64.urlsafe_b64decode(jwk[axis] + "="), "big") for axis in "xy")
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    assert public == ring.public(0)


def test_a_missing_folder_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable) as refusal:
        KeyRing.open(tmp_path / "keys")
    assert refusal.value.code == "no_signing_key"
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize(
    ("curve", "code"), [(None, "unreadable_key"), (ec.SECP384R1(), "wrong_curve")]
)
def test_a_file_that_is_no_key_of_ours_stops_the_start(
    tmp_path: Path, curve: ec.EllipticCurve | None, code: str
) -> None:
    pem = b"torn"
    if curve is not None:
        pem = ec.generate_private_key(curve).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    (tmp_path / "0.pem").write_bytes(pem)
    with pytest.raises(KeysUnusable) as refusal:
        KeyRing.open(tmp_path, create=True)
    assert refusal.value.code == code


def test_processes_that_start_together_share_one_first_key(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        modulus = pool.map(_x_of_first_key, [tmp_path / "keys"] * 4, chunksize=1)
    assert len(set(modulus)) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["0.pem"]


def _x_of_first_key(folder: Path) -> str:
    return KeyRing.open(folder, create=True).public_jwks()["keys"][0]["x"]


def test_a_folder_that_is_gone_calls_no_card_forged(tmp_path: Path) -> None:
    """A disk that is away for a while: nothing is told of cards until it is there again."""
    ring = KeyRing.open(tmp_path / "keys", create=True)
    printed = tokens.printed_token(ring, 42, LAST_DAY, "doan_vien")
    (tmp_path / "keys").rename(tmp_path / "away")
    for ask in (lambda: tokens.read(printed, ring), ring.public_jwks):
        with pytest.raises(KeysUnusable) as refusal:
            ask()
        assert refusal.value.code == "no_signing_key"
    (tmp_path / "away").rename(tmp_path / "keys")
    assert tokens.read(printed, ring).key_id == 0
