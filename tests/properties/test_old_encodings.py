"""TCVN3 and VNI: every letter both ways, real sentences, and names nobody may break."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.exchange.encodings import Encoding, Script, decoded, script_of, weigh
from benefits.exchange.reading import Notes, Row, pasted
from benefits.exchange.reading.decoding import made_unicode
from benefits.exchange.roster import recognise
from tests.support.legacy_text import in_tcvn3, in_vni
from tests.support.rosters import TODAY

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SMALL = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
SMALL = (SMALL | {"đ"}) - set("aeiouy")
LETTERS = sorted(SMALL | {letter.upper() for letter in SMALL})
WRITE = {Encoding.TCVN3: in_tcvn3, Encoding.VNI: in_vni}
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
MIDDLE = ["Văn", "Thị", "Đức", "Hữu", "Quốc", "Ngọc", "Xuân", "Kiều", "Bảo", "Mỹ", "Tường"]
GIVEN = ["Ánh", "Bình", "Chiến", "Dũng", "Đạt", "Hậu", "Hương", "Khuê", "Lộc", "Nghĩa", "Quý",
         "Thủy", "Tuấn", "Uyên", "Vỹ", "Yến", "Ngoạn", "Khoẻ", "Huệ", "Phượng"]  # fmt: skip
NAMES = st.builds(" ".join, st.tuples(*map(st.sampled_from, (FAMILY, MIDDLE, GIVEN))))
SENTENCES = {
    Encoding.TCVN3: {
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam": "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
        "Liªn ®oµn Lao ®éng tØnh Thõa Thiªn HuÕ": "Liên đoàn Lao động tỉnh Thừa Thiên Huế",
        "Danh s¸ch ®oµn viªn c«ng ®oµn, n¨m 2009": "Danh sách đoàn viên công đoàn, năm 2009",
        "Ngµy th¸ng n¨m sinh": "Ngày tháng năm sinh",
        "NguyÔn ThÞ T\xad": "Nguyễn Thị Tư",
        "NGUYÔN V¡N §¹T": "NGUYỄN VĂN ĐẠT",
        "Lª V\xad": "Lê Vư",
        "§Æng §øc ¸nh": "Đặng Đức Ánh",
    },
    Encoding.VNI: {
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
        "Lieân ñoaøn Lao ñoäng thaønh phoá Hoà Chí Minh":
            "Liên đoàn Lao động thành phố Hồ Chí Minh",
        "Danh saùch ñoaøn vieân coâng ñoaøn": "Danh sách đoàn viên công đoàn",
        "TRAÀN THÒ AÙNH NGUYEÄT": "TRẦN THỊ ÁNH NGUYỆT",
        "Aùnh": "Ánh",
        "Nguyeăn": "Nguyễn",
    },
}  # fmt: skip


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(LETTERS) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_vni(letter: str) -> None:
    assert decoded(in_vni(letter), Encoding.VNI) == letter
    assert decoded(in_vni(f"Ch{letter}n"), Encoding.VNI) == f"Ch{letter}n"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back_from_tcvn3_its_capitals_by_their_font(letter: str) -> None:
    script = Script(Encoding.TCVN3, is_capital=letter.isupper())
    assert script.read(in_tcvn3(letter)) == letter


@pytest.mark.parametrize(
    ("encoding", "written", "meant"),
    [
        (encoding, written, meant)
        for encoding, of_one in SENTENCES.items()
        for written, meant in of_one.items()
    ],
)
def test_sentences_as_they_stand_in_old_files(encoding: Encoding, written: str, meant: str) -> None:
    assert decoded(written, encoding) == meant
    assert read([[written]]) == [[meant]]


@pytest.mark.parametrize(
    "name",
    ["José García", "François", "Müller", "Nguyễn Văn Ánh", "H'Hen Niê", "Y Kroc Êban",
     "Krông Búk", "Bjørn Åse", "Phòng · Ban", "30 °C ± 2", "Trò", "Hoà", "Zoë Noël", "Đăk Lăk",
     "Søren Kierkegård", "Muñoz", "Lê Thị Quý", "Thuý"],
)  # fmt: skip
def test_what_is_unicode_or_foreign_stays_as_it_is(name: str) -> None:
    assert read([[name]]) == [[name]]
    assert read([["Họ và tên"], ["Nguyễn Văn Tuấn"], [name]])[2] == [name]


@given(st.lists(NAMES, min_size=8, max_size=20), st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
def test_a_list_of_names_is_read_though_no_font_speaks(
    names: list[str], encoding: Encoding
) -> None:
    text = "\n".join(
        f"{number}\t{WRITE[encoding](name)}\t1990" for number, name in enumerate(names)
    )
    sheets = pasted(f"TT\t{WRITE[encoding]('Họ và tên')}\tNăm sinh\n{text}")
    found = recognise(sheets, today=TODAY)
    assert [getattr(row, "full_name", row) for row in found.rows] == names
    assert set(found.encodings) <= {encoding, Encoding.UNICODE}


@given(st.lists(NAMES, min_size=1, max_size=20))
def test_a_list_in_unicode_is_never_touched(names: list[str]) -> None:
    assert read([[name] for name in names]) == [[name] for name in names]


@given(st.text(max_size=30), st.sampled_from(list(Encoding)))
def test_any_text_is_read_somehow(text: str, encoding: Encoding) -> None:
    decoded(text, encoding)
    weigh(text)
    (row,) = read([[text]], encoding)
    assert len(row) == 1


def test_a_row_that_could_be_either_goes_with_the_others_and_a_lone_one_is_flagged() -> None:
    notes = Notes()
    table = [["NguyÔn V¨n An", "Trò"], ["Nguyễn Văn Bình", "Trò"], ["Trò"], ["Lª V¨n HuÖ"]]
    assert read(table, notes=notes) == [
        ["Nguyễn Văn An", "Trũ"],
        ["Nguyễn Văn Bình", "Trò"],
        ["Trũ"],
        ["Lê Văn Huệ"],
    ]
    assert [doubt.code for doubt in notes.doubts[3]] == ["text_guessed"]
    assert notes.encodings[Encoding.TCVN3] == 4


@pytest.mark.parametrize(
    ("font", "script"),
    [
        (".VnTime", Script(Encoding.TCVN3)),
        (".VnTimeH", Script(Encoding.TCVN3, is_capital=True)),
        (".VnArial NarrowH", Script(Encoding.TCVN3, is_capital=True)),
        (".VNTIMEH", Script(Encoding.TCVN3, is_capital=True)),
        ("VNI-Times", Script(Encoding.VNI)),
        ("Times New Roman", None),
        ("Vni", None),
    ],
)
def test_fonts_tell_by_their_names(font: str, script: Script | None) -> None:
    assert script_of(font) == script


def read(
    table: list[list[str]], encoding: Encoding = Encoding.AUTO, notes: Notes | None = None
) -> list[list[str]]:
    rows: list[Row] = list(enumerate([list(row) for row in table], start=1))
    return [cells for _, cells in made_unicode(iter(rows), notes or Notes(), encoding)]
