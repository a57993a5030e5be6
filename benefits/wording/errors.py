"""What to tell people about a request turned down, or a row that fits nothing we know."""

ERRORS: dict[str, tuple[str, str]] = {
    "refused": ("Yêu cầu này không được nhận.", "This request was turned down."),
    "not_found": ("Không tìm thấy.", "Not found."),
    "not_allowed": ("Không được phép.", "Not allowed."),
    "conflict": (
        "Dữ liệu đã thay đổi sau lần xem trước. Hãy tải lại rồi thử lại.",
        "This changed since it was last looked at. Reload and try again.",
    ),
    "invalid": ("Dữ liệu gửi lên không đọc được.", "What was sent cannot be understood."),
    "code_unknown": ("Không có mã {wanted}.", "No such code: {wanted}."),
    "out_missing": (
        "Dạng {format} cần tên tệp: thêm --out.",
        "Format {format} needs a file: add --out.",
    ),
    "unknown_form": (
        "Không có mẫu {form}. Các mẫu: {known}.",
        "No form {form}. Forms: {known}.",
    ),
    "unknown_organization": ("Không có đơn vị với mã này.", "No unit has this code."),
    "letter_needs_card": (
        "Người này chưa có thẻ còn dùng được. Hãy cấp thẻ trước rồi in thư kích hoạt.",
        "This person has no card in use. Issue one before printing a letter.",
    ),
    "nobody_needs_letter": (
        "Không có ai trong phạm vi này cần thư kích hoạt.",
        "Nobody here needs an activation letter.",
    ),
    "nobody_to_invite": (
        (
            "Không còn ai cần thư mời ở đây: mọi người đã vào, vừa có thư khác, đã bị khóa, không "
            "còn vai trò, hoặc vừa được giao vai trò ngoài phạm vi của đơn vị này."
        ),
        (
            "Nobody needs an invitation here: all have come in, just got another letter, are "
            "locked out, have no role left, or were given one outside of this unit's reach."
        ),
    ),
    "correction_waits": (
        "Đã có một yêu cầu sửa mục này đang chờ trả lời. Hãy rút yêu cầu đó rồi gửi lại.",
        "A request about this already waits for an answer. Withdraw it and ask again.",
    ),
    "corrections_wait": (
        "Đã có {n} yêu cầu đang chờ trả lời. Hãy chờ công đoàn trả lời, hoặc rút bớt rồi gửi lại.",
        "{n} requests wait for an answer already. Await one, or withdraw one and ask again.",
    ),
    "correction_decided": (
        "Yêu cầu này đã được trả lời hoặc đã rút. Hãy tải lại trang để xem.",
        "This request was answered or withdrawn. Reload the page to see.",
    ),
    "correction_changes_nothing": (
        "Dữ liệu đang lưu đã giống như vậy.",
        "What is stored says so already.",
    ),
    "correction_reason_missing": (
        "Hãy ghi lý do để đoàn viên hiểu vì sao không sửa.",
        "Give a reason, so that the member understands.",
    ),
    "correction_empty": ("Hãy ghi điều cần sửa.", "Say what should be corrected."),
    "name_invalid": ("Họ tên này không đọc được.", "This name cannot be read."),
    "job_not_failed": (
        "Việc này không cần chạy lại.",
        "This work does not need another try.",
    ),
    "workers_lost": (
        (
            "Máy chủ đã bị dừng giữa chừng {attempts} lần khi làm việc này nên không tự làm lại "
            "nữa. Hãy báo người quản trị máy chủ, rồi bấm Chạy lại."
        ),
        (
            "The server was stopped in the middle of this work {attempts} times and does not try "
            "again by itself. Tell whoever runs it, then start the work again."
        ),
    ),
    "naming_is_for_superiors": (
        "Công đoàn cơ sở chỉ biết ai đã có thẻ, không biết ai mua gì.",
        "A grassroots union knows who has a card, not who bought what.",
    ),
    "list_too_long": (
        "Danh sách này dài hơn 10.000 dòng. Hãy quay lại danh sách rồi bấm Xuất lần nữa.",
        "This list has more than 10,000 rows. Go back to it and export it again.",
    ),
    "role_has_ended": (
        "Vai trò dùng khi yêu cầu việc này đã kết thúc.",
        "The role in which this was asked for has ended.",
    ),
    "partner_unknown": (
        "Không có đối tác với mã {value}. Hãy sửa lại mã, hoặc thêm đối tác trước.",
        "No partner has the code {value}. Correct the code, or add the partner first.",
    ),
    "partner_kind_fixed": (
        "Không đổi được loại của một đối tác đã có.",
        "The kind of an existing partner cannot be changed.",
    ),
    "partner_stays_discreet": (
        "Đã có lượt không kèm tên ở đối tác này, nên không bỏ được việc giấu tên nữa.",
        "Cards were used here without names, so that hiding them cannot be undone.",
    ),
    "outlet_unknown": (
        "Không có điểm ưu đãi {value} của đối tác này.",
        "This partner has no outlet {value}.",
    ),
    "outlet_partner_fixed": (
        "Điểm ưu đãi này thuộc đối tác khác.",
        "This outlet belongs to another partner.",
    ),
    "agreement_unknown": (
        "Không có thỏa thuận số {value}. Hãy sửa lại số, hoặc lập thỏa thuận trước.",
        "No agreement has the number {value}. Correct it, or make the agreement first.",
    ),
    "agreement_partner_fixed": (
        "Thỏa thuận số này đã ghi với đối tác khác.",
        "The agreement of this number is with another partner.",
    ),
    "offer_agreement_fixed": (
        "Ưu đãi này thuộc thỏa thuận khác.",
        "This offer belongs to another agreement.",
    ),
    "offer_unknown": ("Không có ưu đãi với mã {value}.", "No offer has the code {value}."),
    "offer_in_use_today": (
        "Bản ưu đãi bắt đầu hôm nay đã có lượt sử dụng; hãy đổi từ ngày mai.",
        "This version began today and was already used; change it from tomorrow.",
    ),
    "version_out_of_order": (
        "Bản ưu đãi này bắt đầu trước bản mới nhất đã có ({value}).",
        "This version begins before the newest one ({value}).",
    ),
    "category_of_other_kind": (
        "Nhóm này không hợp với loại đối tác: doi_tac chỉ dành cho doanh nghiệp.",
        "The category does not fit the partner: doi_tac is for companies alone.",
    ),
    "rule_terms_invalid": (
        "Cột rule có mục không đọc được: {value}.",
        "The rule column holds something unreadable: {value}.",
    ),
    "cell_too_long": (
        "Có dòng quá dài cho một ô Excel. Hãy xuất tệp CSV bằng lệnh benefits export.",
        "A row is too long for a cell of Excel. Write CSV with benefits export instead.",
    ),
    "uuid_invalid": (
        "Không phải mã UUID như 3f2b8c1e-….",
        "Not a UUID such as 3f2b8c1e-….",
    ),
    "not_json": ("Không phải JSON.", "Not JSON."),
    "not_an_object": ("JSON phải là một đối tượng.", "The JSON must be an object."),
    "span_empty": (
        "Ngày kết thúc phải sau ngày bắt đầu.",
        "The end must come after the beginning.",
    ),
    "member_no_taken": ("Mã này đã là của người khác.", "This number is another person's."),
    "member_number_unknown": (
        "Không có đoàn viên nào mang mã này trong phạm vi của bạn.",
        "Nobody within your reach has this number.",
    ),
    "member_is_merged": (
        "Hồ sơ này đã gộp vào hồ sơ khác của cùng một người. Hãy dùng mã của hồ sơ kia.",
        "This record was merged into another of the same person. Use that one's number.",
    ),
    "member_has_left": (
        "Người này hôm nay không thuộc đơn vị nào trong phạm vi của bạn.",
        "This person belongs to no unit within your reach today.",
    ),
    "listed_twice": ("Mã này đã có ở dòng {line}.", "This number already stands in line {line}."),
    "columns_missing": (
        "Thiếu cột {missing}. Các cột đã thấy: {value}.",
        "Columns missing: {missing}. Seen: {value}.",
    ),
    "login_missing": ("Thiếu tên đăng nhập.", "The login is missing."),
    "unknown_login": ("Không có tài khoản {login}.", "No account {login}."),
    "login_taken": ("Tên đăng nhập này đã có.", "This login exists already."),
    "host_too_long": (
        "Tên miền {host} dài quá {most} ký tự nên không in được lên thẻ. Hãy đổi PUBLIC_URL.",
        "{host} is longer than {most} characters and cannot be printed. Change PUBLIC_URL.",
    ),
    "address_not_printable": (
        "Địa chỉ {address} không in được lên thẻ. Viết PUBLIC_URL như https://uudai.vn.",
        "{address} cannot be printed on cards. Write PUBLIC_URL like https://uudai.vn.",
    ),
    "cards_unreadable": (
        "Không đọc lại được mã in của {count} thẻ ({cards}); cả đợt in bị dừng.",
        "{count} printed codes cannot be read back ({cards}); the batch is refused.",
    ),
    "unknown_period": (
        "Không hiểu kỳ {period}. Viết như 2026-10, 2026-Q2, 2026-H1 hoặc 2026.",
        "Unknown period {period}. Write 2026-10, 2026-Q2, 2026-H1 or 2026.",
    ),
    "form_is_for_month": (
        "Mẫu {form} lập theo tháng, không lập cho kỳ {period}. Viết kỳ như 2026-10.",
        "The form {form} is one of a month, not of {period}. Write the period like 2026-10.",
    ),
    "form_is_for_quarter": (
        "Mẫu {form} lập theo quý, không lập cho kỳ {period}. Viết kỳ như 2026-Q2.",
        "The form {form} is one of a quarter, not of {period}. Write the period like 2026-Q2.",
    ),
    "form_is_for_half": (
        "Mẫu {form} lập theo 6 tháng, không lập cho kỳ {period}. Viết kỳ như 2026-H1.",
        "The form {form} is one of half a year, not of {period}. Write the period like 2026-H1.",
    ),
    "form_is_for_year": (
        "Mẫu {form} lập theo năm, không lập cho kỳ {period}. Viết kỳ như 2026.",
        "The form {form} is one of a year, not of {period}. Write the period like 2026.",
    ),
    "question_forgotten": (
        "Sau 30 ngày không còn giữ danh sách này lọc theo gì. Hãy mở lại danh sách và xuất lại.",
        "How this list was narrowed is forgotten after 30 days. Open the list and export it again.",
    ),
    "few_people": (
        (
            "Bộ phận này, hoặc phần còn lại của công đoàn cơ sở, có dưới 5 người nên chỉ có số "
            "liệu chung của kỳ báo cáo, từ ngày 1 hoặc 15. Hãy chọn kỳ khác, hoặc xem ở công đoàn "
            "cơ sở."
        ),
        (
            "This part, or what is left of the union beside it, has fewer than 5 people: there are "
            "figures as a whole for reporting periods alone, from the 1st or the 15th. Choose "
            "another period, or ask for the grassroots union."
        ),
    ),
    "period_too_long": (
        "Khoảng ngày không được dài quá {years} năm. Hãy xem lại năm đã ghi.",
        "A period may not be longer than {years} years. Look at the years again.",
    ),
    "empty_period": (
        "Kỳ trống: ngày sau cùng phải sau ngày đầu.",
        "The period is empty: it must end after it begins.",
    ),
    "empty_span": ("Khoảng ngày trống.", "The span of days is empty."),
    "database_not_empty": (
        "Cơ sở dữ liệu đã có dữ liệu; dữ liệu mẫu chỉ nạp vào cơ sở trống.",
        "The database holds data already; the demo needs an empty one.",
    ),
}
