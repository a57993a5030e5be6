"""The published document says what the endpoints do: nothing is left out, nothing is made up."""

from typing import Any

import pytest

from benefits.api import examples
from benefits.api.document import LANGUAGES, described_views
from benefits.money import LARGEST
from tests.faces.people import Site, Visitor
from tests.faces.till import API, Till, program_at, warehouse_of
from tests.page import Page
from tests.world import World

EXAMPLES = {
    "VERIFICATION": lambda till: till.verify(),
    "RECORDED": lambda till: till.record(),
    "TAKEN_BACK": lambda till: till.take_back(till.record().get_json()["purchase_id"]),
}


@pytest.fixture
def document(visitor: Visitor) -> dict[str, Any]:
    return dict(visitor.get(f"{API}/openapi.json").get_json())


def test_every_endpoint_is_described_with_its_scope(site: Site, document: dict[str, Any]) -> None:
    undescribed = [
        rule.rule for rule, _, described in described_views(site.apps[API]) if described is None
    ]
    assert undescribed == []
    assert document["openapi"] == "3.1.0"
    sale = document["paths"]["/purchases"]["post"]
    assert sale["security"] == [{"token": ["record_purchase"]}]
    assert sale["x-holders"] == ["device", "machine"]
    assert {"201", "401", "403", "408", "409", "413", "422"} == sale["responses"].keys()
    assert document["paths"]["/keys"]["get"]["security"] == []


@pytest.mark.parametrize(("language", "said"), [("vi", "Kiểm tra thẻ"), ("en", "Check a card")])
def test_texts_stand_in_one_language_and_every_code_has_its_sentence(
    visitor: Visitor, language: str, said: str
) -> None:
    asked = {"language": language}
    told = visitor.get(f"{API}/openapi.json", query_string=asked).get_json()
    assert told["paths"]["/verifications"]["post"]["summary"] == said
    sentences = {
        each["detail"]
        for methods in told["paths"].values()
        for operation in methods.values()
        for response in operation["responses"].values()
        for each in response.get("x-codes", ())
    }
    assert len(sentences) > 40
    assert not sentences & {"Giá trị này không được nhận.", "This value was not accepted."}


def test_what_is_published_of_a_field_is_what_reads_it(document: dict[str, Any]) -> None:
    body = document["paths"]["/purchases"]["post"]["requestBody"]["content"]["application/json"]
    fields = body["schema"]["properties"]
    assert body["schema"]["required"] == ["id", "card"]
    assert fields["list_price"]["maximum"] == LARGEST
    assert fields["quantity"] == {
        "type": ["integer", "null"],
        "minimum": 1,
        "maximum": 10_000,
        "default": 1,
        "description": fields["quantity"]["description"],
    }
    assert fields["bought_at"]["format"] == "date-time"


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_the_fields_of_a_true_answer(site: Site, world: World, name: str) -> None:
    answer = EXAMPLES[name](Till(program_at(site, world.outlet.id), world)).get_json()
    example = getattr(examples, name)
    assert answer.keys() == example.keys()
    assert {key: type(value) for key, value in answer.items() if key != "invoice"} == {
        key: type(value) for key, value in example.items() if key != "invoice"
    }


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("FIGURES", "/figures"),
        ("REPORT", "/reports/{form}/{organization}/{period}"),
        ("KEYS", "/keys"),
    ],
)
def test_an_example_of_what_is_read_is_like_a_true_answer(
    site: Site, world: World, document: dict[str, Any], name: str, path: str
) -> None:
    address = path.format(form="bt259-pl01", organization="BAC", period="2026-05")
    if name == "FIGURES":
        address += "?organization=BAC&from=2026-05-01&until=2026-06-01"
    answer = warehouse_of(site, world.province).get(f"{API}{address}").get_json()
    example = getattr(examples, name)
    assert shape_of(answer) == shape_of(example)
    [told] = document["paths"][path]["get"]["responses"]["200"]["content"].values()
    assert told["example"] == example
    if name == "REPORT":
        labels = {(row["code"], row["label"], row["unit"]) for row in answer["rows"]}
        assert {(row["code"], row["label"], row["unit"]) for row in example["rows"]} <= labels


def shape_of(answer: dict[str, Any]) -> set[tuple[str, str]]:
    """The names of an answer's fields, and of those of its lists' entries."""
    inner = {
        (name, field)
        for name, entries in answer.items()
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, dict)
        for field in entry
    }
    return {("", name) for name in answer} | inner


def test_the_document_is_asked_for_once(visitor: Visitor) -> None:
    first = visitor.get(f"{API}/openapi.json")
    again = visitor.get(f"{API}/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_reads_the_same_as_a_page(
    visitor: Visitor, document: dict[str, Any], language: str
) -> None:
    answer = visitor.get(f"{API}/", query_string={"language": language})
    page = Page(answer)
    assert f'<html lang="{language}">' in answer.get_data(True)
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page.text
    assert "record_purchase" in page.text


def test_no_language_of_ours_is_refused_by_name(visitor: Visitor) -> None:
    answer = visitor.get(f"{API}/openapi.json?language=fr")
    assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "language")
