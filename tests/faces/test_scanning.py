"""The page that stays open at the counter, and photos where it may not use the camera."""

from io import BytesIO

import pytest
import qrcode

from partner_portal import scanning
from tests.faces.counter import FACE, FRAGMENT
from tests.faces.people import Visitor
from tests.page import Page

pytestmark = pytest.mark.either_database


def test_a_photo_of_a_card_is_read_by_the_server(cashier: Visitor, token: str) -> None:
    answer = cashier.post(f"{FACE}/quet/anh", data=photo_of(cashier, token), headers=FRAGMENT)
    assert answer.json == {"token": token}
    plain = cashier.post(f"{FACE}/quet/anh", data=photo_of(cashier, token))
    assert plain.location == f"{FACE}/q/{token}"


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0 broken"])
def test_a_photo_without_a_card_says_so(cashier: Visitor, content: bytes) -> None:
    data = {**forgery_token(cashier), "photo": (BytesIO(content), "photo.jpg")}
    assert cashier.post(f"{FACE}/quet/anh", data=data, headers=FRAGMENT).status_code == 422
    data = {**forgery_token(cashier), "photo": (BytesIO(content), "photo.jpg")}
    assert Page(cashier.post(f"{FACE}/quet/anh", data=data)).status == 422


@pytest.mark.parametrize(
    ("held", "why", "said"),
    [
        ("https://quan-com.vn/thuc-don", "not_ours", "Không phải mã thẻ ưu đãi"),
        (
            "https://the.vn/the/kich-hoat#7K3M.BCDF",
            "letter",
            "Đây là thư kích hoạt, không phải thẻ",
        ),
    ],
)
def test_a_photo_of_another_code_says_what_it_is(
    cashier: Visitor, held: str, why: str, said: str
) -> None:
    """To ask for a clearer photo would have it taken over and over."""
    where = f"{FACE}/quet/anh"
    answer = cashier.post(where, data=photo_showing(cashier, held), headers=FRAGMENT)
    assert (answer.status_code, answer.json) == (422, {"token": None, "why": why})
    assert Page(cashier.post(where, data=photo_showing(cashier, held))).heading == said


def test_a_photo_that_is_too_large_says_what_to_do(
    cashier: Visitor, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "LARGEST_PHOTO", 100)  # what is really large goes through files
    where, headers = f"{FACE}/quet/anh", FRAGMENT
    assert cashier.post(where, data=photo_of(cashier, token), headers=headers).status_code == 413
    page = Page(cashier.post(where, data=photo_of(cashier, token)))
    assert (page.status, page.heading) == (413, "Ảnh quá lớn")


def test_whoever_sends_more_than_is_taken_is_told_how_much_and_finds_back(cashier: Visitor) -> None:
    form = "multipart/form-data; boundary=x"
    came_from = f"http://localhost{FACE}/quet"
    answer = cashier.post(
        f"{FACE}/quet/anh",
        content_type=form,
        environ_overrides={"CONTENT_LENGTH": str(33 * 1024**2)},
        headers={"Referer": came_from},
    )
    page = Page(answer)
    assert page.status == 413
    assert "nhiều nhất 32 MB" in page.text
    assert page.links()["Quay lại"] == came_from


def test_the_scanner_may_open_the_camera_and_nothing_else_may(cashier: Visitor) -> None:
    scanner = cashier.get(f"{FACE}/quet")
    assert "camera=(self)" in scanner.headers["Permissions-Policy"]
    assert "'wasm-unsafe-eval'" in scanner.headers["Content-Security-Policy"]
    page = Page(scanner)
    root = page.soup.select_one("[data-scanner]")
    assert root
    with cashier.get(str(root["data-wasm-url"])) as wasm:
        assert wasm.mimetype == "application/wasm"
    with cashier.get(str(root["data-worker-url"])) as worker:
        assert "'wasm-unsafe-eval'" in worker.headers["Content-Security-Policy"]
    home = cashier.get(f"{FACE}/")
    assert "camera=()" in home.headers["Permissions-Policy"]
    assert "wasm" not in home.headers["Content-Security-Policy"]


def photo_of(cashier: Visitor, token: str) -> dict[str, object]:
    return photo_showing(cashier, f"HTTPS://THE.VN/Q/{token}")


def photo_showing(cashier: Visitor, text: str) -> dict[str, object]:
    drawn = BytesIO()
    qrcode.make(text).save(drawn, "PNG")
    return {**forgery_token(cashier), "photo": (BytesIO(drawn.getvalue()), "photo.png")}


def forgery_token(cashier: Visitor) -> dict[str, str]:
    return {"csrf_token": Page(cashier.get(f"{FACE}/quet")).form("/anh")["csrf_token"]}
