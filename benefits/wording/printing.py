"""Why a photo, a signed sheet or a print was turned down."""

PRINTING: dict[str, tuple[str, str]] = {
    "photo_empty": ("Tệp này trống.", "This file is empty."),
    "photo_too_large": (
        "Ảnh nặng {size} MB, chỉ nhận đến {most} MB. Hãy chọn ảnh nhỏ hơn.",
        "The photo has {size} MB; {most} MB is the most.",
    ),
    "photo_heic": (
        "Ảnh HEIC của iPhone chưa đọc được. Hãy chuyển sang JPEG rồi tải lại.",
        "HEIC photos of iPhones cannot be read. Convert it to JPEG.",
    ),
    "photo_of_other_kind": (
        "Chỉ nhận ảnh JPEG, PNG hoặc WebP.",
        "Only JPEG, PNG or WebP photos.",
    ),
    "photo_too_many_pixels": (
        "Ảnh có hơn {most} triệu điểm ảnh. Hãy thu nhỏ rồi tải lại.",
        "The photo has more than {most} million pixels. Make it smaller.",
    ),
    "photo_too_small": (
        "Ảnh quá nhỏ: mỗi cạnh cần ít nhất {least} điểm ảnh.",
        "The photo is too small: each side needs {least} pixels.",
    ),
    "photo_broken": (
        "Ảnh hỏng hoặc tải lên chưa đủ. Hãy mở thử rồi chọn lại.",
        "The photo is broken or incomplete.",
    ),
    "photo_encrypted": (
        "Tệp có mật khẩu. Hãy nén lại không đặt mật khẩu.",
        "The file has a password. Zip it without one.",
    ),
    "photo_twice": (
        "Đã nhận ảnh {name} của cùng người này trong tệp zip.",
        "{name} in this zip was taken for the same person.",
    ),
    "photo_consent_withdrawn": (
        "Người này đã rút lại đồng ý xử lý dữ liệu, nên không nhận ảnh.",
        "This person has withdrawn consent, so no photo is taken.",
    ),
    "photo_refused_by_owner": (
        "Chủ thẻ đã bỏ ảnh của mình. Nếu người này cho dùng lại, hãy tải ảnh lên ở trang của họ.",
        "The owner took their photo away. If they allow it again, upload it on their own page.",
    ),
    "photo_name_differs": (
        "Bạn có định đặt tên tệp là {number}? Phần đi kèm mã không phải họ tên của người này.",
        "Did you mean {number}? What stands beside it is not this person's name.",
    ),
    "photo_name_ambiguous": (
        "Tên tệp này có thể chỉ nhiều người. Hãy đặt đúng mã đoàn viên, cả chữ hoa chữ thường.",
        "This file name may mean several people. Write the member number exactly.",
    ),
    "photos_no_zip": (
        "Đây không phải tệp zip, hoặc tệp hỏng.",
        "This is no zip, or a broken one.",
    ),
    "photos_too_many": (
        "Tệp zip có hơn {most} ảnh. Hãy chia thành nhiều tệp.",
        "The zip has more than {most} photos. Split it.",
    ),
    "photos_none": ("Tệp zip không có ảnh nào.", "The zip has no photo."),
    "scan_unreadable": (
        "Tệp này hỏng hoặc không mở được. Hãy quét lại.",
        "This file is broken or cannot be opened. Scan it again.",
    ),
    "scan_too_long": (
        "Tệp có hơn {most} trang. Hãy chia nhỏ rồi tải lên.",
        "The file has more than {most} pages. Split it.",
    ),
    "scan_too_many_pixels": (
        "Bản quét có hơn {most} triệu điểm ảnh. Hãy quét ở 150–300 dpi.",
        "The scan has more than {most} million pixels. Scan at 150 to 300 dpi.",
    ),
    "scan_of_other_roll": (
        "Bản quét này là của danh sách {roll}, không phải {wanted}.",
        "This scan is of list {roll}, not of {wanted}.",
    ),
    "scan_page_unknown": (
        "Danh sách này có {last} trang. Hãy nhập một số từ 1 đến {last}.",
        "This list has {last} pages. Type a number from 1 to {last}.",
    ),
    "scan_page_known": (
        "Mã trên bản quét này cho biết đó là trang {page}.",
        "The code on this scan says that it is page {page}.",
    ),
    "scan_placed": (
        "Tờ này đã được xếp vào một danh sách.",
        "This sheet belongs to a list already.",
    ),
    "scan_blank": (
        "Tệp này chỉ có giấy trắng. Hãy quét lại mặt đã ký.",
        "There is nothing but blank paper in this file. Scan the signed side.",
    ),
    "scan_bears_consents": (
        "Đã ghi người đồng ý theo bản quét này (trang {page}). Hãy bỏ các dấu ghi nhầm trước.",
        "Consents of page {page} rest on this scan. Mend what was ticked by mistake first.",
    ),
    "no_card_to_hand_over": (
        "Mọi thẻ đã in đều đã có trong một danh sách nhận thẻ.",
        "Every printed card is on a list to sign already.",
    ),
    "no_card_to_print": (
        "Không có thẻ in nào còn dùng được để in.",
        "There is no printed card in use to be printed.",
    ),
}
