"""A PDF file written from front to back: nothing is kept but where each object began.

Libraries that write PDF hold every page until the end; a province prints 400,000 cards at once.
"""

import io
import zlib
from array import array
from typing import BinaryIO, Final

from PIL import Image

TWO_SIDED: Final = b"DuplexFlipLongEdge"
ONE_SIDED: Final = b"Simplex"
_UNWRITTEN: Final = 0


class PdfFile:
    """Objects get their number by `reserve` and their bytes by `write`, in any order."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._size = 0
        self._starts = array("Q", [_UNWRITTEN])
        self._pages = array("L")
        self._tree = self.reserve()
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._starts.append(_UNWRITTEN)
        return len(self._starts) - 1

    def write(self, body: bytes, number: int | None = None) -> int:
        """Write one object and return its number."""
        number = self.reserve() if number is None else number
        self._starts[number] = self._size
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def write_stream(self, data: bytes, entries: bytes = b"", number: int | None = None) -> int:
        """Write a compressed stream with the dictionary entries it needs beside its length."""
        packed = zlib.compress(data, 6)
        head = b"<< %b /Filter /FlateDecode /Length %d >>" % (entries, len(packed))
        return self.write(b"%b\nstream\n%b\nendstream" % (head, packed), number)

    def write_jpeg(self, jpeg: bytes) -> int:
        """Write a picture as it is: what JPEG has packed, nothing packs better."""
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as picture:
            colours = b"/DeviceGray" if picture.mode == "L" else b"/DeviceRGB"
            size = picture.size
        head = (
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %b "
            b"/BitsPerComponent 8 /Filter /DCTDecode /Length %d >>" % (*size, colours, len(jpeg))
        )
        return self.write(b"%b\nstream\n%b\nendstream" % (head, jpeg))

    def add_page(self, contents: int, resources: int, width: float, height: float) -> None:
        """Add a page, in points, whose drawing and resources are objects of their own."""
        page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] " % (
            self._tree,
            width,
            height,
        )
        rest = b"/Resources %d 0 R /Contents %d 0 R >>" % (resources, contents)
        self._pages.append(self.write(page + rest))

    def close(self, title: str, sides: bytes = TWO_SIDED) -> None:
        """Write what can only be known at the end: the page tree and where everything stands.

        `sides` is what the print dialogue begins with.
        """
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        count = len(self._pages)
        self.write(b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids), self._tree)
        catalog = self.write(
            b"<< /Type /Catalog /Pages %d 0 R /Lang (vi) /ViewerPreferences "
            b"<< /PrintScaling /None /Duplex /%b /DisplayDocTitle true >> >>" % (self._tree, sides)
        )
        info = self.write(b"<< /Title %b >>" % _text(title))
        self._write_places(catalog, info)

    def _write_places(self, catalog: int, info: int) -> None:
        begin, count = self._size, len(self._starts)
        self._put(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for start in self._starts[1:]:
            self._put(b"%010d 00000 n \n" % start)
        self._put(
            b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (count, catalog, info, begin)
        )

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._size += len(data)


def _text(text: str) -> bytes:
    return b"<%b>" % (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode()
