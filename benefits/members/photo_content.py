"""A photo as it is kept: turned upright, cut to the card's ratio, small, and nothing but a picture.

What a camera writes beside a picture (where it was taken, when, with what) is never kept. Size
and kind are looked at before anything is decoded: a small file may unfold to gigabytes.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from PIL import Image

from benefits.errors import Invalid

LARGEST: Final = 10 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
MOST_PIXELS: Final = 50_000_000
LEAST_SIDE: Final = 120
WIDTH, HEIGHT = 300, 400
"""What is kept for cards and counters, three to four."""

LONGEST_SOURCE: Final = 1200
"""What is kept so that the cut can be changed later."""

KINDS: Final = ("JPEG", "PNG", "WEBP")
_BEGINNINGS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned, by what its camera says about how it lay."""

_GREYS: Final = 256
"""Of a greyscale picture with 65,536 shades, how many become one."""

_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")


@dataclass(frozen=True, slots=True)
class Framing:
    """What of a photo is shown: its middle, in hundredths across and down, and how much nearer.

    Faces are in the upper half of a photo, so that a tall one is cut more below than above.
    """

    across: int = 50
    down: int = 30
    zoom: int = 100


def source_of(content: BinaryIO) -> bytes:
    """Return an uploaded photo upright, without its metadata and no larger than is needed."""
    _check(content)
    try:
        with _warned(), Image.open(content, formats=KINDS) as opened:
            _check_size(*opened.size)
            opened.draft("RGB", (LONGEST_SOURCE, LONGEST_SOURCE))
            upright = _upright(opened)
            upright.thumbnail((LONGEST_SOURCE, LONGEST_SOURCE), Image.Resampling.LANCZOS)
            return _jpeg(_plain(upright), 88)
    except Invalid:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Invalid("photo_too_many_pixels", most=MOST_PIXELS // 1_000_000) from bomb
    except Exception as broken:  # a decoder fed with damage may raise anything
        raise Invalid("photo_broken") from broken


@contextmanager
def _warned() -> Iterator[None]:
    """Take a bomb seriously, and nothing that is wrong with metadata: they go anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def framed(source: bytes, framing: Framing) -> bytes:
    """Cut a kept photo to the ratio of a card."""
    with Image.open(io.BytesIO(source), formats=["JPEG"]) as opened:
        box = _box(*opened.size, framing)
        cut = opened.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=box)
        return _jpeg(cut, 85)


def _box(width: int, height: int, framing: Framing) -> tuple[float, float, float, float]:
    """Return the part shown; the middle moves only as far as the part stays inside the photo."""
    wide = min(width, height * WIDTH / HEIGHT) * 100 / framing.zoom
    tall = wide * HEIGHT / WIDTH
    left = (width - wide) * framing.across / 100
    top = (height - tall) * framing.down / 100
    return left, top, min(width, left + wide), min(height, top + tall)


def _check(content: BinaryIO) -> None:
    size = content.seek(0, 2)
    content.seek(0)
    beginning = content.read(16)
    content.seek(0)
    if not size:
        raise Invalid("photo_empty")
    if size > LARGEST:
        raise Invalid("photo_too_large", size=-(-size // MEGABYTE), most=LARGEST // MEGABYTE)
    if beginning[4:12] in _HEIC:
        raise Invalid("photo_heic")
    if not beginning.startswith(_BEGINNINGS):
        raise Invalid("photo_of_other_kind")


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise Invalid("photo_too_many_pixels", most=MOST_PIXELS // 1_000_000)
    if min(width, height) < LEAST_SIDE:
        raise Invalid("photo_too_small", least=LEAST_SIDE)


def turn_of(opened: Image.Image) -> Image.Transpose | None:
    """Ask metadata how a picture is to be turned, and nothing else: the rest may be damaged."""
    try:
        lay = opened.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 - damaged metadata costs nobody the photo
        return None
    return _UPRIGHT.get(lay) if isinstance(lay, int) else None


def _upright(opened: Image.Image) -> Image.Image:
    turn, shown = turn_of(opened), _of_few_greys(opened)
    return shown.copy() if turn is None else shown.transpose(turn)


def _of_few_greys(picture: Image.Image) -> Image.Image:
    """Bring 65,536 shades down to 256: Pillow itself would make nearly all of them white."""
    if not picture.mode.startswith("I"):
        return picture
    shown = picture.convert("I").point(lambda shade: shade * (1 / _GREYS)).convert("L")
    shown.info.pop("transparency", None)  # it is named by one of the many shades
    return shown


def _plain(picture: Image.Image) -> Image.Image:
    """Lay a transparent picture on white, and keep only what can be seen."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        picture = Image.alpha_composite(ground, layered)
    shown = picture.convert("RGB")
    bare = Image.new("RGB", shown.size)
    bare.paste(shown)
    return bare


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
