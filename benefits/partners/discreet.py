"""Where people go about their health or for legal aid: who went there is nobody's business."""

import re
from functools import lru_cache
from typing import Final

from benefits.folding import folded
from benefits.partners.models import Partner

# As names are written once folded: in whole words, shortened ones among them.
_HEALTH: Final = (
    r"(benh vien|phong kham|phong mach|bv|b\.v|bvdk|bvqt|pk|p\.k|pkdk)(?! thu y\b)",
    r"ttyt|tyt|yhct|phcn|rhm|y te|y khoa|y duoc|y hoc|dong y|nam y|(kham|chua) benh|da khoa",
    r"kham (mat|rang|thai|tong quat|dinh ky)",
    r"bac si|nha si|nha khoa|rang ham mat|nieng rang|implant|nhan khoa|phu san|san phu khoa",
    r"san nhi|phu khoa|nam khoa|nhi khoa|da lieu|tai mui hong|ung buou|hiem muon|tam than",
    r"vien (mat|tim|phoi|lao|nhi|san|bong|nhiet doi|huyet hoc|dinh duong|pasteur|duong lao)",
    r"(nha|hieu|quay|tiem|cua hang) thuoc|thuoc (nam|bac|tay)|duoc",
    r"suc khoe|xet nghiem|sieu am|chan doan|tiem chung|tiem phong|phuc hoi chuc nang|dieu duong",
    r"tri lieu|cham cuu|tu van tam ly|tham van|cai nghien|tro thinh|mang thai",
    r"hospitals?|clinics?|dental|dentists?|medic\w*|medlatec|vinmec|vnvc|pharma\w*|fpt long chau",
)
_LEGAL: Final = (
    r"luat su|(van phong|vp|hang) luat|vpls|vplaw",
    r"(cong ty|cty|ct) (cp |co phan |tnhh |hop danh |mtv |mot thanh vien )*luat",
    r"(tu van|tro giup|ho tro|dich vu) (luat|phap luat|phap ly)|trung tam phap luat|tgpl",
    r"laws?|lawyers?|attorneys?|legal",
)
_TELLS: Final = re.compile(rf"^luat\b|\b({'|'.join((*_HEALTH, *_LEGAL))})\b")
# Folded they would be a medicine (“dược”), a clinic of eastern medicine or a hospital.
_MAY: Final = re.compile(
    r"\b(được|đuốc|đồng ý|công viên|học viện|thư viện|nhạc viện)\b", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def sounds_discreet(name: str) -> bool:
    """Tell whether a name says that people go there about their health or for legal aid."""
    return _TELLS.search(folded(_MAY.sub(" ", name))) is not None


def is_discreet(partner: Partner, *outlets: str) -> bool:
    """Tell what an officer said of a partner, or else what its name, or an outlet's, says."""
    if partner.is_health is not None:
        return partner.is_health
    return any(map(sounds_discreet, (partner.name, *outlets)))


def outlast(partner: Partner, before: str, *after: str) -> bool:
    """Let what a former name told outlast it; tell whether that had to be said.

    Who went there by then is not to be learned afterwards.
    """
    has_to = partner.is_health is None and sounds_discreet(before)
    if not has_to or is_discreet(partner, *after):
        return False
    partner.is_health = True
    return True


def unsay(partner: Partner, before: str) -> bool:
    """Forget the no that was said of a former name, where the new one tells otherwise."""
    is_news = sounds_discreet(partner.name) and not sounds_discreet(before)
    if partner.is_health is not False or not is_news:
        return False
    partner.is_health = None
    return True
