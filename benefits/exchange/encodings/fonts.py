"""What the name of a font says about the text written in it."""

from dataclasses import dataclass
from functools import lru_cache

from benefits.exchange.encodings.known import Encoding, decoded

_TCVN3, _VNI = ".vn", ("vni-", "vni ")
_DRAWS_CAPITALS = "h"


@dataclass(frozen=True, slots=True)
class Script:
    """How letters are to be read in a font; `is_capital` fonts draw small letters as capitals."""

    encoding: Encoding
    is_capital: bool = False

    def read(self, text: str) -> str | None:
        meant = decoded(text, self.encoding)
        return meant.upper() if self.is_capital and meant is not None else meant


@lru_cache(maxsize=1024)
def script_of(font: str) -> Script | None:
    """Tell .VnTime, .VnTimeH and VNI-Times from the fonts that hold Unicode."""
    name = font.strip().casefold()
    if name.startswith(_TCVN3):
        return Script(Encoding.TCVN3, is_capital=name.endswith(_DRAWS_CAPITALS))
    return Script(Encoding.VNI) if name.startswith(_VNI) else None
