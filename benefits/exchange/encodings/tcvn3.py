"""TCVN3 (ABC), the letters of the .Vn fonts: one character each, no capitals with a tone.

A capital with a tone is a small letter in a font whose name ends with H, which draws capitals.
"""

_WRITTEN = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
_MEANT = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
LETTERS = dict(zip(_WRITTEN, _MEANT, strict=True))
_TABLE = str.maketrans(LETTERS)


def decoded(text: str) -> str:
    return text.translate(_TABLE)
