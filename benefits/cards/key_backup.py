"""All keys of an installation in one file, and back; whoever holds it can forge every card."""

import os
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Final

from benefits.errors import KeysUnusable

PRESENT, RETIRED = ".pem", ".retired"
KINDS: Final = frozenset({PRESENT, RETIRED, ".key"})
LARGEST: Final = 1 << 16


def back_up(folder: Path, file: Path) -> list[str]:
    """Write every key into a new file that only its owner may read, and read it again."""
    found = {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if _is_key(each)}
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as archive:
            for name in found:
                archive.add(folder / name, name, recursive=False)
        if _content(draft) != found:
            raise KeysUnusable("keys_file_strange", file=str(file))
        file.hardlink_to(draft)
    except FileExistsError as error:
        raise KeysUnusable("keys_file_exists", file=str(file)) from error
    except OSError as error:
        raise KeysUnusable("keys_file_unwritable", file=str(file)) from error
    finally:
        draft.unlink(missing_ok=True)
    return list(found)


def bring_back(file: Path, folder: Path) -> list[str]:
    """Put back the keys that are missing; refuse all of them where one here is another.

    A key that is retired, here or in the file, stays retired.
    """
    content = _content(file)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    here = {_key(each.name): each.read_bytes() for each in folder.iterdir() if _is_key(each)}
    if any(here.get(_key(name), kept) != kept for name, kept in content.items()):
        raise KeysUnusable("keys_differ", folder=str(folder))
    retired = {_key(name) for name in content if name.endswith(RETIRED)}
    missing = [
        name
        for name in content
        if _key(name) not in here and (name.endswith(RETIRED) or _key(name) not in retired)
    ]
    with tarfile.open(file) as archive:
        for name in missing:
            member = archive.getmember(name)
            descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as out:
                out.write(content[name])
            os.utime(folder / name, (member.mtime, member.mtime))
    return missing


def _key(name: str) -> str:
    """Call a key the same whether it is retired or not."""
    return name.removesuffix(RETIRED).removesuffix(PRESENT)


def _content(file: Path) -> dict[str, bytes]:
    try:
        with tarfile.open(fileobj=BytesIO(file.read_bytes())) as archive:
            return {
                each.name: _bytes(archive, each) for each in archive.getmembers() if _is_safe(each)
            }
    except (OSError, tarfile.TarError, EOFError) as error:
        raise KeysUnusable("keys_file_strange", file=str(file)) from error


def _bytes(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = archive.extractfile(member)
    return opened.read() if opened else b""


def _is_safe(member: tarfile.TarInfo) -> bool:
    plain = member.isfile() and member.size <= LARGEST and "/" not in member.name
    return plain and Path(member.name).suffix in KINDS and not member.name.startswith(".")


def _is_key(file: Path) -> bool:
    return file.is_file() and file.suffix in KINDS and not file.name.startswith(".")
