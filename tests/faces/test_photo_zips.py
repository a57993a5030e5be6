"""A zip of photos: what each file became is said, and a try that broke off is taken up again."""

import io
from collections.abc import Mapping
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.cli.place import Place
from benefits.cli.tasks import tasks
from benefits.database import Database
from benefits.jobs import Job, StoredFile
from benefits.periods import day_of
from benefits.settings import Settings
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Site, Visitor
from tests.faces.test_desk_printing import a_photo
from tests.faces.test_error_pages import small_uploads
from tests.page import Page
from tests.support.deciding import decided, merging
from tests.world import World

PHOTOS = "/cong-doan/anh"


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def zipped(**content: bytes) -> io.BytesIO:
    return of_files({f"{number}.jpg": each for number, each in content.items()})


def of_files(content: Mapping[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with ZipFile(made, "w") as file:
        for name, each in content.items():
            file.writestr(name, each)
    made.seek(0)
    return made


def sent(officer: Visitor, content: bytes) -> str:
    """Where the work on a zip can be followed."""
    page = Page(officer.get(PHOTOS))
    taken = {"file": (io.BytesIO(content), "anh.zip")}
    return page.send(officer, taken, action="/anh", follow_redirects=True).request.path


def files_of(settings: Settings) -> list[str]:
    return [each.name for each in settings.files_dir.rglob("*") if each.is_file()]


def test_of_each_file_is_said_what_became_of_it(
    *, lotus: Visitor, world: World, work: Work, session: Session, settings: Settings
) -> None:
    photo = a_photo()
    content = zipped(DV001=photo, DV002=b"no photo", DV003=photo, DV009=photo).getvalue()
    at = sent(lotus, content)
    work()
    page = Page(lotus.get(at))
    assert "Đã nhận 1 ảnh mới" in page.text
    assert [row[2] for row in page.rows()] == ["DV002.jpg", "DV003.jpg", "DV009.jpg"]
    assert "phạm vi" in page.rows()[1][3]
    session.refresh(world.hanh)
    assert world.hanh.photo_hash is not None
    assert world.lan.photo_hash is None
    job = session.scalars(select(Job).where(Job.kind == "take_photos")).one()
    assert session.get_one(StoredFile, job.input_file).deleted_at is not None
    # The photo and what it was cut from, and the list of what was refused; no zip, nothing aside.
    assert len(files_of(settings)) == 3


def test_capitals_in_a_file_name_do_not_matter_where_one_person_is_meant(
    *, lotus: Visitor, world: World, work: Work, session: Session
) -> None:
    world.member("dv002", "Trần Văn Sơn", world.lotus)
    photo = a_photo()
    at = sent(lotus, zipped(dv001=photo, dv002=photo, Dv002=photo).getvalue())
    work()
    page = Page(lotus.get(at))
    assert [row[2] for row in page.rows()] == ["Dv002.jpg"]
    assert "photo" not in page.text
    for member in (world.hanh, world.son):
        session.refresh(member)
    assert world.hanh.photo_hash is not None
    assert world.son.photo_hash is None


def test_a_worker_that_dies_before_the_end_leaves_the_zip_to_the_next(
    *,
    lotus: Visitor,
    work: Work,
    session: Session,
    settings: Settings,
    nested_database: Database,
) -> None:
    at = sent(lotus, zipped(DV001=a_photo()).getvalue())
    job = session.scalars(select(Job).where(Job.kind == "take_photos")).one()
    place = Place(settings)
    place.__dict__["database"] = nested_database
    tasks(place)["take_photos"](job, lambda _done, _of: None)  # nobody writes down how it ended
    work()
    assert "Đã thay ảnh của 1 người" in Page(lotus.get(at)).text


def test_the_same_zip_twice_is_taken_twice(lotus: Visitor, work: Work) -> None:
    content = zipped(DV001=a_photo()).getvalue()
    first, second = sent(lotus, content), sent(lotus, content)
    work()
    assert "Đã nhận 1 ảnh mới" in Page(lotus.get(first)).text
    assert "Đã thay ảnh của 1 người" in Page(lotus.get(second)).text


def test_of_two_files_of_one_person_the_one_called_by_the_number_alone_is_taken(
    *, lotus: Visitor, world: World, work: Work, session: Session
) -> None:
    photo = a_photo()
    content = {
        "DV001 (1).jpg": photo,
        "DV001.jpg": b"broken",
        "DV002 - Copy.jpg": photo,
        "cu/DV002.png": photo,
        "DV002.jpg": photo,
        "DV002 - Lê Văn Lạ.jpg": photo,
    }
    at = sent(lotus, of_files(content).getvalue())
    work()
    page = Page(lotus.get(at))
    assert "Đã nhận 2 ảnh mới" in page.text
    assert "Đã thay ảnh" not in page.text
    refused = {row[2]: row[3] for row in page.rows()}
    assert refused.keys() == content.keys() - {"DV001 (1).jpg", "cu/DV002.png"}
    assert "Đã nhận ảnh DV002.png của cùng người này" in refused["DV002 - Copy.jpg"]
    assert "Bạn có định đặt tên tệp là DV002?" in refused["DV002 - Lê Văn Lạ.jpg"]
    assert "Chỉ nhận ảnh" in refused["DV001.jpg"]
    for member in (world.hanh, world.son):
        session.refresh(member)
        assert member.photo_hash is not None


def test_a_zip_may_be_larger_than_any_other_file_from_who_may_send_one(
    *, lotus: Visitor, visitor: Visitor, site: Site, work: Work, settings: Settings
) -> None:
    content = zipped(DV001=a_photo()).getvalue()
    page = Page(lotus.get(PHOTOS))
    with small_uploads(site, len(content) // 2):
        at = sent(lotus, content)
        stranger = {"file": (io.BytesIO(content), "anh.zip")}
        assert visitor.post(PHOTOS, data=stranger).status_code == 413
        other = {"photo": (io.BytesIO(content), "anh.jpg"), "csrf_token": page.form("/anh")}
        assert lotus.post("/cong-doan/doan-vien/1/anh/sua", data=other).status_code == 413
    work()
    assert "Đã nhận 1 ảnh mới" in Page(lotus.get(at)).text
    assert len(files_of(settings)) == 2  # the photo and what it was cut from


@pytest.mark.either_database
def test_who_left_a_unit_that_was_merged_since_has_a_photo_as_on_the_own_page(
    *, signed_in: SignedIn, people: People, world: World, work: Work
) -> None:
    today = day_of(people.now)
    left = world.member("DV050", "Vũ Hà", world.lotus, until=today - timedelta(days=9))
    decided(world, people.now, merging(today))
    officer = signed_in(people.officer(world.dawn))
    assert officer.get(f"/cong-doan/doan-vien/{left.id}").status_code == 200
    at = sent(officer, zipped(DV050=a_photo()).getvalue())
    work()
    assert "Đã nhận 1 ảnh mới" in Page(officer.get(at)).text
