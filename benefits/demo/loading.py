"""Takes the province in through the import that every union uses, then opens its doors."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account
from benefits.cards import KeyRing
from benefits.database import Database
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
WHAT: Final = {
    "organizations": "đơn vị công đoàn",
    "members": "dòng đoàn viên, người lao động",
    "partners": "đối tác",
    "outlets": "điểm ưu đãi",
    "agreements": "thỏa thuận",
    "offers": "ưu đãi",
    "cards": "thẻ",
    "purchases": "lượt sử dụng",
    "reversals": "lượt hủy, hoàn",
}


def is_empty(session: Session) -> bool:
    """Tell whether nobody has begun to work here."""
    begun = (Organization.id, Member.id, Partner.id, Account.id)
    return all(session.scalar(select(key).limit(1)) is None for key in begun)


def load(
    database: Database,
    settings: Settings,
    now: datetime,
    say: Say,
    *,
    scale: float = 1.0,
    seed: int = SEED,
) -> Welcome:
    """Fill an empty database and tell who can sign in where."""
    with database.read() as session:
        if not is_empty(session):
            raise Conflict("database_not_empty")
    say("Dựng dữ liệu mẫu: tỉnh Cửu An (không có thật), một năm hoạt động.")
    with TemporaryDirectory() as folder:
        for file in make(seed, day_of(now), scale).write(Path(folder)):
            outcome = _take_in(database, settings, file, now)
            say(f"  {grouped(outcome.read)} {WHAT[file.stem]}")
    welcome = _welcome(database, settings, now)
    say(welcome.text())
    say(f"Ghi lại ở {keep(welcome, settings)}")
    return welcome


def _take_in(database: Database, settings: Settings, file: Path, now: datetime) -> Outcome:
    circumstances = Circumstances(now=now, secret=identity_key(settings.keys_dir))
    outcome = Taking(database, KINDS[file.stem], file, circumstances).run()
    if not outcome.is_clean:
        first = outcome.refused[0]
        raise Conflict("demo_refused", file=file.name, line=first.line, reason=first.code)
    return outcome


def _welcome(database: Database, settings: Settings, now: datetime) -> Welcome:
    welcome, folder = Welcome(settings.public_url), folder_of(settings)
    folder.mkdir(parents=True, exist_ok=True)
    ring = KeyRing.open(settings.keys_dir, create=True)
    with database.write() as session:
        open_doors(session, welcome, now)
    with database.read() as session:
        print_cards(session, ring, welcome, folder, now)
    return welcome
