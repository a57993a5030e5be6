"""The keys that sign what a card says: one private key a file, in a folder of their own.

A token carries the id of its key, 0 to 15, so several keys are valid at once and a card printed
under an old one stays good. A key that is retired keeps its file under another name, and its id
for ever; from then on every card it signed is turned down.
"""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from benefits.errors import KeysUnusable

MOST_KEYS: Final = 16
MOST_BELIEVED: Final = 20_000
_FILES: Final = {f"{key_id}.pem": key_id for key_id in range(MOST_KEYS)}
_RETIRED: Final = {f"{key_id}.retired": key_id for key_id in range(MOST_KEYS)}


@dataclass(frozen=True, slots=True)
class RetiredKey:
    """A key that was believed until an instant; of a copy, until the copy was made at the latest.

    It tells the cards that were printed under it, which are nobody's fault, from forged ones.
    """

    public: ec.EllipticCurvePublicKey
    until: datetime


class KeyRing:
    """The keys of one folder, by id; what another process adds or retires is noticed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._where = folder, os.fspath(folder)
        self._private: dict[int, ec.EllipticCurvePrivateKey] = {}
        self._public: dict[int, ec.EllipticCurvePublicKey] = {}
        self._retired: dict[int, RetiredKey] = {}
        self._believed: dict[tuple[int, bytes], None] = {}
        self._read_at = 0

    @classmethod
    def open(cls, folder: Path, *, create: bool = False) -> "KeyRing":
        """Read every key; with `create`, make the folder and its first key where there is none."""
        ring = cls(folder)
        ring._read_files()
        if not ring._private and create:
            cls.begin(folder, 0)
            ring._read_files()
        ring._insist()
        return ring

    @property
    def signing(self) -> tuple[int, ec.EllipticCurvePrivateKey]:
        """The newest key and its id."""
        self._read_files()
        self._insist()
        newest = max(self._private)
        return newest, self._private[newest]

    @property
    def ids(self) -> list[int]:
        """The ids that are believed, oldest first."""
        self._read_files()
        return sorted(self._public)

    @property
    def retired_ids(self) -> list[int]:
        return sorted(
            _RETIRED[file.name] for file in self.folder.iterdir() if file.name in _RETIRED
        )

    def public(self, key_id: int) -> ec.EllipticCurvePublicKey | None:
        """Return the key that checks signatures of this id, or None where it is not ours.

        Raises `no_signing_key` where all keys are gone since: every card would be called forged.
        """
        if key_id not in self._public or self._changed_at() != self._read_at:
            self._read_files()
            self._insist()
        return self._public.get(key_id)

    def retired(self, key_id: int) -> RetiredKey | None:
        """Return a key that is believed no more, or None where there was none of this id."""
        file = self.folder / f"{key_id}.retired"
        try:
            until = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            known = self._retired.get(key_id)
            if known is None or known.until != until:
                known = self._retired[key_id] = RetiredKey(_read(file).public_key(), until)
        except (OSError, KeysUnusable):
            return None
        return known

    def has_lost(self, key_id: int) -> bool:
        """Tell whether a key of ours once had this id, and no file of it is left."""
        return key_id < self.signing[0] and key_id not in {*self._public, *self.retired_ids}

    def made_at(self, key_id: int) -> datetime:
        """Return when a key was made; of a copy, at the latest when it was copied."""
        written = (self.folder / f"{key_id}.pem").stat().st_mtime
        return datetime.fromtimestamp(written, UTC)

    def has_believed(self, key_id: int, signed: bytes) -> bool:
        """Tell whether these very bytes were found good before; what the card is worth is not."""
        return (key_id, signed) in self._believed

    def believe(self, key_id: int, signed: bytes) -> None:
        if len(self._believed) >= MOST_BELIEVED:
            self._believed.clear()
        self._believed[key_id, signed] = None

    def public_jwks(self) -> Mapping[str, list[dict[str, str]]]:
        """Return every public key, oldest first, as scanners and other installations read them."""
        self._read_files()
        self._insist()
        return {"keys": [_jwk(key_id, key) for key_id, key in sorted(self._public.items())]}

    def retired_jwks(self) -> list[dict[str, str]]:
        """Return the keys that are believed no more, so that readers can tell their cards."""
        found = ((each, self.retired(each)) for each in self.retired_ids)
        return [_jwk(each, retired.public) for each, retired in found if retired is not None]

    def rotate(self) -> int:
        """Add the next key, sign with it from now on, and return its id."""
        newest, _ = self.signing
        self.begin(self.folder, newest + 1)
        self._read_files()
        return newest + 1

    @staticmethod
    def begin(folder: Path, key_id: int) -> int:
        """Make a key of that number in a folder, and return the number."""
        if key_id >= MOST_KEYS:
            raise KeysUnusable("key_ids_exhausted", most=MOST_KEYS)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _keep(folder, key_id, ec.generate_private_key(ec.SECP256R1()))
        return key_id

    def retire(self, key_id: int, at: datetime | None = None) -> None:
        """Believe a key no more, here and in every other process; its file tells since when."""
        file = self.folder / f"{key_id}.pem"
        os.utime(file, None if at is None else (at.timestamp(), at.timestamp()))
        file.rename(self.folder / f"{key_id}.retired")
        self._read_files()

    def _insist(self) -> None:
        if not self._private:
            raise KeysUnusable("no_signing_key", folder=str(self.folder))

    def _changed_at(self) -> int:
        try:
            return os.stat(self._where).st_mtime_ns  # noqa: PTH116 - asked at every scan
        except OSError:
            return 0

    def _read_files(self) -> None:
        """Read keys that are new here, and forget those that are gone."""
        self._read_at = self._changed_at()
        files = {
            _FILES[file.name]: file
            for file in (self.folder.iterdir() if self.folder.is_dir() else ())
            if file.name in _FILES
        }
        for key_id in self._private.keys() - files.keys():
            del self._private[key_id], self._public[key_id]
        for key_id in files.keys() - self._private.keys():
            key = _read(files[key_id])
            self._private[key_id], self._public[key_id] = key, key.public_key()


def _read(file: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as reason:
        raise KeysUnusable("unreadable_key", file=str(file)) from reason
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise KeysUnusable("wrong_curve", file=str(file))
    return key


def _keep(folder: Path, key_id: int, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a key whole or not at all; where another process was first, its key stands."""
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    draft = folder / f".{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        (folder / f"{key_id}.pem").hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def _jwk(key_id: int, key: ec.EllipticCurvePublicKey) -> dict[str, str]:
    numbers = key.public_numbers()
    return {
        "kty": "EC",
        "crv": "P-256",
        "alg": "ES256",
        "use": "sig",
        "kid": str(key_id),
        "x": _base64url(numbers.x),
        "y": _base64url(numbers.y),
    }


def _base64url(coordinate: int) -> str:
    return base64.urlsafe_b64encode(coordinate.to_bytes(32, "big")).rstrip(b"=").decode()
