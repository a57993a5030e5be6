"""Scripts and fonts are copied from their packages, and a decoder only with its own wasm."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from benefits.web import assets

WASM = b"\0asm the build that was published"


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Just enough of node_modules, and empty folders to fill."""
    modules = tmp_path / "node_modules"
    faces = [
        f"@font-face {{\n  src: url(./files/{name}) format('woff2'), url(old.woff);\n}}"
        for weight in assets.WEIGHTS
        for name in [f"be-vietnam-pro-{subset}-{weight}-normal.woff2" for subset in assets.SUBSETS]
    ]
    files = {
        "barcode-detector/dist/es/ponyfill.js": "export {}",
        "barcode-detector/dist/es/zxing-exported.js": f'"{sha256(WASM).hexdigest()}"',
        "lean-qr/index.mjs": "export {}",
        "uplot/dist/uPlot.iife.min.js": "var uPlot",
        "uplot/dist/uPlot.min.css": ".uplot {}",
        **{f"{assets.FONT}/{weight}.css": "\n".join(faces) for weight in assets.WEIGHTS},
        **{
            f"{assets.FONT}/files/be-vietnam-pro-{subset}-{weight}-normal.woff2": subset
            for weight in assets.WEIGHTS
            for subset in assets.SUBSETS
        },
    }
    for package in ("barcode-detector", "lean-qr", "uplot", assets.FONT, "zxing-wasm"):
        files[f"{package}/LICENSE"] = "free"
        files[f"{package}/package.json"] = json.dumps({"name": package, "version": "1.2.3"})
    for name, content in files.items():
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_text(content)
    reader = modules / "zxing-wasm/dist/reader/zxing_reader.wasm"
    reader.parent.mkdir(parents=True)
    reader.write_bytes(WASM)
    monkeypatch.setattr(assets, "MODULES", modules)
    monkeypatch.setattr(assets, "KIT", tmp_path / "kit")
    monkeypatch.setattr(assets, "SCANNER", tmp_path / "scanner")
    monkeypatch.setattr(assets, "PHONE_CARD", tmp_path / "phone")
    assets.vendored.cache_clear()
    yield modules
    assets.vendored.cache_clear()


@pytest.mark.usefixtures("modules")
def test_a_second_run_changes_nothing() -> None:
    assert assets.install() > 0
    assert assets.install() == 0


@pytest.mark.usefixtures("modules")
def test_the_wasm_bears_its_content_in_its_name() -> None:
    assets.install()
    name = f"vendor/zxing_reader-{sha256(WASM).hexdigest()[:12]}.wasm"
    assert assets.vendored("zxing_reader.wasm") == name
    assert (assets.SCANNER / Path(name).name).read_bytes() == WASM


@pytest.mark.usefixtures("modules")
def test_what_is_no_longer_wanted_goes() -> None:
    assets.install()
    former = assets.SCANNER / "zxing_reader-0123456789ab.wasm"
    former.write_bytes(b"former")
    assert assets.install() == 1
    assert not former.exists()


def test_a_decoder_with_another_builds_wasm_is_refused(modules: Path) -> None:
    (modules / "zxing-wasm/dist/reader/zxing_reader.wasm").write_bytes(b"\0asm newer")
    with pytest.raises(assets.NotInstalled, match="not the build"):
        assets.install()


def test_the_nested_wasm_wins_over_a_newer_one_beside_the_decoder(modules: Path) -> None:
    nested = modules / "barcode-detector/node_modules"
    nested.mkdir()
    (modules / "zxing-wasm").rename(nested / "zxing-wasm")
    newer = modules / "zxing-wasm/dist/reader/zxing_reader.wasm"
    newer.parent.mkdir(parents=True)
    newer.write_bytes(b"\0asm newer")
    assets.install()
    assert sha256(WASM).hexdigest()[:12] in assets.vendored("zxing_reader.wasm")


@pytest.mark.usefixtures("modules")
def test_the_fonts_ask_for_woff2_of_our_own() -> None:
    assets.install()
    sheet = (assets.KIT / "fonts.css").read_text()
    assert sheet.count("@font-face") == len(assets.WEIGHTS) * len(assets.SUBSETS)
    assert 'url("../vendor/fonts/be-vietnam-pro-latin-700-normal.woff2") format("woff2")' in sheet
    assert "./files" not in sheet


def test_a_missing_package_says_what_to_do(modules: Path) -> None:
    (modules / "uplot/dist/uPlot.min.css").unlink()
    with pytest.raises(assets.NotInstalled, match="npm ci"):
        assets.install()
