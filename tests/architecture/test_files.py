"""What git keeps: small files, that speak of the product and work on anybody's machine."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, tracked

LARGEST = 400_000
# a letter in brackets, so that this file does not match its own patterns
FORBIDDEN = {
    "a package registry": r"pyp[i]\.org|python[h]osted|registry\.npm[j]s|deb\.debia[n]",
    "a folder of somebody's machine": r"/roo[t]/|/hom[e]/\w|/wor[k]/\w",
    "work put off": r"\b(TOD[O]|FIXM[E]|XX[X])\b",
    "a merge that was not finished": r"^(<{7}|>{7}) ",
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_too_large_to_look_at() -> None:
    large = {name_of(path): size for path in tracked() if (size := path.stat().st_size) > LARGEST}
    assert large == {}


def test_no_text_names_a_registry_or_a_machine_or_puts_work_off() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in FORBIDDEN.items():
            lines = (line for line in text.splitlines() if re.search(pattern, line))
            found += [f"{name_of(path)}: {what}: {line.strip()[:120]}" for line in lines]
    assert found == []


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text(encoding="utf-8")
        packages = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.DOTALL | re.MULTILINE)
        unproven = [each.split()[0] for each in packages if "--hash=sha256:" not in each]
        assert packages
        assert unproven == []
        assert "://" not in text
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")
