"""Embedding a typeface: only the glyphs a document used, and which letters they are."""

import hashlib
from typing import Final

import uharfbuzz as hb

from benefits.cards.printing.pdf_drawing import Letters, name_of
from benefits.cards.printing.pdf_file import PdfFile
from benefits.cards.printing.typefaces import EM, Weight, file_of, font_of

_NOT_FOR_PRINT: Final = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "DSIG", "gasp")
_MAP_ENTRIES: Final = 100
_MAP: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{entries}
endcmap CMapName currentdict /CMap defineresource pop end end"""


def embed(file: PdfFile, letters: Letters) -> bytes:
    """Write every typeface used, and return the dictionary that names them."""
    fonts = [
        b"/%b %d 0 R" % (name_of(weight).encode(), _embed(file, weight, used))
        for weight, used in letters.used.items()
    ]
    return b"<< %b >>" % b" ".join(fonts)


def _embed(file: PdfFile, weight: Weight, used: dict[int, str]) -> int:
    name = b"%b+%b" % (_tag(used), file_of(weight).stem.encode())
    outlines = _subset(weight, used)
    program = file.write_stream(outlines, b"/Length1 %d" % len(outlines))
    descriptor = file.write(_descriptor(name, weight, program))
    letters = file.write_stream(_meaning(used))
    widths = b" ".join(
        b"%d [%d]" % (number, font_of(weight).get_glyph_h_advance(number))
        for number in sorted(used)
    )
    descendant = file.write(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%b /CIDToGIDMap /Identity "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor %d 0 R /DW %d /W [%b] >>" % (name, descriptor, EM, widths)
    )
    return file.write(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%b /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (name, descendant, letters)
    )


def _subset(weight: Weight, used: dict[int, str]) -> bytes:
    """Cut the file down to the glyphs used; their numbers stay, as pages already name them."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(used)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in _NOT_FOR_PRINT)
    return bytes(hb.subset(font_of(weight).face, wanted).blob.data)


def _descriptor(name: bytes, weight: Weight, program: int) -> bytes:
    extents = font_of(weight).get_font_extents("ltr")
    return (
        b"<< /Type /FontDescriptor /FontName /%b /Flags 4 /ItalicAngle 0 /StemV %d "
        b"/FontBBox [-500 %d 2000 %d] /Ascent %d /Descent %d /CapHeight 740 /FontFile2 %d 0 R >>"
        % (
            name,
            weight.value // 5,
            extents.descender,
            extents.ascender,
            extents.ascender,
            extents.descender,
            program,
        )
    )


def _meaning(used: dict[int, str]) -> bytes:
    """Map glyphs to letters, so that a name can be searched for and copied from the file."""
    pairs = [
        f"<{number:04x}> <{letter.encode('utf-16-be').hex()}>"
        for number, letter in sorted(used.items())
    ]
    groups = [pairs[at : at + _MAP_ENTRIES] for at in range(0, len(pairs), _MAP_ENTRIES)]
    entries = [f"{len(group)} beginbfchar\n{chr(10).join(group)}\nendbfchar" for group in groups]
    return _MAP.format(entries="\n".join(entries)).encode()


def _tag(used: dict[int, str]) -> bytes:
    """Six capitals that tell this selection of glyphs from any other."""
    digest = hashlib.sha256(",".join(map(str, sorted(used))).encode()).digest()
    return bytes(65 + byte % 26 for byte in digest[:6])
