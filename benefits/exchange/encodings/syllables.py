"""Tell whether a word can be Vietnamese, by how its syllable is built."""

import re
import unicodedata
from functools import lru_cache

_ONSET = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RIME = """
    a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây
    |e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu
    |i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu
    |o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăp|oăt|oc|oe|oen|oeo
    |oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt
    |u|ua|uâc|uân|uâng|uât|uây|uc|uê|uêch|uên|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôp|uôt
    |up|ut|uơ|uơn|uy|uya|uych|uyên|uyêt|uyn|uynh|uyp|uyt|uyu
    |ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu|ynh|yt
"""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")
"""The only tones of a syllable that ends with c, ch, p or t."""
_STOPPED = ("c", "ch", "p", "t")

_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RIME})", re.VERBOSE)
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOL_IN_A_WORD = re.compile(r"[^\W\d_][¡-©«-´¶-¹»-¿×÷\xad]|[¡-©«-´¶-¹»-¿×÷\xad][^\W\d_]")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in apart if char in _TONES]
    plain = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_STOPPED) or not tones or tones[0] in _SHARP


@lru_cache(maxsize=8192)
def is_vietnamese(text: str) -> bool:
    """Tell whether every word beyond ASCII is a syllable, and no word is broken by a symbol."""
    composed = unicodedata.normalize("NFC", text)
    words = [word for word in _WORD.findall(composed) if not word.isascii()]
    return all(map(is_syllable, words)) and not is_broken_by_symbols(composed)


def is_broken_by_symbols(text: str) -> bool:
    """Tell words that no language has, such as ViÖt beside n¨m: a sign stands for a letter."""
    return bool(_SYMBOL_IN_A_WORD.search(text))
