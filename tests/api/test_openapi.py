"""The OpenAPI document: valid, with examples that hold, and equal to what is answered."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from glossary.api.writing import encode
from glossary.config import terms_folder
from glossary.formats.house import read_termbase
from glossary.matching.compile import Layer, compile_snapshot
from glossary.reports.documents import concept_document, pitfall_document

Json = dict[str, object]


@pytest.fixture
def document(client: FlaskClient) -> Json:
    found: Json = client.get("/api/v1/openapi.json").get_json()
    return found


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def problems(document: Json, schema: object, value: object) -> list[str]:
    """What is wrong with a value under a schema of the document."""
    whole = {**schema, "components": document["components"]}
    return [error.message for error in Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(value)]


def test_document_is_valid_openapi(document: Json) -> None:
    validate(document)
    assert document["openapi"] == "3.1.0"


def test_every_resource_is_documented(app: Flask, document: Json) -> None:
    undocumented = {"api.static", "api.docs", "api.to_docs"}
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(("api.", "health."))]
    served = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in rules
        if rule.endpoint not in undocumented
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    documented = {(path, method) for path, method, _ in operations(document)}
    assert documented == served
    assert documented >= {("/api/v1/lookup", "get"), ("/api/v1/lookup", "post"), ("/api/v1/concepts/{id}", "get"), ("/readyz", "get")}


def test_examples_hold_under_their_schemas(document: Json) -> None:
    found = []
    for path, method, operation in operations(document):
        contents = [answer["content"] for answer in operation["responses"].values() if "content" in answer]
        contents += [operation["requestBody"]["content"]] if "requestBody" in operation else []
        for content in contents:
            for media in content.values():
                examples = [example["value"] for example in media.get("examples", {}).values()]
                examples += [media["example"]] if "example" in media else []
                found += [(path, method, wrong) for example in examples for wrong in problems(document, media["schema"], example)]
        for parameter in operation["parameters"]:
            if "example" in parameter:
                found += [(path, method, wrong) for wrong in problems(document, parameter["schema"], parameter["example"])]

    assert found == []


def test_every_look_up_and_document_has_an_example(document: Json) -> None:
    with_examples = {
        operation["operationId"]
        for _, _, operation in operations(document)
        if "example" in operation["responses"]["200"]["content"]["application/json"]
    }

    assert with_examples >= {
        "look_up_one",
        "look_up_many",
        "list_concepts",
        "get_concept",
        "list_pitfalls",
        "get_pitfall",
        "list_domains",
        "list_sources",
        "check",
        "annotate",
        "list_rules",
        "get_rule",
    }


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/api/v1/lookup", "/api/v1/lookup?q=CFR"),
        ("/api/v1/lookup", "/api/v1/lookup?q=ransom+virus&as_of=2020-01-01&offsets=utf16"),
        ("/api/v1/concepts", "/api/v1/concepts?limit=2"),
        ("/api/v1/concepts/{id}", "/api/v1/concepts/statistics-institute?as_of=2019-01-01"),
        ("/api/v1/pitfalls", "/api/v1/pitfalls"),
        ("/api/v1/domains", "/api/v1/domains"),
        ("/api/v1/sources", "/api/v1/sources"),
        ("/api/v1/rules", "/api/v1/rules"),
        ("/api/v1/rules/{id}", "/api/v1/rules/pair.sense"),
        ("/readyz", "/readyz"),
        ("/api/problems", "/api/problems"),
    ],
)
def test_answers_hold_under_their_schemas_and_hold_nothing_undocumented(
    client: FlaskClient, document: Json, path: str, address: str
) -> None:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]

    assert problems(closed(document), schema, client.get(address).get_json()) == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/v1/check", {"text": "海外拠点では認証を必須とする。サーバと 2026年のCRC。", "offsets": "utf16"}),
        ("/api/v1/check", {"text": "`a` 証明所、機微技術流出", "format": "markdown", "candidates": True}),
        ("/api/v1/check", {"text": "基幹インフラ（critical infrastructure）"}),
        ("/api/v1/check", {"texts": ["サーバ", 5]}),
        ("/api/v1/check", {"pairs": [{"source": "製品を認定する。", "target": "It accredits products at a@b.example."}, 5]}),
        ("/api/v1/annotate", {"text": "サーバの認証 https://example.org/"}),
        ("/api/v1/annotate", {"texts": ["サーバ", 5]}),
    ],
)
def test_answers_about_drafts_hold_under_their_schemas(drafts: FlaskClient, path: str, body: Json) -> None:
    document = drafts.get("/api/v1/openapi.json").get_json()
    operation = document["paths"][path]["post"]

    answer = drafts.post(path, json=body).get_json()

    assert problems(document, operation["requestBody"]["content"]["application/json"]["schema"], body) == []
    assert problems(closed(document), operation["responses"]["200"]["content"]["application/json"]["schema"], answer) == []


def closed(document: Json) -> Json:
    """The document with every object closed: a field that is not documented breaks it. Triggers have open sets of fields."""

    def close(node: object) -> object:
        if isinstance(node, list):
            return [close(part) for part in node]
        if not isinstance(node, dict):
            return node
        node = {key: close(part) for key, part in node.items()}
        if node.get("type") == "object" and "properties" in node and "additionalProperties" not in node:
            node["additionalProperties"] = False
        return node

    schemas = {name: close(schema) for name, schema in document["components"]["schemas"].items() if name != "Trigger"}
    return {"components": {"schemas": schemas | {"Trigger": document["components"]["schemas"]["Trigger"]}}}


def test_every_shipped_document_holds_under_its_schema(document: Json) -> None:
    termbase = read_termbase(terms_folder())
    layer = Layer(name="shipped", revision="1", concepts=termbase.concepts, pitfalls=termbase.pitfalls)
    snapshot = compile_snapshot([layer])
    documents = [("Concept", concept_document(concept, snapshot, date(2024, 5, 1))) for concept in termbase.concepts.values()]
    documents += [("Pitfall", pitfall_document(pitfall)) for pitfall in termbase.pitfalls.values()]
    validators = {
        name: Draft202012Validator({"$ref": f"#/components/schemas/{name}", **closed(document)}) for name in ("Concept", "Pitfall")
    }

    wrong = [(found["id"], error.message) for name, found in documents for error in validators[name].iter_errors(json.loads(encode(found)))]

    assert wrong == []


def test_domain_parameter_lists_the_domains_of_the_termbase(document: Json) -> None:
    parameters = document["paths"]["/api/v1/lookup"]["get"]["parameters"]

    domain = next(parameter for parameter in parameters if parameter["name"] == "domain")
    assert domain["schema"] == {"type": "string", "enum": ["institutions-jp", "threats"]}


def test_document_holds_no_mark_of_its_making(document: Json) -> None:
    text = json.dumps(document)

    assert "x-values" not in text
    null = {name for name, schema in document["components"]["schemas"].items() if '"null"' in json.dumps(schema)}
    assert null == {"Finding", "Suppressed"}  # they say in so many words: no pitfall, not suppressed, on any day
    assert '"null"' not in json.dumps(document["paths"])


def test_page_of_the_documentation_asks_nothing_of_other_hosts(client: FlaskClient) -> None:
    page = client.get("/api/docs", buffered=True)

    assert page.content_type == "text/html; charset=utf-8"
    text = page.get_data(as_text=True) + client.get("/api/static/docs.js", buffered=True).get_data(as_text=True)
    assert "https://" not in text
    assert "<style" not in text
    assert "validatorUrl: null" in text


@pytest.mark.parametrize("name", ["swagger-ui-bundle.js", "swagger-ui.css", "docs.js", "docs.css", "favicon.png", "LICENSE.swagger-ui.txt"])
def test_files_of_the_documentation_are_ours_to_serve(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/static/{name}", buffered=True).status_code == 200


@pytest.mark.parametrize("address", ["/api", "/api/v1"])
def test_root_of_the_interface_leads_to_its_documentation(client: FlaskClient, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, "/api/docs")
