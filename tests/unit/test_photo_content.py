"""A photo is upright, cut to the card, and nothing but a picture; what is none is refused early."""

import io
import struct
import unicodedata
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from benefits.errors import Invalid
from benefits.members import photo_zip
from benefits.members.photo_content import LARGEST, Framing, framed, source_of

RED, BLUE = (220, 20, 20), (20, 20, 220)


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (600, 900), **how: object) -> io.BytesIO:
    """Red above, blue below."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (0, size[1] // 2, *size))
    out = io.BytesIO()
    picture.save(out, kind, **how)
    out.seek(0)
    return out


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.copy()


def refusal_of(content: bytes) -> str:
    with pytest.raises(Invalid) as refusal:
        source_of(io.BytesIO(content))
    return refusal.value.code


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_jpeg_of_the_cards_ratio(kind: str) -> None:
    content = framed(source_of(a_picture(kind)), Framing())
    picture = opened(content)
    assert (picture.format, picture.size) == (None, (300, 400))
    assert content.startswith(b"\xff\xd8\xff")
    assert len(content) < 60_000


def test_a_turned_photo_is_put_upright_and_tells_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Máy của tôi"
    exif.get_ifd(0x8825)[1] = "N"
    content = source_of(a_picture(size=(900, 600), exif=exif, comment=b"Le Loi"))
    picture = opened(content)
    assert picture.size == (600, 900)
    assert not picture.getexif()
    assert b"Le Loi" not in content
    assert b"Exif" not in content
    red_right = picture.getpixel((580, 450))
    assert isinstance(red_right, tuple)
    assert red_right[0] > 150


@pytest.mark.parametrize(
    "spoilt",
    [(0x011A, 2, 4, b"abc\0"), (0x0100, 2, 4, b"abc\0"), (0x8769, 4, 1, b"\xff\xff\xff\x7f")],
    ids=["resolution in words", "width in words", "part beyond the end"],
)
def test_damaged_metadata_costs_nobody_the_photo(spoilt: tuple[int, int, int, bytes]) -> None:
    turned = (0x0112, 3, 1, struct.pack("<HH", 6, 0))
    tags = b"".join(struct.pack("<HHI4s", *each) for each in sorted([turned, spoilt]))
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 2) + tags + bytes(4)
    assert opened(source_of(a_picture(size=(900, 600), exif=exif))).size == (600, 900)


def test_metadata_that_is_none_is_passed_over() -> None:
    for exif in (b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"X" * 20):
        assert opened(source_of(a_picture(size=(300, 200), exif=exif))).size == (300, 200)


def test_a_picture_of_many_greys_keeps_them_apart() -> None:
    picture = Image.new("I;16", (200, 200), 0x4000)
    picture.paste(Image.new("I;16", (200, 100), 0xC000), (0, 100))
    out = io.BytesIO()
    picture.save(out, "PNG", transparency=0x4000)
    shown = opened(source_of(out)).convert("L")
    assert [round(float(shown.getpixel((100, y))), -1) for y in (50, 150)] == [60, 190]  # type: ignore[arg-type]


def test_the_upper_half_is_shown_unless_somebody_moves_the_cut() -> None:
    source = source_of(a_picture(size=(300, 1200)))
    above, below = (framed(source, Framing(down=down)) for down in (0, 100))
    usual = opened(framed(source, Framing())).getpixel((150, 20))
    assert isinstance(usual, tuple)
    assert usual[0] > 150
    for content, at in ((above, 0), (below, 2)):
        colour = opened(content).getpixel((150, 200))
        assert isinstance(colour, tuple)
        assert colour[at] > 150
    assert framed(source, Framing(zoom=400)) != framed(source, Framing())


def test_what_is_no_photo_is_refused_before_it_is_decoded() -> None:
    assert refusal_of(b"") == "photo_empty"
    assert refusal_of(b"GIF89a" + bytes(50)) == "photo_of_other_kind"
    assert refusal_of(b"<svg onload=alert(1)>") == "photo_of_other_kind"
    assert refusal_of(b"\0\0\0\x18ftypheic" + bytes(50)) == "photo_heic"
    assert refusal_of(b"\xff\xd8\xff" + bytes(LARGEST)) == "photo_too_large"
    assert refusal_of(a_picture("PNG").getvalue()[:500]) == "photo_broken"
    assert refusal_of(b"\xff\xd8\xff" + bytes(500)) == "photo_broken"
    assert refusal_of(a_picture(size=(60, 90)).getvalue()) == "photo_too_small"


def test_a_bomb_of_a_few_bytes_is_refused_by_its_size_alone() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9)))
    assert refusal_of(bomb) == "photo_too_many_pixels"
    wide = struct.pack(">IIBBBBB", 10_000, 6_000, 8, 0, 0, 0, 0)
    assert refusal_of(bomb.replace(chunk(b"IHDR", header), chunk(b"IHDR", wide))) == (
        "photo_too_many_pixels"
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_zip_gives_each_file_by_the_name_it_was_written_with() -> None:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr("ảnh/DV001.jpg", a_picture().getvalue())
        file.writestr("DV002.jpg", bytes(LARGEST + 1))
        file.writestr("__MACOSX/._DV001.jpg", b"x")
        file.writestr(unicodedata.normalize("NFD", "../CĐ-Hà-01.jpg"), b"y")
    content = made.getvalue()
    as_macs_do = content.replace(b"\x00\x08", b"\x00\x00")  # no word about the names being UTF-8
    assert as_macs_do != content
    for each in (content, as_macs_do):
        with photo_zip.opened(io.BytesIO(each)) as found:
            assert [(one.line, one.name) for one in found.entries] == [
                (1, "DV001.jpg"),
                (2, "DV002.jpg"),
                (3, "CĐ-Hà-01.jpg"),
            ]
            assert found.content(found.entries[0].info).read() == a_picture().getvalue()
            with pytest.raises(Invalid, match="photo_too_large"):
                found.content(found.entries[1].info)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK no zip at all", "photos_no_zip"),
        (b"PK\x05\x06" + bytes(8) + struct.pack("<LLH", 2**31, 0, 0), "photos_too_many"),
        (b"PK\x05\x06" + bytes(18), "photos_none"),
        (
            struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 2**40, 0)
            + struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
            + b"PK\x05\x06"
            + bytes(18),
            "photos_too_many",
        ),
    ],
)
def test_a_zip_that_cannot_be_one_or_lists_too_much_is_refused_unread(
    content: bytes, why: str
) -> None:
    with pytest.raises(Invalid, match=why), photo_zip.opened(io.BytesIO(content)):
        pass
