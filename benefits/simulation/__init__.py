"""A whole province that does not exist, as large as asked for, to measure and to try things on."""

from benefits.simulation.asked import FEWEST_UNITS, Asked
from benefits.simulation.loading import Loaded, load

__all__ = ["FEWEST_UNITS", "Asked", "Loaded", "load"]
