"""The members' face: my card, the offers I may use, what I have saved."""

from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l

from benefits.access import Face, Permission
from benefits.cards import shown
from benefits.database import Database
from benefits.settings import Settings
from benefits.web import Way, build_face
from member_portal import (
    activation,
    card,
    corrections,
    history,
    looks,
    offers,
    own_data,
    own_pin,
    phone,
    phone_here,
    phone_offline,
    photo,
    sign_in,
)

PREFIX: Final = "/the"
BLUEPRINTS: Final = (
    sign_in.pages,
    activation.pages,
    card.pages,
    phone.pages,
    phone_offline.pages,
    offers.pages,
    history.pages,
    looks.pages,
    photo.pages,
    own_pin.pages,
    corrections.pages,
    own_data.pages,
)
WAYS: Final = (
    Way(_l("Thẻ của tôi"), "card.page", Permission.SEE_OWN_CARD),
    Way(_l("Ưu đãi"), "offers.page", Permission.SEE_OWN_CARD),
    Way(_l("Lịch sử"), "history.page", Permission.SEE_OWN_PURCHASES),
)
ACCOUNT_WAYS: Final = (
    Way(_l("Ai đã xem thẻ của tôi"), "looks.page", Permission.SEE_OWN_CARD),
    Way(_l("Ảnh trên thẻ của tôi"), "photo.page", Permission.SEE_OWN_CARD),
    Way(_l("Dữ liệu của tôi"), "corrections.page", Permission.SEE_OWN_CARD),
    Way(_l("Đồng ý và quyền của tôi"), "own_data.page", Permission.SEE_OWN_CARD),
    Way(_l("Đổi mã PIN"), "own_pin.page", Permission.OWN_ACCOUNT),
)


def create_app(settings: Settings, database: Database) -> Flask:
    app = build_face(
        "member",
        __name__,
        BLUEPRINTS,
        settings,
        database,
        face=Face.MEMBER,
        prefix=PREFIX,
        title=_l("Đoàn viên"),
        sign_in="sign_in.form",
        sign_out="sign_in.leave",
        ways=WAYS,
        account_ways=ACCOUNT_WAYS,
    )
    app.jinja_env.globals.update(code_text=shown, may_keep_codes=phone_here.may_keep_codes)
    return app


__all__ = ["PREFIX", "create_app"]
