"""A list whose column of names is not known: shown as it stands, told what is what, and read."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.jobs import Job
from tests.faces.conftest import SignedIn, Work
from tests.faces.people import People, Visitor
from tests.faces.test_desk_imports import again, figures, upload
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database

LIST = """Báo cáo quý ba
STT,Người đứng tên,Ngày sinh,Số máy
1,Phạm Thị Mười,12/03/1990,0912345678
2,Đỗ Văn Tám,1988,0912345679
"""


@pytest.fixture
def lotus(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.lotus))


def read_again(lotus: Visitor, work: Work, page: Page, **said: str) -> Page:
    sent = {name.replace("_", "-"): value for name, value in said.items()}
    page = Page(page.send(lotus, sent, action="/doc-lai", follow_redirects=True))
    work()
    return again(lotus, page)


def meant(page: Page) -> dict[str, str]:
    return {
        str(select["name"]): str(option["value"])
        for select in page.soup.select("select[name^=cot-0]")
        for option in select.select("option[selected]")
    }


def test_a_list_of_unknown_headings_is_shown_and_read_once_its_names_are_confirmed(
    lotus: Visitor, work: Work, session: Session
) -> None:
    page = upload(lotus, LIST)
    work()
    page = again(lotus, page)
    assert "Chưa biết cột nào là họ và tên" in page.text
    assert ["3", "1", "Phạm Thị Mười", "12/03/1990", "0912345678"] in page.rows()
    guessed = {"cot-0-0": "numbering", "cot-0-1": "full_name", "cot-0-2": "birth_date"}
    assert meant(page) == guessed | {"cot-0-3": "phone"}
    assert figures(read_again(lotus, work, page))["Sẽ thêm"] == "2"
    first = session.scalars(select(Job).order_by(Job.id)).first()
    assert first
    first.result = {"is_unnamed": True}
    session.commit()
    assert "đã xóa sau 30 ngày" in again(lotus, page).text


def test_a_wrong_heading_line_is_mended_on_the_page_it_leads_to(lotus: Visitor, work: Work) -> None:
    page = upload(lotus, LIST.replace("Người đứng tên", "Họ và tên"))
    work()
    lost = read_again(lotus, work, again(lotus, page), dau_0="1", cuoi_0="1", cot_0_1="")
    assert "Chưa biết cột nào là họ và tên" in lost.text
    found = read_again(lotus, work, lost, dau_0="2", cuoi_0="2", cot_0_1="full_name", cot_0_3="")
    assert figures(found)["Sẽ thêm"] == "2"
    assert meant(found) == {
        "cot-0-0": "numbering",
        "cot-0-1": "full_name",
        "cot-0-2": "birth_date",
    }


def test_columns_that_are_not_read_are_named_and_can_be_chosen_without_a_heading(
    lotus: Visitor, work: Work
) -> None:
    page = upload(lotus, "Họ và tên,,Dân tộc,Chức vụ\nPhạm Mười,0912345678,Kinh,\n")
    work()
    page = again(lotus, page)
    assert "Có nội dung nhưng không được đọc: cột B, C “Dân tộc”." in page.text
    page = read_again(lotus, work, page, cot_0_1="phone")
    assert meant(page) == {"cot-0-0": "full_name", "cot-0-1": "phone"}
    assert "không được đọc: cột C “Dân tộc”." in page.text


def test_a_file_without_a_word_says_that_a_picture_cannot_be_read(
    lotus: Visitor, work: Work
) -> None:
    page = upload(lotus, ",,\n,,\n")
    work()
    assert "ảnh chụp" in again(lotus, page).mistakes[0]
