"""Letters with first passwords: who comes in with one, until when, and who may hand it out."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benefits.access import Account, AccountRole, InvitationLetter, accounts
from benefits.audit import Entry
from benefits.jobs import Job
from benefits.periods import ONE_DAY, day_of
from tests.faces.conftest import SignedIn, Work
from tests.faces.invitations import CUC, DAO, LETTERS, MANY, letters_of, looked_at, made, secret_in
from tests.faces.people import PASSWORD, People, Site, Visitor
from tests.faces.test_accounts import secret_on, sign_in
from tests.page import Page
from tests.world import World


@pytest.fixture
def officer(signed_in: SignedIn, people: People, world: World) -> Visitor:
    return signed_in(people.officer(world.north, "Trần Văn Bắc"))


@pytest.mark.either_database
def test_a_pasted_list_becomes_accounts_and_letters_that_let_people_in(
    *, officer: Visitor, visitor: Visitor, people: People, work: Work, session: Session
) -> None:
    shown = looked_at(officer, CUC, DAO)
    assert "2 dòng sẽ lập" in shown.text
    assert "CĐCS Công ty Hoa Sen" in shown.text
    assert session.scalar(select(Account).where(Account.name == "Lê Thị Cúc")) is None
    shown.send(officer, {"lam": "lap"}, action=MANY)
    work()
    (first, qr), (second, _) = letters_of(officer, session)
    assert qr == "http://localhost/cong-doan/"
    end = session.scalars(select(InvitationLetter.expires_at)).first() or people.now
    for said in ("Lê Thị Cúc", "CĐCS Công ty Hoa Sen", "0912345678", "Trần Văn Bắc"):
        assert said in first
    assert f"đến hết ngày {day_of(end) - ONE_DAY:%d/%m/%Y}" in first.replace("\r\n", " ")
    assert "dao@bac.example" in second
    assert sign_in(visitor, "0912345678", secret_in(second)).status == 422
    typed = secret_in(first).replace("-", " ").lower()
    assert sign_in(visitor, "0912345678", typed).heading == "Đổi mật khẩu"
    acts = session.scalars(select(Entry.act).order_by(Entry.id)).all()
    assert acts.count("account_added") == acts.count("role_given") == 2
    assert acts.count("invitation_printed") == 2
    kept = str([job.input for job in session.scalars(select(Job))])
    assert "Cúc" not in kept
    assert secret_in(first) not in kept


@pytest.mark.either_database
def test_one_person_with_two_roles_gets_one_letter_and_one_with_an_account_none(
    *, officer: Visitor, people: People, world: World, session: Session, work: Work
) -> None:
    known = people.officer(world.lotus, "Vũ Sen").account
    made(officer, CUC, "BAC\tLê Thị Cúc\t912345678", f"BAC\tvũ sen\t{known.login}")
    work()
    [(letter, _)] = letters_of(officer, session)
    assert "CĐCS Công ty Hoa Sen; Công đoàn phường Bắc" in letter.replace("\r\n", " ")
    cuc = accounts.account_of(session, "0912345678")
    roles = select(func.count()).select_from(AccountRole)
    assert session.scalar(roles.where(AccountRole.account_id == cuc.id)) == 2
    assert session.scalar(roles.where(AccountRole.account_id == known.id)) == 2


@pytest.mark.either_database
def test_a_letter_ends_and_a_later_one_replaces_it(
    *, officer: Visitor, visitor: Visitor, people: People, session: Session, work: Work
) -> None:
    made(officer, CUC)
    work()
    [(first, _)] = letters_of(officer, session)
    page = Page(officer.get(LETTERS))
    assert "Chưa vào, thư còn hạn" in page.text
    told = page.send(officer, action="/in")
    work()
    [(second, _)] = letters_of(officer, session)
    assert (
        "1 thư trong tệp này đã hết dùng được"
        in Page(
            officer.get(f"/cong-doan/viec/{session.scalars(select(func.min(Job.id))).one()}")
        ).text
    )
    assert told.status_code == 303
    assert sign_in(visitor, "0912345678", secret_in(first)).status == 422
    end = session.scalars(select(InvitationLetter.expires_at)).first() or people.now
    visitor.now = end + timedelta(minutes=1)
    over = sign_in(visitor, "0912345678", secret_in(second))
    assert "đã hết hạn" in " ".join(over.mistakes)
    assert "hết hạn" not in " ".join(sign_in(visitor, "0912345678", "sai hẳn rồi").mistakes)
    visitor.now = end - timedelta(minutes=1)
    assert sign_in(visitor, "0912345678", secret_in(second)).heading == "Đổi mật khẩu"


@pytest.mark.either_database
def test_who_came_in_is_shown_and_gets_no_other_letter(
    *, officer: Visitor, visitor: Visitor, site: Site, session: Session, work: Work
) -> None:
    made(officer, CUC, DAO)
    work()
    (first, _), _second = letters_of(officer, session)
    page = sign_in(visitor, "0912345678", secret_in(first))
    chosen = "hoa sen tháng tám"
    page.send(visitor, {"present": secret_in(first), "chosen": chosen, "again": chosen})
    letter = session.scalars(select(InvitationLetter).order_by(InvitationLetter.id)).first()
    assert letter is not None
    assert letter.used_at is not None
    waiting = Page(officer.get(f"{LETTERS}?trang_thai=chua_vao"))
    assert [row[0] for row in waiting.rows()] == ["Đỗ Văn Đạo"]
    Page(officer.get(LETTERS)).send(officer, action="/in")
    work()
    assert len(letters_of(officer, session)) == 1
    assert sign_in(site.visitor(), "0912345678", chosen).heading == "CĐCS Công ty Hoa Sen"


def test_who_comes_in_while_letters_are_drawn_keeps_the_own_password(
    officer: Visitor, visitor: Visitor, session: Session, work: Work
) -> None:
    made(officer, CUC)
    work()
    Page(officer.get(LETTERS)).send(officer, action="/in")
    account = accounts.account_of(session, "0912345678")
    accounts.change_secret(account, PASSWORD)
    session.flush()
    work()
    assert sign_in(visitor, "0912345678", PASSWORD).status == 200
    job = session.scalars(select(Job).order_by(Job.id.desc())).first()
    assert job is not None
    assert job.error == "nobody_to_invite"


@pytest.mark.either_database
def test_letters_are_handed_out_to_whoever_had_them_printed_alone(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    work: Work,
) -> None:
    made(officer, CUC)
    work()
    peer, above = (signed_in(people.officer(unit)) for unit in (world.north, world.province))
    job = session.scalars(select(Job.id)).one()
    for other in (peer, above):
        assert other.get(f"/cong-doan/viec/{job}/tep").status_code == 404
        assert "chỉ người đã cho in" in Page(other.get(f"/cong-doan/viec/{job}")).text
    below = signed_in(people.officer(world.lotus))
    assert below.get(f"/cong-doan/viec/{job}").status_code == 404
    page = Page(officer.get(f"/cong-doan/viec/{job}"))
    page.send(officer, action="/xoa")
    assert officer.get(f"/cong-doan/viec/{job}/tep").status_code == 404


@pytest.mark.either_database
def test_a_colleague_is_invited_again_by_who_invited_and_by_no_other_peer(
    *,
    officer: Visitor,
    signed_in: SignedIn,
    people: People,
    world: World,
    session: Session,
    work: Work,
) -> None:
    made(officer, "BAC\tLê Thị Cúc\t0912345678")
    work()
    account = accounts.account_of(session, "0912345678")
    again = f"{LETTERS}nguoi/{account.id}/in"
    peer = signed_in(people.officer(world.north))
    assert "In lại" not in Page(peer.get(LETTERS)).text
    page = Page(peer.get(f"/cong-doan/tai-khoan/{account.id}/"))
    assert again not in str(page.soup)
    peer.post(again, data={"csrf_token": page.form("/dang-xuat")["csrf_token"]})
    assert session.scalar(select(func.count()).select_from(Job)) == 1
    mine = Page(officer.get(f"/cong-doan/tai-khoan/{account.id}/"))
    assert mine.send(officer, action=again).status_code == 303
    assert session.scalar(select(func.count()).select_from(Job)) == 2


@pytest.mark.either_database
def test_the_list_sends_as_many_statements_for_many_invited_as_for_one(
    *, officer: Visitor, statements: list[str], work: Work
) -> None:
    counts = []
    for rows in ([CUC], [f"SEN\tNgười {each}\t09123400{each:02}" for each in range(30)]):
        made(officer, *rows)
        work()
        statements.clear()
        assert officer.get(LETTERS).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 30


def test_who_acts_nowhere_any_more_gets_no_letter(
    officer: Visitor, session: Session, work: Work
) -> None:
    made(officer, CUC, DAO)
    work()
    cuc = accounts.account_of(session, "0912345678")
    role = session.scalars(select(AccountRole).where(AccountRole.account_id == cuc.id)).one()
    page = Page(officer.get(f"/cong-doan/tai-khoan/{cuc.id}/"))
    page.send(officer, action=f"{role.id}/ket-thuc")
    again = Page(officer.get(LETTERS))
    assert "In lại 1 thư" in again.text


@pytest.mark.either_database
def test_a_letter_given_by_hand_while_others_wait_to_be_printed_goes_on_working(
    *, officer: Visitor, visitor: Visitor, session: Session, work: Work
) -> None:
    made(officer, CUC, DAO)
    cuc = accounts.account_of(session, "0912345678")
    page = Page(officer.get(f"/cong-doan/tai-khoan/{cuc.id}/"))
    by_hand = secret_on(Page(page.send(officer, action="cap-lai")))
    work()
    [(letter, _)] = letters_of(officer, session)
    assert "Đỗ Văn Đạo" in letter
    assert sign_in(visitor, "0912345678", by_hand).heading == "Đổi mật khẩu"


@pytest.mark.either_database
def test_a_list_narrowed_to_a_state_shows_those_who_stand_so(
    *, officer: Visitor, session: Session, people: People, work: Work
) -> None:
    names = ("Chưa In", "Đã Cấp", "Hết Hạn", "Còn Hạn", "Đã Vào", "Bị Khóa")
    made(officer, *(f"SEN\t{name}\t091234000{each}" for each, name in enumerate(names)))
    work()
    held = [accounts.account_of(session, f"091234000{each}") for each in range(6)]
    letters = {each.account_id: each for each in session.scalars(select(InvitationLetter))}
    accounts.reset(session, held[0], people.now)
    letters[held[1].id].used_at = people.now
    letters[held[2].id].expires_at = people.now
    held[4].must_change, letters[held[4].id].used_at = False, people.now
    accounts.disable(session, held[5], people.now)
    session.flush()
    states = {"chua_in": names[:2], "het_han": names[2:3], "con_han": names[3:4]}
    for state, wanted in (states | {"da_vao": names[4:5], "khoa": names[5:]}).items():
        rows = Page(officer.get(f"{LETTERS}?trang_thai={state}&nguoi_moi=toi")).rows()
        assert {row[0] for row in rows} == set(wanted)
        assert len({row[3] for row in rows}) == 1
