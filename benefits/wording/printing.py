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
        "Mã này đã có một ảnh khác trong cùng tệp zip.",
        "The zip has another photo for this number.",
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
        "Bản quét này đã được ghi là trang {page}.",
        "This scan is known as page {page} already.",
    ),
    "no_card_to_print": (
        "Không có thẻ in nào còn dùng được để in.",
        "There is no printed card in use to be printed.",
    ),
}
