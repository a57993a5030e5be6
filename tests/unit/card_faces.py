"""Card faces to print, and the file they make."""

import io
from collections.abc import Sequence
from datetime import date

from benefits.cards import tokens, typed_code
from benefits.cards.keys import KeyRing
from benefits.cards.printing import (
    CardFace,
    Layout,
    serial_of,
    write_pdf,
)


def a_face(ring: KeyRing, index: int, host: str = "uudai.example.vn") -> CardFace:
    token = tokens.printed_token(ring, index, date(2027, 12, 31), "doan_vien")
    return CardFace(
        full_name="Nguyễn Thị Hạnh",
        unit_name="CĐCS Công ty TNHH May Thăng Long",
        issuer_name="Liên đoàn Lao động thành phố Hải Phòng",
        serial=serial_of(index),
        last_day=date(2027, 12, 31),
        typed_code=typed_code.derived_from(str(index)),
        url=tokens.card_url(f"https://{host}", token),
        hotline="0225 3842 042",
    )


def printed(faces: Sequence[CardFace], layout: Layout = Layout.A4) -> bytes:
    out = io.BytesIO()
    assert write_pdf(faces, out, layout) == len(faces)
    return out.getvalue()
