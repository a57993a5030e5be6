"""What a phone's camera sees of a printed card in a hand: turned, slanted, blurred, badly lit."""

from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]

VIEW = (560, 560)
TABLE = (126, 118, 108)
FRAMES = 4


def frames(
    card: Image.Image, code: tuple[int, int, int, int], chance: Random
) -> Iterator[Image.Image]:
    """A second of film: the hand trembles, and for half of it a lamp shines back from the code.

    `code` is where the QR lies on the card; it is at least 200 pixels wide in every frame.
    """
    wide = chance.uniform(205, 300)
    turn, tilt = chance.uniform(-25, 25), chance.uniform(0, 0.14)
    side = chance.randrange(4)
    light = _gradient(chance)
    for number in range(FRAMES):
        tremble = (chance.uniform(-6, 6), chance.uniform(-6, 6))
        corners = _corners(wide, turn, tilt, side, tremble)
        seen = _seen(card, code, corners)
        seen = ImageChops.multiply(seen, light)
        seen = seen.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.1)))
        if number % 2:
            _glare(seen, corners, chance)
        yield _noisy(seen, chance)


def _corners(wide: float, turn: float, tilt: float, side: int, tremble: Point) -> Sequence[Point]:
    """Where the code's corners are in the view: turned, and one side farther away."""
    half = wide / 2
    corners: list[Point] = [(-half, -half), (half, -half), (half, half), (-half, half)]
    for at in (side, (side + 1) % 4):
        x, y = corners[at]
        nearer = 1 + tilt
        corners[at] = (x * nearer, y * nearer)
    c, s = cos(radians(turn)), sin(radians(turn))
    across, down = VIEW[0] / 2 + tremble[0], VIEW[1] / 2 + tremble[1]
    return [(across + x * c - y * s, down + x * s + y * c) for x, y in corners]


def _seen(
    card: Image.Image, code: tuple[int, int, int, int], corners: Sequence[Point]
) -> Image.Image:
    left, top, right, bottom = code
    there = [(left, top), (right, top), (right, bottom), (left, bottom)]
    laid = plane(corners, there)
    return card.transform(
        VIEW, Image.Transform.PERSPECTIVE, laid, Image.Resampling.BICUBIC, fillcolor=TABLE[0]
    )


def plane(seen: Sequence[Point], there: Sequence[Point]) -> list[float]:
    """Solve for the eight numbers that carry a point of the view onto the card."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(seen, there, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(size):
            if other != at:
                factor = rows[other][at]
                pairs = zip(rows[other], rows[at], strict=True)
                rows[other] = [value - factor * own for value, own in pairs]
    return [row[-1] for row in rows]


def _gradient(chance: Random) -> Image.Image:
    """Light that falls off to one side, down to two fifths."""
    dark = chance.randint(100, 170)
    ramp = Image.linear_gradient("L").resize(VIEW).point(lambda v: dark + v * (255 - dark) // 255)
    return ramp.rotate(90 * chance.randrange(4))


def _glare(seen: Image.Image, corners: Sequence[Point], chance: Random) -> None:
    """A lamp's reflection over much of the code: nothing is left to be read below it."""
    x, y = corners[chance.randrange(4)]
    middle = ((x + VIEW[0] / 2) / 2, (y + VIEW[1] / 2) / 2)
    reach = chance.uniform(60, 110)
    spot = Image.new("L", VIEW)
    box = (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
    ImageDraw.Draw(spot).ellipse(box, fill=255)
    seen.paste(255, mask=spot.filter(ImageFilter.BoxBlur(12)))


def _noisy(seen: Image.Image, chance: Random) -> Image.Image:
    """Grain of a cheap sensor in a dim shop; made of bytes, so that a seed makes it again."""
    small = Image.frombytes(
        "L", (VIEW[0] // 2, VIEW[1] // 2), chance.randbytes(VIEW[0] * VIEW[1] // 4)
    )
    grain = small.resize(VIEW, Image.Resampling.NEAREST)
    return Image.blend(seen, grain, chance.uniform(0.02, 0.09))
