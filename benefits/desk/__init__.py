"""The union's face: officers and the units they answer for."""

from typing import Final

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from benefits.access import Face, Permission
from benefits.database import Database
from benefits.desk import jobs, labels, looks
from benefits.desk.auditing import audit_trail
from benefits.desk.carding import card_bulk, card_issuing, cards, piles, printing, rolls
from benefits.desk.counting import figures, reports
from benefits.desk.entry import new_phone, own_account, second_factor, sign_in
from benefits.desk.homepage import home
from benefits.desk.inviting import letters as invitations
from benefits.desk.inviting import pages as inviting
from benefits.desk.ledger import purchase_words, purchases
from benefits.desk.partnership import menu as partnership
from benefits.desk.people import (
    activating,
    confirming,
    corrections,
    letters,
    member_acts,
    member_moves,
    member_twins,
    member_uses,
    members,
    papers,
    photos,
    twins,
)
from benefits.desk.reorganization import decisions, reorganizing
from benefits.desk.rosters import (
    import_leavers,
    import_leavers_all,
    import_pasting,
    imports,
)
from benefits.desk.staff import account_acts, account_roles, accounts, hand_over, tokens
from benefits.desk.tree import tag_proposing, tags, units
from benefits.settings import Settings
from benefits.web import Way, build_face
from benefits.wording.acts import act_told
from benefits.wording.scopes import scope_told

PREFIX: Final = "/cong-doan"
BLUEPRINTS: Final = (
    sign_in.pages,
    second_factor.pages,
    home.pages,
    own_account.pages,
    new_phone.pages,
    figures.pages,
    reports.pages,
    units.pages,
    reorganizing.pages,
    decisions.pages,
    tags.pages,
    tag_proposing.pages,
    members.pages,
    twins.pages,
    member_uses.pages,
    member_acts.pages,
    member_moves.pages,
    member_twins.pages,
    confirming.pages,
    imports.pages,
    import_pasting.pages,
    import_leavers.pages,
    import_leavers_all.pages,
    cards.pages,
    card_issuing.pages,
    card_bulk.pages,
    printing.pages,
    rolls.pages,
    piles.pages,
    photos.pages,
    purchases.pages,
    letters.pages,
    papers.pages,
    activating.pages,
    looks.pages,
    corrections.pages,
    jobs.pages,
    *partnership.BLUEPRINTS,
    accounts.pages,
    account_acts.pages,
    account_roles.pages,
    inviting.pages,
    invitations.pages,
    hand_over.pages,
    tokens.pages,
    audit_trail.pages,
)
OF_ACCOUNTS: Final = tuple(
    each.pages.name for each in (account_acts, account_roles, hand_over, inviting, invitations)
)
WAYS: Final = (
    Way(_l("Trang đầu"), "home.page", Permission.SEE_DESK),
    Way(
        _l("Số liệu"),
        "figures.page",
        Permission.READ_FIGURES,
        _l("Số đoàn viên sử dụng, số lượt, giá trị hưởng lợi"),
    ),
    Way(_l("Báo cáo"), "reports.page", Permission.READ_REPORTS, _l("Lập theo mẫu, tải về để ký")),
    Way(
        lazy_pgettext("many", "Đơn vị"),
        "units.page",
        Permission.READ_UNITS,
        _l("Cây đơn vị, ai phụ trách, thỏa thuận"),
    ),
    Way(_l("Đoàn viên"), "members.page", Permission.READ_MEMBERS, _l("Tìm người, nhập danh sách")),
    Way(_l("Thẻ"), "cards.page", Permission.READ_CARDS, _l("Cấp, in, báo mất, thu hồi thẻ")),
    Way(
        _l("Lượt"),
        "purchases.page",
        Permission.READ_PURCHASES,
        _l("Từng lượt sử dụng, hủy lượt ghi sai"),
    ),
    Way(
        _l("Thư kích hoạt"),
        "letters.page",
        Permission.MANAGE_MEMBERS,
        _l("Mở thẻ trên điện thoại: in thư, ai đã kích hoạt"),
    ),
    Way(
        _l("Yêu cầu"),
        "corrections.page",
        Permission.MANAGE_MEMBERS,
        _l("Đoàn viên xin sửa dữ liệu"),
    ),
    Way(
        _l("Đối tác"),
        "partners.page",
        Permission.READ_PARTNERS,
        _l("Thỏa thuận, ưu đãi, mời điện thoại"),
        partnership.NAMES,
    ),
    Way(
        _l("Tài khoản"),
        "accounts.page",
        Permission.MANAGE_ACCOUNTS,
        _l("Cán bộ và quản lý đối tác"),
        OF_ACCOUNTS,
    ),
)
ACCOUNT_WAYS: Final = (
    Way(_l("Việc chạy nền"), "jobs.listed", Permission.SEE_DESK),
    Way(_l("Nhật ký"), "audit_trail.page", Permission.READ_AUDIT),
    Way(_l("Mã truy cập cho phần mềm"), "tokens.page", Permission.MANAGE_TOKENS),
    Way(_l("Tài khoản của tôi"), "own_account.page", Permission.OWN_ACCOUNT),
    Way(_l("Đổi mật khẩu"), "own_account.password", Permission.OWN_ACCOUNT),
    Way(_l("Bộ mẫu giao diện"), "looks.page", Permission.SEE_DESK),
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
        title=_l("Công đoàn"),
        sign_in="sign_in.form",
        sign_out="sign_in.leave",
        renewal="own_account.password",
        ways=WAYS,
        account_ways=ACCOUNT_WAYS,
    )
    app.jinja_env.globals.update(
        labels=labels,
        act_told=act_told,
        scope_told=scope_told,
        words=purchase_words,
    )
    return app


__all__ = ["PREFIX", "create_app"]
