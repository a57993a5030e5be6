"""Whatever is sent, no answer breaks the published document.

Requests are made from the document itself, good ones and bad ones, the same in every run. Half of
the good ones name a card, an offer and a purchase that exist, so that they get past the door.
"""

import shutil
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import Client

from benefits.cards import KeyRing
from benefits.database import open_database
from tests.support.served_api import Served

Operation = APIOperation[Any, Any, Any, Any]
Asked = Case[Any]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
NOW = datetime.fromisoformat("2026-05-01T10:00:00+07:00")
EXAMPLES = 15


@pytest.fixture(scope="module")
def served(
    ring: KeyRing, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    file = tmp_path_factory.mktemp("conformance") / "benefits.db"
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, file)}")
    yield Served(database, ring, NOW)
    database.close()


@pytest.fixture(scope="module")
def operations(served: Served) -> dict[str, Operation]:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", served)
    found = (each.ok() for each in schema.get_all_operations() if isinstance(each, Ok))
    return {each.label: each for each in found}


ENDPOINTS = (
    *("POST /verifications", "POST /purchases", "POST /purchases/{purchase_id}/reversals"),
    *("GET /figures", "GET /reports/{form}/{organization}/{period}", "GET /offline-file"),
    *("GET /keys", "GET /"),  # the document itself is what all this is made from
)


def test_no_endpoint_is_left_out(operations: dict[str, Operation]) -> None:
    assert operations.keys() == set(ENDPOINTS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=str)
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_answer_breaks_the_document(
    served: Served, operations: dict[str, Operation], endpoint: str, mode: GenerationMode
) -> None:
    operation = operations[endpoint]
    if mode is GenerationMode.NEGATIVE and not can_be_wrong(operation):
        return
    seen = set()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(mode), st.booleans())
    def ask(case: Asked, is_known: bool) -> None:
        if is_known and mode is GenerationMode.POSITIVE:
            name_what_exists(served, case)
        answer = case.call_and_validate(headers=bearer(served), checks=CHECKS)
        seen.add(answer.status_code)

    ask()
    if mode is GenerationMode.POSITIVE and endpoint != "GET /offline-file":
        assert seen & {200, 201}, seen


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("token", [None, "made up"])
def test_what_needs_a_token_is_refused_without_a_good_one(
    operations: dict[str, Operation], endpoint: str, token: str | None
) -> None:
    operation = operations[endpoint]
    path = {"purchase_id": str(uuid.uuid4()), "form": "x", "organization": "x", "period": "x"}
    case = operation.Case(path_parameters=path)
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    answer = case.call(headers=headers)
    needs_one = bool(operation.definition.raw["security"])
    assert (answer.status_code == 401) is needs_one


def can_be_wrong(operation: Operation) -> bool:
    return bool(operation.body or operation.query)


def name_what_exists(served: Served, case: Asked) -> None:
    """Let a good request speak of records that are there; what else it says stays."""
    body: dict[str, Any] = case.body if isinstance(case.body, dict) else {}
    if "card" in body:
        body["card"] = served.card
    if "offer_version" in body or "offer" in body:
        body.pop("offer", None)
        body |= {"offer_version": served.offer_version, "list_price": 100_000}
        for other in ("paid", "subsidy", "stated", "lines", "bought_at", "expected_paid"):
            body.pop(other, None)
    for named in (case.query, case.path_parameters):
        if named and "organization" in named:
            named["organization"] = "T"
    if case.query and "from" in case.query:
        case.query |= {"from": "2026-05-01", "until": "2026-06-01"}
        case.query.pop("cursor", None)
        case.query.pop("tag", None)  # there is none
    if case.path_parameters and "form" in case.path_parameters:
        case.path_parameters |= {"form": "bt259-pl01", "period": "2026-05"}
    if case.path_parameters and "purchase_id" in case.path_parameters:
        case.path_parameters["purchase_id"] = sold(served)
        for amount in ("list_price", "paid", "subsidy"):
            body.pop(amount, None)


def sold(served: Served) -> str:
    """Record a use that a request may then take back."""
    sale = {
        "id": str(uuid.uuid4()),
        "card": served.card,
        "offer_version": served.offer_version,
        "list_price": 100_000,
    }
    answer = Client(served).post("/api/v1/purchases", json=sale, headers=bearer(served))
    return str(answer.get_json()["purchase_id"])


def bearer(served: Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {served.token}"}
