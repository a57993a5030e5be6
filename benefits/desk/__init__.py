"""The union's face: officers and the units they answer for."""

from typing import Final

from flask import Flask

from benefits.access import Face, Permission
from benefits.database import Database
from benefits.desk import (
    accounts,
    cards,
    figures,
    home,
    imports,
    jobs,
    labels,
    members,
    outlets,
    own_account,
    partners,
    reports,
    second_factor,
    sign_in,
)
from benefits.desk.addresses import here, kept_fields, there
from benefits.settings import Settings
from benefits.web import Way, build_face
from benefits.wording.acts import act_told

PREFIX: Final = "/cong-doan"
BLUEPRINTS: Final = (
    sign_in.pages,
    second_factor.pages,
    home.pages,
    own_account.pages,
    figures.pages,
    reports.pages,
    members.pages,
    imports.pages,
    cards.pages,
    jobs.pages,
    partners.pages,
    outlets.pages,
    accounts.pages,
)
WAYS: Final = (
    Way("Trang đầu", "home.page", Permission.SEE_DESK),
    Way(
        "Số liệu",
        "figures.page",
        Permission.READ_FIGURES,
        "Số đoàn viên sử dụng, số lượt, giá trị hưởng lợi",
    ),
    Way("Báo cáo", "reports.page", Permission.READ_REPORTS, "Lập theo mẫu, tải về để ký"),
    Way("Đoàn viên", "members.page", Permission.READ_MEMBERS, "Tìm người, nhập danh sách"),
    Way("Thẻ", "cards.page", Permission.READ_CARDS, "Cấp, in, báo mất, thu hồi thẻ"),
    Way("Đối tác", "partners.page", Permission.READ_PARTNERS, "Thỏa thuận, ưu đãi, mời điện thoại"),
    Way("Tài khoản", "accounts.page", Permission.MANAGE_ACCOUNTS, "Cán bộ và quản lý đối tác"),
)
ACCOUNT_WAYS: Final = (
    Way("Tài khoản của tôi", "own_account.page", Permission.OWN_ACCOUNT),
    Way("Đổi mật khẩu", "own_account.password", Permission.OWN_ACCOUNT),
)


def create_app(settings: Settings, database: Database) -> Flask:
    app = build_face(
        "desk",
        __name__,
        BLUEPRINTS,
        settings,
        database,
        face=Face.DESK,
        prefix=PREFIX,
        title="Công đoàn",
        sign_in="sign_in.form",
        sign_out="sign_in.leave",
        renewal="own_account.password",
        ways=WAYS,
        account_ways=ACCOUNT_WAYS,
    )
    app.jinja_env.globals.update(
        here=here, there=there, kept_fields=kept_fields, labels=labels, act_told=act_told
    )
    return app


__all__ = ["PREFIX", "create_app"]
