"""What to tell people about cards and the keys that sign them, where a request is refused."""

CARDING: dict[str, tuple[str, str]] = {
    "index_taken": ("Số thẻ này đã có thẻ khác.", "Another card has this number."),
    "index_too_far": (
        "Số thẻ phải từ 1 đến {most}. Bỏ trống cột này thì hệ thống tự đặt số tiếp theo.",
        "The number must be from 1 to {most}. Left empty, the next number is given.",
    ),
    "index_fixed": ("Không đổi được số của thẻ đã có.", "A card's number cannot be changed."),
    "medium_fixed": ("Không đổi được loại của thẻ đã có.", "A card's kind cannot be changed."),
    "card_of_another": ("Thẻ này là của người khác.", "This card is another person's."),
    "card_held": (
        "Người này đã có thẻ in đang dùng, số {serial}.",
        "This person has a printed card in use, number {serial}.",
    ),
    "card_suspended": (
        "Thẻ in số {serial} của người này đang tạm khóa: hãy mở lại hoặc thu hồi trước.",
        "This person's printed card {serial} is suspended: restore or revoke it first.",
    ),
    "last_card_revoked": (
        "Thẻ in số {serial} đã bị thu hồi ngày {day}: {reason}. Hãy cấp riêng cho người này.",
        "Card {serial} was revoked on {day}: {reason}. Issue one to this person alone.",
    ),
    "card_is_over": (
        "Thẻ này đã qua ngày cuối nên không đổi hay mở lại được nữa. Hãy cấp thẻ mới.",
        "This card is past its last day: it is neither replaced nor restored. Issue a new one.",
    ),
    "card_not_in_use": (
        "Thẻ được chọn không còn dùng được nữa. Hãy chọn lại.",
        "The chosen card is no longer in use. Choose again.",
    ),
    "newer_card_stopped": (
        "Người này có thẻ mới hơn đang bị khóa, báo mất hoặc thu hồi. Hãy mở lại thẻ đó.",
        "This person has a newer card that is suspended, lost or revoked. Restore that one.",
    ),
    "card_cannot_become": (
        "Thẻ đã đổi trạng thái, việc này không còn làm được.",
        "The card's status has changed; this can no longer be done.",
    ),
    "card_cannot_be_printed": (
        "Chỉ in lại được thẻ in đang dùng.",
        "Only a printed card in use can be printed again.",
    ),
    "active_card_exists": (
        "Người này đã có thẻ đang dùng cùng loại.",
        "This person has an active card of that kind.",
    ),
    "no_signing_key": (
        "Không có khóa ký thẻ trong {folder}.",
        "No signing key in {folder}.",
    ),
    "keys_gone": (
        (
            "Trong {folder} không có khóa ký thẻ nào, mà thẻ thì đã in ra. Khóa mới sẽ khiến mọi "
            "thẻ đã in bị coi là giả nên không được tự tạo. Hãy xem lại BENEFITS_KEYS_DIR, hoặc "
            "đưa khóa về: benefits keys restore FILE. Nếu khóa mất hẳn: benefits keys rotate "
            "--lost."
        ),
        (
            "{folder} holds no signing key, though cards were printed. A new key would have all "
            "of them called forged, so none was made. Check BENEFITS_KEYS_DIR, or bring the keys "
            "back: benefits keys restore FILE. If they are lost for good: benefits keys rotate "
            "--lost."
        ),
    ),
    "keys_are_there": (
        "Khóa ký thẻ vẫn còn trong {folder}. Đổi khóa: benefits keys rotate, không có --lost.",
        "There are keys in {folder}. Change them without --lost: benefits keys rotate.",
    ),
    "paper_key_gone": (
        (
            "Trong {folder} không có khóa của số giấy tờ (citizen-ids.key), mà danh sách thì đã "
            "lưu số giấy tờ. Với khóa mới, không ai được nhận ra theo số giấy tờ nữa và một người "
            "dễ thành hai, nên khóa không được tự tạo. Người quản trị máy chủ: xem lại "
            "BENEFITS_KEYS_DIR, hoặc đưa khóa về: benefits keys restore FILE. Nếu khóa mất hẳn: "
            "benefits keys renew-papers --lost."
        ),
        (
            "{folder} holds no key of identity papers (citizen-ids.key), though papers were "
            "entered. Under a new key nobody would be known by a paper again and one person would "
            "become two, so none was made. Whoever runs the server: check BENEFITS_KEYS_DIR, or "
            "bring the key back: benefits keys restore FILE. If it is lost for good: benefits keys "
            "renew-papers --lost."
        ),
    ),
    "paper_key_strange": (
        (
            "Tệp {file} không phải khóa của số giấy tờ, hoặc đã hỏng. Hãy bỏ tệp đó đi rồi đưa bản "
            "sao lưu về: benefits keys restore FILE."
        ),
        (
            "{file} is no key of identity papers, or it is damaged. Move it away and bring the "
            "backup back: benefits keys restore FILE."
        ),
    ),
    "paper_key_is_there": (
        "Khóa của số giấy tờ vẫn còn trong {folder}, không có gì phải làm lại.",
        "The key of identity papers is in {folder}; nothing has to be begun anew.",
    ),
    "paper_key_away": (
        (
            "Máy chủ đang thiếu khóa của số giấy tờ nên chưa lưu được số này. Hãy để trống ô này "
            "để lưu các ô khác, và báo người quản trị máy chủ."
        ),
        (
            "The server lacks the key of identity papers, so this number cannot be saved now. "
            "Leave it empty to save the rest, and tell whoever runs the server."
        ),
    ),
    "keys_unusable": ("Khóa ký thẻ không dùng được.", "The signing keys are unusable."),
    "unreadable_key": ("Không đọc được khóa ký thẻ {file}.", "Cannot read the key {file}."),
    "wrong_curve": ("Tệp {file} không phải khóa ký thẻ.", "{file} is not a key that signs cards."),
    "key_unknown": ("Không có khóa số {key}.", "There is no key {key}."),
    "key_signs": (
        "Khóa số {key} đang ký thẻ mới. Hãy đổi khóa trước: benefits keys rotate.",
        "Key {key} signs new cards. Make another first: benefits keys rotate.",
    ),
    "key_needed": (
        "Khóa số {key} còn cần cho {cards} thẻ in và các mã trên điện thoại, đến hết {last_day}.",
        "Key {key} is needed by {cards} printed cards and codes on phones until {last_day}.",
    ),
    "keys_file_exists": (
        "Đã có tệp {file}. Hãy chọn tên khác; tệp khóa không bị ghi đè.",
        "{file} exists. Choose another name; a file of keys is never overwritten.",
    ),
    "keys_file_unwritable": ("Không ghi được tệp {file}.", "{file} cannot be written."),
    "keys_file_strange": (
        "Tệp {file} không phải tệp sao lưu khóa, hoặc đã hỏng.",
        "{file} is no backup of keys, or it is damaged.",
    ),
    "keys_differ": (
        "Trong {folder} đang có khóa khác cùng số. Không đưa khóa nào về.",
        "{folder} holds another key of the same number. Nothing was brought back.",
    ),
    "key_ids_exhausted": (
        "Đã dùng hết {most} số khóa ký thẻ.",
        "All {most} key numbers are in use.",
    ),
}
