"""Moving the second factor to another phone: by its owner, who proves it, and by nobody else."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.access import Account, Added, second_factor
from benefits.audit import Entry
from tests.faces.conftest import SignedIn
from tests.faces.people import PASSWORD, People, Site, Visitor
from tests.faces.test_sign_in import give
from tests.page import Page
from tests.world import World

HERE = "/cong-doan/toi/xac-thuc/"
OLD = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


@pytest.fixture
def officer(world: World, people: People) -> Added:
    return people.officer(world.north)


@pytest.fixture
def codes(session: Session, officer: Added) -> list[str]:
    return second_factor.turn_on(session, officer.account, OLD, 1)


def new_phone(page: Page) -> pyotp.TOTP:
    secret = page.soup.select_one("code.secret")
    assert secret is not None
    return pyotp.TOTP(secret.get_text())


def sent(client: Visitor, *, present: str = PASSWORD, code: str = "", chosen: str = "") -> Page:
    page = Page(client.get(HERE))
    shown = chosen or new_phone(page).at(client.now or 0)
    return Page(page.send(client, {"present": present, "code": code, "chosen": shown}))


def signs_in(site: Site, account: Account, code: str) -> bool:
    """Whether a code leads in, a minute later, as each works once."""
    client = site.visitor()
    client.now = site.now + timedelta(minutes=1)
    page = give(client, account.login)
    fields = {"code": code}
    return Page(page.send(client, fields, follow_redirects=True)).heading != "Mã xác thực"


def test_the_new_phone_counts_and_the_old_one_no_more(
    site: Site, signed_in: SignedIn, officer: Added, codes: list[str], session: Session
) -> None:
    client, elsewhere = signed_in(officer), signed_in(officer)
    page = Page(client.get(HERE))
    assert page.heading == "Đổi điện thoại xác thực"
    assert client.get(f"{HERE}ma.png").mimetype == "image/png"
    totp = new_phone(page)
    done = sent(client, code=pyotp.TOTP(OLD).at(site.now))
    fresh = CODE.findall(done.text)
    assert len(set(fresh)) == 10
    assert not set(fresh) & set(codes)
    assert client.get("/cong-doan/").status_code == 200
    assert elsewhere.get("/cong-doan/").status_code == 303
    later = site.now + timedelta(minutes=1)
    assert not signs_in(site, officer.account, pyotp.TOTP(OLD).at(later))
    assert not signs_in(site, officer.account, codes[0])
    assert signs_in(site, officer.account, totp.at(later))
    assert signs_in(site, officer.account, fresh[0])
    [entry] = session.scalars(select(Entry).where(Entry.act == "second_factor_moved"))
    assert (entry.account_id, entry.subject_key) == (officer.account.id, str(officer.account.id))
    assert totp.secret not in str(entry.fields)


def test_a_recovery_code_serves_whose_phone_is_gone(
    signed_in: SignedIn, officer: Added, codes: list[str]
) -> None:
    assert sent(signed_in(officer), code=codes[4].lower()).heading == "Mã dự phòng"


@pytest.mark.either_database
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"present": "sai mật khẩu rồi"}, "Không đúng."),
        ({"code": "000000"}, "Mã không đúng"),
        ({"code": ""}, "Mã không đúng"),
        ({"chosen": "000000"}, "Mã không đúng"),
    ],
)
def test_without_all_three_nothing_moves_and_no_code_is_spent(
    signed_in: SignedIn,
    officer: Added,
    codes: list[str],
    fields: dict[str, str],
    said: str,
) -> None:
    client = signed_in(officer)
    page = sent(client, **{"code": codes[0], **fields})
    assert page.status == 422
    assert said in page.mistakes[0]
    assert sent(client, code=codes[0]).heading == "Mã dự phòng"


def test_a_known_password_does_not_let_codes_be_guessed(
    signed_in: SignedIn, officer: Added, codes: list[str]
) -> None:
    client = signed_in(officer)
    for each in range(5):
        sent(client, code=f"{each:06}")
    assert "Đã sai quá nhiều lần." in sent(client, code=codes[0]).mistakes[0]


def test_where_it_is_no_duty_it_can_still_be_turned_on(
    signed_in: SignedIn, officer: Added, session: Session
) -> None:
    client = signed_in(officer)
    assert Page(client.get(HERE)).heading == "Bật xác thực hai bước"
    assert sent(client).heading == "Mã dự phòng"
    session.refresh(officer.account)
    assert officer.account.totp_secret is not None
    assert session.scalars(select(Entry.act)).all()[-1] == "second_factor_on"


def test_new_recovery_codes_are_for_who_proves_both(
    signed_in: SignedIn, officer: Added, codes: list[str], session: Session
) -> None:
    client = signed_in(officer)
    page = Page(client.get(f"{HERE}ma-du-phong"))
    for fields in ({"present": PASSWORD, "code": ""}, {"present": "sai", "code": codes[0]}):
        assert Page(page.send(client, fields)).status == 422
    assert session.scalars(select(Entry.act)).all() == []
    done = Page(page.send(client, {"present": PASSWORD, "code": codes[0]}))
    fresh = CODE.findall(done.text)
    assert len(set(fresh) - set(codes)) == 10
    assert session.scalars(select(Entry.act)).all() == ["recovery_codes_renewed"]
    assert sent(client, code=codes[1]).status == 422
    assert sent(client, code=fresh[1]).heading == "Mã dự phòng"


def test_without_a_second_factor_there_are_no_codes_to_renew(
    signed_in: SignedIn, officer: Added
) -> None:
    client = signed_in(officer)
    assert client.get(f"{HERE}ma-du-phong").location.endswith(HERE)
    assert "Tạo lại mã dự phòng" not in Page(client.get("/cong-doan/toi/")).links()


@pytest.mark.either_database
def test_what_stood_here_long_ago_is_no_secret_of_whoever_comes_now(
    site: Site, signed_in: SignedIn, officer: Added
) -> None:
    client = signed_in(officer)
    shown = []
    for minutes in (0, 10, 30, 31):
        client.now = site.now + timedelta(minutes=minutes)
        shown.append(new_phone(Page(client.get(HERE))).secret)
    first, while_it_is_set_up, later, again = shown
    assert (first, later) == (while_it_is_set_up, again)
    assert first != later
    assert sent(client).heading == "Mã dự phòng"
    assert new_phone(Page(client.get(HERE))).secret != later
