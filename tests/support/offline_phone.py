"""A phone without a network, written from docs/offline-file.md alone: none of our code is used."""

import base64
import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

VIETNAM = timezone(timedelta(hours=7))
DAY_ZERO, SLOT_ZERO = date(2020, 1, 1), datetime(2024, 1, 1, tzinfo=UTC)
SUREST_FIRST = ["phone", "printed", "typed_code", "name"]


class Distrusted(Exception):
    pass


class OfflinePhone:
    def __init__(self, content: bytes, trusted: list[dict[str, str]]) -> None:
        self.trusted = {each["kid"]: each for each in trusted}
        length = int.from_bytes(content[4:8], "big")
        self.head: dict[str, Any] = json.loads(content[8 : 8 + length])
        if content[:4] != b"TUD1" or self.head["version"] != 1:
            raise Distrusted("format")
        if self.head["key_id"] not in self.trusted:
            raise Distrusted("unknown_key")
        if not self._is_signed(self.head["key_id"], content[:-64], content[-64:]):
            raise Distrusted("signature")
        size, first = self.head["section_length"], 8 + length
        self.sections = [
            content[first + size * each : first + size * (each + 1)]
            for each in range(self.head["sections"])
        ]
        if first + size * len(self.sections) + 64 != len(content):
            raise Distrusted("length")
        self.check()

    def answer(self, text: str, at: datetime) -> tuple[str | None, dict[str, str | None]]:
        """The card's reason, else what each offer says; limits are only known to the server."""
        local = at.astimezone(VIETNAM)
        day = next(each for each in self.head["days"] if each["day"] == local.date().isoformat())
        host, _, bare = text.upper().rpartition("/Q/")
        raw = base64.b32decode(bare + "====")
        key_id, named = str(raw[0] & 15), host.rpartition("//")[2].lower()
        if not self._is_signed(key_id, raw[:8], raw[8:]):
            retired = {each["kid"]: each for each in self.head["retired_keys"]}
            if self._is_signed(key_id, raw[:8], raw[8:], retired):
                return "retired_key", {}
            if named and named not in self.head["hosts"]:
                return "other_installation", {}
            if all(int(key_id) > int(each) for each in self.trusted):
                return "unknown_card", {}
            is_lost = key_id not in {*self.trusted, *retired}
            return ("retired_key" if is_lost else "bad_signature"), {}
        index, is_phone = int.from_bytes(raw[1:5], "big"), raw[0] >> 4 == 2
        if reason := self._card_reason(day, index, raw, at, is_phone=is_phone):
            return reason, {}
        offers = {each["offer_version"]: each for each in self.head["offers"]}
        shown = "phone" if is_phone else "printed"
        return None, {
            offers[version]["code"]: self._offer_reason(day, offers[version], index, shown, local)
            for version in day["offers"]
        }

    def _card_reason(
        self, day: dict[str, Any], index: int, raw: bytes, at: datetime, *, is_phone: bool
    ) -> str | None:
        state = self.state(day, index)
        if state == "unassigned":
            return "unknown_card"
        if is_phone:
            slot = timedelta(seconds=self.head["slot_seconds"])
            grace = timedelta(seconds=self.head["slot_grace_seconds"])
            begins = SLOT_ZERO + int.from_bytes(raw[5:8], "big") * slot
            if not begins - grace <= at < begins + slot + grace:
                return "slot_expired"
        if state in {"revoked", "lost", "suspended", "not_yet_valid"}:
            return state
        last = None if is_phone else DAY_ZERO + timedelta(days=int.from_bytes(raw[5:7], "big"))
        if state == "replaced" or (last and last.isoformat() < day["day"]):
            return "expired"
        if state == "membership_ended":
            return state
        outlet = self.head["outlet"]
        is_open = (outlet["opened_on"] or "") <= day["day"] < (outlet["closed_on"] or "9")
        return None if is_open else "outlet_closed"

    def _offer_reason(
        self, day: dict[str, Any], offer: dict[str, Any], index: int, shown: str, local: datetime
    ) -> str | None:
        if not self.bit(day["coverages"][offer["coverage"]], index):
            return "unit_not_covered"
        if self.kind(day, index) not in offer["kinds"]:
            return "kind_not_covered"
        if not offer["opens_on"] <= day["day"] < (offer["closes_on"] or "9"):
            return "not_in_force"
        windows = offer["rule"].get("windows", [])
        if windows and not any(is_open(each, local) for each in windows):
            return "not_in_force"
        if SUREST_FIRST.index(shown) > SUREST_FIRST.index(offer["trust"]):
            return "trust_too_low"
        return None

    def state(self, day: dict[str, Any], index: int) -> str:
        if index >= self.head["cards"]:
            return "unassigned"
        return str(self.head["states"][self._number(day["states"], index)])

    def kind(self, day: dict[str, Any], index: int) -> str | None:
        kind: str | None = self.head["kinds"][self._number(day["kinds"], index)]
        return kind

    def bit(self, named: list[int], index: int) -> int:
        value = 0
        for each in named:
            value ^= self.sections[each][index // 8] >> index % 8 & 1
        return value

    def _number(self, planes: list[list[int]], index: int) -> int:
        return sum(self.bit(named, index) << bit for bit, named in enumerate(planes))

    def check(self) -> None:
        """Refuse a file that says otherwise of the two cards that it vouches for."""
        today, check = self.head["days"][0], self.head["check"]
        good = check["good"] is None or self.state(today, check["good"]) == "good"
        if not good or self.state(today, check["bad"]) == "good":
            raise Distrusted("check")

    def _is_signed(
        self,
        key_id: str,
        body: bytes,
        signature: bytes,
        keys: dict[str, dict[str, str]] | None = None,
    ) -> bool:
        found = (self.trusted if keys is None else keys).get(key_id)
        if found is None:
            return False
        x, y = (int.from_bytes(base64.urlsafe_b64decode(found[each] + "="), "big") for each in "xy")
        key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
        try:
            key.verify(utils.encode_dss_signature(r, s), body, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


def is_open(window: dict[str, Any], local: datetime) -> bool:
    """Whether a window holds: one that closes before it opens runs past midnight."""
    opens, closes = minute(window.get("from", "00:00")), minute(window.get("until", "24:00"))
    now = local.hour * 60 + local.minute
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        since = now + back * 1440
        end = closes if closes > opens else closes + 1440
        if opens <= since < end and holds_on(window, day):
            return True
    return False


def holds_on(window: dict[str, Any], day: date) -> bool:
    weekdays = window.get("weekdays")
    first, after = window.get("valid_from") or "", window.get("valid_until") or "9"
    return (not weekdays or day.isoweekday() in weekdays) and first <= day.isoformat() < after


def minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)
