"""Whom a photo shows, by the name of its file: whatever people write, exactly one or nobody."""

import pytest
from sqlalchemy.orm import Session

from benefits.members import merging, photo_names
from tests.world import World


@pytest.fixture
def union(world: World) -> World:
    for number, name in (
        ("CĐ-Hà-01", "Vũ Thị Hà"),
        ("12/LĐ", "Đỗ Văn Út"),
        ("CĐ-12/2024", "Y Thắng Êban"),
        ("a-1", "Mai An"),
        ("a/1", "Mai Ân"),
    ):
        world.member(number, name, world.lotus)
    return world


FOUND = {
    "DV001.jpg": "DV001",
    "anh/lop 2/dv001.JPG": "DV001",
    "DV001 (1).jpg": "DV001",
    "DV001(12).jpg": "DV001",
    "DV001 - Copy (2).jpg": "DV001",
    "DV001 – bản sao.jpg": "DV001",
    "DV001 - Nguyễn Thị Hạnh.jpg": "DV001",
    "DV001_NguyenThiHanh (1).jpg": "DV001",
    "Nguyen Thi Hanh - dv001.png": "DV001",
    "DV001.Nguyễn Thị Hạnh.jpg": "DV001",
    "CĐ-Hà-01 vũ thị hà.jpg": "CĐ-Hà-01",
    "12_LĐ.jpg": "12/LĐ",
    "12-lđ (3).jpg": "12/LĐ",
    "12:LĐ.jpg": "12/LĐ",
    "12/LĐ.jpg": "12/LĐ",
    "12_LĐ - Do Van Ut.jpg": "12/LĐ",
    "CĐ-12_2024.jpg": "CĐ-12/2024",
    "a-1.jpg": "a-1",
    "A_1.jpg": "a/1",
}
REFUSED = {
    "DV001 - Trần Văn Sơn.jpg": "photo_name_differs",
    "DV001 mới.jpg": "photo_name_differs",
    "A-1.jpg": "photo_name_ambiguous",
    "IMG_2041.jpg": "member_number_unknown",
    "Nguyễn Thị Hạnh.jpg": "member_number_unknown",
    ".jpg": "member_number_unknown",
    "---.jpg": "member_number_unknown",
    "1 2 3 4 5 6 7 8 9 a b c d e f.jpg": "member_number_unknown",
}


def test_a_name_means_exactly_one_person_or_says_why_nobody(union: World, session: Session) -> None:
    paths = [*FOUND, *REFUSED]
    meant = dict(zip(paths, photo_names.meant_by(session, paths), strict=True))
    told = {
        path: each.why.code if each.why else each.person and each.person.member_no
        for path, each in meant.items()
    }
    assert told == FOUND | REFUSED
    assert meant["DV001.jpg"].how < meant["DV001 (1).jpg"].how
    near = meant["DV001 mới.jpg"]
    assert near.why is not None
    assert (near.person, near.why.params) == (union.hanh, {"number": "DV001"})


def test_the_number_of_a_merged_record_means_who_stands_for_the_person(
    world: World, session: Session
) -> None:
    other = world.member("DV001/2", "Nguyễn Hạnh", world.lotus)
    merging.merge(session, other, world.hanh, now=world.hanh.known_at)
    for path in ("DV001_2.jpg", "DV001_2 - Nguyễn Hạnh.jpg", "DV001_2 Nguyễn Thị Hạnh.jpg"):
        [meant] = photo_names.meant_by(session, [path])
        assert (meant.person, meant.why) == (world.hanh, None)
