"""What browsers are told, and what may be kept of it."""

import mimetypes
import re
from dataclasses import replace

import pytest
from flask import Blueprint, Flask, request
from flask.typing import ResponseReturnValue

from benefits.access import Face, Permission
from benefits.database import Database
from benefits.settings import BadSettings, Settings
from benefits.web import UndeclaredAccess, allow, build_face, page
from benefits.web.logs import without_secrets
from benefits.wsgi import FRONT, build_apps, compose
from tests.faces.conftest import SignedIn
from tests.faces.people import People, Visitor
from tests.page import Page
from tests.world import World

pytestmark = pytest.mark.either_database

TOKEN = "MFRGG43FMQ" * 11


def face_with(view: object, settings: Settings, database: Database) -> Flask:
    pages = Blueprint("trial", __name__)
    pages.add_url_rule("/", "view", view)  # type: ignore[arg-type]
    return build_face(
        "trial", __name__, [pages], settings, database, face=Face.DESK, prefix="/", title="Thử"
    )


def test_no_page_runs_what_stands_in_it(visitor: Visitor) -> None:
    answer = visitor.get("/cong-doan/dang-nhap")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "style-src 'self';" in policy
    assert answer.headers["Permissions-Policy"].startswith("camera=()")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_asks_for_the_camera_and_for_wasm_gets_them(
    settings: Settings, database: Database
) -> None:
    @allow(Permission.ANYONE)
    @page(camera=True, wasm=True)
    def scanner() -> ResponseReturnValue:
        return "quét"

    answer = face_with(scanner, settings, database).test_client().get("/")
    assert "script-src 'self' 'wasm-unsafe-eval';" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Permissions-Policy"].startswith("camera=(self)")


def test_only_the_decoder_among_the_files_may_compile_wasm(visitor: Visitor) -> None:
    for file, may in (("decoder-worker.js", True), ("scanner.js", False)):
        answer = visitor.get(f"/doi-tac/static/scanner/{file}", buffered=True)
        assert answer.mimetype == "text/javascript"
        assert ("'wasm-unsafe-eval'" in answer.headers["Content-Security-Policy"]) is may


def test_wasm_is_served_as_what_it_is() -> None:
    assert mimetypes.guess_type("zxing_reader-2ebda08a93ee.wasm")[0] == "application/wasm"


@pytest.mark.parametrize(("hops", "address"), [(0, "127.0.0.1"), (1, "198.51.100.4")])
def test_an_address_is_believed_only_from_proxies_one_trusts(
    settings: Settings, nested_database: Database, hops: int, address: str
) -> None:
    seen = []
    trusting = replace(settings, trusted_proxies=hops)
    apps = build_apps(trusting, nested_database)
    apps[FRONT].before_request(lambda: seen.append(request.remote_addr))
    client = Visitor(compose(apps, trusting))
    client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.4"})
    assert seen == [address]


def test_a_view_that_does_not_say_who_may_use_it_stops_the_face(
    settings: Settings, database: Database
) -> None:
    with pytest.raises(UndeclaredAccess, match=r"trial\.view"):
        face_with(lambda: "ai cũng xem được", settings, database)


def test_without_a_secret_key_nothing_starts(database: Database) -> None:
    with pytest.raises(BadSettings, match="SECRET_KEY"):
        face_with(allow(Permission.ANYONE)(lambda: ""), Settings(), database)


def test_files_named_by_their_content_are_kept_for_ever(visitor: Visitor) -> None:
    sheet = re.search(r"/static/css/kit\.css\?v=\w+", visitor.get("/").text)
    assert sheet is not None
    assert "immutable" in visitor.get(sheet[0], buffered=True).headers["Cache-Control"]
    assert visitor.get("/static/css/kit.css", buffered=True).headers["Cache-Control"] == "no-cache"


def test_the_address_on_a_card_leads_to_the_counter_and_leaves_no_trace(visitor: Visitor) -> None:
    for letter in "Qq":
        answer = visitor.get(f"/{letter}/{TOKEN}")
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/doi-tac/q/{TOKEN}"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", [f"/Q/{TOKEN}", f"/q/{TOKEN}", f"/doi-tac/q/{TOKEN}", f"/doi-tac/ghep-may/{TOKEN}"]
)
def test_logs_never_hold_a_token(
    path: str, visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    visitor.get(path)
    said = capsys.readouterr()
    assert TOKEN not in said.out + said.err
    assert TOKEN not in without_secrets(path)


def test_logs_keep_ordinary_addresses() -> None:
    path = "/doi-tac/luot/0198c1f0-7a3e-7c11-9d5e-2f1f6a6b7c8d"
    assert without_secrets(path) == path


def test_programs_get_no_cookie_and_a_problem_they_can_read(visitor: Visitor) -> None:
    answer = visitor.get("/api/v1/nowhere")
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == 404
    assert answer.json["code"] == "not_found"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Server-Time"]


def test_part_of_a_page_comes_without_its_frame(
    signed_in: SignedIn, world: World, people: People, visitor: Visitor
) -> None:
    client = signed_in(people.officer(world.north))
    part = client.get("/cong-doan/toi/mat-khau", headers={"X-Fragment": "1"})
    assert "<html" not in part.text
    assert Page(part, is_part=True).heading == "Đổi mật khẩu"
    assert "X-Fragment" in part.headers["Vary"]
    out = visitor.get("/cong-doan/toi/mat-khau", headers={"X-Fragment": "1"})
    assert out.status_code == 401
    assert Page(out, is_part=True).heading == "Cần đăng nhập"


def test_the_house_says_that_it_lives(visitor: Visitor) -> None:
    assert visitor.get("/healthz").text == "ok\n"
    assert visitor.get("/readyz").json is not None
    doors = Page(visitor.get("/"))
    assert {"/the/", "/doi-tac/", "/cong-doan/"} <= set(doors.links().values())


def test_what_is_not_there_is_said_in_words(visitor: Visitor) -> None:
    for path in ("/khong-co", "/cong-doan/khong-co", "/the/khong-co", "/doi-tac/khong-co"):
        page = Page(visitor.get(path))
        assert page.status == 404
        assert page.heading == "Không tìm thấy trang"
