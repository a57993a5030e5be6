"""The key of citizen-id hashes: a file beside the card keys, so a stolen database tells none."""

import os
import secrets
from pathlib import Path

KEY_FILE = "citizen-ids.key"
KEY_BYTES = 32


def identity_key(folder: Path) -> bytes:
    """Read the key; the first caller makes it (readable by its owner alone)."""
    path = folder / KEY_FILE
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        fresh = folder / f".{KEY_FILE}.{os.getpid()}.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(KEY_BYTES))
        try:
            os.link(fresh, path)  # never replaces a key another process made meanwhile
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()
