"""Takes the province in through the import that every union uses, then opens its doors."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account
from benefits.cards import KeyRing
from benefits.database import Database
from benefits.demo import units
from benefits.demo.entrances import Welcome, folder_of, keep
from benefits.demo.province import make
from benefits.demo.welcoming import open_doors, print_cards
from benefits.errors import Conflict
from benefits.exchange import KINDS, Circumstances, Outcome, Taking
from benefits.members import Member
from benefits.members.identity_key import identity_key
from benefits.money import grouped
from benefits.organization import Organization
from benefits.partners import Partner
from benefits.periods import day_of
from benefits.settings import Settings

SEED: Final = 2026
Say = Callable[[str], None]
_MARK: Final = "dang-nap"
_WHAT: Final = {
    "organizations": "dòng lịch sử của các đơn vị công đoàn",
    "members": "dòng quá trình tham gia của đoàn viên, người lao động",
    "partners": "đối tác",
    "outlets": "điểm ưu đãi",
    "agreements": "thỏa thuận",
    "offers": "ưu đãi",
    "cards": "thẻ",
    "purchases": "lượt sử dụng",
    "reversals": "lượt hủy, hoàn",
}


def needs_loading(database: Database, settings: Settings) -> bool:
    """Tell whether the database is empty, or holds a demo that was stopped half-way."""
    with database.read() as session:
        return _is_empty(session) or _half_way(session, settings) is not None


def load(
    database: Database,
    settings: Settings,
    now: datetime,
    say: Say,
    *,
    scale: float = 1.0,
    seed: int = SEED,
) -> Welcome:
    """Fill an empty database and tell who can sign in where; go on where it was stopped."""
    with database.read() as session:
        today = day_of(now) if _is_empty(session) else _half_way(session, settings)
    if today is None:
        raise Conflict("database_not_empty")
    mark = folder_of(settings) / _MARK
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(today.isoformat(), encoding="utf-8")
    say("Dựng dữ liệu mẫu: tỉnh Cửu An (không có thật), một năm hoạt động.")
    with TemporaryDirectory() as folder:
        for file in make(seed, today, scale).write(Path(folder)):
            outcome = _take_in(database, settings, file, now)
            say(f"  {grouped(outcome.read)} {_WHAT[file.stem]}")
    welcome, file = _welcome(database, settings, now)
    mark.unlink()
    say(welcome.text())
    say(f"Những dòng này được ghi lại ở {file}")
    return welcome


def _is_empty(session: Session) -> bool:
    begun = (Organization.id, Member.id, Partner.id, Account.id)
    return all(session.scalar(select(key).limit(1)) is None for key in begun)


def _half_way(session: Session, settings: Settings) -> date | None:
    """Return the day of a demo that was stopped before anybody could sign in, if that is all."""
    mark = folder_of(settings) / _MARK
    codes = set(session.scalars(select(Organization.code)))
    if not mark.is_file() or not codes or not codes <= units.CODES:
        return None
    if session.scalar(select(Account.id).limit(1)) is not None:
        return None
    return date.fromisoformat(mark.read_text(encoding="utf-8"))


def _take_in(database: Database, settings: Settings, file: Path, now: datetime) -> Outcome:
    circumstances = Circumstances(now=now, secret=identity_key(settings.keys_dir, database))
    outcome = Taking(database, KINDS[file.stem], file, circumstances).run()
    if not outcome.is_clean:
        first = outcome.refused[0]
        raise Conflict("demo_refused", file=file.name, line=first.line, reason=first.code)
    return outcome


def _welcome(database: Database, settings: Settings, now: datetime) -> tuple[Welcome, Path]:
    """Draw the cards first, and commit nobody's account before its secret is written down."""
    welcome = Welcome(settings.public_url)
    ring = KeyRing.open(settings.keys_dir, create=True)
    with database.read() as session:
        print_cards(session, ring, welcome, folder_of(settings), now)
    with database.write() as session:
        open_doors(session, welcome, now)
        return welcome, keep(welcome, settings)
