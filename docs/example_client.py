r"""A small till: look at a card, record a use, take it back, read the figures.

    python docs/example_client.py --address https://the.congdoan.example --token-file token.txt \
        --card 2345-6789-BCF --price 250000 --organization BAC

It needs Python and nothing else. The token is made on the union's desk, for an outlet and a
unit, with the scopes verify_card, record_purchase, reverse_purchase and read_figures. It is read
from a file: what stands in a command is seen by everybody on the machine.
"""

import argparse
import http.client
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

TRIES, FIRST_WAIT = 5, 0.2
SOLD_WITHIN, COUNTED_WITHIN = 10, 300  # a queue waits for the one; figures of millions take longer
NOT_ALL_ARRIVED = 408
VIETNAM = timezone(timedelta(hours=7))


class Problem(Exception):
    """The server understood and turned it down; trying again would change nothing."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        super().__init__(f"{told['status']} {told['code']}: {told['detail']}")


class Client:
    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address.rstrip("/") + "/api/v1", token

    def get(self, path: str, **asked: str) -> dict[str, Any]:
        return self._ask(urllib.request.Request(self._url(path, asked)), COUNTED_WITHIN)

    def post(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(content).encode()
        request = urllib.request.Request(self._url(path, {}), data=body, method="POST")
        request.add_header("Content-Type", "application/json")
        return self._ask(request, SOLD_WITHIN)

    def every_row(self, **asked: str) -> list[dict[str, Any]]:
        """Read figures page by page: each answer names the next page, if there is one."""
        answer = self.get("/figures", **asked)
        rows: list[dict[str, Any]] = answer["rows"]
        while "next" in answer:
            query = urllib.parse.urlsplit(answer["next"]).query
            answer = self.get("/figures", **dict(urllib.parse.parse_qsl(query)))
            rows += answer["rows"]
        return rows

    def _ask(self, request: urllib.request.Request, within: float) -> dict[str, Any]:
        """Send until an answer comes: what is sent names itself, so twice is recorded once."""
        request.add_header("Authorization", f"Bearer {self.token}")
        for attempt in range(TRIES):
            try:
                with urllib.request.urlopen(request, timeout=within) as answer:
                    return dict(json.load(answer))
            except urllib.error.HTTPError as refused:
                with refused:
                    if refused.code < 500 and refused.code != NOT_ALL_ARRIVED:
                        raise Problem(told_of(refused)) from refused
            except (OSError, http.client.HTTPException, ValueError):
                pass  # no answer, half of one or somebody else's: ask again, with the same id
            time.sleep(FIRST_WAIT * 2**attempt)
        raise SystemExit("The server does not answer. Keep the sale and send it again later.")

    def _url(self, path: str, asked: dict[str, str]) -> str:
        return self.address + path + ("?" + urllib.parse.urlencode(asked) if asked else "")


def told_of(refused: urllib.error.HTTPError) -> dict[str, Any]:
    """Read a problem; a proxy in between has none to tell, only a page."""
    try:
        return dict(json.load(refused))
    except (OSError, http.client.HTTPException, ValueError):
        return {"status": refused.code, "code": "not_ours", "detail": refused.reason}


def sell(till: Client, card: str, price: int) -> str:
    """Look, then record what applies; return the id of the use."""
    seen = till.post("/verifications", {"card": card})
    print(seen["sentences"]["vi"]["headline"])
    offer = next((each for each in seen["offers"] if each["applies"]), None)
    if offer is None:
        raise SystemExit(seen["sentences"]["vi"]["customer"])
    sale = {
        "id": str(uuid.uuid4()),
        "card": card,
        "offer": offer["code"],
        "list_price": price,
        "bought_at": seen["checked_at"],
    }
    receipt = till.post("/purchases", sale)
    print(f"{offer['title']}: khách trả {receipt['member_pays']}, hưởng lợi {receipt['benefit']}")
    again = till.post("/purchases", sale)
    if again["recorded_at"] != receipt["recorded_at"]:
        raise SystemExit("The same id was recorded twice.")
    return str(receipt["purchase_id"])


def take_back(till: Client, purchase_id: str) -> None:
    asked = {"id": str(uuid.uuid4()), "reason": "goods_returned"}
    answer = till.post(f"/purchases/{purchase_id}/reversals", asked)
    print(f"{answer['result']}: còn lại {answer['left']['list_price']}")


def tell_figures(reader: Client, organization: str) -> None:
    """Print this month's figures of a unit and of those below it."""
    first, tomorrow = this_month(reader.get("/keys")["server_time"])
    asked = {
        "organization": organization,
        "from": first.isoformat(),
        "until": tomorrow.isoformat(),
        "by": "organization",
        "limit": "100",
    }
    for row in reader.every_row(**asked):
        print(f"{row['key']}: {row['people']} người, {row['uses']} lượt, {row['benefit']} đồng")


def this_month(server_time: str) -> tuple[date, date]:
    """Return the first day of the month and the day after today, as Việt Nam counts days.

    The server tells its time in UTC: before seven in the morning that is still the day before.
    """
    today = datetime.fromisoformat(server_time).astimezone(VIETNAM).date()
    return today.replace(day=1), today + timedelta(days=1)


def main() -> None:
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name in ("address", "card"):
        reader.add_argument(f"--{name}", required=True)
    reader.add_argument("--token-file", type=Path, required=True)
    reader.add_argument("--price", type=int, default=200_000)
    reader.add_argument("--organization")
    asked = reader.parse_args()
    client = Client(asked.address, asked.token_file.read_text().strip())
    try:
        purchase_id = sell(client, asked.card, asked.price)
        if asked.organization:
            tell_figures(client, asked.organization)
        take_back(client, purchase_id)
    except Problem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
