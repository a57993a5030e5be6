"""What a signed paper says is written down as evidence, and never over what was said since."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
import qrcode
from PIL import Image
from sqlalchemy import delete, select

from benefits.access import Consent, ConsentDecision, ConsentMedium, consents
from benefits.cards.rolls import consenting, drawing_up, evidence, handing_over, scans, ticking
from benefits.cards.rolls.models import Roll, RollLine, RollScan
from benefits.cards.rolls.ticking import Marks, Ticked
from benefits.errors import Conflict, Invalid
from benefits.jobs import FileStore, StoredFile
from benefits.members import merging
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

    def shown(self, page: int) -> Marks:
        return Marks.of(ticking.lines_on(self.session, self.roll.id, page))

    def tick(self, page: int, *consented: int, shown: Marks | None = None) -> Ticked:
        """Tick lines, and no others of a page that was shown now, or somewhat earlier."""
        marks = Marks(frozenset(consented), frozenset(consented))
        seen = self.shown(page) if shown is None else shown
        return ticking.tick_page(
            self.session, self.roll, page, marks, shown=seen, by=None, now=self.now
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
    if code in {"scrawl", "blot"}:
        page.paste(0, (50, 50, 300, 90) if code == "scrawl" else (50, 400, 300, 560))
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
        evidence.name_page(desk.session, desk.roll, unnamed, 3)
    evidence.name_page(desk.session, desk.roll, unnamed, 1)  # a wrong word of it is mended
    evidence.name_page(desk.session, desk.roll, unnamed, 2)
    assert desk.tick(2, 16) == Ticked(0, 1)
    [given] = desk.session.scalars(select(Consent))
    assert given.evidence_hash == unnamed.file_hash
    with pytest.raises(Conflict, match="scan_bears_consents"):
        evidence.name_page(desk.session, desk.roll, unnamed, 1)
    coded = desk.session.scalars(select(RollScan).where(RollScan.is_read)).one()
    with pytest.raises(Conflict, match="scan_page_known"):
        evidence.name_page(desk.session, desk.roll, coded, 2)


def test_a_single_page_needs_its_code_as_any_other_and_blank_paper_is_refused(desk: Desk) -> None:
    desk.session.execute(delete(RollLine).where(RollLine.number > 3))
    assert desk.scan("scrawl") == []
    assert desk.pages() == [None]
    assert desk.tick(1, 1, 2, 3).missing == 1
    with pytest.raises(Invalid, match="scan_blank"):
        desk.scan("")


def test_each_sheet_of_a_scan_is_shown_as_itself(desk: Desk) -> None:
    content = paper(f"{desk.roll.code}-1", "scrawl", "blot")
    for _ in range(2):
        desk.attach(content)
    assert desk.pages() == [1, None, None]
    _first, *unread = scans.sheets_of(desk.session, desk.roll.id)
    assert [each.number for each in unread] == [2, 3]
    looks = [scans.look_at(desk.store, desk.roll, each) for each in unread]
    scrawl, blot = [look[0].getbbox() and look[0].tobytes() for look in looks if look]
    assert scrawl != blot


def test_a_sheet_kept_by_mistake_is_taken_out_unless_a_consent_rests_on_it(desk: Desk) -> None:
    desk.scan("scrawl")
    [wrong] = desk.session.scalars(select(RollScan))
    digest = wrong.file_hash
    evidence.take_out(desk.session, desk.store, wrong, desk.now)
    assert desk.session.get_one(StoredFile, digest).deleted_at == desk.now
    desk.scan(f"{desk.roll.code}-1")
    [signed] = desk.session.scalars(select(RollScan))
    desk.tick(1, 1)
    with pytest.raises(Conflict, match="scan_bears_consents"):
        evidence.take_out(desk.session, desk.store, signed, desk.now)
    desk.tick(1)
    evidence.take_out(desk.session, desk.store, signed, desk.now)
    assert desk.pages() == []


def test_a_page_shown_before_others_wrote_takes_nothing_of_theirs_back(desk: Desk) -> None:
    desk.scan(f"{desk.roll.code}-1")
    stale = desk.shown(1)
    desk.tick(1, 1, 2, 3)
    late = desk.tick(1, 4, shown=stale)
    assert (late.received, late.consented, late.moved) == (1, 1, (1, 2, 3))
    assert desk.shown(1) == Marks(frozenset({1, 2, 3, 4}), frozenset({1, 2, 3, 4}))
    assert [desk.decided(each) for each in (1, 2, 3, 4)] == [[("given", "paper")]] * 4
    assert desk.tick(1, shown=Marks()).moved == (1, 2, 3, 4)
    assert len(desk.shown(1).consented) == 4


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
    assert consenting.withdrawn_since(desk.session, desk.roll, lines) == [1]


def test_a_wrong_tick_is_struck_and_never_the_members_withdrawal(desk: Desk) -> None:
    desk.scan(f"{desk.roll.code}-1")
    desk.decide(5, ConsentDecision.GIVEN, -HOUR)
    for consented in ([4, 5], [], [4]):
        assert desk.tick(1, *consented).withdrawn == ()
        desk.now += HOUR
    assert desk.decided(4) == [("given", "paper"), ("given", "paper")]
    newest = consents.newest(desk.session, [desk.people[3]])
    assert newest is not None
    assert newest.id not in consents.struck(desk.session, [desk.people[3]])
    # What somebody had said before the wrong tick counts again.
    before = consents.newest(desk.session, [desk.people[4]])
    assert before is not None
    assert (before.decision, before.medium) == ("given", "portal")
    assert len(consents.struck(desk.session, [desk.people[4]])) == 1


def test_a_card_printed_anew_is_handed_over_anew(desk: Desk, world: World) -> None:
    unit, card = world.lotus.id, world.hanh_card
    card.printed_at = desk.now
    first = drawing_up.draw_up(desk.session, unit, by=None, now=desk.now)
    assert first is not None
    assert drawing_up.waiting(desk.session, unit, desk.now) == 0
    card.printed_at = later = desk.now + HOUR
    assert drawing_up.waiting(desk.session, unit, later) == 1
    assert drawing_up.units_waiting(desk.session, world.province.id, later) == [unit]
    again = drawing_up.draw_up(desk.session, unit, by=None, now=later)
    assert again is not None
    assert ticking.counts(desk.session, first.id).waiting == 0
    assert ticking.tick_received(desk.session, first, now=later).received == 0
    [counting] = handing_over.of_cards(desk.session, [card.index])
    assert counting.roll_id == again.id
    old = ticking.lines_on(desk.session, first.id, 1)
    told = handing_over.since(desk.session, first, old, later.date())
    assert told == {1: [handing_over.Since.REPRINTED]}


def test_a_merged_records_card_is_signed_for_by_who_stands_for_it(desk: Desk, world: World) -> None:
    other = world.member("DV099", "Nguyễn Thị Hạnh", world.lotus)
    card = world.card(other)
    merging.merge(desk.session, other, world.hanh, now=desk.now)
    card.printed_at = desk.now
    desk.session.flush()
    roll = drawing_up.draw_up(desk.session, world.lotus.id, by=None, now=desk.now)
    assert roll is not None
    [line] = ticking.lines_on(desk.session, roll.id, 1)
    assert (line.card_index, line.member_id) == (card.index, world.hanh.id)
    world.hanh.full_name = "Nguyễn Thị Hồng Hạnh Vân"
    desk.session.flush()
    told = handing_over.since(desk.session, roll, [line], desk.now.date())
    assert told == {1: [handing_over.Since.RENAMED]}
