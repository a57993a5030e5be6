"""Names as they are given in the south of Việt Nam: by sex and generation, and by people."""

from random import Random
from typing import Final

_FAMILIES: Final = {
    "Nguyễn": 315,
    "Trần": 109,
    "Lê": 89,
    "Phạm": 59,
    "Huỳnh": 50,
    "Võ": 42,
    "Phan": 28,
    "Trương": 22,
    "Đặng": 21,
    "Bùi": 20,
    "Hồ": 17,
    "Dương": 16,
    "Đỗ": 14,
    "Ngô": 13,
    "Hoàng": 11,
    "Lâm": 9,
    "Vũ": 9,
    "Đinh": 8,
    "Lý": 8,
    "Mai": 7,
    "Cao": 6,
    "Đoàn": 6,
    "Thái": 4,
    "Châu": 4,
    "Lưu": 4,
    "Hà": 4,
    "Trịnh": 4,
    "Tô": 3,
    "Tạ": 2,
    "Kiều": 2,
}
ELDER, MIDDLE, YOUNG = range(3)
_SEES_CHANGE: Final = (1978, 1992)
"""The birth years in which the next generation's names begin."""

_GIVEN: Final = {
    ("nu", ELDER): "Lan Hoa Hồng Hạnh Nga Thu Thủy Hương Liên Loan Phượng Cúc Mai Sương Đào Bé"
    " Tuyết Nguyệt Bích Vân Hà Lệ Điệp Xuân Yến",
    ("nu", MIDDLE): "Hương Thảo Trang Phương Thủy Hiền Linh Nga Ngọc Oanh Diễm Thúy Dung Trinh"
    " Tuyền Hằng Nhung Loan Trúc Quyên Yến Thanh Tiên Phượng Kiều",
    ("nu", YOUNG): "Linh Trang Vy Nhi Như Ngân Trân Thư Anh My Tiên Quỳnh Ngọc Hân Uyên Châu"
    " Thảo Duyên Nhung Trinh Yến Huyền Khánh Ý",
    ("nam", ELDER): "Hùng Dũng Sơn Thành Minh Hải Long Bình Tâm Hòa Phước Lợi Tài Đức Thắng"
    " Chiến Quang Nam Đông Út Tư",
    ("nam", MIDDLE): "Tuấn Hùng Thanh Hải Cường Nam Phong Long Tùng Quân Tâm Trung Duy Hậu"
    " Nghĩa Nhân Toàn Vinh Phú Lộc Đạt",
    ("nam", YOUNG): "Khang Huy Bảo Đạt Phúc Khôi Minh Nhật Hiếu Tín Duy Thịnh Kiệt Khoa Trí"
    " Vinh Tài Phát Hưng Long Nam Quân Thiện Anh",
}
_CLASSIC: Final = {"nu": "Thị", "nam": "Văn"}
_CLASSIC_SHARE: Final = {ELDER: 0.78, MIDDLE: 0.5, YOUNG: 0.16}
_SECOND: Final = {
    "nu": "Ngọc Thanh Kim Mỹ Thùy Bích Hồng Phương Minh Bảo Tuyết Cẩm Thúy Trúc Diễm Hoàng Tường",
    "nam": "Minh Quốc Thanh Hoàng Hữu Đức Ngọc Anh Trọng Gia Nhật Công Trung Tấn Chí Phước",
}
_PEOPLES: Final = {
    "khmer": {
        "families": "Thạch Sơn Kim Danh Châu Kiên Liêu",
        "nu": "Thị Sa Rinh|Thị Sô Phi|Sa Mết|Thị Na Ri|Thị Phi Na|Sóc Kha|Thị Chanh Thi",
        "nam": "Ra Đa|Sóc Kha|Phi Rum|Chanh Tha|Sa Rươne|Rết Thi|Hoàng Nam|Minh Sang",
    },
    "cham": {
        "families": "Đàng Bá Thập Quảng Thành Đạo Lộ Mách Rofiah",
        "nu": "Thị Mỹ Lệ|Thị Kim Liên|Thị Hoàng Yến|Sa Ly Hah|Thị Hăm",
        "nam": "Năng Thọ|Văn Quyền|Đại Hùng|Sa Les|Ha Kim|Xuân Tình",
    },
    "hoa": {
        "families": "Lâm Trương Quách Lưu Tăng Mã La Vương Diệp Lai",
        "nu": "Huệ Phân|Tố Như|Cẩm Hồng|Mỹ Linh|Bội San|Lệ Quân|Tuyết Nghi",
        "nam": "Vĩ Minh|Chí Cường|Gia Hào|Vĩnh Phát|Diệu Hưng|Quốc Hùng|Tuấn Kiệt",
    },
}
_SHARES: Final = {"kinh": 0.90, "khmer": 0.06, "cham": 0.015, "hoa": 0.025}
FOREIGNERS: Final = (
    ("Park Ji-hoon", "nam"),
    ("Kim Min-seo", "nu"),
    ("Lin Chih-hao", "nam"),
    ("Chen Wei-ling", "nu"),
    ("Maria Cristina Santos", "nu"),
)


def generation(birth_year: int) -> int:
    return sum(birth_year >= year for year in _SEES_CHANGE)


def full_name(sex: str, birth_year: int, source: Random) -> str:
    """Draw a name that somebody of that sex and age might have."""
    [people] = source.choices([*_SHARES], [*_SHARES.values()])
    if people != "kinh":
        words = _PEOPLES[people]
        family = source.choice(words["families"].split())
        return f"{family} {source.choice(words[sex].split('|'))}"
    [family] = source.choices([*_FAMILIES], [*_FAMILIES.values()])
    given = source.choice(_GIVEN[sex, generation(birth_year)].split())
    return " ".join([family, *_between(sex, given, birth_year, source), given])


def _between(sex: str, given: str, birth_year: int, source: Random) -> list[str]:
    seconds = [word for word in _SECOND[sex].split() if word != given]
    is_classic = source.random() < _CLASSIC_SHARE[generation(birth_year)]
    classic = [_CLASSIC[sex]] if is_classic else []
    wants_second = not classic or (sex == "nu" and source.random() < 0.4)  # noqa: PLR2004
    return classic + ([source.choice(seconds)] if wants_second else [])
