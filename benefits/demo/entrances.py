"""Who may sign in where, with which secret: told once at the terminal and kept in one file."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benefits.settings import Settings

FILE: Final = "dang-nhap.txt"
_WORDS: Final = (
    *("song", "lua", "dua", "sen", "cau", "vuon", "ghe", "mai", "tre", "chim", "gio", "nang"),
    *("mua", "cam", "buoi", "xoai", "tom", "muoi", "gao", "khoai", "bap", "mia", "tram", "ben"),
)
_FACES: Final = {"cong-doan": "CÔNG ĐOÀN", "doi-tac": "ĐỐI TÁC", "the": "ĐOÀN VIÊN"}


@dataclass(frozen=True, slots=True)
class Entrance:
    """One person's way in; `secret` is a password or a PIN, `login` what to type or choose."""

    face: str
    who: str
    login: str
    secret: str


@dataclass(frozen=True, slots=True)
class Phone:
    """An enrolled phone of an outlet, and the code with which one more may be paired."""

    outlet: str
    token: str
    code: str


@dataclass(slots=True)
class Welcome:
    """What `benefits demo` tells: entrances by face, phones, and a card to hold up."""

    public_url: str
    entrances: list[Entrance] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    card_picture: Path | None = None
    card_sheet: Path | None = None

    def text(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterable[str]:
        for face, title in _FACES.items():
            yield f"{title}  {self.public_url}/{face}/"
            for each in self.entrances:
                if each.face == face:
                    yield f"  {each.who}"
                    yield f"      {each.login} · {each.secret}"
            if face == "doi-tac":
                where = f"{self.public_url}/{face}/ghi-danh"
                yield f"  Ghi danh điện thoại thu ngân: {where}, mỗi mã dùng một lần"
                yield from (f"      {phone.code}  {phone.outlet}" for phone in self.phones)
        if self.card_picture and self.card_sheet:
            yield f"THẺ ĐỂ QUÉT THỬ  {self.card_picture} (một thẻ), {self.card_sheet} (in A4)"


def new_password() -> str:
    """Return a password that can be typed on a phone."""
    words = [secrets.choice(_WORDS) for _ in range(4)]
    return "-".join([*words, f"{secrets.randbelow(90) + 10}"])


def folder_of(settings: Settings) -> Path:
    return settings.instance / "demo"


def keep(welcome: Welcome, settings: Settings) -> Path:
    """Write the text where only this user reads it, and return the file."""
    file = folder_of(settings) / FILE
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(welcome.text() + "\n", encoding="utf-8")
    return file


def remembered(settings: Settings) -> str | None:
    """Return what was told when the demo was loaded here."""
    file = folder_of(settings) / FILE
    return file.read_text(encoding="utf-8").rstrip() if file.is_file() else None
