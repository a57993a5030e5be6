"""A small union as the nine files: written by hand, so that every figure can be too."""

import csv
from pathlib import Path

FILES: dict[str, str] = {
    "organizations": """code,name,level,parent_code,from,until,successor
T,LĐLĐ tỉnh Hoa Phượng,tinh,,2020-01-01,,
BAC,Công đoàn phường Bắc,cap_tren,T,2020-01-01,,
NAM,Công đoàn phường Nam,cap_tren,T,2020-01-01,,
SEN,CĐCS Công ty Hoa Sen,co_so,BAC,2020-01-01,,
CU,CĐCS Xí nghiệp Cũ,co_so,BAC,2020-01-01,2026-03-01,SEN
BM,CĐCS Công ty Bình Minh,co_so,BAC,2020-01-01,2026-04-01,
BM,CĐCS Công ty Bình Minh,co_so,NAM,2026-04-01,,
""",
    "members": """member_no,full_name,birth_date,sex,phone,citizen_id,organization_code,kind,from,until
001,Nguyễn Thị Hạnh,1990-02-03,nu,0912345678,,SEN,doan_vien,2021-01-01,
002,Trần Văn Sơn,1985,nam,,,CU,doan_vien,2020-01-01,2026-03-01
002,Trần Văn Sơn,1985,nam,,,SEN,doan_vien,2026-03-01,
003,Lê Thị Ngọc Lan,,nu,,,BM,nguoi_lao_dong,2020-01-01,
004,Phạm Quốc Đạt,,nam,,,BM,doan_vien,2020-01-01,2026-05-01
004,Phạm Quốc Đạt,,nam,,,SEN,doan_vien,2026-05-01,
""",
    "partners": """code,name,kind,tax_code
AK,Nhà thuốc An Khang,doanh_nghiep,0101234567
NVH,Nhà văn hóa Lao động,thiet_che,
""",
    "outlets": """code,partner_code,name,address,latitude,longitude
AK1,AK,An Khang Lê Lợi,1 Lê Lợi,10.25,106.5
AK2,AK,An Khang Hùng Vương,,,
NVH1,NVH,Nhà văn hóa Lao động tỉnh,,,
""",
    "agreements": """number,partner_code,signed_by,signed_on,valid_from,valid_until,covers
01/TT,AK,T,2025-12-20,2026-01-01,,T
02/TT,NVH,T,2026-01-05,2026-01-05,,
""",
    "offers": """code,agreement_number,title,category,discount,value,ceiling,min_spend,outlets,rule
AK15,01/TT,Giảm 15% thuốc,doi_tac,percent,15,50000,,,"{""limits"": [{""scope"": ""member"", ""window"": ""day"", ""allowed"": 2}]}"
BOI,02/TT,Vé bơi 20.000 đồng,nha_van_hoa,price,20000,,,NVH1,
AK-T,01/TT,Giảm từ 5% đến 20% buổi sáng,doi_tac,percent,5,,,AK1;AK2,"{""up_to"": 2000, ""kinds"": [""doan_vien""], ""until"": ""2026-09-01""}"
AK-T,01/TT,Giảm từ 7% đến 20% buổi sáng,doi_tac,percent,7.5,,,AK1,"{""up_to"": 2000, ""from"": ""2026-09-01""}"
""",
    "cards": """card_code,member_no,medium,status,from,until,index
C1,001,print,active,2026-01-01,2099-01-01,
C2,002,print,active,2026-01-01,2099-01-01,77
C3,003,print,active,2026-01-01,2099-01-01,
C4,004,print,lost,2026-01-01,2026-06-01,
""",
    "purchases": """id,card_code,outlet_code,offer_code,bought_at,list_price,paid,subsidy,invoice,evidence
00000000-0000-4000-8000-000000000001,C1,AK1,AK15,2026-02-10T09:00:00+07:00,200000,170000,,HD1,
00000000-0000-4000-8000-000000000002,C2,AK1,AK15,2026-02-20T09:00:00+07:00,100000,85000,,,
00000000-0000-4000-8000-000000000003,C3,AK2,AK15,2026-03-20T09:00:00+07:00,400000,350000,,,
00000000-0000-4000-8000-000000000004,C3,AK2,AK15,2026-04-20T23:30:00+07:00,100000,85000,,,
00000000-0000-4000-8000-000000000005,C4,NVH1,BOI,2026-04-21T00:30:00+07:00,50000,20000,5000,,
00000000-0000-4000-8000-000000000006,C4,AK1,AK15,2026-05-10T09:00:00+07:00,100000,85000,,,
""",
    "reversals": """id,purchase_id,list_price,paid,subsidy,reason,at
00000000-0000-4000-8000-0000000000a1,00000000-0000-4000-8000-000000000001,100000,85000,,tra_hang,2026-02-11T09:00:00+07:00
00000000-0000-4000-8000-0000000000a2,00000000-0000-4000-8000-000000000006,,,,nham_gia,2026-05-10T09:10:00+07:00
""",
}


def write(folder: Path) -> dict[str, Path]:
    """Write the nine files into a folder and return where each is."""
    folder.mkdir(parents=True, exist_ok=True)
    places = {kind: folder / f"{kind}.csv" for kind in FILES}
    for kind, place in places.items():
        place.write_text(FILES[kind], encoding="utf-8")
    return places


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))
