"""What a signed paper says is written down as evidence, and never over what was said since."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from sqlalchemy import select

from benefits.access import Consent, ConsentDecision, ConsentMedium, consents
from benefits.cards.rolls import scans, ticking
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.cards.rolls.ticking import Ticked
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore, StoredFile
from benefits.wording import consent
from tests.world import World

HOUR = timedelta(hours=1)


class Desk:
    """A roll of two pages, and somebody who scans and ticks it."""

    def __init__(self, world: World, store: FileStore) -> None:
        self.session, self.store, self.drawn = world.session, store, world.hanh_card.known_at
        self.now = self.drawn + 5 * HOUR
        unit = world.lotus.id
        self.roll = Roll(organization_id=unit, consent_version=consent.VERSION, drawn_at=self.drawn)
        self.session.add(self.roll)
        self.session.flush()
        people = [world.member(f"K{each}", "Vũ Thị Kim", world.lotus) for each in range(16)]
        self.people = [each.id for each in people]
        self.session.add_all(
            RollLine(
                roll_id=self.roll.id,
                number=number,
                card_index=world.card(person).index,
                member_id=person.id,
            )
            for number, person in enumerate(people, start=1)
        )
        self.session.flush()

    def scan(self, *sheets: str) -> list[int]:
        return self.attach(paper(*sheets))

    def attach(self, content: bytes) -> list[int]:
        scan = io.BytesIO(content)
        return scans.attach(self.session, self.store, self.roll, scan, by=None, now=self.now)

    def tick(self, page: int, *consented: int) -> Ticked:
        return ticking.tick_page(
            self.session,
            self.roll,
            page,
            received=consented,
            consented=consented,
            by=None,
            now=self.now,
        )

    def decide(self, line: int, decision: ConsentDecision, after: timedelta) -> None:
        person = self.people[line - 1]
        when, medium = self.drawn + after, ConsentMedium.PORTAL
        consents.decide(self.session, person, decision, medium, by=None, now=when)

    def decided(self, line: int) -> list[tuple[str, str]]:
        told = consents.all_of(self.session, [self.people[line - 1]])
        return [(each.decision, each.medium) for each in told]

    def pages(self) -> list[int | None]:
        return [sheet.page for sheet in scans.sheets_of(self.session, self.roll.id)]


def paper(*sheets: str) -> bytes:
    out = io.BytesIO()
    first, *others = [sheet(each) for each in sheets]
    first.save(out, "PDF", append_images=others, save_all=True, resolution=72)
    return out.getvalue()


def sheet(code: str) -> Image.Image:
    """A sheet that bears a code, or a scrawl, or nothing."""
    page = Image.new("L", (420, 594), 255)
    if code == "scrawl":
        page.paste(0, (50, 50, 300, 90))
    elif code:
        page.paste(qrcode.make(code, box_size=6).get_image(), (20, 20))
    return page


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    return Desk(world, FileStore(tmp_path / "files"))


def test_a_sheet_of_another_roll_is_refused_and_kept_nowhere(desk: Desk) -> None:
    own, other = desk.roll.code, f"NT{desk.roll.id + 1:06d}"
    for sheets in ([f"{other}-1"], [f"{own}-1", f"{other}-2"]):
        with pytest.raises(Conflict, match="scan_of_other_roll") as refusal:
            desk.scan(*sheets)
        assert refusal.value.params == {"roll": other, "wanted": own}
    assert desk.session.scalars(select(RollScan)).all() == []
    assert desk.session.scalars(select(StoredFile)).all() == []


def test_a_sheet_nobody_can_read_is_evidence_of_no_page_until_somebody_says_which(
    desk: Desk,
) -> None:
    assert desk.scan("scrawl", "", f"{desk.roll.code}-1") == [1]
    assert sorted(desk.pages(), key=str) == [1, None]
    assert desk.tick(2, 16).missing == 2
    [unnamed] = desk.session.scalars(select(RollScan).where(RollScan.page.is_(None)))
    with pytest.raises(Invalid, match="scan_page_unknown"):
        scans.name_page(desk.session, desk.roll, unnamed, 3)
    scans.name_page(desk.session, desk.roll, unnamed, 2)
    with pytest.raises(Conflict, match="scan_page_known"):
        scans.name_page(desk.session, desk.roll, unnamed, 1)
    assert desk.tick(2, 16) == Ticked(0, 1)
    [given] = desk.session.scalars(select(Consent))
    assert given.evidence_hash == unnamed.file_hash


def test_the_same_scan_again_is_the_same_sheets_and_an_empty_one_is_asked_about(desk: Desk) -> None:
    content = paper("scrawl", "scrawl")
    for _ in range(2):
        desk.attach(content)
    assert desk.pages() == [None, None]
    assert desk.scan("") == []
    assert desk.pages() == [None, None, None]


def test_a_paper_does_not_undo_what_somebody_decided_after_it_was_made(desk: Desk) -> None:
    given, withdrawn = ConsentDecision.GIVEN, ConsentDecision.WITHDRAWN
    desk.scan(f"{desk.roll.code}-1")
    desk.decide(1, given, -HOUR)
    desk.decide(1, withdrawn, HOUR)
    desk.decide(2, given, HOUR)
    desk.decide(3, withdrawn, -HOUR)
    assert desk.tick(1, 1, 2, 3, 4) == Ticked(4, 3, withdrawn=(1,))
    assert desk.decided(1) == [("withdrawn", "portal"), ("given", "portal")]
    assert desk.decided(2) == [("given", "portal")]
    assert desk.decided(3) == [("given", "paper"), ("withdrawn", "portal")]
    assert desk.decided(4) == [("given", "paper")]
    lines = ticking.lines_on(desk.session, desk.roll.id, 1)
    assert ticking.withdrawn_since(desk.session, desk.roll, lines) == [1]


def test_a_tick_taken_back_by_mistake_can_be_set_again(desk: Desk) -> None:
    desk.scan(f"{desk.roll.code}-1")
    for consented, decision in (([4], "given"), ([], "withdrawn"), ([4], "given")):
        assert desk.tick(1, *consented).withdrawn == ()
        assert desk.decided(4)[0] == (decision, "paper")
        desk.now += HOUR
