"""What members have lately asked for: some opened their pages, some want data mended."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from benefits import organization
from benefits.access import (
    ConsentDecision,
    ConsentMedium,
    accounts,
    activation,
    consents,
    passwords,
)
from benefits.access.activation import Drawn
from benefits.cards import shown
from benefits.demo.entrances import Entrance, Welcome
from benefits.members import CorrectedField, Member, corrections, enrolment
from benefits.periods import day_of

LETTERS_OF: Final = 3
ACTIVATED_OF: Final = 14
# Which member of those that opened their pages asks for what, how many hours ago.
ASKED: Final = (
    (0, CorrectedField.PHONE, "0912 000 145", 5),
    (1, CorrectedField.BIRTH, "14/02/1991", 30),
    (2, CorrectedField.UNIT, "Công đoàn bộ phận chuyền may 4", 120),
    (3, CorrectedField.OTHER, "Ảnh trên thẻ đã cũ, tôi xin đổi ảnh khác.", 50),
)


def open_pages(
    session: Session, welcome: Welcome, people: list[tuple[int, str]], now: datetime
) -> None:
    """Let people in by letters as if they had read them; leave one letter to be tried.

    `people` are ids and card codes of members with a good card; nobody is told these PINs.
    """
    waiting, activated = people[:LETTERS_OF], people[LETTERS_OF : LETTERS_OF + ACTIVATED_OF]
    codes = {member_id: activation.new_letter_code() for member_id, _code in waiting}
    drawn = (Drawn(each, activation.hash_of_letter(each, code)) for each, code in codes.items())
    activation.send(session, drawn, by=None, now=now)
    for member_id, card_code in waiting[:1]:
        name = session.get_one(Member, member_id).full_name
        login, code = f"mã thẻ {shown(card_code)}", activation.shown(codes[member_id])
        entrance = Entrance("the", f"{name}, thư kích hoạt chưa dùng", login, f"mã thư {code}")
        welcome.entrances.append(entrance)
    for member_id, _code in activated:
        let_in(session, member_id, passwords.new_pin(), now - timedelta(days=20))
    for at, field, wanted, hours in ASKED:
        if at < len(activated):
            _ask(session, activated[at][0], field, wanted, now - timedelta(hours=hours))


def let_in(session: Session, member_id: int, pin: str, at: datetime) -> None:
    """Let a member in who has consented, with this PIN."""
    member = session.get_one(Member, member_id)
    added = accounts.add_member(
        session, name=member.full_name, member_id=member_id, now=at, secret=pin
    )
    given, portal = ConsentDecision.GIVEN, ConsentMedium.PORTAL
    consents.decide(session, member_id, given, portal, by=added.account.id, now=at)


def _ask(
    session: Session, member_id: int, field: CorrectedField, wanted: str, at: datetime
) -> None:
    last = enrolment.spans_of(session, [member_id])[member_id][-1]
    unit = organization.name_on(session, last.organization_id, day_of(at))
    was = unit if field is CorrectedField.UNIT else None
    corrections.ask(session, session.get_one(Member, member_id), field, wanted, now=at, was=was)
