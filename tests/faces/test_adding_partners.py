"""Adding a partner at the desk: a look at those that seem the same comes first."""

from tests.faces.people import Visitor
from tests.faces.test_desk_partners import PARTNERS, officer
from tests.page import Page
from tests.world import World

__all__ = ["officer"]


def test_a_partner_that_seems_to_be_there_is_added_only_after_a_look(
    officer: Visitor, world: World
) -> None:
    world.pharmacy.tax_code = "0312345678"
    world.session.flush()
    page = Page(officer.get(f"{PARTNERS}moi"))
    asked = {"code": "AN-KHANG", "name": "NHA THUOC AN KHANG", "kind": "doanh_nghiep"}
    for told in (asked, asked | {"name": "Công ty dược Phương", "tax_code": "0312345678"}):
        answer = Page(page.send(officer, told))
        assert answer.status == 422
        assert "Nhà thuốc An Khang (AK)" in answer.links()
    assert answer.send(officer, {"is_another": "y"}).status_code == 303
    other = asked | {"code": "HV", "name": "Nhà hàng Hương Việt"}
    assert page.send(officer, other).status_code == 303
