"""A refused form says so in the title and at the top; the first field to mend has the focus."""

from tests.faces.people import Visitor
from tests.faces.test_desk_partners import PARTNERS, officer
from tests.page import Page

__all__ = ["officer"]


def test_a_refused_form_names_what_to_mend_and_begins_at_the_first(officer: Visitor) -> None:
    page = Page(officer.get(f"{PARTNERS}moi"))
    assert not page.soup.select("[autofocus], .notice.bad")
    refused = Page(page.send(officer, {"code": "", "name": "", "kind": "doanh_nghiep"}))
    assert refused.title.startswith("Cần sửa: ")
    told = refused.soup.select_one("main > .notice.bad")
    assert told
    assert "còn 2 chỗ cần sửa" in told.text
    wrong = refused.soup.select("[aria-invalid=true]")
    assert {a["href"] for a in told.select("a")} == {f"#{each['id']}" for each in wrong}
    assert refused.soup.select("[autofocus]") == wrong[:1]
    assert len(refused.mistakes) == 2  # each called out once, beside its field


def test_who_signs_in_wrongly_is_told_once_and_where_to_type_again(visitor: Visitor) -> None:
    page = Page(visitor.get("/cong-doan/dang-nhap"))
    refused = Page(page.send(visitor, {"login": "khong@co.example", "secret": "sai-mat-khau"}))
    assert refused.title.startswith("Cần sửa: ")
    assert not refused.soup.select("main > .notice.bad")
    assert len(refused.soup.select("[autofocus]")) == 1
