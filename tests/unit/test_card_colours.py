"""The card on a screen and the printed one are one card, and look like it."""

import re

from benefits.cards.printing.marks import BRASS, MIST, PINE, Colour
from benefits.web.assets import ROOT


def test_the_screen_has_the_colours_of_the_printed_card() -> None:
    tokens = (ROOT / "benefits/web/static/css/tokens.css").read_text()
    on_screen = dict(re.findall(r"(--card[a-z-]*): (#[0-9a-f]{6});", tokens))
    assert on_screen == {
        "--card": hexed(PINE),
        "--card-soft": hexed(MIST),
        "--card-edge": hexed(BRASS),
    }


def hexed(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
