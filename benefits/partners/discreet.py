"""Where people go about their health: who went there is nobody's business."""

import re
from typing import Final

from benefits.partners.models import Partner

_HEALTH: Final = re.compile(
    r"\b(benh vien|phong kham|nha khoa|nha thuoc|hieu thuoc|duoc pham|y te|y khoa|y duoc"
    r"|suc khoe|xet nghiem|tiem chung|rang ham mat|da khoa|phu san|phuc hoi chuc nang"
    r"|dieu duong|hospital|clinic|dental|pharmacy|medical)\b"
)


def serves_health(partner: Partner) -> bool:
    """Tell what an officer said of a partner, or else what its name says."""
    if partner.is_health is not None:
        return partner.is_health
    return _HEALTH.search(partner.name_key) is not None
