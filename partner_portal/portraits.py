"""The photo of a card's owner, in the page itself: it has no address that could be kept."""

from base64 import b64encode
from typing import Final

from benefits.jobs.files import FileStore
from benefits.web import current

LARGEST: Final = 300_000
KINDS: Final = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG", "image/png"), (b"RIFF", "image/webp"))


def portrait(photo_hash: str | None) -> str | None:
    """Return the photo as an address that contains it, if there is one worth a counter's time."""
    if photo_hash is None:
        return None
    path = FileStore(current.settings().files_dir).path(photo_hash)
    if not path.is_file() or path.stat().st_size > LARGEST:
        return None
    content = path.read_bytes()
    media_type = next((kind for start, kind in KINDS if content.startswith(start)), None)
    if media_type is None:
        return None
    return f"data:{media_type};base64,{b64encode(content).decode()}"
