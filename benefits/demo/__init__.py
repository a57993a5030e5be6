"""A province that does not exist, with a year behind it, to try everything on."""

from benefits.demo.entrances import Entrance, Phone, Welcome, remembered
from benefits.demo.loading import load, needs_loading
from benefits.demo.province import Province, make

__all__ = [
    "Entrance",
    "Phone",
    "Province",
    "Welcome",
    "load",
    "make",
    "needs_loading",
    "remembered",
]
