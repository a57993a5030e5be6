"""Copies third-party scripts and fonts from `node_modules` to where the pages ask for them.

`npm ci && python -m benefits.web.assets` fills folders that git ignores: the kit's, for every
face, the partner portal's, for the scanner, and the member portal's, for the card on a phone.
Running it again changes nothing.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"
KIT = Path(__file__).parent / "static/vendor"
SCANNER = ROOT / "partner_portal/static/vendor"
PHONE_CARD = ROOT / "member_portal/static/vendor"
MANIFEST, UNFINISHED = "manifest.json", ".new"

FONT = "@fontsource/be-vietnam-pro"
SUBSETS, WEIGHTS = ("vietnamese", "latin"), (400, 700)


@dataclass(frozen=True)
class Piece:
    """One file of a package, under the name a page asks for and the name it is served as."""

    package: Path
    name: str
    file: str
    content: bytes

    def hashed(self) -> "Piece":
        """Name the content in the served file, so that browsers may keep it for ever."""
        stem, dot, suffix = self.file.rpartition(".")
        digest = sha256(self.content).hexdigest()[:12]
        return replace(self, file=f"{stem}-{digest}{dot}{suffix}")


class NotInstalled(Exception):
    """A package is missing, or two of them do not belong together."""


def install() -> int:
    """Fill the folders; the number of files written or removed."""
    filled = ((KIT, (*_fonts(), *_charts())), (SCANNER, _decoder()), (PHONE_CARD, _encoder()))
    return sum(_fill(folder, tuple(pieces)) for folder, pieces in filled)


@cache
def vendored(name: str) -> str:
    """Where a page finds a file below its static folder: `vendor/zxing_reader-2ebda08a.wasm`."""
    for folder in (KIT, SCANNER, PHONE_CARD):
        manifest = json.loads(_read(folder / MANIFEST))
        if name in manifest:
            return f"vendor/{manifest[name]['file']}"
    raise NotInstalled(f"{name} is not among the installed files")


def _decoder() -> Iterator[Piece]:
    """Find the decoder and the very build of the wasm that it was published with."""
    package = MODULES / "barcode-detector"
    for name in ("ponyfill.js", "zxing-exported.js"):
        yield _piece(package, f"dist/es/{name}", f"barcode-detector/{name}")
    yield _piece(package, "LICENSE", "barcode-detector/LICENSE")
    nested = package / "node_modules/zxing-wasm"
    reader = nested if nested.is_dir() else MODULES / "zxing-wasm"
    wasm = _piece(reader, "dist/reader/zxing_reader.wasm", "zxing_reader.wasm")
    expected = _read(package / "dist/es/zxing-exported.js")
    if sha256(wasm.content).hexdigest().encode() not in expected:
        raise NotInstalled("zxing-wasm is not the build that barcode-detector pins: run npm ci")
    yield wasm.hashed()


def _encoder() -> Iterator[Piece]:
    """Find what draws QR codes, under a name that every server knows the type of."""
    package = MODULES / "lean-qr"
    yield _piece(package, "index.mjs", "lean-qr/index.js")
    yield _piece(package, "LICENSE", "lean-qr/LICENSE")


def _charts() -> Iterator[Piece]:
    package = MODULES / "uplot"
    yield _piece(package, "dist/uPlot.iife.min.js", "uplot/uPlot.iife.min.js")
    yield _piece(package, "dist/uPlot.min.css", "uplot/uPlot.min.css")
    yield _piece(package, "LICENSE", "uplot/LICENSE")


def _fonts() -> Iterator[Piece]:
    package = MODULES / FONT
    faces = []
    for weight in WEIGHTS:
        sheet = _read(package / f"{weight}.css").decode()
        for subset in SUBSETS:
            name = f"be-vietnam-pro-{subset}-{weight}-normal.woff2"
            yield _piece(package, f"files/{name}", f"fonts/{name}")
            faces.append(_face(sheet, name))
    yield Piece(package, "fonts.css", "fonts.css", "\n".join(faces).encode())
    yield _piece(package, "LICENSE", "fonts/LICENSE")


def _face(sheet: str, name: str) -> str:
    """Take over the package's own rule for one file, with its range of letters, as woff2 only.

    The kit's sheet, which takes these rules in, lies beside their folder.
    """
    block = next(
        face for face in re.findall(r"@font-face \{.*?\n\}", sheet, re.DOTALL) if name in face
    )
    source = f'src: url("../vendor/fonts/{name}") format("woff2");'
    return re.sub(r"src: .*?;", source, block) + "\n"


def _piece(package: Path, source: str, name: str) -> Piece:
    return Piece(package, name, name, _read(package / source))


def _fill(folder: Path, pieces: Sequence[Piece]) -> int:
    manifest = {piece.name: _described(piece) for piece in pieces}
    wanted = {piece.file: piece.content for piece in pieces}
    wanted[MANIFEST] = json.dumps(manifest, indent=2, sort_keys=True).encode() + b"\n"
    written = [_write(folder / file, content) for file, content in wanted.items()]
    return sum(written) + _remove_others(folder, set(wanted))


def _described(piece: Piece) -> dict[str, str]:
    about = json.loads(_read(piece.package / "package.json"))
    digest = sha256(piece.content).hexdigest()
    package = f"{about['name']} {about['version']}"
    return {"file": piece.file, "package": package, "sha256": digest}


def _write(path: Path, content: bytes) -> bool:
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return True


def _remove_others(folder: Path, wanted: set[str]) -> int:
    others = [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != UNFINISHED
        and str(path.relative_to(folder)) not in wanted
    ]
    for path in others:
        path.unlink(missing_ok=True)
    return len(others)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotInstalled(
            f"{path.name} is missing: run npm ci, then python -m benefits.web.assets"
        ) from error


@click.command()
def main() -> None:
    """Copy third-party scripts and fonts to where the pages ask for them."""
    try:
        changed = install()
    except NotInstalled as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Scripts and fonts are in place ({changed} changed).")


if __name__ == "__main__":
    main()
