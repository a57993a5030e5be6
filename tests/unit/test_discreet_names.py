"""Names of places where people go about their health or for legal aid, as they are written."""

import pytest

from benefits.partners import sounds_discreet

IN_CONFIDENCE = """
BV Mắt Sài Gòn - Kiên Giang
BVĐK TTH Vinh
B.V Tâm Trí Quảng Nam
PKĐK Đồng Hiếu
PK Cựu quân nhân 268
TTYT huyện Cần Giuộc
BV YHCT Nguyên Phúc
Hội Đông y TP.HCM
MEDLATEC Lạng Sơn
Viện Tim TP.HCM
Viện Mắt Trung ương
Quầy thuốc số 7
Công ty CP Dược Hậu Giang
Cong ty CP Duoc Hau Giang
Pharmacity
Vinmec Times City
Nha khoa Sài Gòn Tâm Đức
Trung tâm Giám định y khoa Phú Yên
Binh Thanh Hospital
Văn phòng Luật sư Minh Đức
Công ty Luật TNHH Hoàng Gia
Công ty TNHH MTV Luật Bến Nghé
Luật Minh Khuê
Trung tâm Trợ giúp pháp lý nhà nước
Trung tâm Tư vấn pháp luật Công đoàn
"""
OPEN_TO_ALL = """
Công viên Mặt Trời Hồ Tây
Học viện Bóng đá Phù Đổng
Thư viện Nhi đồng
Hải sản Long Châu
Quán cà phê Đồng Ý
Ngọn Đuốc Việt
Siêu thị An Khang
Bách hóa Được Mùa
Đại học Luật TP.HCM
Nhà hát Nghệ thuật Tháng Tám
Phòng khám thú y Xanh
Bệnh viện thú y Bình Dương
Media Mart
Công ty CP Sữa Hà Lan
Nhà văn hóa Lao động Bình Thạnh
Viện Đào tạo nhi đồng
Khu du lịch Đại Nam
Việt Phú Payment
Vietcombank CN Vinh
Đường sắt Việt Nam
"""


def names(of: str) -> list[str]:
    return of.strip().splitlines()


@pytest.mark.parametrize("name", names(IN_CONFIDENCE))
def test_a_name_tells_of_health_or_legal_aid_however_it_is_shortened(name: str) -> None:
    assert sounds_discreet(name)
    assert sounds_discreet(name.upper())


@pytest.mark.parametrize("name", names(OPEN_TO_ALL))
def test_other_names_tell_nothing_of_it(name: str) -> None:
    assert not sounds_discreet(name)
