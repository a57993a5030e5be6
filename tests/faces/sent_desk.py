"""Pages of the desk that answer something sent, each named by its template."""

from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image
from sqlalchemy import select

from benefits.access import second_factor
from benefits.agreements import Agreement
from benefits.desk.counting.period_choices import FREE
from benefits.jobs import Job
from tests.faces.deciding import HERE as DECIDING
from tests.faces.deciding import PART
from tests.faces.people import PASSWORD, Visitor
from tests.faces.sending import DESK, Answered, Sending, sent
from tests.page import Page

IMPORTS = "/cong-doan/nhap/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROSTER = "Mã đoàn viên,Họ và tên\nDV001,Nguyễn Thị Hạnh\n"


def first_letter(of: Sending) -> Answered:
    fields = {"name": "Lê Thị Cúc", "login": "cuc@hoasen.example", "place": "SEN"}
    return sent(of.officer, f"{DESK}/tai-khoan/can-bo/them", fields)


def people_looked_at(of: Sending) -> Answered:
    good, bad = "SEN\tLê Thị Cúc\t0912345678", "SEN\tLê Thị Cúc\t0912345678"
    fields = {"rows": f"{good}\n{bad}", "lam": "xem"}
    return sent(of.officer, f"{DESK}/tai-khoan/moi-nhieu/", fields, "/moi-nhieu/")


def people_invited(of: Sending) -> Answered:
    client, page = people_looked_at(of)
    seen = Page(page).form("/moi-nhieu/")
    client.post(f"{DESK}/tai-khoan/moi-nhieu/", data=seen | {"lam": "lap"})
    of.work()
    return client, client.get(f"{DESK}/tai-khoan/thu-moi/")


def letters_printed(of: Sending) -> Answered:
    client, jobs = of.officer, of.scene.world.session
    newest = select(Job.id).where(Job.kind == "print_invitations").order_by(Job.id.desc())
    return client, client.get(f"{DESK}/viec/{jobs.scalars(newest).first()}")


def coverage(of: Sending) -> Answered:
    told = {"number": "15/TT-LĐLĐ", "partner": "AK", "signed_by": "T", "signed_on": "2026-04-28"}
    days = {"valid_from": "2026-05-01", "last_day": "2026-12-31"}
    client, session = of.officer, of.scene.world.session
    sent(client, f"{DESK}/thoa-thuan/moi", told | days)
    draft = select(Agreement.id).where(Agreement.number == told["number"])
    return client, client.get(f"{DESK}/thoa-thuan/{session.scalar(draft)}/pham-vi/")


def code_of_a_phone(of: Sending) -> Answered:
    account = of.people.officer(of.scene.world.north).account
    second_factor.turn_on(of.scene.world.session, account, SECRET, 1)
    client = of.site.sign_in(account, None, prefix=DESK)
    return client, client.get(f"{DESK}/dang-nhap/ma")


def other_codes(of: Sending) -> Answered:
    client, _codes = _with_second_factor(of)
    return client, client.get(f"{DESK}/toi/xac-thuc/ma-du-phong")


def recovery_codes(of: Sending) -> Answered:
    client, codes = _with_second_factor(of)
    fields = {"present": PASSWORD, "code": codes[0]}
    return sent(client, f"{DESK}/toi/xac-thuc/ma-du-phong", fields)


def _with_second_factor(of: Sending) -> tuple[Visitor, list[str]]:
    client, account = of.signed_in(of.people.officer(of.scene.world.north))
    codes = second_factor.turn_on(of.scene.world.session, account, SECRET, 1)
    of.scene.world.session.flush()
    return client, codes


def figures_of_no_days(of: Sending) -> Answered:
    client = of.officer
    return client, client.get(f"{DESK}/so-lieu/?tu=2026-05-01&den=2026-04-01&ky={FREE}")


def leavers(of: Sending) -> Answered:
    client, job = _taken_in(of)
    return client, client.get(f"{IMPORTS}{job}/roi")


def all_leavers(of: Sending) -> Answered:
    client, job = _taken_in(of)
    return client, client.get(f"{IMPORTS}{job}/roi/tat-ca")


def _taken_in(of: Sending) -> tuple[Visitor, int]:
    """Take in a list that names one person alone; return who did, and the key of the work."""
    client, _account = of.signed_in(of.people.officer(of.scene.world.lotus))
    session = of.scene.world.session
    newest = select(Job.id).order_by(Job.id.desc())
    sent(client, IMPORTS, {"file": (BytesIO(ROSTER.encode()), "ds.csv")})
    of.work()
    sent(client, f"{DESK}/viec/{session.scalars(newest).first()}", {}, "/nhap/")
    of.work()
    return client, session.scalars(newest).first() or 0


def why_named(of: Sending) -> Answered:
    return sent(of.officer, _person(of), {"why": ""}, "/luot")


def uses_named(of: Sending) -> Answered:
    of.scene.world.pharmacy.is_health = False
    return sent(of.officer, _person(of), {"why": "khieu_nai"}, "/luot")


def _person(of: Sending) -> str:
    return f"{DESK}/doan-vien/{of.scene.world.hanh.id}"


def pin_at_the_desk(of: Sending) -> Answered:
    place = f"{DESK}/doi-tac/diem/{of.scene.world.outlet.id}"
    return sent(of.officer, place, {"name": "Đỗ Thị Mận"}, "thu-ngan")


def decision_looked_at(of: Sending) -> Answered:
    fields = {"lam": "xem", **PART}
    return sent(of.officer, f"{DECIDING}thanh-lap?donvi=BAC", fields, "thanh-lap")


def unread_sheets(of: Sending) -> Answered:
    client, session, out = of.officer, of.scene.world.session, BytesIO()
    scrawl = Image.new("L", (1190, 1684), 255)
    scrawl.paste(0, (200, 200, 700, 300))
    scrawl.save(out, "PDF", resolution=144)
    out.seek(0)
    sent(client, f"{DESK}/nhan-the/nhieu-to", {"file": (out, "xap.pdf")}, "/nhieu-to")
    of.work()
    job = session.scalars(select(Job.id).where(Job.kind == "sort_scans")).one()
    return client, client.get(f"{DESK}/nhan-the/to-le/{job}")


def token_made(of: Sending) -> Answered:
    fields = {"name": "Kho", "purpose": "Báo cáo", "scopes": ["read_figures"], "unit": "SEN"}
    return sent(of.officer, f"{DESK}/ma-truy-cap/them", fields)


AT_THE_DESK: Sequence[tuple[str, Callable[[Sending], Answered]]] = (
    ("desk/accounts/letter.html", first_letter),
    ("desk/invitations/list.html", people_looked_at),
    ("desk/invitations/page.html", people_invited),
    ("desk/jobs/page.html", letters_printed),
    ("desk/agreements/coverage.html", coverage),
    ("desk/code.html", code_of_a_phone),
    ("desk/new_codes.html", other_codes),
    ("desk/recovery_codes.html", recovery_codes),
    ("desk/figures/unclear.html", figures_of_no_days),
    ("desk/imports/leavers.html", leavers),
    ("desk/imports/leavers_all.html", all_leavers),
    ("desk/members/why.html", why_named),
    ("desk/members/uses.html", uses_named),
    ("desk/partners/cashier.html", pin_at_the_desk),
    ("desk/reorganizing/preview.html", decision_looked_at),
    ("desk/rolls/unread.html", unread_sheets),
    ("desk/tokens/made.html", token_made),
)
