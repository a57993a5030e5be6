"""Vietnamese as it was written before Unicode: TCVN3 and VNI, known by the font or by the words."""

from benefits.exchange.encodings.fonts import Script, script_of
from benefits.exchange.encodings.known import Encoding, decoded
from benefits.exchange.encodings.syllables import is_broken_by_symbols
from benefits.exchange.encodings.telling import Evidence, is_suspicious, weigh

__all__ = [
    "Encoding",
    "Evidence",
    "Script",
    "decoded",
    "is_broken_by_symbols",
    "is_suspicious",
    "script_of",
    "weigh",
]
