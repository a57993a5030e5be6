"""What a camera sees when a picture is held before it: the film that Chromium's fake one plays."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT, A_SECOND = 1280, 720, 10
STUDIO_LUMA, STUDIO_CHROMA = (16, 219), (16, 224)  # where black begins, and how far white is
TREMBLE = ((0, 0), (2, 1), (3, -1), (1, -2), (-2, 0))
WALL = (122, 118, 110)


def video_of(image: Image.Image, path: Path, *, fills: float = 0.86) -> Path:
    """Write a .y4m of `image` held to a camera so that it fills this part of the view."""
    with path.open("wb") as film:
        film.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in _frames(image, fills):
            film.write(b"FRAME\n" + _i420(frame))
    return path


def _frames(image: Image.Image, fills: float) -> Iterator[Image.Image]:
    """A hand is never still."""
    scale = min(WIDTH * fills / image.width, HEIGHT * fills / image.height)
    held = image.convert("RGB").resize(
        (round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS
    )
    for right, down in TREMBLE:
        view = Image.new("RGB", (WIDTH, HEIGHT), WALL)
        view.paste(held, ((WIDTH - held.width) // 2 + right, (HEIGHT - held.height) // 2 + down))
        yield view


def _i420(frame: Image.Image) -> bytes:
    """Brightness of every pixel, then the two colours of every four."""
    luma, blue, red = frame.convert("YCbCr").split()
    quarter = (WIDTH // 2, HEIGHT // 2)
    colours = (plane.resize(quarter, Image.Resampling.BOX) for plane in (blue, red))
    planes = (_studio(luma, *STUDIO_LUMA), *(_studio(each, *STUDIO_CHROMA) for each in colours))
    return b"".join(plane.tobytes() for plane in planes)


def _studio(plane: Image.Image, black: int, reach: int) -> Image.Image:
    return plane.point([black + round(value * reach / 255) for value in range(256)])
