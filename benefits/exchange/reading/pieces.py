"""A cell of several fonts: where each of its pieces begins."""

from benefits.exchange.encodings import Script, script_of
from benefits.exchange.reading.decoding import Runs


class Pieces:
    """One text as it comes by, with what the font of each of its pieces says."""

    def __init__(self) -> None:
        self.length = 0
        self._runs: list[tuple[int, Script | None]] = []
        self._is_text = False

    def start(self, name: str, found: dict[str, str]) -> None:
        if name == "rFont":
            self._runs.append((self.length, script_of(found.get("val", ""))))
        self._is_text = name == "t"

    def end(self) -> None:
        self._is_text = False

    def characters(self, text: str) -> None:
        if self._is_text:
            self.length += len(text)

    def runs(self, own: Script | None = None) -> Runs:
        """Return them all; a beginning that names no font is in the font of its cell."""
        is_whole = bool(self._runs) and self._runs[0][0] == 0
        found = self._runs if is_whole else [(0, own), *self._runs]
        return tuple(found) if any(script for _, script in found) else ()
