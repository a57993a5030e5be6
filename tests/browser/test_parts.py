"""What takes longer is fetched as one comes near it, one part after another."""

from playwright.sync_api import expect

from tests.browser.cashier import Cashier


def test_parts_come_in_turn_as_one_nears_them_and_a_missing_one_stays_a_link(
    cashier: Cashier,
) -> None:
    page, asked = cashier.page, cashier.server.asked
    page.goto(f"{cashier.server.address}/pages/parts.html")
    expect(page.locator("#tall")).to_have_text("Phần dài đã đến")
    page.wait_for_timeout(300)
    assert "/pages/next.html" not in asked  # the first has pushed it far below the window
    page.locator("#next").scroll_into_view_if_needed()
    expect(page.locator("#next")).to_have_text("Phần sau đã đến")
    expect(page.locator("#gone")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#gone a")).to_have_text("Xem phần không còn")
    assert [each for each in asked if each in {"/pages/tall.html", "/khong-co"}] == [
        "/pages/tall.html",
        "/khong-co",
    ]
