"""Unicode turned back into what was typed before it, from the encodings' own tables."""

from benefits.exchange.encodings import tcvn3, vni

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
"""The 67 of them that are not plain ASCII consonants, small."""

_TCVN3 = {meant: written for written, meant in tcvn3.LETTERS.items()}
_VNI = {meant: written for written, meant in vni.LETTERS.items()}


def in_tcvn3(text: str) -> str:
    """Write as the keyboard programs did: a capital with a tone as its small letter."""
    return "".join(_TCVN3.get(char) or _TCVN3.get(char.lower(), char) for char in text)


def in_vni(text: str) -> str:
    return "".join(_VNI.get(char, char) for char in text)
