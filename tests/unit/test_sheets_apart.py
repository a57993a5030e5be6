"""A sheet that is taken out of a PDF brings nothing of another sheet along."""

import io

import pypdfium2
import pytest
from PIL import Image

from benefits.cards.rolls.sheets_apart import LARGEST_DRAWN, alone

SIDE = 600
SHADES = (40, 200)


def jpeg_of(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (SIDE, SIDE), shade).save(out, "JPEG")
    return out.getvalue()


def noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((SIDE, SIDE), 90).save(out, "JPEG", quality=100)
    return out.getvalue()


def stream(data: bytes, said: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n" % (said, len(data)) + data + b"\nendstream"


def pdf(pictures: list[bytes], pages: list[int], shared: str) -> bytes:
    """Write a PDF of pages, each showing one picture; the resources are shared in some way."""
    first = 4 + 2 * len(pages)
    named = b" ".join(b"/Im%d %d 0 R" % (i, first + i) for i in range(len(pictures)))
    everything = b"/Resources << /XObject << " + named + b" >> >>"
    above = everything if shared == "above" else b""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    things = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d %s >>" % (kids, len(pages), above),
        b"<< /XObject << " + named + b" >> >>",
    ]
    for place, shown in enumerate(pages):
        own = {
            "above": b"",
            "beside": b"/Resources 3 0 R",
            "no": b"/Resources << /XObject << /Im%d %d 0 R >> >>" % (shown, first + shown),
        }[shared]
        box = b"/MediaBox [0 0 200 200] /Contents %d 0 R " % (5 + 2 * place)
        things.append(b"<< /Type /Page /Parent 2 0 R " + box + own + b" >>")
        things.append(stream(b"q 200 0 0 200 0 0 cm /Im%d Do Q" % shown))
    kind = b"/Type /XObject /Subtype /Image /Width %d /Height %d" % (SIDE, SIDE)
    kind += b" /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
    things += [stream(each, kind) for each in pictures]
    return written(things)


def written(things: list[bytes]) -> bytes:
    out, starts = b"%PDF-1.4\n", []
    for number, thing in enumerate(things, start=1):
        starts.append(len(out))
        out += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(things) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    )


def shade_of(content: bytes) -> int:
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    drawn = document[0].render(scale=1, grayscale=True).to_pil()
    assert drawn.size == pytest.approx((200, 200), abs=1)
    return int(drawn.getpixel((100, 100)))


@pytest.mark.parametrize("shared", ["above", "beside", "no"])
def test_a_sheet_holds_its_own_picture_and_no_other(shared: str) -> None:
    pictures = [jpeg_of(shade) for shade in SHADES]
    apart = dict(alone(io.BytesIO(pdf(pictures, [0, 1], shared)), [1, 2]))
    for sheet, other in ((1, 2), (2, 1)):
        assert shade_of(apart[sheet]) == pytest.approx(SHADES[sheet - 1], abs=3)
        assert pictures[other - 1] not in apart[sheet]
        assert apart[sheet].count(b"endstream") <= 4
        held = list(pypdfium2.PdfDocument(apart[sheet])[0].get_objects())
        assert len(held) == 1
    assert (pictures[0] in apart[1]) is (shared == "no")  # not a dot is lost where none must be


def test_a_picture_on_every_page_does_not_make_a_pile_of_piles() -> None:
    picture, count = noise(), 12
    assert len(picture) > LARGEST_DRAWN
    content = pdf([picture], [0] * count, "no")
    apart = dict(alone(io.BytesIO(content), range(1, count + 1)))
    assert sum(map(len, apart.values())) < 2 * len(content) + count * LARGEST_DRAWN
    assert len(apart[1]) > len(picture)
    assert all(len(apart[each]) <= LARGEST_DRAWN for each in range(3, count + 1))


def test_the_same_pile_gives_the_same_files() -> None:
    content = pdf([jpeg_of(shade) for shade in SHADES], [0, 1], "above")
    assert dict(alone(io.BytesIO(content), [1, 2])) == dict(alone(io.BytesIO(content), [1, 2]))
