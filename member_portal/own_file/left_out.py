"""What is kept of a member and stands in the file all the same not: each with the reason."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from member_portal.own_file.whose import Row


class LeftOut(NamedTuple):
    """What it is and why it is left out; `columns` are where it is kept."""

    what: str
    why: str
    columns: frozenset[str]


LEFT_OUT: Final = (
    LeftOut(
        _l("Dấu vết để kiểm mã PIN, mã thư, điện thoại, lần đăng nhập, số căn cước"),
        _l("Chỉ là mã băm, không đọc ngược được; đưa ra thì người khác có thể thử dò."),
        frozenset(
            {
                *("members.citizen_id_hash", "activation_letters.code_hash"),
                *("card_phones.secret_hash", "web_sessions.token_hash"),
                *("accounts.totp_secret", "accounts.totp_last_step"),
                *("consents.digest", "roll_lines.name_digest", "member_photos.source_hash"),
            }
        ),
    ),
    LeftOut(
        _l("Số nội bộ, và chữ không dấu để tìm và xếp tên"),
        _l("Máy làm ra từ những điều đã ghi ở trên, không nói thêm gì về bạn."),
        frozenset(
            {
                *("members.id", "members.sort_key", "members.likeness", "member_words.word"),
                *("memberships.id", "membership_origins.span_id", "personal_changes.id"),
                *("twins.id", "consents.id", "corrections.id", "activation_letters.id"),
                *("account_roles.id", "account_roles.account_id", "account_roles.role"),
                *("web_sessions.account_id", "web_sessions.role_id", "web_sessions.face"),
                *("cards.job_id", "activation_letters.job_id", "card_events.number"),
                *("purchases.id", "purchases.group_id", "purchases.bought_on"),
                *("reversals.id", "reversals.number", "attributions.id"),
                *("attributions.because_of", "verifications.id", "quota_counters.subject"),
                *("roll_lines.superseded_by", "account_roles.otherwise_until"),
                *("accounts.id", "accounts.login", "accounts.name_key", "accounts.must_change"),
                *("quota_takings.purchase_id", "invoice_claims.purchase_id"),
                "members.erased_at",  # nothing is left then of which there were a file
            }
        ),
    ),
    LeftOut(
        _l("Tên cán bộ, thu ngân; máy, đồng hồ của cửa hàng và lời nhắc soát lại của từng việc"),
        _l("Là dữ liệu của người khác, hoặc để đối soát; công đoàn trả lời khi bạn hỏi."),
        frozenset(
            {
                *("activation_letters.created_by_id", "consents.account_id"),
                *("corrections.decided_by_id", "twins.decided_by_id", "card_events.account_id"),
                *("member_photos.account_id", "photo_refusals.account_id"),
                *("verifications.account_id", "verifications.device_id"),
                *("purchases.account_id", "purchases.device_id", "purchases.shift_id"),
                *("purchases.device_time", "purchases.clock_offset_ms", "purchases.warnings"),
                *("reversals.account_id", "reversals.device_id"),
                *("web_sessions.device_id", "web_sessions.shift_id"),
                *("account_roles.organization_id", "account_roles.partner_id"),
                "account_roles.outlet_id",
            }
        ),
    ),
    LeftOut(
        _l("Dòng của bạn trong tệp danh sách mà đơn vị nộp"),
        _l("Điều đã nhận thì ghi ở trên; chữ trong tệp bị xóa sau 30 ngày."),
        frozenset(
            {
                *("import_rows.run_id", "import_rows.line", "import_rows.state"),
                *("import_rows.values", "import_rows.problems", "import_rows.member_id"),
                *("import_absentees.run_id", "import_absentees.member_id"),
                "import_absentees.organization_id",
            }
        ),
    ),
    LeftOut(
        _l("Hóa đơn nào, lượt nào đã tính vào giới hạn nào"),
        _l("Ghi lại từ chính các lượt dùng ở trên, để không tính hai lần."),
        frozenset(
            {
                *("invoice_claims.seller", "invoice_claims.invoice"),
                *("quota_takings.offer_id", "quota_takings.scope", "quota_takings.subject"),
                *("quota_takings.window", "quota_takings.starts_on", "quota_takings.taken"),
            }
        ),
    ),
    LeftOut(
        _l("Ai giống hồ sơ của bạn, ai cùng mã gia đình"),
        _l("Là dữ liệu của người khác."),
        frozenset({"twins.into_id"}),
    ),
)


def rows() -> Iterator[Row]:
    for each in LEFT_OUT:
        yield _("Không có trong tệp này"), "", str(each.what), "", str(each.why)
