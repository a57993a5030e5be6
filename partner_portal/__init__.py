"""The shops' face: the counter, its phones and the people who stand there."""

from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from benefits.access import Face, Permission
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import Way, build_face
from partner_portal import (
    cashiers,
    days,
    enrolment,
    home,
    inviting,
    jobs,
    landing,
    offers,
    outlets,
    own_name,
    own_partners,
    own_secret,
    own_uses,
    phones,
    places,
    receipts,
    scanning,
    shifts,
    sign_in,
    till,
    workplaces,
)

PREFIX: Final = "/doi-tac"
BLUEPRINTS: Final = (
    sign_in.pages,
    shifts.pages,
    enrolment.pages,
    landing.pages,
    scanning.pages,
    till.pages,
    receipts.pages,
    home.pages,
    places.pages,
    outlets.pages,
    days.pages,
    inviting.pages,
    phones.pages,
    cashiers.pages,
    workplaces.pages,
    own_uses.pages,
    offers.pages,
    jobs.pages,
    own_partners.pages,
    own_name.pages,
    own_secret.pages,
)
WAYS: Final = (
    Way(_l("Quét thẻ"), "scanning.scanner", Permission.VERIFY_CARD),
    Way(_l("Hôm nay"), "home.page", Permission.SEE_COUNTER),
    Way(
        _l("Điểm ưu đãi"),
        "places.page",
        Permission.MANAGE_OUTLET,
        also=("outlets", "days", "inviting", "phones", "cashiers"),
    ),
    Way(_l("Các lượt"), "own_uses.page", Permission.MANAGE_OUTLET, also=("receipts", "jobs")),
    Way(_l("Ưu đãi"), "offers.page", Permission.SEE_COUNTER),
)
ACCOUNT_WAYS: Final = (
    Way(_l("Đối tác của tôi"), "own_partners.page", Permission.MANAGE_OUTLET),
    Way(_l("Sửa họ tên"), "own_name.page", Permission.MANAGE_OUTLET),
    Way(_l("Đổi mật khẩu, mã PIN"), "own_secret.page", Permission.OWN_ACCOUNT),
)


def create_app(settings: Settings, database: Database) -> Flask:
    return build_face(
        "partner",
        __name__,
        BLUEPRINTS,
        settings,
        database,
        face=Face.PARTNER,
        prefix=PREFIX,
        title=_l("Quầy ưu đãi"),
        sign_in="sign_in.page",
        sign_out="sign_in.leave",
        renewal="own_secret.page",
        ways=WAYS,
        account_ways=ACCOUNT_WAYS,
        wasm_workers=("scanner/decoder-worker.js",),
    )


__all__ = ["PREFIX", "create_app"]
