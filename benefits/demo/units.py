"""The units of a province that does not exist: names, places in the tree, how many people."""

from typing import Final, NamedTuple

from benefits.organization import Level

NATION, PROVINCE = "TLD", "CA"
PROVINCE_NAME: Final = "Liên đoàn Lao động tỉnh Cửu An"
MERGED, INTO = "CA-CT", "CA-KCN"
MOVED, MOVED_TO = "BS-05", "CA-KCN"
RENAMED, NEW_NAME = "CA-BS", "Công đoàn phường Cửu An"
DISSOLVED, TAKES_OVER = "PT-01", "TT-02"
FOUNDED = "LS-02"
LARGEST = "KCN-01"
CITY, DISTRICT = "CA-TP", "CA-HV"
"""The district unions that held today's wards' units before wards had unions of their own."""


class Unit(NamedTuple):
    code: str
    name: str
    level: Level
    parent: str | None
    size: int = 0


TOP: Final = (
    Unit(NATION, "Tổng Liên đoàn Lao động Việt Nam", Level.TONG_LIEN_DOAN, None),
    Unit(PROVINCE, PROVINCE_NAME, Level.TINH, NATION),
)
SECTORS: Final = tuple(
    Unit(code, name, Level.CAP_TREN, PROVINCE)
    for code, name in (
        ("CA-KCN", "Công đoàn các khu công nghiệp tỉnh Cửu An"),
        ("CA-CT", "Công đoàn ngành Công Thương tỉnh Cửu An"),
        ("CA-YT", "Công đoàn ngành Y tế tỉnh Cửu An"),
        ("CA-GD", "Công đoàn ngành Giáo dục tỉnh Cửu An"),
    )
)
DISTRICTS: Final = (
    Unit(CITY, "Liên đoàn Lao động thành phố Cửu An", Level.CAP_TREN, PROVINCE),
    Unit(DISTRICT, "Liên đoàn Lao động huyện Vĩnh Thới", Level.CAP_TREN, PROVINCE),
)
WARDS: Final = tuple(
    Unit(code, name, Level.CAP_TREN, PROVINCE)
    for code, name in (
        ("CA-BS", "Công đoàn phường Bến Sung"),
        ("CA-PT", "Công đoàn phường Phú Tây"),
        ("CA-VT", "Công đoàn xã Vĩnh Thới"),
        ("CA-CC", "Công đoàn xã Cồn Cát"),
        ("CA-LS", "Công đoàn xã Láng Sen"),
    )
)
DISTRICT_OF: Final = {
    "CA-BS": CITY,
    "CA-PT": CITY,
    "CA-VT": DISTRICT,
    "CA-CC": DISTRICT,
    "CA-LS": DISTRICT,
}
_LOCALS: Final = {
    "CA-KCN": (
        ("Công ty TNHH May mặc Sao Mai Cửu An", 48),
        ("Công ty CP Giày da Đại Lộc Phát", 150),
        ("Công ty CP Chế biến Thủy sản Biển Bạc", 112),
        ("Công ty TNHH Linh kiện Điện tử Saebit Vina", 58),
        ("Công ty CP Thức ăn chăn nuôi Đồng Xanh", 35),
        ("Công ty TNHH Gỗ nội thất Lâm Viên", 31),
    ),
    "CA-CT": (
        ("Công ty CP Lương thực Cửu An", 50),
        ("Công ty CP Nước giải khát Suối Ngọt", 40),
        ("Công ty CP Thương mại tổng hợp Miền Sông", 36),
        ("Chi nhánh Kho vận Cảng Vàm Nhơn", 24),
        ("Ban Quản lý Chợ đầu mối Cửu An", 18),
    ),
    "CA-YT": (
        ("Bệnh viện Đa khoa tỉnh Cửu An", 90),
        ("Bệnh viện Y học cổ truyền Cửu An", 36),
        ("Bệnh viện Mắt Cửu An", 27),
        ("Trung tâm Y tế khu vực Vĩnh Thới", 30),
    ),
    "CA-GD": (
        ("Trường Cao đẳng Kỹ thuật Cửu An", 41),
        ("Trường THPT chuyên Cửu An", 33),
        ("Trường Mầm non tư thục Họa Mi", 21),
        ("Trường Tiểu học – THCS tư thục Ánh Dương", 29),
    ),
    "CA-BS": (
        ("Công ty CP Khách sạn Bến Sung", 34),
        ("Công ty TNHH Bảo vệ Thành Đồng", 33),
        ("Quỹ Tín dụng nhân dân Bến Sung", 17),
        ("Trung tâm Điện máy Ánh Sao", 26),
        ("Công ty CP Bao bì Tân Tiến Cửu An", 45),
    ),
    "CA-PT": (
        ("Hợp tác xã Vận tải Phú Tây", 19),
        ("Công ty CP Dược phẩm Thiện Tâm An", 37),
        ("Công ty TNHH May gia công Hồng Ân", 52),
        ("Phòng khám Đa khoa Tây Phú", 22),
    ),
    "CA-VT": (
        ("Hợp tác xã Nông nghiệp Tân Thới", 17),
        ("Công ty TNHH Xay xát Hai Vụ", 28),
        ("Công ty CP Gạch tuynel Vĩnh Thới", 33),
    ),
    "CA-CC": (
        ("Nghiệp đoàn Xe ba gác Cồn Cát", 23),
        ("Khu du lịch sinh thái Cồn Cát", 20),
    ),
    "CA-LS": (
        ("Nghiệp đoàn Nghề cá Láng Sen", 31),
        ("Công ty CP Điện mặt trời Láng Sen", 18),
        ("Lâm trường Láng Sen", 25),
    ),
    PROVINCE: (
        ("Công ty CP Cấp thoát nước Cửu An", 55),
        ("Công ty CP Xe buýt Cửu An", 33),
        ("Công ty TNHH Xổ số kiến thiết Cửu An", 32),
        ("cơ quan Liên đoàn Lao động tỉnh Cửu An", 27),
    ),
}
_SHORT: Final = {PROVINCE: "TT"}


def _local(parent: str, number: int, name: str, size: int) -> Unit:
    prefix = _SHORT.get(parent) or parent.partition("-")[2]
    whole = f"{name} (nghiệp đoàn cơ sở)" if name.startswith("Nghiệp đoàn") else f"CĐCS {name}"
    return Unit(f"{prefix}-{number:02d}", whole, Level.CO_SO, parent, size)


LOCALS: Final = tuple(
    _local(parent, number, name, size)
    for parent, locals_of in _LOCALS.items()
    for number, (name, size) in enumerate(locals_of, start=1)
)
WORKSHOPS: Final = tuple(
    Unit(f"{LARGEST}-{number}", f"Công đoàn bộ phận {name}", Level.BO_PHAN, LARGEST, size)
    for number, (name, size) in enumerate(
        (("Xưởng may 1", 205), ("Xưởng may 2", 167), ("Kho – Hoàn thiện", 92)), start=1
    )
)
EVERYONE: Final = sum(unit.size for unit in (*LOCALS, *WORKSHOPS))
CODES: Final = frozenset(
    unit.code for unit in (*TOP, *SECTORS, *DISTRICTS, *WARDS, *LOCALS, *WORKSHOPS)
)
