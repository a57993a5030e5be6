"""One file of a workbook's zip gone through element by element, never held as a whole."""

from collections.abc import Callable, Iterator
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

_BLOCK = 1 << 18

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class EntitiesRefusedError(ValueError):
    """A document type has no business in a workbook."""


def walked(
    package: ZipFile,
    part: str | ZipInfo,
    start: Start,
    end: End | None = None,
    text: Text | None = None,
) -> Iterator[None]:
    """Call for each element by its local name, stopping after every block."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = lambda name, found: start(name.rpartition("}")[2], found)
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    with package.open(part) as stream:
        while block := stream.read(_BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield


def _refuse(*_declared: object) -> None:
    raise EntitiesRefusedError
