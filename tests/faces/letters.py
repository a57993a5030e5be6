"""Letters as a member holds them: printed by the desk's background work, read from the PDF."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pypdfium2
import zxingcpp

from benefits.access import activation
from benefits.access.activation import Drawn
from benefits.members import Member
from tests.faces.people import Visitor
from tests.page import Page
from tests.world import World

DESK = "/cong-doan/thu-kich-hoat/"
OPEN = "/the/kich-hoat"
CODE = "BCFG-HJKM-NPQR"
PIN = "583920"
PRINTED = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)

_PRINTED = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3,4}\b")


@dataclass
class Read:
    """What one page of the PDF says: its text from the top, its two codes, its QR."""

    outside: str
    text: str
    qr: str

    @property
    def codes(self) -> list[str]:
        return _PRINTED.findall(self.text)


def letters_at(officer: Visitor, job: str) -> list[Read]:
    """Download what a job printed, and read it."""
    with officer.get(f"{job}/tep") as answer:
        document = pypdfium2.PdfDocument(answer.data)
    try:
        return [_read(document[number]) for number in range(len(document))]
    finally:
        document.close()


def give_letter(world: World, member: Member, code: str = CODE) -> int:
    """Let a member hold a letter with a known code; return the letter's key."""
    session, now = world.session, PRINTED
    drawn = Drawn(member.id, activation.hash_of_letter(member.id, code))
    activation.send(session, [drawn], by=None, now=now)
    letter = activation.open_letter(session, member.id)
    assert letter is not None
    return letter.id


def prove(visitor: Visitor, card_code: str, letter_code: str = CODE) -> Page:
    page = Page(visitor.get(OPEN))
    sent = {"card_code": card_code, "letter_code": letter_code}
    return Page(page.send(visitor, sent, follow_redirects=True))


def start(visitor: Visitor, page: Page, pin: str = PIN, again: str | None = None) -> Page:
    sent = {"chosen": pin, "again": again or pin, "agrees": "y"}
    return Page(page.send(visitor, sent, follow_redirects=True))


def _read(page: pypdfium2.PdfPage) -> Read:
    words, height = page.get_textpage(), page.get_height()
    picture = page.render(scale=2, grayscale=True).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    outside = words.get_text_bounded(bottom=height * 2 / 3)
    return Read(outside, words.get_text_range(), code.text)
