"""A paper on which a consent or a withdrawal rests is never tidied away, however it came again."""

import io
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Consent, ConsentDecision
from benefits.cards.printing.roll_sheet import CONSENT_BOX, RECEIVED_BOX
from benefits.cards.rolls.models import Roll, RollScan
from benefits.cli import sort_task
from benefits.jobs import FileStore, Job, JobState, StoredFile, forget_lists
from benefits.settings import Settings
from tests.faces.conftest import Work
from tests.faces.people import Visitor
from tests.faces.test_desk_piles import AT, officer, papers, pile, tick
from tests.page import Page
from tests.world import World

__all__ = ["officer", "papers"]

pytestmark = pytest.mark.either_database

PEOPLE = "/cong-doan/thu-kich-hoat/nguoi"


def piled(officer: Visitor, work: Work, content: bytes, name: str) -> Page:
    page = Page(officer.get(f"{AT}/nhieu-to"))
    file = {"file": (io.BytesIO(content), name)}
    sent = page.send(officer, file, action="/nhieu-to", follow_redirects=True)
    work()
    return Page(officer.get(sent.request.path))


def a_photo() -> bytes:
    out, paper = io.BytesIO(), Image.new("L", (620, 877), 255)
    ImageDraw.Draw(paper).rectangle((100, 100, 450, 200), fill=0)
    paper.save(out, "JPEG")
    return out.getvalue()


def tidy_later(session: Session, settings: Settings) -> None:
    session.expire_all()
    later = max(each.finished_at for each in session.scalars(select(Job)) if each.finished_at)
    store = FileStore(settings.files_dir)
    forget_lists(session, store, later + timedelta(days=31))
    sort_task.forget_unread(session, store, later + timedelta(days=31))
    session.flush()


def is_there(session: Session, digest: str) -> bool:
    session.expire_all()
    return session.get_one(StoredFile, digest).deleted_at is None


def kept_at_its_list(officer: Visitor, session: Session, content: bytes) -> str:
    """Upload a list's scan at the list itself and write down a consent that rests on it."""
    for roll in session.scalars(select(Roll)).all():
        page = Page(officer.get(f"{AT}/{roll.id}"))
        page.send(officer, {"scan": (io.BytesIO(content), "to.pdf")}, action="/ban-quet")
    [scan] = session.scalars(select(RollScan).where(RollScan.sheet == 1))
    page = Page(officer.get(f"{AT}/{scan.roll_id}?trang=1"))
    page.send(officer, {"nhan": ["1"], "dong_y": ["1"]}, action="/trang")
    session.expire_all()
    assert session.scalars(select(Consent.evidence_hash)).all() == [scan.file_hash]
    return scan.file_hash


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_a_scan_that_came_as_a_pile_too_stays(
    *,
    state: JobState,
    officer: Visitor,
    papers: list[Image.Image],
    work: Work,
    session: Session,
    settings: Settings,
) -> None:
    tick(papers[0], 0, RECEIVED_BOX, CONSENT_BOX)
    content = pile(papers[0], papers[0].copy()).getvalue()
    digest = kept_at_its_list(officer, session, content)
    piled(officer, work, content, "xap.pdf")
    session.expire_all()
    sorting = session.scalars(select(Job).where(Job.kind == sort_task.KIND)).one()
    assert (sorting.state, sorting.input_file) == (JobState.DONE, None)
    if state == JobState.FAILED:
        sorting.state, sorting.input_file = state, digest
    session.flush()
    sheets = session.scalars(select(RollScan.file_hash)).all()
    tidy_later(session, settings)
    assert all(is_there(session, each) for each in (digest, *sheets))


@pytest.mark.parametrize(
    ("field", "action", "decision"),
    [
        ("scan", "dong-y-giay", ConsentDecision.GIVEN),
        ("withdrawal", "rut-dong-y", ConsentDecision.WITHDRAWN),
    ],
)
def test_somebodys_paper_in_a_pile_is_not_to_be_dropped(
    *,
    field: str,
    action: str,
    decision: ConsentDecision,
    officer: Visitor,
    world: World,
    work: Work,
    session: Session,
    settings: Settings,
) -> None:
    content, at = a_photo(), f"{PEOPLE}/{world.hanh.id}"
    if decision == ConsentDecision.WITHDRAWN:
        other = io.BytesIO(content + b"\0")
        Page(officer.get(at)).send(officer, {"scan": (other, "x.jpg")}, action="dong-y-giay")
    seen = piled(officer, work, content, "xap.jpg")
    left = Page(officer.get(seen.links()["Xem và ghi các tờ đó là trang nào"]))
    page = Page(officer.get(at))
    page.send(officer, {field: (io.BytesIO(content), "x.jpg")}, action=action)
    consent = session.scalars(select(Consent).where(Consent.decision == decision)).one()
    assert left.send(officer, action="/bo").status_code == 404
    assert officer.get(f"{at}/phieu/{consent.id}", buffered=True).data == content

    again = piled(officer, work, content, "xap.jpg")
    left = Page(officer.get(again.links()["Xem và ghi các tờ đó là trang nào"]))
    assert "Mọi tờ đã được xếp" in left.text
    tidy_later(session, settings)
    assert officer.get(f"{at}/phieu/{consent.id}", buffered=True).data == content


def test_a_sheet_on_which_nothing_rests_is_dropped(
    officer: Visitor, work: Work, session: Session
) -> None:
    seen = piled(officer, work, a_photo(), "xap.jpg")
    left = Page(officer.get(seen.links()["Xem và ghi các tờ đó là trang nào"]))
    digest = session.scalars(select(StoredFile.hash)).one()
    assert is_there(session, digest)
    assert "Đã bỏ tờ này." in Page(left.send(officer, action="/bo", follow_redirects=True)).text
    assert not is_there(session, digest)
