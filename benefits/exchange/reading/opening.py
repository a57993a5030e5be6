"""Tell a file's kind by its first bytes, never by its name, and open it."""

from collections.abc import Callable
from pathlib import Path

from benefits.exchange.encodings import Encoding
from benefits.exchange.reading import old_workbooks, plain_text, workbooks
from benefits.exchange.reading.sheets import Sheet, Source, Unreadable, opened

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"), "BOOK".encode("utf-16-le"))
_NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")
_BOOK_ENDINGS = (".xls",)
_CONTROLS = frozenset(range(1, 32)) - set(b"\t\n\v\f\r\x1b")
_TOO_MANY_CONTROLS = 18
_BEGINNING = 4096

Reader = Callable[[Source, str, Encoding], list[Sheet]]


def open_table(
    source: Source | str, filename: str = "", *, encoding: Encoding = Encoding.AUTO
) -> list[Sheet]:
    """Open a file for reading; what cannot be read raises `Unreadable` here or while reading.

    With an encoding named, its cells are read so whatever their fonts and words say.
    """
    origin = Path(source) if isinstance(source, str) else source
    name = filename or (origin.name if isinstance(origin, Path) else "")
    try:
        return _reader(origin, name)(origin, name, encoding)
    except OSError as error:
        raise Unreadable("file_unreachable", name) from error


def _reader(source: Source, name: str) -> Reader:
    with opened(source) as file:
        start = file.read(_BEGINNING)
        if start.startswith(_COMPOUND):
            return _of_compound(start + file.read(), name)
    if not start.strip():
        raise Unreadable("file_empty", name)
    if start.startswith(_ZIP):
        return workbooks.sheets
    if start.startswith(_NO_TABLES):
        raise Unreadable("file_no_table", name)
    if start.lstrip(b"\xef\xbb\xbf\r\n\t ").lower().startswith(_WEB_PAGE):
        raise Unreadable("file_is_web_page", name)
    if _is_no_text(start):
        is_book = Path(name).suffix.lower().startswith(_BOOK_ENDINGS)
        raise Unreadable("file_damaged" if is_book else "file_no_table", name)
    return plain_text.sheets


def _is_no_text(start: bytes) -> bool:
    """Tell bytes of no text: old encodings use a few control characters, never most of them."""
    return len(_CONTROLS & set(start)) >= _TOO_MANY_CONTROLS


def _of_compound(content: bytes, name: str) -> Reader:
    """Tell what stands in the container that old Excel files and locked new ones share."""
    if _ENCRYPTED in content:
        raise Unreadable("file_encrypted", name)
    if not any(book in content for book in _BOOKS):
        raise Unreadable("file_no_table", name)
    return old_workbooks.sheets
