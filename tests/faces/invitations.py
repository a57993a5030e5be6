"""Invitations as an officer makes them by the list, and as the invited read them from the PDF."""

import re

import pypdfium2
import zxingcpp
from sqlalchemy import select
from sqlalchemy.orm import Session

from benefits.jobs import Job
from tests.faces.people import Visitor
from tests.page import Page

MANY = "/cong-doan/tai-khoan/moi-nhieu/"
LETTERS = "/cong-doan/tai-khoan/thu-moi/"
CUC, DAO = "SEN\tLê Thị Cúc\t0912 345 678", "BAC\tĐỗ Văn Đạo\tdao@bac.example\tcán bộ"

_PRINTED = re.compile(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}\b")


def looked_at(client: Visitor, *rows: str, **fields: object) -> Page:
    page = Page(client.get(MANY))
    return Page(page.send(client, {"rows": "\n".join(rows), "lam": "xem", **fields}, action=MANY))


def made(client: Visitor, *rows: str, **fields: object) -> Page:
    """Look at a list, then have made what is good of it."""
    shown = looked_at(client, *rows, **fields)
    return Page(shown.send(client, {"lam": "lap"}, action=MANY, follow_redirects=True))


def letters_of(client: Visitor, session: Session) -> list[tuple[str, str]]:
    """Take the newest file of letters away: the text and the QR of each page."""
    job = session.scalars(select(Job.id).order_by(Job.id.desc())).first()
    with client.get(f"/cong-doan/viec/{job}/tep") as answer:
        document = pypdfium2.PdfDocument(answer.data)
    try:
        return [_read(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _read(page: pypdfium2.PdfPage) -> tuple[str, str]:
    picture = page.render(scale=2, grayscale=True).to_pil()
    [code] = zxingcpp.read_barcodes(picture)
    return page.get_textpage().get_text_range(), code.text


def secret_in(text: str) -> str:
    [found] = _PRINTED.findall(text)
    return str(found)
