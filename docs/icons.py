"""Draws the icons of the card on a phone from the product's own mark, at every size asked for.

    python docs/icons.py

A maskable icon leaves a wide edge, because phones cut it to a shape of their own.
"""

from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parents[1] / "member_portal/static/icons"
SIZES = {"any-192": 192, "any-512": 512, "maskable-192": 192, "maskable-512": 512, "apple-180": 180}
RED, BLUE, WHITE = "#c8202f", "#0d3b7a", "#ffffff"
UNITS, FINER = 32, 8


def main() -> None:
    HERE.mkdir(parents=True, exist_ok=True)
    for name, size in SIZES.items():
        is_whole = not name.startswith("any")
        drawn = _mark(size * FINER, 0.72 if name.startswith("maskable") else 1, is_whole)
        small = drawn.resize((size, size), Image.Resampling.LANCZOS)
        small.quantize(64).save(HERE / f"{name}.png", optimize=True)


def _mark(side: int, scale: float, is_whole: bool) -> Image.Image:
    """Draw the mark of `static/icon.svg`; `is_whole` fills the corners for the phone to cut."""
    image = Image.new("RGBA", (side, side), RED if is_whole else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    step = side / UNITS * scale
    edge = (side - UNITS * step) / 2

    def at(*places: float) -> list[float]:
        return [edge + place * step for place in places]

    if not is_whole:
        pen.rounded_rectangle(at(0, 0, 32, 32), 8 * step, RED)
    pen.rounded_rectangle(at(5.5, 8, 26.5, 24), 3 * step, WHITE)
    pen.rectangle(at(5.5, 12.5, 26.5, 15.5), BLUE)
    tick, width = [(10, 20.3), (12, 22.3), (16, 18)], 1.9
    pen.line([tuple(at(*place)) for place in tick], BLUE, round(width * step), joint="curve")
    for x, y in (tick[0], tick[-1]):
        half = width / 2
        pen.ellipse(at(x - half, y - half, x + half, y + half), BLUE)
    return image


if __name__ == "__main__":
    main()
