"""Pages that nobody comes to by an address alone: what is answered to something sent.

Each is named by its template, and comes with who sees it. What is done for one of them stays done
for the next, so each begins with browsers of its own.
"""

from collections.abc import Callable, Sequence
from io import BytesIO

from benefits.access import Role, devices, give_role
from benefits.web import current
from tests.faces.counter import FACE, code_of, sends, shows, token_of
from tests.faces.letters import CODE, OPEN, give_letter
from tests.faces.members import HERE as MEMBERS_OWN
from tests.faces.phones import with_card
from tests.faces.sending import DESK, Answered, Sending, sent
from tests.faces.sent_desk import AT_THE_DESK
from tests.page import Page


def api_document(of: Sending) -> Answered:
    client = of.site.visitor()
    return client, client.get("/api/v1/", headers={"Accept": "text/html"})


def nowhere(of: Sending) -> Answered:
    client = of.officer
    return client, client.get(f"{DESK}/khong-co-trang-nay")


def nobody_known(of: Sending) -> Answered:
    """Ask while there is no database, as that alone leaves a face without knowing who asks."""
    client, app = of.officer, of.site.apps[DESK]
    kept, app.extensions[current.DATABASE], app.testing = (
        app.extensions[current.DATABASE],
        None,
        False,
    )
    try:
        return client, client.get(f"{DESK}/")
    finally:
        app.extensions[current.DATABASE], app.testing = kept, True


def pin_chosen(of: Sending) -> Answered:
    world, client = of.scene.world, of.site.visitor()
    give_letter(world, world.son)
    fields = {"card_code": code_of(world, world.son_card), "letter_code": CODE}
    client, led = sent(client, OPEN, fields)
    return client, client.get(led.location)


def leaving_with_a_card(of: Sending) -> Answered:
    phone = with_card(of.member)
    return phone, phone.get(f"{MEMBERS_OWN}/dang-xuat")


def at_the_counter(of: Sending) -> Answered:
    client, outlet = of.manager, of.scene.world.outlet.id
    sent(client, f"{FACE}/diem-ban/{outlet}", {}, "/dung-quay")
    return client, client.get(f"{FACE}/cac-luot")


def not_at_the_counter(of: Sending) -> Answered:
    client = of.manager
    return client, client.get(f"{FACE}/quet")


def sale_told_apart(of: Sending) -> Answered:
    client = of.cashier
    sale = shows(client, token_of(of.scene.ring, of.scene.world.hanh_card))
    sends(client, sale, "200.000")
    return client, sends(client, sale, "300.000")


def of_another_partner(of: Sending) -> Answered:
    world = of.scene.world
    books = world.partner("NSB", "Nhà sách Bình Bình")
    shop = world.shop("NSB1", books, "Nhà sách Bình Bình – Chợ Đình")
    client, account = of.signed_in(of.people.manager(world.pharmacy))
    give_role(world.session, account, Role.MANAGER, of.now, partner_id=books.id)
    world.session.flush()
    return client, client.get(f"{FACE}/diem-ban/{shop.id}")


def invitation_gone(of: Sending) -> Answered:
    client = of.site.visitor()
    return client, client.get(f"{FACE}/ghi-danh/khong-co-loi-moi-nay")


def photo_unreadable(of: Sending) -> Answered:
    client = of.cashier
    field = {"csrf_token": Page(client.get(f"{FACE}/quet")).form("/anh")["csrf_token"]}
    photo = {"photo": (BytesIO(b"no picture"), "photo.png")}
    return client, client.post(f"{FACE}/quet/anh", data=field | photo)


def pin_of_a_cashier(of: Sending) -> Answered:
    place = f"{FACE}/diem-ban/{of.scene.world.outlet.id}"
    return sent(of.manager, place, {"name": "Lý Thị Mơ"}, "/thu-ngan")


def shift_begins(of: Sending) -> Answered:
    client, session = of.site.visitor(), of.scene.world.session
    token = devices.invite(session, of.scene.world.outlet.id, by=None, now=of.now).token
    client, led = sent(client, f"{FACE}/ghi-danh/{token}", {})
    return client, client.get(led.location)


SENT: Sequence[tuple[str, Callable[[Sending], Answered]]] = (
    *AT_THE_DESK,
    ("api/document.html", api_document),
    ("web/error.html", nowhere),
    ("web/error.html", nobody_known),
    ("member_portal/activation/start.html", pin_chosen),
    ("member_portal/leaving.html", leaving_with_a_card),
    ("partner_portal/at_counter.html", at_the_counter),
    ("partner_portal/stand.html", not_at_the_counter),
    ("partner_portal/differs.html", sale_told_apart),
    ("partner_portal/elsewhere.html", of_another_partner),
    ("partner_portal/invitation_gone.html", invitation_gone),
    ("partner_portal/photo_unreadable.html", photo_unreadable),
    ("partner_portal/pin.html", pin_of_a_cashier),
    ("partner_portal/shift.html", shift_begins),
)
